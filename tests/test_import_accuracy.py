"""How much of a table the import reads right, over every layout of the survey and others put together by lot, by format."""

from __future__ import annotations

from pathlib import Path

import pytest

from tables.accuracy import table
from tables.catalogue import LAYOUTS
from tables.compare import FORMATS, Score, score

ENOUGH = 0.98


@pytest.mark.parametrize("kind", FORMATS)
def test_cells_are_read_right_and_every_row_is_accounted_for(kind: str, tmp_path: Path) -> None:
    total = Score()
    for make in LAYOUTS.values():
        found = score(make(), kind, tmp_path)
        assert found.right >= found.cells * 0.9, f"{make().name}: {found.right} of {found.cells}\n" + "\n".join(found.wrong[:3])
        total.add(found)
    print(table({kind: total}))
    assert total.lost == []
    assert total.right / total.cells >= ENOUGH, "\n".join(total.wrong[:20])


def test_the_layouts_cover_the_survey() -> None:
    assert len([name for name in LAYOUTS if not name.startswith("mixed_")]) >= 40
    assert len([name for name in LAYOUTS if name.startswith("mixed_")]) >= 20


def test_a_wrong_reading_is_counted(tmp_path: Path) -> None:
    """The measure itself: a truth that the table does not hold must cost a cell."""
    layout = LAYOUTS["official"]()
    told = type(layout)(layout.name, layout.paper, (layout.rows[0].with_(time_limit="开学前"), *layout.rows[1:]))
    found = score(told, "grid", tmp_path)
    assert found.cells - found.right == 1 and "time_limit" in found.wrong[0]
    fewer = score(type(layout)(layout.name, layout.paper, layout.rows[1:]), "grid", tmp_path)
    assert any("extra row" in line for line in fewer.wrong)
