"""A county's own repository: only its region, its pages and its settings; the standard comes with the program."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import REPOSITORY, gongkai
from gongkai.build import read_project
from gongkai.reading import find_roots

BASE = REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog"
LAW = """title: 某省政府信息公开办法
rank: 地方政府规章
issuer: [某省人民政府]
status: unverified
"""


@pytest.fixture
def county(tmp_path: Path) -> Path:
    catalog = tmp_path / "catalog"
    shutil.copytree(BASE / "regions", catalog / "regions")
    shutil.copy(BASE / "catalog.yaml", catalog / "catalog.yaml")
    (catalog / "pages").mkdir()
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path / "mkdocs.yml")
    shutil.copytree(REPOSITORY / "site_overrides", tmp_path / "site_overrides")
    return tmp_path


def test_the_standard_lies_below_the_county(county: Path) -> None:
    reading, _ = read_project(county, None)
    assert reading.library is not None
    names = {domain.name for domain in reading.library.root.domains}
    assert {"义务教育", "社会救助", "社会保险", "就业"} <= names
    assert set(reading.library.catalogues) == {"sheng", "sheng/xian", "sheng/xian/zhen"}, "the demonstration's regions stay at home"
    entry = reading.library.root.entries["yiwu-jiaoyu/zhaosheng-zhengce"]
    assert entry.base.root == "标准"


def test_the_county_extends_the_registers(county: Path) -> None:
    (county / "catalog" / "laws").mkdir()
    (county / "catalog" / "laws" / "mou-sheng-gongkai-banfa.yaml").write_text(LAW, encoding="utf-8")
    (county / "catalog" / "vocabulary").mkdir()
    (county / "catalog" / "vocabulary" / "channels.yaml").write_text(
        "channels:\n  - {id: cun-guangbo, name: 村村响广播, aliases: [大喇叭], online: false}\n", encoding="utf-8"
    )
    items = county / "catalog/regions/sheng/regions/xian/items/yiwu-jiaoyu"
    items.mkdir(parents=True)
    (items / "zhaosheng-zhengce.yaml").write_text(
        "adjust:\n  channels: {add: [大喇叭]}\n  basis: {add: [《某省政府信息公开办法》第三条]}\nreason: 本县规定\n", encoding="utf-8"
    )
    reading, problems = read_project(county, None)
    assert [problem for problem in problems if "zhaosheng-zhengce" in problem.position.file] == []
    assert reading.library is not None
    item = reading.library.root.entries["yiwu-jiaoyu/zhaosheng-zhengce"].item
    assert "村村响广播" in [use.name for use in item.channels.all]
    assert item.basis[-1].law == "mou-sheng-gongkai-banfa"


def test_a_file_of_the_standard_cannot_be_replaced(county: Path) -> None:
    (county / "catalog" / "laws").mkdir()
    (county / "catalog" / "laws" / "zhengfu-xinxi-gongkai-tiaoli.yaml").write_text(LAW, encoding="utf-8")
    _, problems = read_project(county, None)
    assert "L416" in {problem.code for problem in problems}


def test_the_county_builds(county: Path) -> None:
    done = gongkai("build", cwd=county)
    assert done.returncode == 0, done.stderr
    assert (county / "site" / "items/shehui-jiuzhu/zuidi-shenghuo-baozhang-banshi-zhinan.html").exists()
    assert not (county / "site" / "regions/qingxi-zhen").exists()


def test_the_repository_of_the_standard_is_its_own_only_root() -> None:
    assert [root.name for root in find_roots(REPOSITORY)] == [""]
