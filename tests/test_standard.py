"""What the catalogue promises of its own content: the official domains and figures, nothing empty, nothing invented to fill a gap, nobody's private data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import material
import pytest

from gongkai.build import read_project
from gongkai.model.catalogue import STANDARD, Entry, Library
from gongkai.pages.coverage import covered, heads
from gongkai.pages.view import build_site

REPOSITORY = Path(__file__).parent.parent
CATALOG = REPOSITORY / "catalog"

_NAMES = """
重大建设项目 公共资源交易 义务教育 户籍管理 社会救助 养老服务 公共法律服务 财政预决算 就业 社会保险 城乡规划 农村集体土地征收 生态环境
国有土地上房屋征收与补偿 保障性住房 农村危房改造 城市综合执法 市政服务 涉农补贴 公共文化服务 医疗卫生 安全生产 救灾 税收管理 食品药品监管
扶贫 广播电视和网络视听 新闻出版版权 统计 旅游 海关 交通运输 自然资源
"""

OFFICIAL = _NAMES.split()
"""The 26 domains of the pilot in the order of their printed ordinals, then the seven that followed."""

KNOWN = {
    # domain: 一级事项, 二级事项 of the ministry's own table
    "户籍管理": (7, 18),
    "社会救助": (4, 13),
    "养老服务": (3, 11),
    "就业": (9, 25),
    "农村集体土地征收": (4, 11),
    "食品药品监管": (4, 17),
    "统计": (4, 9),
    "广播电视和网络视听": (4, 67),
}
"""Figures read in a ministry's text or in a notice that forwards it."""

PLACEHOLDERS = re.compile(r"XX|××|某某|○○|《[^》]*(?:…|\.\.\.)[^》]*》|《各省|TODO|待定")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
PERSON = re.compile(r"(?:联系人|经办人|负责人|填报人)[：:]\s*[\u4e00-\u9fff]{2,4}")


@pytest.fixture(scope="module")
def library() -> Library:
    reading, problems = read_project(REPOSITORY, None)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    assert reading.library
    return reading.library


def standard(library: Library) -> Iterator[Entry]:
    return (entry for entry in library.root.entries.values() if entry.layer == STANDARD)


def test_all_domains_in_the_official_order(library: Library) -> None:
    found = [domain for domain in library.root.domains if domain.layer == STANDARD]
    assert [domain.name for domain in found] == [*OFFICIAL, "法定主动公开内容"]
    assert [domain.order for domain in found] == list(range(1, 35))


@pytest.mark.parametrize("name", KNOWN)
def test_known_figures(library: Library, name: str) -> None:
    categories, total = KNOWN[name]
    domain = next(domain for domain in library.root.domains if domain.name == name)
    items = [entry.item for entry in standard(library) if entry.item.domain == domain.slug]
    assert domain.provenance.known_total == total
    assert len(domain.categories) == categories
    assert len(items) == total or (len(items) < total and domain.provenance.missing), "a gap is stated"
    counts = Counter(item.category or item.title for item in items)
    for category in domain.categories:
        assert category.known_total is None or counts[category.name] <= category.known_total or category.note


def test_every_domain_says_where_it_comes_from(library: Library) -> None:
    icons = Path(material.__file__).parent / "templates" / ".icons" / "material"
    counts = Counter(entry.item.domain for entry in standard(library))
    for domain in library.root.domains:
        assert domain.summary and domain.provenance.compiled_from and domain.provenance.total_note, domain.name
        total = domain.provenance.known_total
        assert total is None or counts[domain.slug] >= total or domain.provenance.missing, f"{domain.name}: fewer items than known, and nothing said"
        assert not domain.provenance.verified or domain.provenance.evidence, domain.name
        assert not domain.icon or (icons / f"{domain.icon}.svg").is_file(), f"{domain.name}: no icon {domain.icon}"
        if domain.guideline and (domain.guideline.number or domain.guideline.date):
            assert domain.guideline.evidence, f"{domain.name}: a number or date nobody has seen"


