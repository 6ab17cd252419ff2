"""The theme in a browser: the strict policy, what scripts add and what remains without them, paper, light and dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import REPOSITORY, serve

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
ITEM = "items/yiwu-jiaoyu/zhaosheng-zhengce.html"
DOMAIN = "domains/shehui-jiuzhu.html"
ASSETS = REPOSITORY / "site_overrides" / "assets"


@pytest.fixture(scope="module")
def address(real_site: Path) -> Iterator[str]:
    server, url = serve(real_site.resolve())
    yield url
    server.shutdown()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def test_nothing_needs_more_than_the_strict_policy(page: Any, address: str) -> None:
    """No inline script, style or handler anywhere: a policy without hashes and without unsafe-inline holds."""
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)

    def with_policy(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": POLICY})

    page.route("**/*", with_policy)
    for url in ("index.html", ITEM, DOMAIN, "guide.html", "404.html", "about/edition.html"):
        page.goto(address + url)
        assert page.evaluate("document.documentElement.classList.contains('js')"), url
    page.unroute_all(behavior="ignoreErrors")
    assert errors == []


def test_the_readers_choice_of_light_or_dark_lasts(page: Any, address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(address + ITEM)
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(colour)
    page.click("[data-do=theme]")
    dark = page.evaluate(colour)
    assert dark != light
    page.goto(address + "index.html")
    assert page.evaluate(colour) == dark
    page.click("[data-do=theme]")
    assert page.evaluate(colour) == light


def test_without_scripts_the_systems_choice_holds_and_no_dead_button_shows(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(address + ITEM)
    assert page.locator("button:visible").count() == 0
    page.click("summary:has-text('本级调整') >> nth=0")
    assert page.locator(".adj[open]").inner_text().count("原因") == 1, "what the layer above says opens without scripts"
    context.close()


def test_the_address_is_copied(page: Any, address: str) -> None:
    page.goto(f"{address}{ITEM}#basis")
    page.click("[data-do=copy]")
    page.wait_for_selector("button:has-text('已复制')")
    assert page.evaluate("navigator.clipboard.readText()") == address + ITEM


def test_a_link_to_another_host_asks_first(page: Any, address: str) -> None:
    page.route("https://other.example.org/**", lambda route: route.fulfill(body="elsewhere"))
    page.goto(address + ITEM)
    page.evaluate("document.querySelector('h1').innerHTML = '<a id=out href=\"https://other.example.org/x\">外站</a>'")
    page.click("#out")
    assert "other.example.org" in page.inner_text("dialog")
    page.click("dialog button:has-text('留在本站')")
    assert page.url == address + ITEM
    assert page.locator("dialog").count() == 0
    page.click("#out")
    page.keyboard.press("Escape")
    assert page.url == address + ITEM
    page.click("#out")
    page.click("dialog button:has-text('继续访问')")
    page.wait_for_url("https://other.example.org/x")


def test_keys_reach_the_text_first(page: Any, address: str) -> None:
    page.goto(address + ITEM)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    box = page.locator("a.skip").bounding_box()
    assert box["x"] >= 0, "the skip link shows when it has the focus"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_targets_are_large_enough_for_a_finger(page: Any, address: str) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 CSS pixels, unless the link stands in a sentence or in a line of its own kind with room around it."""
    page.goto(address + ITEM)
    small = page.evaluate(
        "[...document.querySelectorAll('button, summary, .ways a, .turn a, .crumbs a, .links a')]"
        ".filter(one => one.offsetParent && one.getBoundingClientRect().height < 24).map(one => one.textContent)"
    )
    assert small == []


def test_paper_shows_the_whole_table_and_no_furniture(page: Any, address: str) -> None:
    page.goto(address + DOMAIN)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1047, "height": 700})  # A4 landscape between its margins
    assert not page.locator("header.top").is_visible()
    assert not page.locator("footer.foot").is_visible()
    display = "selector => getComputedStyle(document.querySelector(selector)).display"
    assert page.evaluate(display, ".official thead") == "table-header-group"
    assert page.evaluate(display, ".official tbody tr") == "table-row"


@pytest.mark.parametrize("width", [320, 390, 760, 820, 1080, 1280, 1920])
def test_nothing_scrolls_sideways_at_any_width(page: Any, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for url in ("index.html", ITEM, DOMAIN, "domains/shehui-baoxian.html", "bodies/jiaoyu-ju.html", "about/changes.html", "about/edition.html", "guide.html"):
        page.goto(address + url)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, url


def test_a_long_table_stays_a_table_on_a_desk_and_becomes_cards_on_a_phone(page: Any, address: str) -> None:
    page.goto(address + "domains/shehui-baoxian.html")
    row = "getComputedStyle(document.querySelector('.official tbody tr')).display"
    assert page.evaluate(row) == "flex"
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.evaluate(row) == "table-row"
    page.evaluate("scrollTo(0, 4000)")
    assert abs(page.locator(".official thead").bounding_box()["y"]) < 2, "the headings stay in view"


def test_the_style_sheet_and_script_keep_to_the_browser_floor() -> None:
    """Chromium 90, Safari 14. ``:has`` and ``color-mix`` may only refine: the rules before them stand without."""
    css = (ASSETS / "gongkai.css").read_text(encoding="utf-8")
    for newer in (r"@container", r"@layer", r"\bsubgrid\b", r"\bdvh\b", r"@scope", r"text-wrap", r"\boklch\("):
        assert not re.search(newer, css), newer
    assert re.findall(r"^.*:has\(.*$", css, re.MULTILINE) == ["  body:has(.wide) { page: table; }"]
    script = (ASSETS / "gongkai.js").read_text(encoding="utf-8")
    for newer in (r"\?\?=", r"\|\|=", r"&&=", r"\.at\(", r"structuredClone", r"\.replaceAll\(", r"Object\.hasOwn", r"#\w+\s*[=;(]"):
        assert not re.search(newer, script), newer
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)|@import", css + script) == [], "no request to any other host"
