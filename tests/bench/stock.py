"""The same pages for plain `mkdocs build`: generated Markdown outside nav, same theme settings, same shell, no search. And an empty site."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from bench.resolved import Pages

Data = dict[str, Any]

HOOK = """\
import json
from pathlib import Path

CONTEXTS = json.loads((Path(__file__).parent / "contexts.json").read_text(encoding="utf-8"))


def _region(url):
    parts = url.split("/")
    depth = 0
    while depth + 1 < len(parts) and parts[depth] == "regions":
        depth += 2
    return "/".join(parts[1:depth:2])


def on_page_context(context, page, config, nav):
    context["gongkai"] = CONTEXTS[_region(page.file.url)]
    return context


def on_template_context(context, template_name, config):
    context["gongkai"] = CONTEXTS[""]
    return context
"""
"""What our plugin tells the theme's templates about the region of a page, taken from a file: a dictionary look-up per page."""


def write_stock(folder: Path, pages: Pages, project: Path) -> None:
    """A MkDocs project of Markdown pages, with the theme folder of our ``project``."""
    shutil.copytree(project / "site_overrides", folder / "site_overrides")
    config = _theme_settings(project)
    config |= {"docs_dir": "docs", "site_url": "https://www.example.gov.cn/mulu/", "nav": [{"首页": "index.md"}], "not_in_nav": "/*", "plugins": [], "hooks": ["context.py"]}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8")
    (folder / "context.py").write_text(HOOK, encoding="utf-8")
    (folder / "contexts.json").write_text(json.dumps(pages.contexts, ensure_ascii=False), encoding="utf-8")
    docs = folder / "docs"
    for page in pages.plain:
        _write(docs / _source(page.url), page.title, page.description, page.html + "\n")
    for region in pages.regions.values():
        for item in region["items"]:
            entry = pages.entries[item["entry"]]
            title = f"{entry['title']} · {pages.domains[entry['domain']]['name']}"
            _write(docs / f"{region['prefix']}items/{item['id']}.md", title, item["description"], "\n".join(markdown(pages, region, item)) + "\n")


def write_empty(folder: Path, project: Path) -> None:
    """A site of one short page with the theme as it comes: what MkDocs and Material cost before the first item."""
    config = _theme_settings(project)
    config["theme"].pop("custom_dir")
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/index.md").write_text("# 首页\n\n还没有内容。\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump({**config, "docs_dir": "docs", "plugins": []}, allow_unicode=True), encoding="utf-8")


def _theme_settings(project: Path) -> Data:
    config = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    return {key: config[key] for key in ("site_name", "use_directory_urls", "theme", "markdown_extensions")}


def _source(url: str) -> str:
    return url.removesuffix(".html") + ".md"


