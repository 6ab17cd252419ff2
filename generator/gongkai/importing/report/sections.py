"""What the report says, in whatever format: a head, counts, and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.importing.grid import Remark
from gongkai.importing.outcome import VERDICTS, Outcome, Plan
from gongkai.importing.report.asked import asked, named
from gongkai.model.words import FIELD_LABELS

KINDS = {"guessed": "推测", "repaired": "修复", "unclear": "没看懂", "note": "说明"}
"""Kind of remark → what an editor reads. 推测: a choice was made; 修复: damage was mended; 没看懂: somebody has to look."""

REGISTERS = {"law": "依据文件", "channel": "公开渠道", "body": "单位"}


@dataclass(frozen=True, slots=True)
class Cell:
    """Text, lines parted by line feeds; ``file``: a path below the project that it leads to."""

    text: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A part of the report. ``intro`` is said above the table; without rows ``none`` is said instead, and nothing when that is empty."""

    title: str
    intro: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    none: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """``counts``: words, how many rows; ``facts``: label, text."""

    title: str
    facts: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]
    tables: tuple[Table, ...]


def report(plan: Plan, *, written: bool = False) -> Report:
    """The whole report; ``written``: the files are on the disk, it is not only a plan."""
    total = len(plan.outcomes)
    facts = [
        ("地区", plan.region_name),
        ("文件", "、".join(plan.sources)),
        ("表里的事项", f"{total} 行"),
        ("相似度门槛", f"{plan.threshold:.2f}（低于它的不录入，列在“请人核对”里）"),
        ("状态", _state(plan, written=written)),
    ]
    counts = tuple((VERDICTS[verdict], count) for verdict, count in plan.counts.items())
    tables = (
        _blocked(plan), _to_check(plan), _rows(plan), _remarks(plan), _registered(plan), _roles(plan), _missing(plan), _absent(plan), _skipped(plan), _files(plan, written=written), _problems(plan),
    )  # fmt: skip
    return Report("导入报告", tuple(facts), counts, tuple(table for table in tables if table.rows or table.none))


def _state(plan: Plan, *, written: bool) -> str:
    if plan.blocked:
        return "没有写入任何文件，原因见下"
    if not plan.files:
        return "没有要写的文件"
    return f"已写入 {len(plan.files)} 个文件" if written else f"只是计划，没有写入；要写 {len(plan.files)} 个文件"


def where(file: str, place: str) -> str:
    """File and place of a cell or row."""
    return f"{file} {place}" if place != file else file


def _row_places(plan: Plan, outcome: Outcome) -> str:
    """The row's own place and those of all rows of the file that went into it."""
    row = outcome.row
    more = [place for place in plan.covers.get(row.file, {}).get(row.place, ()) if place != row.place]
    return "\n".join([where(row.file, row.place), *more])


def _to_check(plan: Plan) -> Table:
    rows = [
        (Cell("\n".join(where(row.row.file, row.row.place) for row in one.rows)), Cell("\n".join(one.names)), Cell(VERDICTS[one.verdict]), Cell(one.why)) for one in asked(plan.outcomes)
    ]
    return Table("请人核对", "下面各行没有录入，要有人看过再定。", ("位置", "表里的事项", "情况", "怎么办"), tuple(rows), "没有。")


def _rows(plan: Plan) -> Table:
    rows = [
        (
            Cell(_row_places(plan, one)),
            Cell(named(one)),
            Cell(VERDICTS[one.verdict]),
            Cell(f"{one.title}\n{one.id}" if one.id else one.title, one.file),
            Cell(_how(one)),
            Cell("\n".join(_edits(one))),
        )
        for one in plan.outcomes
    ]
    return Table("每一行的去向", "", ("位置", "表里的事项", "去向", "目录里的事项", "怎么对上的", "改了什么"), tuple(rows), "表里没有事项。")


def _how(outcome: Outcome) -> str:
    if outcome.verdict == "own":
        return "按“新增”录入" if outcome.how == "指定新增" else f"上一级没有这样的事项（最接近的 {outcome.score:.0%}）" if outcome.score else "上一级没有这样的事项"
    words = {"编号": "编号", "名称": "名称相同", "相似": f"相似 {outcome.score:.0%}"}.get(outcome.how, "")
    others = "、".join(f"{title} {score:.0%}" for _, title, score in outcome.near if outcome.how == "相似")
    return f"{words}（其次：{others}）" if others else words


