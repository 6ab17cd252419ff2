"""Makes the handbook's pictures anew: drawings, and screenshots of the demonstration site and of the county that the handbook's story is about.

    python tests/handbook_pictures.py            all of them
    python tests/handbook_pictures.py adjusted   one or some

Run it when a page of the site looks different, or a drawing has changed; needs Chromium, playwright and pillow.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import handbook_story
from conftest import BROWSERS, copy_project, gongkai
from handbook_drawings import DRAWINGS, error_parts

PICTURES = handbook_story.HANDBOOK / "pictures"
WIDTH = 480
COLOURS = 32
LIMIT = 60_000
"""Bytes of a picture at most."""

RING = "el.style.outline = '3px solid #c0392b'; el.style.outlineOffset = '6px'; el.style.borderRadius = '8px'"
FORGE = "forge_url: https://git.example.gov.cn/mulu/edit/main/"


@dataclass(frozen=True, slots=True)
class Shot:
    """A part of a page: from the top of one element to the bottom of another, after ``first`` has been done to the page."""

    page: str
    top: str
    bottom: str
    first: Callable[[Any], None] = lambda page: None
    width: int = WIDTH


def ring(selector: str) -> Callable[[Any], None]:
    return lambda page: page.locator(selector).first.evaluate(f"el => {{ {RING} }}")


def opened(selector: str) -> Callable[[Any], None]:
    return lambda page: page.locator(selector).first.evaluate("el => el.open = true")


DEMO = {
    "edit-link.png": Shot("items/yiwu-jiaoyu/bendi-kehou-fuwu.html", "nav.turn", "footer.tools", ring("text=修改这一条")),
    "adjusted.png": Shot("items/yiwu-jiaoyu/zhaosheng-zhengce.html", "h1", ".tiles > div:has(.adj)", opened(".tiles .adj")),
    "own-item.png": Shot("items/yiwu-jiaoyu/bendi-kehou-fuwu.html", ".kicker", ".tiles"),
    "withdrawn.png": Shot("items/zhongda-jianshe-xiangmu/jieneng-shencha.html", "h1", ".note"),
    "township.png": Shot("regions/qingxi-zhen/items/yiwu-jiaoyu/zhaosheng-fanwei.html", "table.compare tbody:nth-of-type(2)", "table.compare tbody:nth-of-type(2)"),
}
"""Of the demonstration site."""

COUNTY = {
    "pending.png": Shot("site/about/review.html", "h1", "#pending ~ ul"),
    "revision.png": Shot("送审材料/修订对照表.html", "h1", "table"),
    "comment.png": Shot("comment.html", "body", "body"),
    "import-report.png": Shot(f"../{handbook_story.REPORT}", "#t1", "#t1 + table", width=600),
}
"""Of the county in the story, and of what was written there."""

COMMENT = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><body style="margin:0;padding:12px 16px;font:15px/1.6 Noto Sans CJK SC, sans-serif">'


def main() -> int:
    wanted = sys.argv[1:]
    PICTURES.mkdir(exist_ok=True)
    for name, drawing in DRAWINGS.items():
        (PICTURES / name).write_text(drawing, encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="handbook-") as scratch, chromium() as browser:
        shots = {name: shot for name, shot in DEMO.items() if not wanted or Path(name).stem in wanted}
        if shots:
            photograph(browser, demonstration(Path(scratch) / "demo"), shots)
        shots = {name: shot for name, shot in COUNTY.items() if not wanted or Path(name).stem in wanted}
        if shots or "error-parts" in wanted:
            photograph(browser, county(Path(scratch)), shots)
    sizes = {path.name: path.stat().st_size for path in sorted(PICTURES.iterdir())}
    print("\n".join(f"{size:>7,}  {name}" for name, size in sizes.items()), f"{sum(sizes.values()):>7,}  in all", sep="\n")
    return int(any(size > LIMIT for size in sizes.values()))


def demonstration(project: Path) -> Path:
    """The repository's own site, with a forge behind it as a county would have."""
    copy_project(project)
    settings = project / "catalog" / "catalog.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}{FORGE}\n", encoding="utf-8")
    _built(project)
    return project / "site"


def county(folder: Path) -> Path:
    """The story up to a change that waits for approval; writes the picture of a message on the way."""
    from markdown import markdown

    story = handbook_story.begin(folder)
    handbook_story.edit(story)
    handbook_story.mend(story)
    (PICTURES / "error-parts.svg").write_text(error_parts(handbook_story.first_message(story)), encoding="utf-8")
    handbook_story.tables(story)
    handbook_story.issue(story)
    _built(story.project)
    said = story.do("gongkai", "diff", "main", "--format", "markdown")
    (story.project / "comment.html").write_text(f"{COMMENT}{markdown(said, extensions=['sane_lists'], tab_length=2)}", encoding="utf-8")
    return story.project


def _built(project: Path) -> None:
    done = gongkai("build", "--strict", "--quiet", cwd=project, SOURCE_DATE_EPOCH="1790000000")
    if done.returncode:
        raise SystemExit(done.stderr)


@contextmanager
def chromium() -> Iterator[Any]:
    import shutil

    from playwright.sync_api import sync_playwright

    path = next(found for name in BROWSERS if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"])
        yield browser
        browser.close()


def photograph(browser: Any, folder: Path, shots: dict[str, Shot]) -> None:
    """Each shot as a PNG of few colours, two pixels for one so that it stays sharp on a phone."""
    context = browser.new_context(device_scale_factor=2, color_scheme="light")
    for name, shot in shots.items():
        page = context.new_page()
        page.set_viewport_size({"width": shot.width, "height": 900})
        page.goto((folder.resolve() / shot.page).as_uri())
        shot.first(page)
        top, bottom = (page.locator(where).first.bounding_box() for where in (shot.top, shot.bottom))
        y = max(0, top["y"] - 10)
        clip = {"x": 0, "y": y, "width": shot.width, "height": bottom["y"] + bottom["height"] + 12 - y}
        (PICTURES / name).write_bytes(_few_colours(page.screenshot(clip=clip, full_page=True)))
        page.close()


def _few_colours(png: bytes) -> bytes:
    from PIL import Image

    out = BytesIO()
    Image.open(BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
