"""The site as people get it: in Chromium, on a phone, from a disk, below a portal's path, without scripts, with hostile text in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import REPOSITORY, copy_project, gongkai, serve

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
PAGES = (
    "index.html",
    "domains/index.html",
    "domains/shehui-jiuzhu.html",
    "items/yiwu-jiaoyu/zhaosheng-zhengce.html",
    "bodies/index.html",
    "laws/index.html",
    "facets/index.html",
    "about/edition.html",
    "about/handbook/errors.html",
    "guide.html",
    "404.html",
    "regions/qingxi-zhen/index.html",
    "regions/qingxi-zhen/about/changes.html",
    "regions/qingxi-zhen/regions/liuwan-cun/index.html",
)


@pytest.fixture(scope="module")
def address(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real site below a path of a portal: nothing may rely on being at the top."""
    portal = tmp_path_factory.mktemp("portal")
    (portal / "zwgk" / "jczwgk").mkdir(parents=True)
    (portal / "zwgk" / "jczwgk" / "mulu").symlink_to(real_site.resolve(), target_is_directory=True)
    server, url = serve(portal)
    yield f"{url}zwgk/jczwgk/mulu/"
    server.shutdown()


class Watch:
    """What a page asked for and what went wrong on it."""

    def __init__(self, page: Any, own: str) -> None:
        self.foreign: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: None if request.url.startswith((own, "data:")) else self.foreign.append(request.url))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("response", lambda response: self.errors.append(f"{response.status} {response.url}") if response.status >= 400 else None)
        page.on("dialog", lambda dialog: (self.errors.append(f"dialog {dialog.message}"), dialog.dismiss()))


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("page_url", PAGES)
def test_pages_load_cleanly_below_a_sub_path(browser: Any, address: str, page_url: str, viewport: dict[str, int]) -> None:
    page = browser.new_page(viewport=viewport)
    watch = Watch(page, address)
    page.goto(address + page_url)
    assert watch.foreign == [], "a request to another host, or out of the site's folder"
    assert watch.errors == []
    assert page.locator("h1").count() == 1
    assert page.title()
    assert page.evaluate("document.documentElement.lang").startswith("zh")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "the page itself must not scroll sideways"
    page.close()


def test_a_citizen_finds_the_answers_without_scrolling(browser: Any, address: str) -> None:
    """On a phone: what it is, who, by when, where — in this order, all on the first screen."""
    page = browser.new_page(viewport=PHONE)
    page.goto(address + "items/yiwu-jiaoyu/zhaosheng-zhengce.html")
    tops = []
    for text in ("h1", "text=谁来公开", "text=什么时候", "text=在哪里看"):
        box = page.locator(text).first.bounding_box()
        assert box is not None, text
        assert box["y"] + box["height"] <= PHONE["height"], f"{text} is below the first screen"
        tops.append(box["y"])
    assert tops == sorted(tops)
    assert page.locator('a[href*="bodies/"]:has-text("教育局")').first.bounding_box()["y"] < PHONE["height"]
    page.close()