def _edits(outcome: Outcome) -> Iterator[str]:
    for edit in outcome.edits:
        yield f"{FIELD_LABELS[edit.field]}（{edit.place}）：{_one_line(edit.was) or '（空）'} → {_one_line(edit.now) or '（空）'}"


def _one_line(text: str) -> str:
    return "；".join(line.strip() for line in text.split("\n") if line.strip())


def _remarks(plan: Plan) -> Table:
    listed = [(file, remark) for file, remark in plan.remarks]
    listed += [(one.row.file, remark) for one in plan.outcomes for remark in one.remarks]
    order = {"unclear": 0, "guessed": 1, "repaired": 2, "note": 3}
    rows = [_remark(file, remark) for file, remark in sorted(dict.fromkeys(listed), key=lambda pair: order[pair[1].kind])]
    return Table("猜的、修补的、没看懂的单元格", "没看懂的排在前面。", ("位置", "类别", "说明", "原文", "改成"), tuple(rows), "没有。")


def _remark(file: str, remark: Remark) -> tuple[Cell, ...]:
    return (Cell(where(file, remark.place)), Cell(KINDS[remark.kind]), Cell(remark.words), Cell(remark.was), Cell(remark.now))


def _registered(plan: Plan) -> Table:
    rows = [
        (Cell(REGISTERS[one.entry.kind]), Cell(one.entry.name), Cell(one.entry.guess), Cell(one.file, one.file), Cell("、".join(one.places[:8]) + (f" 等{len(one.places)}处" if len(one.places) > 8 else "")))
        for one in plan.registered
    ]
    intro = "表里写到、登记表里没有的名称。依据文件都记为“效力未核实”，请逐个核实；单位、渠道请逐个核对，是不是已登记的换了个叫法。"
    return Table("新登记的名称", intro, ("类别", "名称", "推测的内容", "文件", "出现在"), tuple(rows))


def _roles(plan: Plan) -> Table:
    rows = [
        (Cell(one.role), Cell(one.was or "（没有写明）"), Cell(one.body), Cell("写进 region.yaml" if one.done else "加 --update 才写"), Cell(f"{len(one.places)} 行，如 {one.places[0]}"))
        for one in plan.roles
    ]
    return Table("公开主体的对应", "这些称谓还由本级政府代着，表里写的都是同一个单位。", ("称谓", "现在", "改为", "情况", "依据"), tuple(rows))


def _missing(plan: Plan) -> Table:
    rows = [
        (Cell(one.domain), Cell(f"{one.category} › {one.title}" if one.category else one.title), Cell(one.id, one.file), Cell(f"已写成不适用：{one.file}" if one.file else one.why or "没有改动")) for one in plan.missing
    ]
    intro = "这些领域的表里没有下面的事项。确实没有这项职权的，加 --withdraw-missing 写成不适用，或者用 gongkai new withdrawal 逐个写明；只是表里漏列的，不用管。"
    return Table("表里没有的上级事项", intro, ("领域", "事项", "编号", "情况"), tuple(rows))


def _absent(plan: Plan) -> Table:
    rows = [(Cell(one.place), Cell(one.name), Cell(one.reason), Cell("region.yaml 里已经写明" if one.known else one.yaml or "没有登记过这个领域")) for one in plan.absent]
    intro = "表里说明不涉及的领域。核对以后，把右边一行加到 region.yaml 的 not_applicable 下面。"
    return Table("未涉及领域", intro, ("位置", "领域", "理由", "写法"), tuple(rows))


def _skipped(plan: Plan) -> Table:
    rows = [(Cell(where(file, one.place)), Cell(one.why), Cell(one.text)) for file, one in plan.skipped]
    return Table("不是事项的行", "标题、表头、空行等，没有录入。", ("位置", "是什么", "内容"), tuple(rows))


def _files(plan: Plan, *, written: bool) -> Table:
    rows = [(Cell(one.kind), Cell(one.path, one.path), Cell(one.what)) for one in plan.files]
    return Table("写入的文件" if written else "要写的文件", "", ("做什么", "文件", "内容"), tuple(rows))


def _problems(plan: Plan) -> Table:
    rows = [(Cell(str(one.position.file)), Cell(one.message), Cell(one.hint)) for one in plan.problems]
    return Table("读文件时的问题", "", ("文件", "问题", "改法"), tuple(rows))


def _blocked(plan: Plan) -> Table:
    rows = [(Cell(str(one.position)), Cell(one.message), Cell(one.hint)) for one in plan.blocked]
    return Table("为什么没有写入", "", ("位置", "问题", "改法"), tuple(rows))
