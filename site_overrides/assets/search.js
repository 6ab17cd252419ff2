// Search without a server: reads a question, loads the few shards it needs, ranks. No page is touched here.
// The same steps as the Python package's room `search`, in whole numbers and the same order; a test compares both.
// Browser floor: Chromium 90, Safari 14. Data are scripts that call gongkaiData, so that file:// and a strict policy work.
(() => {
  "use strict";
  const TOP_BITS = 16, REPAIRS = 2, ENOUGH = 0.5, FLOOR = 0.15, WISH = 1.15, PLACE = 1.5, DOMAIN = 1.25, BEST = 3, LONGEST = 5, LONGEST_PIECE = 6, MOST_CHARACTERS = 12, LONGEST_RUN = 8, MOST_WEIGHT = 200;
  const SAID_WEIGHTS = [16, 15, 14], SPELT_WEIGHTS = [16, 13, 11], OWN_WEIGHT = 12, EXACT = "=";
  const HAN = "\\u3400-\\u9fff";
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  // ---- loading ----
  const script = document.currentScript;
  const root = new URL("../", script.src);
  const waiting = new Map(), loaded = new Map();
  let folder = "";

  window.gongkaiData = (name, value) => loaded.set(name, value);

  function fetchScript(path) {
    return new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      tag.src = new URL(path, root).href;
      tag.async = true;
      tag.onload = () => { tag.remove(); resolve(); };
      tag.onerror = () => { tag.remove(); reject(new Error(path)); };
      document.head.append(tag);
    });
  }

  // One request for each file, ever. The pointer is asked for again, past every cache, when the folder it named has gone.
  function load(name) {
    if (!waiting.has(name)) {
      const found = start().then(() => fetchScript(`search/${folder}/${name}.js`)).then(() => loaded.get(name));
      found.catch(() => waiting.delete(name));
      waiting.set(name, found);
    }
    return waiting.get(name);
  }

  let started = null;
  function start() {
    if (!started) {
      const point = (query) => fetchScript("search/index.js" + query).then(() => { folder = loaded.get("index"); });
      started = point("")
        .then(() => fetchScript(`search/${folder}/core.js`).catch(() => point("?" + Date.now()).then(() => fetchScript(`search/${folder}/core.js`))))
        .then(() => prepare(loaded.get("core")));
      started.catch(() => { started = null; });
    }
    return started;
  }

  // ---- the language ----
  let core = null;
  const lines = (text) => (text ? text.split("\n") : []);

  function prepare(data) {
    const said = new Map(), places = new Map(), twice = new Set();
    for (const line of lines(data.said)) {
      const [word, formal = "", domains = ""] = line.split("\t");
      said.set(word, { formal: formal.split(";"), domains: domains ? domains.split(",").map(Number) : [] });
    }
    data.places.forEach(([, , ...names], number) => {
      for (const name of names) {
        if (places.has(name) && places.get(name) !== number) twice.add(name);
        places.set(name, number);
      }
    });
    twice.forEach((name) => places.delete(name));
    const stop = new Set(data.stop.split(" "));
    const longest = (words) => { let most = 0; for (const word of words) most = Math.max(most, word.length); return most; };
    core = {
      ...data, saidMap: said, stopSet: stop,
      longestSaid: longest(said.keys()), longestStop: longest(stop),
      placeNames: [...places.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : a > b ? 1 : 0)), placeNumbers: places,
      intentList: data.intents.map(([words, tokens]) => [words.split(" "), tokens.split(" ")]),
      firsts: data.domains.map(([, , first]) => first),
    };
    return core;
  }

  // ---- text ----
  const RUNS = new RegExp(`[${HAN}]+|[a-z0-9]+`, "g");
  const DOCUMENT = /[〔[(【]?((?:19|20)\d\d)(?:[〕\])】]\s*|\s+|年)第?\s*(\d{1,4})(?!\d|\s*年)\s*号?/g;
  const ORDER = /令\s*第?\s*(\d{1,4})\s*号|(\d{1,4})\s*号?[\u3400-\u9fff]{0,4}?令/g;
  const MONTH = /(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?|\d{1,4}(?:月|日|号文|个|天|元|岁)/g;
  const isAscii = (text) => /^[\x00-\x7f]*$/.test(text);
  const unique = (list) => [...new Set(list)];

  // Simplified characters of everyday use are those of GB 2312, which every browser can decode; only others may be traditional ones.
  const everyday = new Set(new TextDecoder("gbk").decode(new Uint8Array(Array.from({ length: 72 * 94 }, (_, i) => [0xb0 + Math.floor(i / 94), 0xa1 + (i % 94)]).flat())));
  const foldMap = new Map();

  async function loadFold(text) {
    if (foldMap.size || ![...text].some((char) => char > "\u3400" && !everyday.has(char))) return;
    const chars = [...await load("fold")];
    for (let i = 0; i < chars.length; i += 2) foldMap.set(chars[i], chars[i + 1]);
  }

  function normalise(text) {
    let out = "";
    for (const char of text.normalize("NFKC").toLowerCase()) out += foldMap.get(char) || char;
    return out.trim();
  }

  function numbers(text) {
    const found = [];
    const rest = text.replace(MONTH, " ")
      .replace(DOCUMENT, (_, year, number) => { found.push(`#${year}-${Number(number)}`); return " "; })
      .replace(ORDER, (_, after, before) => { found.push(`#l${Number(after || before)}`); return after ? "令" : " "; });
    return [unique(found), rest];
  }

  const runs = (text) => text.match(RUNS) || [];

  function bigrams(run) {
    if (run.length === 1 || isAscii(run)) return [run];
    const out = [];
    for (let i = 0; i + 1 < run.length; i++) out.push(run.slice(i, i + 2));
    return out;
  }

  function shard(token) {
    if (token.startsWith(EXACT)) token = token.slice(1, 3);
    let value = 0x811c9dc5;
    for (let i = 0; i < token.length; i++) value = Math.imul(value ^ token.charCodeAt(i), 0x01000193) >>> 0;
    return ((value ^ (value >>> 15)) & (core.shards - 1)) >>> 0;
  }

  // ---- the question ----
  const literalTerm = (words, weight = 16) => ({ weight, tokens: unique([...bigrams(words), EXACT + words]), words });

  function saidGroup(word) {
    const entry = core.saidMap.get(word);
    const terms = entry.formal.slice(0, SAID_WEIGHTS.length).map((term, i) => literalTerm(term, SAID_WEIGHTS[i]));
    return { terms: [...terms, literalTerm(word, OWN_WEIGHT)], domains: entry.domains };
  }

  function readRun(run, groups, literal) {
    let start = 0, i = 0;
    const longest = (most, has) => {
      for (let n = Math.min(most, run.length - i); n > 0; n--) if (has(run.slice(i, i + n))) return run.slice(i, i + n);
      return "";
    };
    while (i < run.length) {
      const said = longest(core.longestSaid, (word) => core.saidMap.has(word));
      const stop = longest(core.longestStop, (word) => core.stopSet.has(word));
      if (said && said.length >= stop.length && (said.length > 1 || run.length === 1)) {
        if (i > start) literal.push(run.slice(start, i));
        groups.push(saidGroup(said));
        i = start = i + said.length;
      } else if (stop) {
        if (i > start) literal.push(run.slice(start, i));
        i = start = i + stop.length;
      } else i++;
    }
    if (start < run.length) literal.push(run.slice(start));
  }

  function readQuery(text) {
    let [documents, rest] = numbers(text);
    const found = [];
    for (const name of core.placeNames) {
      if (rest.includes(name)) {
        found.push(core.placeNumbers.get(name));
        rest = rest.split(name).join(" ");
      }
    }
    let groups = documents.length ? [{ terms: [{ weight: 16, tokens: documents, words: text }], domains: [] }] : [];
    const literal = [];
    for (const run of runs(rest)) {
      if (isAscii(run)) literal.push(run); else readRun(run, groups, literal);
    }
    if (!groups.length && literal.every((part) => part.length === 1)) {
      for (const part of literal) groups.push({ terms: [{ weight: 16, tokens: [part, EXACT + part], words: part }], domains: [] });
    }
    for (const part of literal) if (part.length > 1) groups.push({ terms: [literalTerm(part)], domains: [] });
    if (!groups.length) groups = runs(rest).map((run) => ({ terms: [literalTerm(run)], domains: [] }));
    const wishes = [];
    for (const [words, targets] of core.intentList) if (words.some((word) => text.includes(word))) wishes.push(...targets);
    return { text, groups, places: unique(found), wishes: unique(wishes), own: literal };
  }

  // ---- postings ----
  const postings = new Map();

  function unpack(text) {
    const found = { numbers: [], impacts: [] };
    let number = -1, value = 0, shift = 0;
    for (let i = 0; i < text.length; i++) {
      const digit = DIGITS.indexOf(text[i]);
      value += (digit & 31) * 2 ** shift;
      if (digit >= 32) { shift += 5; continue; }
      number += Math.floor(value / TOP_BITS) + 1;
      found.numbers.push(number);
      found.impacts.push(value % TOP_BITS);
      value = shift = 0;
    }
    return found;
  }

  async function fetchTokens(tokens) {
    const fresh = unique(tokens).filter((token) => !postings.has(token));
    await Promise.all(unique(fresh.map(shard)).map((number) => load(`s/${number}`)));
    for (const token of fresh) {
      const packed = loaded.get(`s/${shard(token)}`)[token];
      postings.set(token, packed ? unpack(packed) : null);
    }
  }

  const idf = (found) => (found ? Math.round(16 * Math.log(1 + core.matters / found.numbers.length)) : 0);

  function domainOf(number) {
    let low = 0, high = core.firsts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (core.firsts[middle] <= number) low = middle; else high = middle - 1;
    }
    return low;
  }

  // ---- what results can be narrowed by ----
  let facetTable = null;

  // name → {labels, rows: for each matter the numbers of its labels}
  async function facets() {
    const data = await load("facets");
    if (!facetTable) {
      facetTable = {};
      for (const [name, [labels, rows]] of Object.entries(data)) {
        facetTable[name] = { labels, rows: rows.split(" ").map((row) => (row ? row.split(".").map((cell) => parseInt(cell, 36)) : [])) };
      }
    }
    return facetTable;
  }

  const placesOf = async () => (await facets()).place.rows;

  // ---- ranking ----
  function scoreTerm(term) {
    let whole = 0;
    const sums = new Map(), has = new Map();
    for (const token of term.tokens) {
      const found = postings.get(token);
      if (!found) continue;
      const weight = idf(found), exact = token.startsWith(EXACT);
      if (!exact) whole += weight;
      for (let i = 0; i < found.numbers.length; i++) {
        const number = found.numbers[i];
        sums.set(number, (sums.get(number) || 0) + weight * found.impacts[i]);
        if (!exact) has.set(number, (has.get(number) || 0) + weight);
      }
    }
    return { whole, sums, has };
  }

  async function rank(query) {
    await fetchTokens([...query.groups.flatMap((group) => group.terms.flatMap((term) => term.tokens)), ...query.wishes]);
    const scores = new Map(), covered = new Map();
    let mass = 0;
    for (const group of query.groups) {
      const best = new Map(), shares = new Map();
      let weight = 0;
      for (const term of group.terms) {
        const { whole, sums, has } = scoreTerm(term);
        const shareOfAll = whole ? Math.min(1, MOST_WEIGHT / whole) : 1;
        weight = Math.max(weight, Math.min(whole, MOST_WEIGHT));
        for (const [number, score] of sums) {
          const share = whole ? (has.get(number) || 0) / whole : 1;
          let value = score * share * term.weight * shareOfAll;
          if (group.domains.length && group.domains.includes(domainOf(number))) value *= DOMAIN;
          if (value > (best.get(number) || 0)) best.set(number, value);
          if (share > (shares.get(number) || 0)) shares.set(number, share);
        }
      }
      mass += weight;
      for (const [number, value] of best) {
        scores.set(number, (scores.get(number) || 0) + value);
        covered.set(number, (covered.get(number) || 0) + shares.get(number) * weight);
      }
    }
    const wished = new Set(query.wishes.flatMap((token) => (postings.get(token) || { numbers: [] }).numbers));
    const here = query.places.length ? await placesOf() : null;
    const hits = [];
    for (const [number, score] of scores) {
      const coverage = mass ? covered.get(number) / mass : 1;
      let total = score * (FLOOR + coverage * coverage);
      if (wished.has(number)) total *= WISH;
      if (here && here[number].some((place) => query.places.includes(place))) total *= PLACE;
      hits.push({ number, score: total, coverage });
    }
    return hits.sort((a, b) => b.score - a.score || a.number - b.number);
  }

  // ---- letters ----
  const PARTS = /[a-z]+|[^a-z]/g;
  let sounds = null;

  async function loadSounds() {
    const [usual, terms] = await load("sounds");
    if (!sounds) {
      const map = new Map(), read = new Map();
      for (const entry of usual.split(" ")) {
        const syllable = entry.match(/^[a-z]+/)[0];
        for (const char of entry.slice(syllable.length)) map.set(char, syllable);
      }
      for (const line of lines(terms)) {
        const at = line.indexOf(" ");
        read.set(line.slice(0, at), line.slice(at + 1).split(" "));
      }
      sounds = { usual: map, terms: read, syllables: new Set(map.values()) };
    }
    return sounds;
  }

  const soundsOf = (term) => sounds.terms.get(term) || [...term].map((char) => sounds.usual.get(char) || "");
  const letterOf = (text) => { const char = text.slice(0, 1); return ((char >= "a" && char <= "z") ? char : sounds.usual.get(char) || "0").slice(0, 1); };
  const aliasesOf = async (letter) => (core.letters.includes(letter) ? lines(await load(`a/${letter}`)) : []);

  function matchSpelling(parts, term, syllables, start, initials) {
    let i = start;
    for (let number = 0; number < parts.length; number++) {
      const part = parts[number];
      if (!(part[0] >= "a" && part[0] <= "z")) {
        if (i >= term.length || term[i] !== part) return 0;
        i++;
        continue;
      }
      let rest = part;
      while (rest) {
        if (i >= term.length || !syllables[i]) return 0;
        if (initials) {
          if (syllables[i][0] !== rest[0]) return 0;
          rest = rest.slice(1);
        } else if (rest.startsWith(syllables[i])) rest = rest.slice(syllables[i].length);
        else if (number === parts.length - 1 && i > start && syllables[i].startsWith(rest)) rest = "";
        else return 0;
        i++;
      }
    }
    return i;
  }

  const compareRanks = (a, b) => { for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] - b[i]; return 0; };
  const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  function spell(pattern, tiers, most = BEST) {
    const parts = pattern.match(PARTS) || [];
    const found = new Map();
    tiers.forEach((terms, tier) => {
      for (const term of terms) {
        const syllables = soundsOf(term);
        for (let at = 0; at < (tier === 0 ? term.length : 1); at++) {
          for (const initials of [0, 1]) {
            const end = matchSpelling(parts, term, syllables, at, initials);
            if (end) {
              const place = [initials, at > 0 || end < term.length ? 1 : 0, at > 0 ? 1 : 0, tier, term.length];
              const words = term.slice(at, end);
              if (!found.has(words) || compareRanks(place, found.get(words)) < 0) found.set(words, place);
              break;
            }
          }
        }
      }
    });
    return [...found.keys()].sort((a, b) => compareRanks(found.get(a), found.get(b)) || byText(a, b)).slice(0, most);
  }

  function cutLetters(letters) {
    for (let size = Math.min(6, letters.length); size > 0; size--) {
      if (!sounds.syllables.has(letters.slice(0, size))) continue;
      const rest = letters.length > size ? cutLetters(letters.slice(size)) : [];
      if (rest.length || size === letters.length) return [letters.slice(0, size), ...rest];
    }
    return [];
  }

  // Letters that no term spells as a whole: one piece after the other, the longest first.
  async function spellPieces(pattern, tiersOf) {
    const syllables = cutLetters(pattern), found = [];
    for (let i = 0; i < syllables.length;) {
      const tiers = await tiersOf(syllables[i][0]);
      let end = Math.min(syllables.length, i + LONGEST_PIECE), readings = [];
      for (; end > i + 1; end--) {
        readings = spell(syllables.slice(i, end).join(""), tiers);
        if (readings.length) break;
      }
      if (readings.length) found.push(readings);
      i = readings.length ? end : i + 1;
    }
    return found;
  }

  // ---- one wrong character ----
  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const isKnown = (token) => !!postings.get(token);

  async function fixRun(run, at, words) {
    for (let length = Math.min(LONGEST, run.length); length > 1; length--) {
      let best = null;
      for (let begin = Math.max(0, at + 2 - length); begin <= Math.min(at, run.length - length); begin++) {
        const part = run.slice(begin, begin + length);
        for (const wrong of [at - begin, at - begin + 1]) {
          const pattern = new RegExp(`(?=${escape(part.slice(0, wrong))}([${HAN}])${escape(part.slice(wrong + 1))})`, "g");
          const counts = new Map();
          for (const match of words.matchAll(pattern)) counts.set(match[1], (counts.get(match[1]) || 0) + 1);
          for (const [char, count] of counts) {
            const alike = (sounds.usual.get(char) || "") === (sounds.usual.get(part[wrong]) || "?");
            if (length === 2 && !alike) continue;
            const right = part.slice(0, wrong) + char + part.slice(wrong + 1);
            await fetchTokens(bigrams(right));
            if (!bigrams(right).every(isKnown)) continue;
            const fixed = run.slice(0, begin) + right + run.slice(begin + length);
            const place = [alike ? 0 : 1, -count];
            if (!best || (compareRanks(place, best.place) || byText(fixed, best.fixed)) < 0) best = { place, fixed };
          }
        }
      }
      if (best && (length > 2 || best.place[0] === 0)) return best.fixed;
    }
    return "";
  }

  // [words, words put right] of the first of the reader's own words that can be mended.
  async function repair(own) {
    const runs = own.filter((run) => run.length > 1 && run.length <= LONGEST_RUN && !isAscii(run));
    await fetchTokens(runs.flatMap(bigrams));
    for (const run of runs) {
      const pairs = bigrams(run);
      for (let i = 0; i < pairs.length; i++) {
        if (isKnown(pairs[i])) continue;
        await loadSounds();
        const letters = unique([run[0], ...pairs[i]].map(letterOf)).sort();
        const tiers = [[...core.saidMap.keys()], lines(await load("terms")), ...(await Promise.all(letters.map(aliasesOf)))];
        const fixed = await fixRun(run, i, tiers.flat().join("\n"));
        if (fixed) return [run, fixed];
      }
    }
    return ["", ""];
  }

  // ---- the whole way ----
  async function read(text, shown) {
    if (!/[a-z]/.test(text)) return readQuery(text);
    await loadSounds();
    const first = [...core.saidMap.keys(), ...lines(await load("terms"))];
    const tiersOf = async (letter) => [first, await aliasesOf(letter)];
    const groups = [], rest = [], words = text.split(/\s+/).filter(Boolean), whole = words.join("");
    let readings = words.length > 1 ? spell(whole, await tiersOf(letterOf(whole))) : [];
    for (const word of readings.length ? [whole] : words) {
      let pieces = [];
      if (/[a-z]/.test(word)) {
        readings = spell(word, await tiersOf(letterOf(word)));
        pieces = readings.length ? [readings] : await spellPieces(word, tiersOf);
      }
      for (const piece of pieces) {
        groups.push(speltGroup(piece));
        shown.push(piece[0]);
      }
      if (!pieces.length) rest.push(word);
    }
    const query = readQuery(rest.join(" "));
    return { ...query, text, groups: [...groups, ...query.groups] };
  }

  function speltGroup(readings) {
    const terms = [];
    readings.slice(0, SPELT_WEIGHTS.length).forEach((reading, i) => {
      const found = core.saidMap.has(reading) ? saidGroup(reading).terms : [literalTerm(reading)];
      for (const term of found) terms.push({ ...term, weight: Math.floor((term.weight * SPELT_WEIGHTS[i]) / 16) });
    });
    return { terms, domains: [] };
  }

  async function answer(raw, at = -1) {
    await start();
    await loadFold(raw);
    let text = normalise([...raw].slice(0, 200).join("")), shown = [];
    let query = await read(text, shown), hits = await rank(query);
    for (let i = 0; i < REPAIRS && !(hits.length && hits[0].coverage >= ENOUGH); i++) {
      const [wrong, right] = await repair(query.own);
      if (!wrong) break;
      const fixed = text.split(wrong).join(right);
      const better = await read(fixed, []), found = await rank(better);
      if (!found.length || found[0].coverage < ENOUGH || (hits.length && found[0].coverage <= hits[0].coverage)) break;
      text = fixed; query = better; hits = found; shown = [fixed];
    }
    if (!hits.length) {
      const chars = unique(runs(text).filter((run) => !isAscii(run)).flatMap((run) => [...run])).slice(0, MOST_CHARACTERS);
      query = { ...query, groups: chars.map((char) => ({ terms: [{ weight: 16, tokens: [char], words: char }], domains: [] })) };
      hits = await rank(query);
    }
    if (at > 0 && !query.places.length) hits = await rank({ ...query, places: [at] });
    return { query, hits, shown: shown.join(" ") };
  }

  async function cards(numbersWanted) {
    await start();
    const size = core.block;
    await Promise.all(unique(numbersWanted.map((number) => Math.floor(number / size))).map((block) => load(`d/${block}`)));
    return numbersWanted.map((number) => {
      const [id, title, category, summary, elements, who, gone, places] = loaded.get(`d/${Math.floor(number / size)}`)[number % size];
      return { number, id, title, category, summary, elements, who, gone: !!gone, places: bits(places), domain: core.domains[domainOf(number)] };
    });
  }

  // The numbers of the bits of a number in base 36; more than 53 places need more than a double holds.
  function bits(text) {
    let value = [...text].reduce((sum, char) => sum * 36n + BigInt(parseInt(char, 36)), 0n);
    const out = [];
    for (let i = 0; value > 0n; i++, value >>= 1n) if (value & 1n) out.push(i);
    return out;
  }

  window.gongkai = Object.assign(window.gongkai || {}, {
    search: {
      start, load, answer, cards, facets, spell, loadSounds, aliasesOf, letterOf, normalise, loadFold, domainOf, bits, soundsOf,
      get core() { return core; },
      test: { shard, numbers, bigrams, runs, unpack, readQuery, rank },
    },
  });
})();