@pytest.mark.parametrize("page_url", PAGES)
def test_from_a_disk_and_without_scripts(browser: Any, real_site: Path, page_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    own = real_site.resolve().as_uri()
    watch = Watch(page, own)
    page.goto(f"{own}/{page_url}")
    assert watch.foreign == []
    assert page.locator("h1").inner_text().strip()
    assert page.locator("h1").first.is_visible()
    context.close()


def test_the_way_from_home_to_an_item_and_back_without_scripts(browser: Any, real_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{real_site.resolve().as_uri()}/index.html")
    page.click("a:has-text('社会救助')")
    assert page.url.endswith("domains/shehui-jiuzhu.html")
    page.click("a:has-text('办事指南') >> nth=0")
    assert "/items/shehui-jiuzhu/" in page.url
    page.click("a:has-text('社会救助') >> nth=0")
    assert page.url.endswith("domains/shehui-jiuzhu.html")
    context.close()


def test_every_internal_link_and_anchor_leads_somewhere(real_site: Path) -> None:
    from html.parser import HTMLParser
    from urllib.parse import unquote, urlsplit

    class Links(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.links: list[str] = []
            self.ids: set[str] = set()

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            for name, value in attrs:
                if name in ("href", "src") and value:
                    self.links.append(value)
                if name in ("id", "name") and value:
                    self.ids.add(value)

    site = real_site.resolve()
    parsed = {}
    for path in site.rglob("*.html"):
        parsed[path] = Links()
        parsed[path].feed(path.read_text(encoding="utf-8"))
    broken = set()
    for path, found in parsed.items():
        for link in found.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file() or (parts.fragment and target in parsed and unquote(parts.fragment) not in parsed[target].ids):
                broken.add(f"{path.relative_to(site)}: {link}")
    assert sorted(broken)[:20] == []


def test_item_pages_stay_light(real_site: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in real_site.resolve().rglob("items/*/*.html")}
    assert len(sizes) > 100
    heavy = {name: size for name, size in sizes.items() if size > 24_000}
    assert heavy == {}


HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>' onmouseover='alert(3) {{ 7*7 }} {% raw %} &amp; gkcontent </title></script>"
SKIP = {"kind", "need", "mode", "levels", "level", "rank", "status", "id", "for", "channel_rule", "withdraw", "date", "from", "to", "region", "domain", "code"}


def poison(data: Any, key: str = "") -> Any:
    """``data`` with hostile text behind every text that is free to say anything."""
    if isinstance(data, dict):
        return {name: poison(value, name) for name, value in data.items()}
    if isinstance(data, list):
        return [poison(value, key) for value in data]
    return f"{data} {HOSTILE}" if isinstance(data, str) and key in FREE else data


FREE = {"title", "text", "content", "summary", "note", "aliases", "office", "phone", "supervision_phone", "update_cycle", "retention", "address", "hours", "plaques", "led_by", "superior", "reason", "source", "compiled_from", "total_note", "missing", "issuer", "version", "number", "approved_by", "licence", "sponsor", "groups", "time_limit", "word"}


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cases = REPOSITORY / "tests" / "cases" / "layers"
    project = copy_project(tmp_path_factory.mktemp("hostile") / "p", catalog=cases / "base" / "catalog")
    for name in ("filled-in-needs-no-reason", "own-item"):
        for source in (cases / name / "catalog").rglob("*.yaml"):
            target = project / "catalog" / source.relative_to(cases / name / "catalog")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    for path in (project / "catalog").rglob("*.yaml"):
        data = poison(yaml.safe_load(path.read_text(encoding="utf-8")))
        if "laws" in path.parts:  # the law's name must stay findable for the items that cite it
            data["spellings"] = [*data.get("spellings", []), data["title"].replace(f" {HOSTILE}", "")]
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    (project / "catalog" / "regions/sheng/regions/xian/items/yiwu-jiaoyu/xueji-guanli.yaml").write_text(
        yaml.safe_dump({"adjust": {"note": {"now": HOSTILE}, "links": [{"url": "https://www.example.gov.cn/\"><script>alert(4)</script>", "name": HOSTILE}]}, "reason": HOSTILE}, allow_unicode=True),
        encoding="utf-8",
    )
    done = gongkai("build", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return project / "site"


def test_text_from_yaml_never_becomes_markup(browser: Any, hostile_site: Path) -> None:
    server, url = serve(hostile_site.resolve())
    seen = 0
    page = browser.new_page(viewport=DESK)
    watch = Watch(page, url)
    for path in sorted(hostile_site.resolve().rglob("*.html")):
        page.goto(url + path.relative_to(hostile_site.resolve()).as_posix())
        assert page.locator("img[src=x], [onerror], [onmouseover], script:not([src]):text('alert')").count() == 0, path
        assert page.evaluate("[...document.querySelectorAll('a')].filter(a => a.protocol === 'javascript:').length") == 0
        seen += page.locator("text=alert(1)").count()
    assert seen > 50, "the hostile text is there, as text"
    assert watch.errors == []
    assert watch.foreign == []
    server.shutdown()


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "p", catalog=REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog")
    folder = project / "catalog/regions/sheng/regions/xian/items/yiwu-jiaoyu"
    folder.mkdir(parents=True)
    for bad in ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", " javascript:alert(1)", "java\tscript:alert(1)"):
        (folder / "xueji-guanli.yaml").write_text(yaml.safe_dump({"adjust": {"links": [{"url": bad}]}}), encoding="utf-8")
        done = gongkai("check", cwd=project)
        assert done.returncode == 1, bad
        assert "xueji-guanli.yaml:" in done.stdout
