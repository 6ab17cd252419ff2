"""Search as people get it: the script ranks like the package, the box suggests, the page narrows, and nothing needs a server."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from conftest import REPOSITORY, serve
from gongkai.build import read_project
from gongkai.outputs.search import read_index
from gongkai.search.answer import answer
from gongkai.search.evaluate import read_questions
from gongkai.search.index import Index
from gongkai.search.lexicon import Language, read_language
from gongkai.search.text import bigrams, numbers, shard

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
POLICY = "default-src 'self'; img-src 'self' data:"
SEARCH = Path(__file__).parent / "search"


@pytest.fixture(scope="module")
def engine() -> tuple[Index, Language]:
    library = read_project(REPOSITORY, None)[0].library
    assert library
    index = read_index(library, None)
    return index, read_language(library, index)


@pytest.fixture(scope="module")
def address(real_site: Path) -> Iterator[str]:
    server, url = serve(real_site)
    yield url
    server.shutdown()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page whose errors fail the test."""
    found = browser.new_page(viewport=DESK)
    errors: list[str] = []
    found.on("pageerror", lambda error: errors.append(str(error)))
    found.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield found
    found.close()
    assert errors == []


def results(page: Any) -> list[str]:
    page.wait_for_function("/找到|没有找到/.test(document.getElementById('found').textContent)")
    page.wait_for_function("!document.getElementById('narrow').hidden || /没有找到/.test(document.getElementById('found').textContent)")
    found: list[str] = page.eval_on_selector_all("#hits h2 a", "links => links.map(link => link.getAttribute('href'))")
    return found


def questions(language: Language) -> list[str]:
    """The written ones, and many made of terms: with slips, in letters, with small words and places around them."""
    made = [question.text for name in ("samples.tsv", "unseen.tsv") for question in read_questions(SEARCH / name)]
    chance = random.Random(7)
    terms = [*language.said, *(term for tier in language.tiers for term in tier)]
    for _ in range(150):
        term = chance.choice(terms)
        at = chance.randrange(len(term))
        made += [
            term[:at] + chance.choice("低保医疗就学税费农房证件") + term[at + 1 :],
            chance.choice(("怎么办", "我家", "请问", "青溪镇")) + term + chance.choice(("要什么材料", "多少钱", "")),
            chance.choice(("", " ")).join(language.sounds.of(term)),
            "".join(sound[:1] for sound in language.sounds.of(term)),
        ]
    return [*made, "", "asdfgh", "!!!", "的", "2019", "第1号", "低bao", "工伤rd", "𠀀𠀁", "<b>", "'\"", "國辦發〔2019〕54號"]


def test_the_script_ranks_like_the_package(page: Any, real_site: Path, engine: tuple[Index, Language]) -> None:
    """From a disk, as at a kiosk: the same matters in the same order with the same scores."""
    index, language = engine
    page.goto(real_site.resolve().as_uri() + "/search.html")
    page.wait_for_function("window.gongkai && window.gongkai.search")
    ask = "text => gongkai.search.answer(text).then(a => ({shown: a.shown, count: a.hits.length, hits: a.hits.slice(0, 40).map(h => [h.number, h.score])}))"
    for text in questions(language):
        mine, theirs = answer(text, language, index), page.evaluate(ask, text)
        assert (mine.shown, len(mine.hits)) == (theirs["shown"], theirs["count"]), text
        assert [hit.number for hit in mine.hits[:40]] == [number for number, _ in theirs["hits"]], text
        assert [hit.score for hit in mine.hits[:40]] == pytest.approx([score for _, score in theirs["hits"]], rel=1e-12), text


def test_the_script_reads_text_like_the_package(page: Any, real_site: Path) -> None:
    page.goto(real_site.resolve().as_uri() + "/search.html")
    page.wait_for_function("window.gongkai && window.gongkai.search")
    page.evaluate("gongkai.search.start()")
    count = page.evaluate("gongkai.search.core.shards")
    for text in ("低保", "=低保户", "税", "#2019-54", "a", "𠀀", "=税"):
        assert page.evaluate("text => gongkai.search.test.shard(text)", text) == shard(text, count)
    for text in ("国办发〔2019〕54号", "590号令", "国务院令第711号和2019年3月", "[2019]54 号"):
        found, rest = numbers(text)
        assert page.evaluate("text => gongkai.search.test.numbers(text)", text) == [list(found), rest]
    for text in ("低保金", "税", "abc"):
        assert page.evaluate("text => gongkai.search.test.bigrams(text)", text) == bigrams(text)


