// The page of results: what the address asks for, found, narrowed and shown. Every text goes in as text.
(() => {
  "use strict";
  const search = window.gongkai.search;
  const FIRST = 3, STEP = 10, WEAK = 0.02, MANY = 8;
  const NAMES = ["domain", "body", "level", "channel", "limit", "mode", "audience", "place"];
  const byId = (id) => document.getElementById(id);
  const field = document.querySelector(".results .find input[type=search]");
  const status = byId("found"), list = byId("hits"), more = byId("more"), narrow = byId("narrow"), ladder = byId("ladder");
  let hits = [], kept = [], table = null, answered = null, shownCount = STEP, turn = 0;

  const chosen = (params, name) => params.getAll(name);
  const make = (tag, words, kind) => {
    const found = document.createElement(tag);
    if (words) found.textContent = words;
    if (kind) found.className = kind;
    return found;
  };

  // ---- highlighting: characters that stand in a pair that was looked for, or in a whole term ----
  function marker(query) {
    const terms = new Set(), pairs = new Set();
    for (const group of query.groups) {
      for (const term of group.terms) {
        if (term.words.length > 1 || query.groups.length === 1) terms.add(term.words);
        for (const token of term.tokens) if (!/^[=#]/.test(token) && token.length > 1) pairs.add(token);
      }
    }
    return (text) => {
      const folded = [...text].map((char) => { const same = search.normalise(char); return same.length === 1 ? same : char; }).join("");
      const marks = new Array(text.length).fill(false);
      const paint = (word) => { for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) marks.fill(true, at, at + word.length); };
      terms.forEach(paint);
      pairs.forEach(paint);
      return marks;
    };
  }

  function marked(element, text, marks) {
    let from = 0;
    for (let i = 1; i <= text.length; i++) {
      if (i === text.length || marks[i] !== marks[from]) {
        const part = text.slice(from, i);
        element.append(marks[from] ? make("mark", part) : document.createTextNode(part));
        from = i;
      }
    }
    return element;
  }

  // ---- one result ----
  function href(card, at) {
    const place = at >= 0 && card.places.includes(at) ? at : card.places[0];
    return `${search.core.places[place][0]}items/${card.id}.html`;
  }

  function row(card, mark, at) {
    const item = make("li"), title = make("a"), head = make("h2");
    title.href = href(card, at);
    marked(title, card.title, mark(card.title));
    head.append(title);
    item.append(head);
    const trail = make("p", "", "where"), domain = make("a", card.domain[1]);
    domain.href = `domains/${card.domain[0]}.html`;
    trail.append(domain);
    if (card.category && card.category !== card.title) trail.append(" · ", marked(make("span"), card.category, mark(card.category)));
    if (card.who) trail.append(" · ", make("span", card.who));
    if (card.gone) trail.append(" ", make("span", "已不适用", "mark off"));
    item.append(trail);
    if (card.summary) item.append(marked(make("p", "", "about"), card.summary, mark(card.summary)));
    const marks = mark(card.elements);
    if (card.elements && (marks.includes(true) || !card.summary)) {
      const line = make("p", "公开内容：", "quote");
      item.append(marked(line, card.elements, marks));
    }
    const others = card.places.filter((place) => place !== (at >= 0 && card.places.includes(at) ? at : card.places[0]));
    if (others.length) {
      const chips = make("p", "还有：", "chips");
      others.slice(0, MANY).forEach((place) => {
        const link = make("a", search.core.places[place][1]);
        link.href = `${search.core.places[place][0]}items/${card.id}.html`;
        chips.append(link, " ");
      });
      if (others.length > MANY) chips.append(`等${others.length}处`);
      item.append(chips);
    }
    return item;
  }

  // ---- facets ----
  const labelsOf = (name) => (name === "domain" ? search.core.domains.map(([, label]) => label) : table[name].labels);
  const keysOf = (name) => (name === "domain" ? search.core.domains.map(([slug]) => slug) : table[name].labels);
  const cellsOf = (name, number) => (name === "domain" ? [search.domainOf(number)] : table[name].rows[number]);

  function selection(params) {
    const found = new Map();
    for (const name of NAMES) {
      const keys = keysOf(name);
      const numbers = chosen(params, name).map((key) => keys.indexOf(key)).filter((number) => number >= 0);
      if (numbers.length) found.set(name, new Set(numbers));
    }
    return found;
  }

  const passes = (number, picked, but) => {
    for (const [name, numbers] of picked) {
      if (name !== but && !cellsOf(name, number).some((cell) => numbers.has(cell))) return false;
    }
    return true;
  };

  function drawFacets(picked) {
    narrow.hidden = !hits.length;
    for (const box of narrow.querySelectorAll("[data-facet]")) {
      const name = box.dataset.facet, counts = new Map(), labels = labelsOf(name), keys = keysOf(name);
      for (const hit of hits) if (passes(hit.number, picked, name)) for (const cell of cellsOf(name, hit.number)) counts.set(cell, (counts.get(cell) || 0) + 1);
      const here = picked.get(name) || new Set();
      here.forEach((number) => { if (!counts.has(number)) counts.set(number, 0); });
      const rows = [...counts].sort((a, b) => here.has(b[0]) - here.has(a[0]) || b[1] - a[1] || a[0] - b[0]);
      const legend = box.querySelector("legend");
      box.textContent = "";
      box.append(legend);
      box.hidden = rows.length < 2 && !here.size;
      const fold = make("details"), rest = make("summary", `其余${rows.length - MANY}个`);
      fold.append(rest);
      rows.forEach(([number, count], i) => {
        const label = make("label"), input = document.createElement("input");
        input.type = "checkbox";
        input.name = name;
        input.value = keys[number];
        input.checked = here.has(number);
        label.append(input, ` ${labels[number]} `, make("small", String(count)));
        (i < MANY ? box : fold).append(label);
      });
      if (rows.length > MANY) box.append(fold);
    }
  }

  // ---- the page ----
  const params = () => new URLSearchParams(location.search);

  function placeOf(query, at) {
    if (query.places.length) return query.places[0];
    return at;
  }

  async function draw(quick) {
    const mine = ++turn, picked = table ? selection(params()) : new Map();
    kept = picked.size ? hits.filter((hit) => passes(hit.number, picked)) : hits;
    const at = placeOf(answered.query, askedAt());
    const mark = marker(answered.query);
    for (const count of quick ? [FIRST, shownCount] : [shownCount]) {  // the first ones at once, on however slow a line
      const found = await search.cards(kept.slice(0, count).map((hit) => hit.number));
      if (mine !== turn) return;
      list.textContent = "";
      found.forEach((card) => list.append(row(card, mark, at)));
      say();
    }
    more.hidden = kept.length <= shownCount;
    ladder.hidden = kept.length > 0 && kept[0].coverage >= 0.5;
    if (table) drawFacets(picked);
  }

  function say() {
    const typed = params().get("q") || "";
    const words = [];
    if (answered.shown) words.push(`已显示“${answered.shown}”的结果。`);
    if (!kept.length) words.push(`没有找到“${typed}”。换个说法试试，或者从下面的领域和单位里找。`);
    else {
      words.push(`找到${kept.length}个事项。`);
      if (kept[0].coverage < 0.5) words.push("没有完全对上的，下面是部分匹配的，也可以从页面下方按领域找。");
    }
    status.textContent = words.join("");
    document.title = `${typed} - 搜索 - ${document.title.split(" - ").pop()}`;
  }

  function askedAt() {
    const prefix = params().get("at");
    return prefix ? search.core.places.findIndex(([folder]) => folder === prefix) : -1;
  }

  async function run() {
    const typed = (params().get("q") || "").trim();
    field.value = typed;
    shownCount = STEP;
    if (!typed) { list.textContent = status.textContent = ""; narrow.hidden = more.hidden = true; ladder.hidden = false; return; }
    status.textContent = "正在查找…";
    try {
      await search.start();
      const mine = ++turn, found = await search.answer(typed, askedAt());
      if (mine !== turn) return;
      const best = found.hits.length ? found.hits[0].score : 0;
      answered = found;
      hits = found.hits.filter((hit) => hit.score >= best * WEAK);
      await draw(true);
      await law(found.query);
      table = await search.facets();
      await draw();
    } catch (error) {
      status.textContent = "搜索的数据没有读出来，请刷新页面再试，或者从下面的领域和单位里找。";
      ladder.hidden = false;
    }
  }

  // A document number, or a law by its name, leads to the document itself as well.
  async function law(query) {
    const old = byId("law");
    if (old) old.remove();
    const number = query.groups.some((group) => group.terms.some((term) => term.tokens.some((token) => token.startsWith("#"))));
    if (!number && !/(法|条例|办法|规定|规则|细则|意见|通知|方案)$/.test(query.text)) return;
    const text = query.text.replace(/[《》\s]/g, "");
    for (const line of await search.load("laws")) {
      const [title, slug, documentNumber = "", short = ""] = line.split("\t");
      const same = number
        ? documentNumber && search.test.numbers(search.normalise(documentNumber))[0].some((token) => query.groups[0].terms[0].tokens.includes(token))
        : search.normalise(title) === text || (short && search.normalise(short) === text);
      if (same) {
        const note = make("p", "依据文件：", "note"), link = make("a", short || title);
        note.id = "law";
        link.href = `laws/${slug}.html`;
        note.append(link, documentNumber ? `（${documentNumber}）` : "");
        list.before(note);
        return;
      }
    }
  }

  function go(next) {
    history.pushState(null, "", `${location.pathname}?${next}`);
    run();
  }

  document.querySelector(".results .find").addEventListener("submit", (event) => {
    event.preventDefault();
    const next = new URLSearchParams();
    next.set("q", field.value.trim());
    if (params().get("at")) next.set("at", params().get("at"));
    go(next);
  });
  narrow.addEventListener("change", () => {
    const next = new URLSearchParams();
    for (const name of ["q", "at"]) if (params().get(name)) next.set(name, params().get(name));
    narrow.querySelectorAll("input:checked").forEach((input) => next.append(input.name, input.value));
    history.pushState(null, "", `${location.pathname}?${next}`);
    shownCount = STEP;
    draw();
  });
  narrow.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => {
    const first = list.children.length;
    shownCount += STEP;
    draw().then(() => { const next = list.children[first]; if (next) next.querySelector("a").focus(); });
  });
  addEventListener("popstate", run);
  if (matchMedia("(min-width: 60em)").matches) narrow.querySelector("details").open = true;
  run();
})();
