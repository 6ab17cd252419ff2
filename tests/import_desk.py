"""What the tests of import share: a small project, rows made by hand, rows as our own export prints them, and a plan tried on the disk."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from conftest import REPOSITORY
from gongkai.authoring.desk import Desk
from gongkai.build import read_project
from gongkai.importing.grid import Chosen, Part, SourceRow, Understood
from gongkai.importing.home import Home
from gongkai.importing.options import Options
from gongkai.importing.outcome import Outcome, Plan
from gongkai.importing.trial import settle
from gongkai.importing.write import write_plan
from gongkai.model.catalogue import Catalogue, Library
from gongkai.model.item import Item
from gongkai.pages.domain_rows import table
from gongkai.pages.view import build_site
from gongkai.reading.place import SourceFile
from gongkai.reading.source import parse

BASE = REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog"
COUNTY = "sheng/xian"
ITEMS = "catalog/regions/sheng/regions/xian/items"
POLICY = "yiwu-jiaoyu/zhaosheng-zhengce"
ROLLS = "yiwu-jiaoyu/xueji-guanli"
LIMIT = "信息形成或者变更之日起20个工作日内"
FILE = "某县目录.xlsx"


def small_project(folder: Path) -> Path:
    """The base catalogue of the layer cases, in a folder of its own."""
    shutil.copytree(BASE, folder / "catalog")
    return folder


def home(project: Path, region: str = COUNTY) -> Home:
    reading, _ = read_project(project, None)
    assert reading.library is not None
    return Home(Desk(reading.library, reading.docs, project), region)


def row(*names: str, number: int = 1, place: str = "", **more: Any) -> SourceRow:
    """A row as the layout gives it; by default it says what the base catalogue's 招生政策 says."""
    said: dict[str, Any] = {
        "content": (Part("招生入学政策"), Part("报名条件和时间")),
        "basis": ("《政府信息公开条例》",),
        "time_limit": LIMIT,
        "subjects": "县教育局",
        "channels": Chosen(must=(("政府网站", ""), ("公示栏", ""))),
        "everyone": True,
        "mode": "主动",
        "levels": ("县级",),
        "domain": "义务教育",
    }
    at = place or f"第1张表第{number}行"
    places = {column: f"{at}{column}" for column in ("l1", "l2", "content", "basis", "limit", "who", "channels", "everyone", "active", "levels")}
    return SourceRow(**{"file": FILE, "place": at, "names": names or ("招生管理", "招生政策"), "places": places, "raw": {}, **said, **more})


def exported(desk: Home, id_: str, cells: Mapping[str, str] | None = None, number: int = 1) -> SourceRow:
    """The item's row as our own export prints it and the layout reads it, with ``cells`` edited."""
    printed = _printed(desk.desk.library, desk.region, id_)
    raw = {**printed, "id": id_, **(cells or {})}
    names = tuple(raw[column] for column in ("l1", "l2", "l3") if raw.get(column))
    at = f"第1张表第{number}行"
    return SourceRow(
        file=FILE,
        place=at,
        names=names,
        id=id_,
        number=raw["no"],
        content=tuple(Part(line.lstrip("·")) for line in raw["content"].split("\n") if line),
        basis=tuple(line for line in raw["basis"].split("\n") if line),
        time_limit=raw["limit"],
        subjects=raw["who"],
        everyone=raw["everyone"] == "√" or (False if raw["groups"] else None),
        groups=tuple(name for name in raw["groups"].split("、") if name),
        mode="主动" if raw["active"] else "依申请",
        levels=tuple(level for level in ("省级", "市级", "县级", "乡级", "村级") if raw.get(level)),
        places={column: f"{at}{column}" for column in raw},
        raw=raw,
    )


def _printed(library: Library, region: str, id_: str) -> dict[str, str]:
    site = build_site(library, as_of="", tables=False, search=False)
    view = site.views[region]
    heads, rows = table(view, view.domain[id_.split("/")[0]])
    cells = next(one.cells for one in rows if one.entry.item.id == id_)
    return dict(zip([head.key for head in heads], cells, strict=True))


def understood(*rows: SourceRow, **more: Any) -> list[Understood]:
    return [Understood(FILE, rows, more.pop("skipped", ()), {one.place: (one.place,) for one in rows}, **more)]


def plan(project: Path, *rows: SourceRow, region: str = COUNTY, files: Sequence[Understood] | None = None, **options: Any) -> Plan:
    """What importing the rows would do."""
    return settle(list(files) if files else understood(*rows), home(project, region), Options(**options))


def imported(project: Path, *rows: SourceRow, **options: Any) -> Plan:
    """The plan, written; the catalogue has no error afterwards."""
    made = plan(project, *rows, **options)
    assert not made.blocked, [str(problem) for problem in made.blocked]
    assert write_plan(made.files, project) is None
    assert [str(problem) for problem in read_project(project, None)[1] if problem.level == "error"] == []
    return made


def only(made: Plan) -> Outcome:
    assert len(made.outcomes) == 1
    return made.outcomes[0]


def verdicts(made: Plan) -> list[str]:
    return [one.verdict for one in made.outcomes]


def data(project: Path, path: str) -> dict[str, Any]:
    found = parse((project / path).read_bytes(), SourceFile("", path)).data
    assert isinstance(found, dict)
    return found


def catalogue(project: Path, region: str = COUNTY) -> Catalogue:
    library = read_project(project, None)[0].library
    assert library is not None
    return library.catalogues[region]


def item(project: Path, id_: str, region: str = COUNTY) -> Item:
    return catalogue(project, region).entries[id_].item


def files(project: Path) -> dict[str, bytes]:
    """Every file of the project, to see that nothing changed."""
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in sorted(project.rglob("*")) if path.is_file() and ".cache" not in path.parts}


def edited(one: SourceRow, **cells: str) -> SourceRow:
    return replace(one, raw={**one.raw, **cells})
