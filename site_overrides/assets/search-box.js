// The search box: suggestions while typing, as the ARIA pattern "editable combobox with list autocomplete" has it.
(() => {
  "use strict";
  const search = window.gongkai.search;
  const SHOWN = 8, PAUSE = 80;
  let boxes = 0;

  // Titles, sayings, domains, laws and organs that begin with, or contain, what is typed; letters are read as pinyin.
  async function suggest(typed) {
    await search.start();
    await search.loadFold(typed);
    const text = search.normalise(typed), core = search.core;
    if (!text) return core.hot.map((word) => ({ kind: "常搜", text: word }));
    const said = [...core.saidMap.keys()];
    const [terms, titles] = await Promise.all([search.load("terms"), search.load("titles")]);
    const words = [...said, ...terms.split("\n"), ...titles.split("\n")];
    let found = [];
    if (/[a-z]/.test(text)) {
      await search.loadSounds();
      const tiers = [words, await search.aliasesOf(search.letterOf(text))];
      const readings = search.spell(text.replace(/[\s']+/g, ""), tiers, SHOWN);
      found = readings.map((reading) => words.find((word) => word === reading) || words.find((word) => word.startsWith(reading)) || reading);
    } else {
      const begins = words.filter((word) => word.startsWith(text));
      const holds = words.filter((word) => !word.startsWith(text) && word.includes(text));
      found = [...begins, ...holds];
    }
    const names = new Map(core.domains.map(([slug, name]) => [name, slug]));
    const out = [...new Set(found)].map((word) => {
      if (names.has(word)) return { kind: "领域", text: word, url: `domains/${names.get(word)}.html` };
      const entry = core.saidMap.get(word);
      return entry ? { kind: "俗称", text: word, more: entry.formal[0] } : { kind: "事项", text: word };
    });
    const [laws, organs] = await Promise.all([search.load("laws"), search.load("organs")]);
    for (const line of organs) {
      const [name, url] = line.split("\t");
      if (name.includes(text)) out.splice(Math.min(3, out.length), 0, { kind: "单位", text: name, url });
    }
    const cited = [];
    for (const line of laws) {
      const [title, slug, number = "", short = ""] = line.split("\t");
      if (cited.length < 3 && (title.includes(text) || short.includes(text) || (number && search.normalise(number).includes(text)))) {
        cited.push({ kind: "依据", text: short || title, more: number, url: `laws/${slug}.html` });
      }
    }
    const kept = out.slice(0, SHOWN - cited.length);
    return [...kept, ...cited].slice(0, SHOWN);
  }

  window.gongkai.box = (field) => {
    const form = field.form, id = `suggestions-${++boxes}`;
    const root = new URL(form.getAttribute("action").replace(/[^/]*$/, ""), location.href);
    const list = document.createElement("ul");
    const said = document.createElement("span");
    let options = [], active = -1, timer = 0, asked = "";
    list.id = id;
    list.className = "suggest";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "搜索建议");
    list.hidden = true;
    said.className = "off-screen";
    said.setAttribute("role", "status");
    form.append(list, said);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", id], ["aria-haspopup", "listbox"]]) field.setAttribute(name, value);

    function show(found) {
      options = found;
      active = -1;
      list.textContent = "";
      found.forEach((option, i) => {
        const row = document.createElement("li"), kind = document.createElement("small"), words = document.createElement("span");
        row.id = `${id}-${i}`;
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", "false");
        kind.textContent = option.kind;
        words.textContent = option.kind === "俗称" ? `${option.text} → ${option.more}` : option.text;
        row.append(kind, words);
        if (option.kind === "依据" && option.more) {
          const number = document.createElement("small");
          number.textContent = option.more;
          row.append(number);
        }
        row.addEventListener("pointerdown", (event) => event.preventDefault());
        row.addEventListener("click", () => choose(i));
        list.append(row);
      });
      const open = found.length > 0 && document.activeElement === field;
      list.hidden = !open;
      field.setAttribute("aria-expanded", String(open));
      field.removeAttribute("aria-activedescendant");
      said.textContent = open ? `有${found.length}条建议，用上下方向键选择` : "";
    }

    function mark(next) {
      if (active >= 0) list.children[active].setAttribute("aria-selected", "false");
      active = next;
      if (active >= 0) {
        const row = list.children[active];
        row.setAttribute("aria-selected", "true");
        row.scrollIntoView({ block: "nearest" });
        field.setAttribute("aria-activedescendant", row.id);
      } else field.removeAttribute("aria-activedescendant");
    }

    function choose(i) {
      const option = options[i];
      if (option.url) { location.href = new URL(option.url, root).href; return; }
      field.value = option.text;
      show([]);
      if (form.requestSubmit) form.requestSubmit(); else form.submit();
    }

    function ask() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const typed = asked = field.value;
        suggest(typed).then((found) => { if (typed === asked && field.value === typed) show(found); }, () => {});
      }, PAUSE);
    }

    field.addEventListener("input", ask);
    field.addEventListener("focus", () => { if (list.hidden) ask(); });
    field.addEventListener("blur", () => show([]));
    form.addEventListener("submit", () => { clearTimeout(timer); asked = ""; show([]); });
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) { ask(); return; }
        event.preventDefault();
        const count = options.length, step = event.key === "ArrowDown" ? 1 : -1;
        mark(active < 0 ? (step > 0 ? 0 : count - 1) : (active + step + count + 1) % (count + 1) === count ? -1 : active + step);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        choose(active);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        show([]);
      }
    });
    ask();
  };
})();
