"""Pages as articles: what a portal's sanitiser leaves of them, where their links lead, and what a second hand-over says."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nh3
import pytest

from conftest import REPOSITORY, copy_project, gongkai
from gongkai.outputs.fragments.addresses import Addresses, check_pattern, read_addresses
from gongkai.outputs.fragments.article import body
from gongkai.outputs.fragments.tree import Element, parse
from gongkai.site import whole

BASE = REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog"
ITEM = "catalog/standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml"
PAGE = "items/yiwu-jiaoyu/zhaosheng-zhengce.html"
GUIDE = """---
title: 公开指南
---
# 公开指南

看<a href="items/yiwu-jiaoyu/zhaosheng-zhengce.html">招生政策</a>和[外面](https://www.example.gov.cn/)。![印章](seal.png)

| 机构 | 电话 |
|---|---|
| 公开办 | 12345 |

<script>alert(1)</script><details><summary>更多</summary><p onclick="x()">展开的内容</p></details>
"""
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000154a24f5f0000000049454e44ae426082")

STRICT = {"p", "br", "h2", "h3", "h4", "ul", "ol", "li", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "a", "strong", "em", "pre", "hr", "blockquote"}
"""What even a mean portal keeps; of attributes only where a link leads and how far a cell reaches."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = copy_project(tmp_path / "p", catalog=BASE)
    (made / "catalog/pages/guide.md").write_text(GUIDE, encoding="utf-8")
    (made / "catalog/pages/seal.png").write_bytes(PNG)
    return made


def run(project: Path, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = gongkai("fragments", "-o", "out", *arguments, cwd=project, SOURCE_DATE_EPOCH="1790000000")
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return done


def edit(project: Path, old: str = "报名条件和时间", new: str = "报名条件、时间和地点") -> None:
    path = project / ITEM
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def pages(project: Path) -> dict[str, dict[str, Any]]:
    return {page["path"]: page for page in json.loads((project / "out/manifest.json").read_bytes())["pages"]}


def states(project: Path, *wanted: str) -> dict[str, object]:
    return {path: page["why"] for path, page in pages(project).items() if page["status"] in wanted}


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def all_of(element: Element, *tags: str) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.tag in tags:
                yield child
            yield from all_of(child, *tags)


def outline(html: str) -> dict[str, object]:
    """What a reader loses if it changes: the text in order, headings, cells with their reach, links."""
    tree = parse(html)
    return {
        "text": re.sub(r"\s", "", tree.text()),
        "headings": [(one.tag, one.text()) for one in all_of(tree, "h2", "h3", "h4")],
        "tables": [
            [[(c.tag, c.attributes.get("colspan"), c.attributes.get("rowspan"), c.text()) for c in all_of(row, "td", "th")] for row in all_of(table, "tr")]
            for table in all_of(tree, "table")
        ],
        "lists": [[entry.text() for entry in all_of(one, "li")] for one in all_of(tree, "ul", "ol")],
        "links": [(one.attributes.get("href"), one.text()) for one in all_of(tree, "a")],
    }


def test_a_strict_sanitiser_leaves_every_article_as_it_is(project: Path) -> None:
    run(project, "--link", "https://www.example.gov.cn/mulu/{id}.html")
    found = {path: path.read_text(encoding="utf-8") for path in (project / "out/pages").rglob("*.html")}
    assert len(found) == len(pages(project)) > 80
    tables = links = 0
    for path, html in found.items():
        strict = nh3.clean(html, tags=STRICT, attributes={"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}, link_rel=None)
        assert "style" not in strict and "class" not in strict
        before = outline(html)
        assert outline(strict) == before, path
        tables += len(list(all_of(parse(strict), "table")))
        links += strict.count('<a href="https://www.example.gov.cn/mulu/')
        assert not re.search(r'\s(class|id|on\w+)=|<(script|style|svg|form|button|input|details|div|section|article|nav)\b', html), path
        assert all(table.attributes["border"] == "1" for table in all_of(parse(html), "table"))
    assert tables > 50 and links > 300


def test_the_official_table_says_what_the_site_says(project: Path) -> None:
    run(project)
    assert gongkai("build", cwd=project, SOURCE_DATE_EPOCH="1790000000").returncode == 0
    site = parse((project / "site/domains/yiwu-jiaoyu.html").read_text(encoding="utf-8"))
    article = parse((project / "out/pages/domains/yiwu-jiaoyu.html").read_text(encoding="utf-8"))

    def cells(tree: Element) -> list[list[str]]:
        table = max(all_of(tree, "table"), key=lambda one: len(list(all_of(one, "td"))))
        return [[re.sub(r"[\s\xa0［］]", "", cell.text()) for cell in all_of(row, "td", "th")] for row in all_of(table, "tr")]

    assert cells(article) == cells(site) and len(cells(site)) == 4


def test_a_hand_written_page_keeps_its_picture_and_loses_its_script(project: Path) -> None:
    run(project, "--link", "/art/{slug}.html")
    html = (project / "out/pages/guide.html").read_text(encoding="utf-8")
    assert '<a href="/art/items_yiwu-jiaoyu_zhaosheng-zhengce.html">招生政策</a>' in html
    assert '<a href="https://www.example.gov.cn/">外面</a>' in html
    assert '<img src="data:image/png;base64,' in html and 'alt="印章"' in html
    assert "alert" not in html and "onclick" not in html
    assert "<p><strong>更多</strong></p>\n<p>展开的内容</p>" in html
    guide = pages(project)["guide.html"]
    assert (guide["title"], guide["column"]) == ("公开指南", "政府信息公开")


def test_same_data_same_bytes_again_and_elsewhere(project: Path, tmp_path: Path) -> None:
    run(project)
    first = files(project / "out")
    run(project)
    assert files(project / "out") == first
    other = copy_project(tmp_path / "q", catalog=project / "catalog")
    run(other)
    assert files(other / "out") == first


def test_only_what_changed_is_to_be_pasted(project: Path) -> None:
    said = run(project).stdout
    assert f"新增{len(pages(project))}篇" in said
    edit(project)
    run(project)
    tables = ["正文", "附件"]
    assert states(project, "changed") == {"domains/yiwu-jiaoyu.html": tables, PAGE: ["正文"], "bodies/jiaoyu-ju.html": tables}
    attached = {one["path"] for one in pages(project)["domains/yiwu-jiaoyu.html"]["attachments"]}
    assert attached == {"domains/yiwu-jiaoyu.csv", "domains/yiwu-jiaoyu.xlsx"}
    assert all((project / "out/files" / path).stat().st_size for path in attached)
    assert not states(project, "new", "withdrawn")
    listed = (project / "out/清单.html").read_text(encoding="utf-8")
    assert "第2次移交清单" in listed and "有变化（3篇）" in listed
    again = files(project / "out")
    run(project)
    assert files(project / "out") == again, "nothing has changed since: the list still says what to paste"
    edit(project, "报名条件、时间和地点", "报名办法")
    run(project)
    assert PAGE in states(project, "changed")
    run(project, "--since", "out/history/0001.json")
    assert set(states(project, "changed")) == {"domains/yiwu-jiaoyu.html", PAGE, "bodies/jiaoyu-ju.html"}
    assert json.loads((project / "out/manifest.json").read_bytes())["since"] == 1


def test_a_page_that_is_gone_is_to_be_taken_down(project: Path) -> None:
    run(project)
    listed = (project / "out/清单.csv").read_text(encoding="utf-8-sig")
    filled = re.sub(rf"({PAGE},pages/{PAGE},.*?,)(?=\n)", r"\1https://www.example.gov.cn/art/7.html", listed)
    assert filled != listed
    (project / "out/清单.csv").write_bytes(filled.encode("gb18030"))  # as a spreadsheet on Chinese Windows saves it
    (project / ITEM).unlink()
    run(project)
    gone = pages(project)[PAGE]
    assert gone["status"] == "withdrawn" and not (project / "out/pages" / PAGE).exists()
    run(project)
    assert pages(project)[PAGE]["status"] == "withdrawn"
    assert "撤下（" in (project / "out/清单.html").read_text(encoding="utf-8")


def test_addresses_filled_into_the_list_become_links_and_stay(project: Path) -> None:
    run(project)
    domain = project / "out/pages/domains/yiwu-jiaoyu.html"
    assert "招生政策</a>" not in domain.read_text(encoding="utf-8") and "招生政策" in domain.read_text(encoding="utf-8")
    (project / "to.json").write_text(json.dumps({PAGE.removesuffix(".html"): "https://www.example.gov.cn/art/7.html", "no/such": "https://x.cn/1"}), encoding="utf-8")
    assert "no/such.html" in run(project, "--addresses", "to.json").stderr
    assert '<a href="https://www.example.gov.cn/art/7.html">招生政策</a>' in domain.read_text(encoding="utf-8")
    assert states(project, "changed")["domains/yiwu-jiaoyu.html"] == ["链接"]
    edit(project)
    run(project)
    assert '<a href="https://www.example.gov.cn/art/7.html">招生政策</a>' in domain.read_text(encoding="utf-8")
    assert pages(project)[PAGE]["address"] == "https://www.example.gov.cn/art/7.html"


def test_one_region_alone(project: Path) -> None:
    run(project, "--region", "某镇")
    assert pages(project) and all(path.startswith("regions/zhen/") for path in pages(project))
    before = files(project / "out")
    assert "第1次移交的是“某镇”的页面，这次要写全部地区的" in run(project, code=1).stderr
    assert files(project / "out") == before
    assert "您是不是要写“某镇”" in run(project, "--region", "某镇镇", code=1).stderr


def test_nothing_is_written_over_other_peoples_files(project: Path) -> None:
    (project / "out").mkdir()
    (project / "out/重要.docx").write_bytes(b"x")
    assert "不会覆盖" in run(project, code=1).stderr
    assert list(files(project / "out")) == ["重要.docx"]
    (project / "out/重要.docx").unlink()
    run(project)
    (project / "out/备注.txt").write_text("周三贴", encoding="utf-8")
    edit(project)
    run(project)
    assert (project / "out/备注.txt").read_text(encoding="utf-8") == "周三贴"
    (project / "out/manifest.json").write_text('{"format": "gong', encoding="utf-8")
    before = files(project / "out")
    assert "坏了" in run(project, code=1).stderr
    assert files(project / "out") == before


def test_an_error_in_the_catalogue_stops_it(project: Path) -> None:
    run(project)
    before = files(project / "out")
    (project / ITEM).write_text("title：招生政策\n", encoding="utf-8")
    assert "zhaosheng-zhengce.yaml:1:6" in run(project, code=1).stderr
    assert files(project / "out") == before


@pytest.mark.parametrize("crash_at", [1, 2])
def test_a_replacement_that_is_cut_off_leaves_one_whole_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crash_at: int) -> None:
    target = tmp_path / "out"
    whole.replace_folder(target, [("a/1", b"old")], ["a", "b"])
    calls: list[object] = []
    rename = os.rename

    def dying(source: Path, to: Path) -> None:
        calls.append(source)
        if len(calls) == crash_at:
            raise KeyboardInterrupt
        rename(source, to)

    monkeypatch.setattr(whole.os, "rename", dying)
    with pytest.raises(KeyboardInterrupt):
        whole.replace_folder(target, [("a/1", b"new"), ("b", b"new")], ["a", "b"])
    monkeypatch.undo()
    whole.recover(target)
    assert files(target) == {"a/1": b"old"}
    whole.replace_folder(target, [("b", b"new")], ["a", "b"])
    assert files(target) == {"b": b"new"} and [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [("https://a.cn/{title}.html", "同一个网址"), ("https://a.cn/{nr}.html", "{nr}"), ("javascript:{id}", "不是能用的网址"), ("https://a.cn/x.html", "同一个网址"), ("https://a.cn/{path}?t={title}", "")],
)
def test_patterns_of_addresses(pattern: str, said: str) -> None:
    assert (said in check_pattern(pattern)) if said else not check_pattern(pattern)


def test_what_a_pattern_makes_and_a_list_says(tmp_path: Path) -> None:
    addresses = Addresses("/{slug}/{title}", {"laws/x.html": "/known"})
    assert addresses.of("items/a/b.html", "名 称") == "/items_a_b/%E5%90%8D%20%E7%A7%B0"
    assert addresses.of("laws/x.html", "") == "/known"
    table = tmp_path / "t.tsv"
    table.write_text("pages/items/a/b.html\t/art/1\nitems/a/c\tjavascript:x\nitems/a/b\t/art/2\n", encoding="utf-8")
    told = read_addresses(table)
    assert told.known == {"items/a/b.html": "/art/1"}
    assert "第2行" in told.problems[0] and "第3行" in told.problems[1]
    table.write_bytes(b"\xff\xfe\0a")
    assert "不是文本文件" in read_addresses(table).problems[0]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div>甲<p>乙</p>丙</div>", "<p>甲</p>\n<p>乙</p>\n<p>丙</p>\n"),
        ("<p><b>20日</b><small>原文</small></p>", "<p><strong>20日</strong><br><small>原文</small></p>\n"),
        ('<p>第五条 <span class="st ok">现行有效</span></p>', "<p>第五条 ［现行有效］</p>\n"),
        ("<h1>题</h1><h2>目 <small>2项</small></h2>", "<h2>目 <small>2项</small></h2>\n"),
        ("<p data-site>a</p><p hidden>b</p><form>c</form><nav class='turn'>d</nav><button>e</button><svg><path d=''/></svg>", ""),
        ('<nav class="crumbs"><ol><li><a href="x">首页</a></li><li>此页</li></ol></nav>', '<p>当前位置：<a href="to:x">首页</a> › 此页</p>\n'),
        ("<ul><li></li></ul><p> </p>", ""),
        ('<p><a href="">字</a>&lt;b&gt;</p>', "<p>字&lt;b&gt;</p>\n"),
        ("<p>一<p>二</div></p>三", "<p>一</p>\n<p>二</p>\n<p>三</p>\n"),
    ],
)
def test_markup(markup: str, expected: str) -> None:
    assert body(parse(markup), lambda href: (f"to:{href}" if href else "", ""), lambda src: "") == expected
