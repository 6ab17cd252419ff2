"""Pages as strings: text stays text, links lead somewhere, keys notice every change, and nothing grows heavy."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import urlsplit

import pytest

import small_library
from gongkai.model.catalogue import Change, Entry, Library
from gongkai.pages.domain_rows import rows, table
from gongkai.pages.html import anchor, esc, phone, safe_url
from gongkai.pages.page import Page
from gongkai.pages.plan import plan
from gongkai.pages.view import build_site
from small_library import COUNTY, TOWN

VOID = {"br", "col", "img", "input", "link", "meta", "hr"}
OUTSIDE = (".csv",)
"""Files that pages link to and other rooms write."""


def pages(library: Library, as_of: str = "2026-11-22") -> dict[str, tuple[str, Page]]:
    """url → (key, page) of the whole site."""
    jobs = plan(build_site(library, as_of=as_of))
    found = {job.url: (job.key, job.render()) for job in jobs}
    assert all(url == page.url for url, (_, page) in found.items())
    assert len(found) == len(jobs)
    return found


class Markup(HTMLParser):
    """Tags, ids and links of a page; complains about what does not nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.names: set[str] = set()
        self.headings: list[int] = []
        self.feed(text)
        self.close()
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))
        for name, value in attrs:
            self.names.add(name)
            if name == "href":
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def site() -> dict[str, tuple[str, Page]]:
    return pages(small_library.library())


def test_every_page_of_the_design_is_there(site: dict[str, tuple[str, Page]]) -> None:
    for url in (
        "index.html",
        "domains/index.html",
        "domains/jiaoyu.html",
        "domains/haiguan.html",
        "items/jiaoyu/quan.html",
        "items/jiaoyu/gone.html",
        "items/jiaoyu/jiu-ming.html",
        "bodies/index.html",
        "bodies/jiaoyuju.html",
        "bodies/sheng--jiaoyuting.html",
        "laws/index.html",
        "laws/tiaoli.html",
        "facets/index.html",
        "facets/levels/xianji.html",
        "facets/channels/wangzhan.html",
        "facets/limits/20-gongzuori.html",
        "facets/modes/zhudong.html",
        "facets/audiences/teding-qunti.html",
        "facets/life-events/shangxue.html",
        "about/edition.html",
        "about/changes.html",
        "regions/zhen/index.html",
        "regions/zhen/items/jiaoyu/zhen-shiwu.html",
        "regions/zhen/about/changes.html",
        "regions/zhen/bodies/zhen-zhengfu.html",
    ):
        assert url in site, url
    assert "items/jiaoyu/zhen-shiwu.html" not in site, "an item of the town alone is not in the county's catalogue"
    assert not any(url.startswith("regions/zhen/laws/") for url in site), "laws have pages at the root only"


def test_every_internal_link_and_anchor_resolves(site: dict[str, tuple[str, Page]]) -> None:
    parsed = {url: Markup(page.html) for url, (_, page) in site.items()}
    for url, found in parsed.items():
        for link in found.links:
            parts = urlsplit(link)
            if parts.scheme or link.endswith(OUTSIDE):
                continue
            assert not parts.path.startswith("/"), f"{url}: {link} is not relative"
            target = normpath(join(dirname(url), parts.path)) if parts.path else url
            assert target in parsed, f"{url}: {link}"
            assert not parts.fragment or parts.fragment in parsed[target].ids, f"{url}: {link}"


def test_markup_is_sound_and_quiet(site: dict[str, tuple[str, Page]]) -> None:
    for url, (_, page) in site.items():
        found = Markup(page.html)
        assert found.headings[0] == 1, url
        assert found.headings.count(1) == 1, url
        assert all(after - before <= 1 for before, after in zip(found.headings, found.headings[1:], strict=False)), f"{url}: {found.headings}"
        assert len(found.ids) == len(set(found.ids)), f"{url}: an id stands twice"
        assert not {name for name in found.names if name.startswith("on") or name == "style"}, url
        assert not {"script", "style", "iframe"} & set(found.tags), url
        assert found.tags.count("table") <= found.tags.count("caption") + found.tags.count("details"), f"{url}: a table without a caption"
        assert page.title
        assert page.description