def test_a_question_gets_its_answers(page: Any, address: str) -> None:
    page.goto(f"{address}search.html?q={quote('娃上学要什么材料')}")
    assert "items/yiwu-jiaoyu/zhaosheng-zhengce.html" in results(page)[:5]
    assert page.locator("#found").get_attribute("aria-live") == "polite"
    assert "招生" in page.locator("#hits mark").first.inner_text()
    page.locator("#hits h2 a").first.click()
    page.wait_for_selector("article.item")


def test_a_slip_is_put_right_and_said(page: Any, address: str) -> None:
    page.goto(f"{address}search.html?q={quote('底保')}")
    results(page)
    assert "已显示“低保”的结果" in page.inner_text("#found")


def test_narrowing_keeps_its_state_in_the_address(page: Any, address: str) -> None:
    page.goto(f"{address}search.html?q={quote('处罚')}")
    before = len(results(page))
    box = page.locator("#narrow [data-facet=domain] input").first
    slug = box.get_attribute("value")
    box.check()
    page.wait_for_function("slug => location.search.includes('domain=' + slug)", arg=slug)
    page.wait_for_function("slug => [...document.querySelectorAll('#hits h2 a')].every(a => a.getAttribute('href').includes('/' + slug + '/'))", arg=slug)
    others = page.locator("#narrow [data-facet=domain] label").count()
    assert others > 1, "its own choice does not empty the facet it belongs to"
    page.reload()
    assert all(f"/{slug}/" in link for link in results(page))
    page.go_back()
    page.wait_for_function("!location.search.includes('domain=')")
    assert len(results(page)) == before


def test_the_box_suggests_and_obeys_the_keyboard(page: Any, address: str) -> None:
    page.goto(f"{address}index.html")
    field = page.locator(".find.big input[type=search]")
    field.focus()
    page.wait_for_selector(".find.big [role=option]")
    assert field.get_attribute("role") == "combobox" and field.get_attribute("aria-expanded") == "true"
    field.type("低保")
    page.wait_for_function("[...document.querySelectorAll('.find.big [role=option]')].some(o => o.textContent.includes('→'))")
    page.keyboard.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false" and field.input_value() == "低保"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    assert results(page)


def test_letters_and_laws_are_suggested(page: Any, address: str) -> None:
    page.goto(f"{address}index.html")
    field = page.locator(".find.big input[type=search]")
    field.focus()
    field.type("gsrd")
    page.wait_for_function("[...document.querySelectorAll('.find.big [role=option]')].some(o => o.textContent.includes('工伤认定'))")
    field.fill("政府信息公开条例")
    page.wait_for_function("[...document.querySelectorAll('.find.big [role=option]')].some(o => o.textContent.includes('依据'))")


def test_a_town_is_asked_from_its_own_pages(page: Any, address: str) -> None:
    page.goto(f"{address}regions/qingxi-zhen/domains/index.html")
    page.locator(".top .find input[type=search]").fill("低保")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?*")
    assert results(page)[0].startswith("regions/qingxi-zhen/items/")


@pytest.mark.parametrize("text", ["asdfgh", "zzz qqq", "龘龘"])
def test_nobody_meets_an_empty_page(page: Any, address: str, text: str) -> None:
    page.goto(f"{address}search.html?q={quote(text)}")
    results(page)
    ladder = page.inner_text("#ladder")
    assert "按领域找" in ladder and "申请公开政府信息" in ladder and "12345" in ladder


def test_without_script_the_page_leads_on(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{address}index.html")
    page.locator(".find.big input[type=search]").fill("低保")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    for words in ("义务教育", "按单位找", "分类查找"):
        assert words in page.inner_text("main, body")
    context.close()


def test_under_a_strict_policy_and_on_a_phone(browser: Any, address: str) -> None:
    page = browser.new_page(viewport=PHONE)
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.route("**/*.html*", lambda route: (lambda answer: route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": POLICY}))(route.fetch()))
    page.goto(f"{address}search.html?q={quote('拆迁补偿')}")
    assert results(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert errors == []
    page.close()


def test_what_is_typed_never_becomes_markup(page: Any, address: str) -> None:
    hostile = '"><img src=x onerror=alert(1)><script>alert(2)</script>低保'
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{address}search.html?q={quote(hostile)}&domain={quote(hostile)}")
    results(page)
    assert page.locator("#hits img, #found img, #hits script").count() == 0