def _write(path: Path, title: str, description: str, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    head = yaml.safe_dump({"title": title, "description": description, "hide": ["navigation", "toc"]}, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(f"---\n{head}---\n{body}", encoding="utf-8")


def markdown(pages: Pages, region: Data, item: Data) -> Iterator[str]:
    """An item's page as a script would generate it: every field of ours, in headings, lists and tables."""
    entry = pages.entries[item["entry"]]
    domain = pages.domains[entry["domain"]]
    people = region["who"][item["who"]]
    trail = [(step["name"], step["url"]) for step in region["trail"]] + [(domain["name"], f"../../domains/{entry['domain']}.html")]
    trail += [(entry["category"], f"../../domains/{entry['domain']}.html#c{item['category']}")] if entry.get("category") else []
    yield " › ".join([*(_link(name, url) for name, url in trail), *([entry["subcategory"]] if "subcategory" in entry else [])])
    yield f"\n# {entry['title']}\n"
    if entry["layer"]["id"] != "standard":
        yield f"**{_mine(region, entry['layer']['id'], entry['layer']['name'])}新增事项**\n"
    yield f"{entry.get('summary', '')}\n"
    if "withdrawal" in entry:
        yield from _withdrawn(pages, region, entry["withdrawal"])
    yield from _table(("谁来公开", "什么时候公开", "在哪里看", "给谁看"), [_tiles(entry, people)])
    yield f"\n## 公开内容 {len(entry['content'])}项\n"
    for i, element in enumerate(entry["content"]):
        own = item["element_notes"][str(i)] if element.get("own") else element.get("notes", ())
        notes = [f"{note['label']}：{note['text']}" for note in own]
        yield f"- {element['text']} {element.get('need', '')}" + (f"<br>{'；'.join(notes)}" if notes else "")
    yield "\n## 公开依据\n"
    yield from _laws(pages, region, entry["basis"])
    if "basis_as_issued" in entry:
        yield "\n### 标准指引印发时所列的依据\n\n指引印发以后，下列文件有的已经修改或者被新的规定代替，列在这里供对照。\n"
        yield from _laws(pages, region, entry["basis_as_issued"])
    yield "\n## 联系与说明\n"
    yield from _table(("字段", "内容"), list(_facts(entry, people, domain["ours"])))
    if "note" in entry:
        yield f"\n{entry['note']}\n"
    yield from _origin(region, entry)
    yield from _onward(pages, region, item, entry)


def _tiles(entry: Data, people: Data) -> tuple[str, ...]:
    who = "<br>".join(f"{_link(row['name'], '../../' + row['url']) if 'url' in row else row['name']} {' '.join(row['notes'])}" for row in people["rows"])
    places = [_link(link["name"], link["url"]) for link in entry.get("links", ())]
    for key, words in (("must", "以上渠道都公开"), ("one_of", "至少在其中一处公开"), ("may", "还可以在以上渠道公开")):
        if key in entry:
            places.append(f"**{'、'.join(entry[key])}** {words}")
    return (f"{who}<br>{people['head']}", f"**{entry['limit']}**<br>{entry['time_limit']}", "<br>".join(places), f"**{entry['audience']}**<br>{entry['mode']}")


def _facts(entry: Data, people: Data, ours: bool) -> Iterator[tuple[str, str]]:
    def default(name: str) -> str:
        return "<br>".join(dict.fromkeys(f"{row['name']} {row[name]}" for row in people["rows"] if row.get(name)))

    yield "责任科室", entry.get("office") or default("office")
    yield "咨询电话", entry.get("phone") or default("phone")
    yield "监督电话", entry.get("supervision_phone") or default("supervision")
    yield "公开层级", "、".join(entry["levels"]) + ("<br>国务院部门标准指引没有列出公开层级，这里由本目录标注" if ours else "")
    for key, label in (("update_cycle", "更新周期"), ("retention", "公开时长"), ("source_no", "指引序号")):
        if key in entry:
            yield label, entry[key]
    for key, label in (("applies_to", "适用地区"), ("aliases", "通俗说法")):
        if key in entry:
            yield label, "、".join(entry[key])
    if "life_events" in entry:
        yield "人生大事", "、".join(_link(event["name"], f"../../facets/life-events/{event['id']}.html") for event in entry["life_events"])


def _withdrawn(pages: Pages, region: Data, gone: Data) -> Iterator[str]:
    text = f"**自{gone['date']}起，{gone['layer']}不再适用这个事项（{gone['kind']}）。** 原因：{gone['reason']}"
    if gone.get("successor") in region["titles"]:
        text += f" 请改看：{_link(region['titles'][gone['successor']][0], '../../items/' + gone['successor'] + '.html')}。"
    yield f"!!! note\n    {text}\n\n    下面保留上级目录的原有内容，供查考。\n"


def _laws(pages: Pages, region: Data, citations: Iterable[Data]) -> Iterator[str]:
    for citation in citations:
        law = pages.laws[citation["law"]]
        link = _link(law["title"], f"../../{region['root']}laws/{citation['law']}.html")
        yield f"- {link}{citation.get('articles', '')} {law['status']} {citation.get('note', '')}".rstrip()


def _origin(region: Data, entry: Data) -> Iterator[str]:
    yield f"\n## 编制来源\n\n这个事项出自{entry['layer']['name']}。{entry['layer']['reason']}\n"
    if "restored" in entry:
        yield f"上级目录曾经停用，{entry['restored']['layer']}已恢复适用。原因：{entry['restored']['reason']}\n"
    changes = entry.get("changes", ())
    if changes:
        yield f"与上级目录不同的地方（{len(changes)}处）\n"
        rows = [(c["label"], c.get("was", "（没有）"), c.get("now", "（去掉）"), c["reason"], c["layer_name"]) for c in changes]
        yield from _table(("字段", "上级目录", "现在", "原因", "调整层级"), rows)
    yield "\n每个字段出自哪一层、哪个文件、第几行\n"
    yield from _table(("编制层级", "文件", "字段和行号"), [(group["layer"], f"`{group['file']}`", "、".join(group["fields"])) for group in entry["origins"]])


def _onward(pages: Pages, region: Data, item: Data, entry: Data) -> Iterator[str]:
    titles = region["titles"]
    if item["related"]:
        yield "\n## 相关事项\n"
        yield from (f"- {_link(titles[id_][0], f'../../items/{id_}.html')}" for id_ in item["related"])
    if item["elsewhere"]:
        yield "\n## 其他层级的同一事项\n"
        yield from (f"- {_link(place['name'], place['url'] + 'items/' + item['id'] + '.html')}{' 有不同' if 'differs' in place else ''}" for place in item["elsewhere"])
    turn = [f"{word} {_link(titles[item[key]][0], f'../../items/{item[key]}.html')}" for key, word in (("before", "上一项"), ("after", "下一项")) if item[key]]
    yield f"\n{' '.join(turn)}\n"
    address = f"https://www.example.gov.cn/mulu/{region['prefix']}items/{item['id']}.html"
    yield f"本页地址长期不变：[{address}]({posixpath.basename(item['id'])}.md) [修改这一条]({entry.get('edit', '')})\n"
    if region["contact"]:
        yield f"内容有误，请告诉{region['contact']['office']} {region['contact']['phone']}。\n"


def _mine(region: Data, layer: str, name: str) -> str:
    return "本级" if layer == region["id"] else name


def _link(text: str, url: str) -> str:
    """A Markdown link; pages of the site are addressed by their source, so that MkDocs checks and rewrites them."""
    return f"[{text}]({url if '://' in url else re.sub(r'[.]html(?=#|$)', '.md', url)})"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '｜') for cell in row)} |"