EVIL = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>'&lt;\u0000</title>"
STRUCTURE = {
    *("id", "slug", "domain", "region", "layer", "kind", "level", "levels", "law", "status", "rank", "need", "mode", "icon", "code", "lead", "names", "successor"),
    *("parent", "children", "government", "related", "life_events", "formerly", "applies_to", "channel_rule", "to", "order", "digest", "root", "field", "about", "date", "category"),
}
"""Fields that name something else in the model: hostile text there would be another record, not another text."""


def poison(value: Any, name: str = "") -> Any:
    """The same value with hostile text behind every free text in it, however deep."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(value, **{f.name: poison(getattr(value, f.name), f.name) for f in dataclasses.fields(value)})
    if isinstance(value, Mapping):
        return {key: poison(one, name) for key, one in value.items()}
    if isinstance(value, tuple | list) and name != "marks":
        return type(value)(poison(one, name) for one in value)
    return f"{value}{EVIL}" if isinstance(value, str) and value and name not in STRUCTURE else value


def evil_library() -> Library:
    library = small_library.library()
    evil: Library = poison(library)
    return dataclasses.replace(evil, vocabulary=dataclasses.replace(evil.vocabulary, calendar=library.vocabulary.calendar))


def test_text_from_yaml_never_becomes_markup(site: dict[str, tuple[str, Page]]) -> None:
    found = pages(evil_library())
    seen = 0
    for url, (_, page) in found.items():
        markup = Markup(page.html)
        assert not {"script", "title"} & set(markup.tags), url
        assert markup.tags.count("img") == (Markup(site[url][1].html).tags.count("img") if url in site else 0), url
        assert "onerror" not in markup.names, url
        assert "\u0000" not in page.html, url
        assert all(urlsplit(link).scheme in ("", "https", "tel") for link in markup.links), url
        seen += page.html.count("&lt;script&gt;alert(1)")
        if url in site:
            assert Markup(site[url][1].html).headings == markup.headings, f"{url}: hostile text changes the page's outline"
    assert seen > 500


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example/x", "\\\\evil", "https://", "http:evil"],
)
def test_an_address_of_another_kind_is_text(url: str) -> None:
    assert "href" not in anchor(url, "文字")
    assert "文字" in anchor(url, "文字")


def test_addresses_that_are_allowed() -> None:
    assert safe_url("https://www.example.gov.cn/a?b=c:d#e") == "https://www.example.gov.cn/a?b=c:d#e"
    assert safe_url("../a/b:c.html") == "../a/b:c.html"
    assert 'rel="external' in anchor("http://www.example.gov.cn/", "网站")
    assert 'rel="external' not in anchor("../index.html", "首页")
    assert 'href="&amp;#106;avascript:x"' in anchor("&#106;avascript:x", "文字"), "a browser reads a relative path, not a scheme"


def test_telephone_numbers() -> None:
    assert phone("0000-1111111") == '<a href="tel:00001111111">0000-1111111</a>'
    assert phone("（0000）111 1111") == '<a href="tel:00001111111">（0000）111 1111</a>'
    assert phone("见各单位") == "见各单位"
    assert esc("a\u0007<b") == "a&lt;b"


def changed(library: Library, region: str, id_: str, **values: Any) -> Library:
    """``library`` with an item of a region, and of the regions below it, changed, as its file would have changed."""

    def edit(one: Entry) -> Entry:
        return dataclasses.replace(one, item=dataclasses.replace(one.item, **values), digest=f"{one.digest} {values}")

    catalogues = {
        key: dataclasses.replace(one, entries={**one.entries, id_: edit(one.entries[id_])}) if key.startswith(region) else one
        for key, one in library.catalogues.items()
    }
    return dataclasses.replace(library, catalogues=catalogues)


def region_with(library: Library, region: str, **values: Any) -> Library:
    old = library.catalogues[region]
    new = dataclasses.replace(old.region, **values)
    catalogues = {
        key: dataclasses.replace(one, region=new if key == region else one.region, chain=tuple(new if r.id == region else r for r in one.chain))
        for key, one in library.catalogues.items()
    }
    return dataclasses.replace(library, catalogues=catalogues)


def body_with(library: Library, **values: Any) -> Library:
    new = dataclasses.replace(small_library.BUREAU, **values)

    def edit(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: edit(one) for key, one in value.items()}
        if isinstance(value, tuple):
            return tuple(map(edit, value))
        return new if value == small_library.BUREAU else value

    catalogues = {
        key: dataclasses.replace(one, bodies=edit(one.bodies), own_bodies=edit(one.own_bodies), roles=edit(one.roles))
        for key, one in library.catalogues.items()
    }
    return dataclasses.replace(library, catalogues=catalogues)


def register_with(library: Library, register: str, key: str, **values: Any) -> Library:
    known = getattr(library.vocabulary, register)
    new = {**known, key: dataclasses.replace(known[key], **values)}
    return dataclasses.replace(library, vocabulary=dataclasses.replace(library.vocabulary, **{register: new}))


def published(library: Library, **values: Any) -> Library:
    return dataclasses.replace(library, publication=dataclasses.replace(library.publication, **values))


def withdrawn_below(library: Library) -> Library:
    low = library.catalogues[TOWN]
    one = low.entries["jiaoyu/quan"]
    change = Change("note", "set", "原", "现", small_library.origin(TOWN, "z.yaml", 3, "镇里的理由"))
    entries = {**low.entries, "jiaoyu/quan": dataclasses.replace(one, changes=(*one.changes, change), digest="again")}
    return dataclasses.replace(library, catalogues={**library.catalogues, TOWN: dataclasses.replace(low, entries=entries)})


EDITS: dict[str, Callable[[Library], Library]] = {
    "an item's note": lambda one: changed(one, COUNTY, "jiaoyu/quan", note="另一个说明"),
    "a title that neighbours, relations and successors print": lambda one: changed(one, COUNTY, "jiaoyu/quan", title="另一个标题"),
    "the title of a related item": lambda one: changed(one, COUNTY, "jiaoyu/jiaoshi", title="教师进修"),
    "a category that a neighbour prints": lambda one: changed(one, COUNTY, "jiaoyu/jiaoshi", category="招生管理"),
    "an item in the town only": lambda one: changed(one, TOWN, "jiaoyu/zhen-shiwu", summary="镇里的说明"),
    "a town's new adjustment of a county item": withdrawn_below,
    "a life event nobody else has": lambda one: changed(one, COUNTY, "jiaoyu/quan", life_events=()),
    "a life event on a withdrawn item": lambda one: changed(one, COUNTY, "jiaoyu/gone", life_events=("shangxue",)),
    "a body's telephone": lambda one: body_with(one, phone="0000-9999999"),
    "a body's short name": lambda one: body_with(one, short="教体局"),
    "a law's status": lambda one: register_with(one, "laws", "tiaoli", status="repealed"),
    "a law's title": lambda one: register_with(one, "laws", "weihe", title="另一个意见"),
    "a channel's address": lambda one: register_with(one, "channels", "wangzhan", url="https://other.example.gov.cn/"),
    "a life event's name": lambda one: register_with(one, "life_events", "shangxue", name="入学"),
    "a party's name": lambda one: register_with(one, "roles", "zhaobiaoren", name="招标单位"),
    "the town's name": lambda one: region_with(one, TOWN, name="另一个镇"),
    "the county's name": lambda one: region_with(one, COUNTY, name="另一个县"),
    "the county's edition": lambda one: region_with(one, COUNTY, edition=None),
    "the county's contact": lambda one: region_with(one, COUNTY, contact=None),
    "where files are edited": lambda one: published(one, forge_url="https://forge.example.gov.cn/"),
    "the public address": lambda one: published(one, site_url="https://www.example.gov.cn/mulu/"),
    "hot words": lambda one: published(one, hot_words=()),
    "the standard's edition": lambda one: dataclasses.replace(one, standard=None),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_a_key_changes_whenever_its_page_does(site: dict[str, tuple[str, Page]], edit: Callable[[Library], Library]) -> None:
    after = pages(edit(small_library.library()))
    differing = [url for url in after if url in site and after[url][1] != site[url][1]]
    assert differing, "the edit shows nowhere: the test proves nothing"
    assert [url for url in differing if after[url][0] == site[url][0]] == []


def test_a_new_date_leaves_item_pages_alone(site: dict[str, tuple[str, Page]]) -> None:
    after = pages(small_library.library(), "2027-01-01")
    for url, (key, page) in after.items():
        assert page == site[url][1] or key != site[url][0], url
        if "/items/" in f"/{url}" or url.startswith("domains/jiaoyu"):
            assert key == site[url][0], f"{url} is made again with every commit"


def test_an_edit_spares_the_pages_it_does_not_touch(site: dict[str, tuple[str, Page]]) -> None:
    after = pages(changed(small_library.library(), COUNTY, "jiaoyu/yiji", note="说明"))
    assert after["items/jiaoyu/yiji.html"][0] != site["items/jiaoyu/yiji.html"][0]
    assert after["items/jiaoyu/bendi-xiaoche.html"][0] == site["items/jiaoyu/bendi-xiaoche.html"][0]


def test_what_an_item_page_answers(site: dict[str, tuple[str, Page]]) -> None:
    html = site["items/jiaoyu/quan.html"][1].html
    order = ["招生政策", "孩子怎么入学。", "谁来公开", "什么时候公开", "在哪里看", "给谁看", "公开内容", "公开依据", "编制来源", "相关事项", "本页地址"]
    places = [html.index(text) for text in order]
    assert places == sorted(places)
    for text in ("本级调整", "县里规定更快", "原时限", "现行有效", "已废止", "已修改", "其他公开义务人", "基教股", "由本目录标注", "指引印发", "20个工作日内"):
        assert text in html, text
    assert "效力未核实" not in html, "whether a law has been verified is said on its own page"
    assert "https://git.example.gov.cn/edit/catalog/regions/xian.yaml" in html  # the county adjusted it


def test_a_withdrawn_item_keeps_its_page(site: dict[str, tuple[str, Page]]) -> None:
    html = site["items/jiaoyu/gone.html"][1].html
    for text in ("自2026年1月1日起", "职权调整", "改由市里管", 'href="../../items/jiaoyu/quan.html"'):
        assert text in html, text
    assert "已更名为“招生政策”" in site["items/jiaoyu/jiu-ming.html"][1].title


def test_the_table_and_its_csv_are_one(site: dict[str, tuple[str, Page]]) -> None:
    view = build_site(small_library.library(), as_of="2026-11-22").root
    domain = view.domain["jiaoyu"]
    heads, found = table(view, domain)
    lines = rows(view, domain)
    assert lines[0][:4] == ["序号", "公开事项（一级事项）", "公开事项（二级事项）", "公开事项（三级事项）"]
    assert lines[0][-1] == "备注"
    assert [row[0] for row in lines[1:]] == ["1", "2", "", "3", "4", "5"], "withdrawn items have no number"
    assert all(len(row) == len(heads) for row in lines)
    assert [list(row.cells) for row in found] == lines[1:]
    html = site["domains/jiaoyu.html"][1].html
    for row in found:
        if row.entry.withdrawal is None:
            assert esc(row.cells[4]).replace("\n", "<br>") in html


def test_an_item_page_stays_light(site: dict[str, tuple[str, Page]]) -> None:
    weights = {url: len(page.html.encode()) for url, (_, page) in site.items() if "items/" in url}
    assert max(weights.values()) < 11_000, weights
