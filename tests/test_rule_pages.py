"""The rules as people read them: public pages, `gongkai explain`, and a manual that leaves no code out."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

import small_library
from conftest import REPOSITORY, gongkai
from gongkai.checking import manual
from gongkai.checking.manual import Topic, as_text, blocks, find, near, topics
from gongkai.checking.rules import all_rules
from gongkai.pages.plan import plan
from gongkai.pages.rules import rule_page, rule_topics, rules_page
from gongkai.pages.view import View, build_site
from gongkai.reading.codes import CODES

RULES = all_rules()

PACKAGE = REPOSITORY / "generator" / "gongkai"
EVIL = "<script>alert(1)</script>\"'&"


@pytest.fixture(scope="module")
def root() -> View:
    return build_site(small_library.library(), as_of="2026-11-22").root


def test_every_rule_has_a_page_at_the_root_only(root: View) -> None:
    urls = [job.url for job in plan(root.site) if "/rules/" in job.url]
    assert urls[0] == "about/rules/index.html"
    assert sorted(urls[1:]) == sorted(f"about/rules/{rule.code}.html" for rule in RULES)


def test_a_rule_page_says_everything_about_the_rule(root: View) -> None:
    for topic in rule_topics():
        page = rule_page(root, topic)
        assert topic.rule is not None
        assert topic.title in page.title
        assert "<h2>说明</h2><p>" in page.html, f"{topic.code}: no explanation"
        assert f"{topic.code}: 提醒" in page.html
        assert "suppressions" in page.html
        assert topic.rule.basis[:6] in page.html.replace("&amp;", "&")


def test_examples_stand_in_code_blocks_as_they_were_written(root: View) -> None:
    html = rule_page(root, topics()["V701"]).html
    assert "<pre><code>verified:\n  - {scope: yiwu-jiaoyu, " in html


def test_the_page_names_the_setting_of_this_catalogue() -> None:
    library = small_library.library()
    library = dataclasses.replace(library, publication=dataclasses.replace(library.publication, rules={"B601": "关闭"}))
    view = build_site(library, as_of="2026-11-22").root
    assert "<dt>本目录的设置</dt><dd>关闭</dd>" in rule_page(view, topics()["B601"]).html
    assert "本目录的设置" not in rule_page(view, topics()["V701"]).html


def test_nothing_on_a_page_becomes_markup(root: View, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = dataclasses.replace(RULES[0], basis=EVIL, fix=EVIL, page=f"{EVIL}\n\n{EVIL}\n\n    {EVIL}\n")
    evil = manual._of_rule(rule)
    plain = Topic("Y999", EVIL, "error", EVIL, (("text", EVIL),))
    monkeypatch.setattr("gongkai.pages.rules.topics", lambda: {evil.code: evil, plain.code: plain})
    for page in (rule_page(root, evil), rules_page(root)):
        assert "<script" not in page.html
        assert "&lt;script&gt;" in page.html


def test_the_index_lists_every_code(root: View) -> None:
    html = rules_page(root).html
    for topic in topics().values():
        assert topic.code in html
        assert f'href="{topic.code}.html"' in html if topic.rule else f'id="{topic.code}"' in html


def test_every_code_that_the_program_prints_is_in_the_manual() -> None:
    printed = set()
    for path in [*PACKAGE.glob("reading/**/*.py"), *PACKAGE.glob("checking/**/*.py"), *PACKAGE.glob("importing/**/*.py")]:
        printed |= set(re.findall(r'"([A-Z][0-9]{3})"', path.read_text(encoding="utf-8")))
    assert printed - set(topics()) == set()


def test_no_code_stands_for_two_things() -> None:
    rules = [rule.code for rule in RULES]
    assert len(rules) == len(set(rules))
    assert not set(rules) & set(CODES)


def test_blocks_keep_examples_with_blank_lines_in_one_piece() -> None:
    found = list(blocks("一段。\n\n反例：\n\n    a: 1\n\n    b:\n      - 2\n\n完。\n"))
    assert found == [("text", "一段。"), ("text", "反例："), ("code", "a: 1\n\nb:\n  - 2"), ("text", "完。")]


@pytest.mark.parametrize("said", ["Y120", "y120", "Ｙ１２０", " Y120 "])
def test_a_code_is_found_however_it_is_typed(said: str) -> None:
    topic = find(said)
    assert topic is not None
    assert topic.code == "Y120"


def test_a_rule_is_found_by_its_name() -> None:
    assert find("unverified-in-public-build") is topics()["V701"]


def test_near_codes_are_offered() -> None:
    assert "B601" in near("B6O1")
    assert near("这不是代码") == []


def test_text_for_the_terminal() -> None:
    text = as_text(topics()["V701"])
    assert text.startswith("V701 发布设置不允许公开没有核实的事项（错误）\n\n")
    assert "\n    verified:\n      - {scope" in text
    assert "改法：" in text and "依据：" in text and "suppressions" in text
    assert "{name}" not in as_text(topics()["Y120"])


def test_explain_in_the_terminal(tmp_path: Path) -> None:
    done = gongkai("explain", "y120", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Y120 字段名后面用了全角冒号")


def test_explain_offers_near_codes(tmp_path: Path) -> None:
    done = gongkai("explain", "B699", cwd=tmp_path)
    assert done.returncode == 1
    assert "B6" in done.stderr.split("您是不是要看")[1] and "Traceback" not in done.stderr
