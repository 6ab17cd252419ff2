"""The benchmark's synthetic catalogue: valid, exactly as large as asked for, the same every time, and the same for every side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from bench import equal, sides, synthetic
from bench.emit import emit
from gongkai.build import read_project
from gongkai.model.item import Item
from gongkai.pages.view import build_site

REPOSITORY = Path(__file__).resolve().parent.parent
PAGES = 60


@pytest.mark.parametrize("pages", [60, 61, 999, 5000, 50_001])
def test_the_shape_has_exactly_the_pages_asked_for(pages: int) -> None:
    assert synthetic.shape(pages).pages == pages


def test_the_project_passes_the_check_and_shows_exactly_the_pages_asked_for(tmp_path: Path) -> None:
    synthetic.write_project(tmp_path / "project", PAGES, REPOSITORY)
    reading, problems = read_project(tmp_path / "project", None)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    assert reading.library is not None
    views = build_site(reading.library, as_of="2026-11-22").views.values()
    assert sum(len(view.entries) for view in views) == PAGES
    assert len(views) == 5


def test_every_field_of_an_item_is_used(tmp_path: Path) -> None:
    synthetic.write_project(tmp_path / "project", 600, REPOSITORY)
    reading, _ = read_project(tmp_path / "project", None)
    assert reading.library is not None
    items = [entry.item for catalogue in reading.library.catalogues.values() for entry in catalogue.entries.values()]
    unused = [name for name in Item.__dataclass_fields__ if not any(getattr(item, name) for item in items)]
    assert unused == ["covered_by", "not_covered"], "those two belong to the heads of a statute's list alone"


def test_the_same_size_gives_the_same_bytes_and_a_touch_changes_one_file(tmp_path: Path) -> None:
    def content(folder: Path) -> dict[str, bytes]:
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.yaml")}

    for name in ("one", "two"):
        synthetic.write_project(tmp_path / name, PAGES, REPOSITORY)
    before = content(tmp_path / "one")
    assert [name for name, found in content(tmp_path / "two").items() if found != before[name]] == []
    touched = synthetic.touch(tmp_path / "two", 1)
    after = content(tmp_path / "two")
    assert [name for name in before if before[name] != after[name]] == [str(touched.relative_to(tmp_path / "two"))]
    touched_once = touched.read_bytes()
    assert synthetic.touch(tmp_path / "two", 2) == touched
    assert touched.read_bytes() != touched_once


def test_every_side_gets_the_same_item_pages(tmp_path: Path) -> None:
    field = sides.field(tmp_path, 200, REPOSITORY)
    urls = set(field.data.item_urls)
    assert len(urls) == 200
    for url in urls:
        assert (field.site / url).is_file()
        assert (tmp_path / "stock/docs" / url).with_suffix(".md").is_file()
    regions = json.loads((tmp_path / "hugo/data/regions.json").read_text(encoding="utf-8")).values()
    assert {f"{region['prefix']}items/{item['id']}.html" for region in regions for item in region["items"]} == urls
    assert equal.missing_values(field.site, field.data, 1)[:3] == []
    entries = {path.stem for path in (tmp_path / "hugo/data/entries").glob("*.yaml")}
    assert {item["entry"] for region in regions for item in region["items"]} == entries


def test_data_comes_back_from_the_yaml_that_is_written() -> None:
    data = {"text": "甲：乙", "number": "010", "text2": "true", "list": ["甲", "乙，丙"], "rows": [{"name": "甲", "notes": []}], "none": None, "map": {"甲": {"a": 1}}}
    assert yaml.safe_load(emit(data)) == data