def test_no_item_leaves_a_field_empty(library: Library) -> None:
    for entry in standard(library):
        item = entry.item
        assert item.content and item.basis and item.time_limit and item.subjects.names and item.levels and item.channels.all, item.id
        assert item.audience.everyone or item.audience.groups, item.id
        assert bool(item.aliases) != item.aliases_none, f"{item.id}: aliases, or a word that there are none"
        assert item.summary, f"{item.id}: no summary"
        texts = [element.text for element in item.content]
        assert len(set(texts)) == len(texts), f"{item.id}: an element twice"
        assert not any(re.search(r"[，、；：]$", text) for text in texts), f"{item.id}: an element cut off"


def test_titles_are_unique_within_their_category(library: Library) -> None:
    found = Counter((entry.item.domain, entry.item.category, entry.item.subcategory, entry.item.title) for entry in standard(library))
    assert [key for key, count in found.items() if count > 1] == []


def test_no_placeholders_and_no_private_data() -> None:
    for path in sorted(CATALOG.rglob("*")):
        if path.is_file() and path.suffix in (".yaml", ".tsv", ".md"):
            text = path.read_text(encoding="utf-8")
            for number, line in enumerate(text.splitlines(), 1):
                for pattern in (PLACEHOLDERS, MOBILE, IDENTITY, PERSON):
                    assert not pattern.search(line), f"{path.relative_to(REPOSITORY)}:{number}: {line.strip()}"


def test_a_repealed_law_stands_only_where_the_guideline_printed_it(library: Library) -> None:
    laws = library.vocabulary.laws
    for entry in standard(library):
        for citation in entry.item.basis:
            assert laws[citation.law].status != "repealed", f"{entry.item.id}: {laws[citation.law].title}"


def test_what_is_said_of_a_law_is_shown(library: Library) -> None:
    laws = library.vocabulary.laws
    for law in laws.values():
        proved = {field for evidence in law.evidence for field in evidence.about}
        assert law.status == "unverified" or "status" in proved, f"{law.title}: a status without evidence"
        assert not law.number or "number" in proved, f"{law.title}: a number without evidence"
        assert not law.dates or "dates" in proved, f"{law.title}: dates without evidence"
        last = law
        while last.successor:
            last = laws[last.successor]
        assert law.status != "repealed" or not law.successor or last.status != "repealed", f"{law.title}: nothing in force takes its place"


def test_every_law_is_cited(library: Library) -> None:
    cited = {c.law for catalogue in library.catalogues.values() for entry in catalogue.entries.values() for c in (*entry.item.basis, *entry.item.basis_as_issued)}
    cited |= {law.successor for law in library.vocabulary.laws.values()}
    assert sorted(law.title for law in library.vocabulary.laws.values() if law.slug not in cited) == []


def test_every_head_of_the_statute_is_disclosed_somewhere_or_says_why_not(library: Library) -> None:
    site = build_site(library, as_of="2026-01-01")
    for view in site.views.values():
        for entry in heads(view):
            assert covered(view, entry.item) or entry.item.not_covered or view.parent, f"{view.region.name}: {entry.item.title}"
    articles = Counter(entry.item.category for entry in standard(library) if entry.item.domain == "fading-zhudong-gongkai")
    assert sorted(articles.values()) == [7, 8, 15], "the heads of 政府信息公开条例 第二十条 and 第二十一条"


def test_every_role_is_somebody_in_the_demonstration_county(library: Library) -> None:
    _, problems = read_project(REPOSITORY, None)
    assert [problem for problem in problems if problem.code == "L415"] == []


def test_plain_speech_reaches_items(library: Library) -> None:
    _, problems = read_project(REPOSITORY, None)
    assert [str(problem) for problem in problems if problem.code.startswith("W")] == []
    assert len(library.plain_speech) >= 450
