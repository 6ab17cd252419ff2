"""What the command shows of a plan: rows by fate, questions, each change, what would be registered, and what to do next. Lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gongkai.importing.matching.names.found import New
from gongkai.importing.outcome import VERDICTS, Absent, Plan
from gongkai.importing.report.asked import Asked, asked
from gongkai.importing.report.brief import Line, changes
from gongkai.importing.report.sections import REGISTERS, where

MOST: Final = 12
"""Lines of a list that are shown."""

BAR: Final = 24
"""Characters of the longest bar."""

ALL: Final = "--report 导入计划.html"
"""How a report is asked for."""


def screen(plan: Plan, *, reported: bool) -> list[str]:
    """``reported``: a report will be written, and can be pointed at."""
    roles = [Line(f"{one.role}：{one.was or '（没有写明）'} → {one.body}{'' if one.done else '（加 --update 才写进 region.yaml）'}") for one in plan.roles]
    registered = [Line(_registered(one.entry, one.places)) for one in plan.registered]
    absent = [Line(f"{one.name}：{one.reason or '没有写理由'}（{_standing(one)}；{one.place}）") for one in plan.absent]
    return [
        *_counts(plan),
        *listing("请人核对", [_question(one, len(plan.sources) > 1) for one in asked(plan.outcomes)], reported=reported),
        *listing("公开主体的对应", roles, reported=reported),
        *listing("要改的内容", changes(plan), reported=reported),
        *listing("新登记的名称", registered, reported=reported),
        *listing("表里说不涉及的领域", absent, reported=reported),
        *listing("要写的文件", [Line(f"{one.kind} {one.path}") for one in plan.files], reported=reported),
    ]


def listing(title: str, lines: Sequence[Line], *, reported: bool) -> list[str]:
    """A heading with the count and the first lines; nothing without lines."""
    if not lines:
        return []
    shown = lines if len(lines) <= MOST + 1 else lines[:MOST]
    rest = sum(line.count for line in lines[len(shown) :])
    more = [f"  …… 还有 {rest} 处，{'见导入报告' if reported else f'加 {ALL} 看全部'}"] if rest else []
    return [f"{title}（{sum(line.count for line in lines)}）：", *(f"  {line.text}" for line in shown), *more]


def steps(plan: Plan, *, dry_run: bool, written: bool, reported: bool) -> list[str]:
    """What a person does next, in order."""
    found = [*_decisions(plan), *_checks(plan)]
    if dry_run and not reported and (plan.files or (plan.outcomes and found)):
        found.append(f"逐行看明细：加 {ALL} 再运行一次，打开这个文件")
    if dry_run and plan.files:
        found.append("核对过没有问题，去掉 --dry-run 再运行一次")
    if written:
        found += ["运行 gongkai check，看有没有提醒", "运行 gongkai diff，看改了什么", "没有问题就提交"]
    return found


def _counts(plan: Plan) -> Iterator[str]:
    """Rows by what becomes of them, and how much else there is to know."""
    most = max(plan.counts.values(), default=0)
    yield f"{plan.region_name}：{'、'.join(plan.sources)}，{len(plan.outcomes)} 行事项"
    for verdict, count in plan.counts.items():
        yield f"  {count:>5}  {'▇' * max(1, round(BAR * count / most))} {VERDICTS[verdict]}"
    extra = {
        "格没看懂": _cells(plan, "unclear"), "格是推测或修补的": _cells(plan, "guessed", "repaired"), "个名称新登记": len(plan.registered),
        "个称谓写明由谁承担": sum(1 for one in plan.roles if one.done), "个上级事项表里没有": len(plan.missing), "个领域表里说不涉及": len(plan.absent), "行不是事项": len(plan.skipped),
    }  # fmt: skip
    listed = "，".join(f"{count} {words}" for words, count in extra.items() if count)
    if listed:
        yield f"  另有 {listed}"


def _cells(plan: Plan, *kinds: str) -> int:
    """How many cells have a remark of these kinds."""
    return len({(one.row.file, remark.place) for one in plan.outcomes for remark in one.remarks if remark.kind in kinds})


def _question(one: Asked, several: bool) -> Line:
    """``several``: there is more than one file, a place needs its file's name."""
    row, count = one.rows[0].row, len(one.rows)
    place = where(row.file, row.place) if several else row.place
    if count == 1:
        return Line(f"{place} {row.names[-1] if row.names else ''}：{one.words}")
    names = "".join(f"“{found.row.names[-1]}”" for found in one.rows[:3] if found.row.names)
    return Line(f"{place}起共 {count} 行（{names}{'等' if count > 3 else ''}）：{one.words}", count)


def _standing(one: Absent) -> str:
    if one.known:
        return "region.yaml 里已经写明"
    return "还没有写进 region.yaml" if one.yaml else "没有登记过这个领域"


def _registered(entry: New, places: Sequence[str]) -> str:
    guess = f"：{entry.guess}" if entry.guess else ""
    return f"{REGISTERS[entry.kind]} {entry.name}{guess}（{places[0]}{f' 等 {len(places)} 处' if len(places) > 1 else ''}）"


def _decisions(plan: Plan) -> Iterator[str]:
    """What was not written and why it waits."""
    counts = plan.counts
    if counts.get("waiting") or not all(one.done for one in plan.roles):
        yield "核对要改动已有文件的地方，确认后加 --update 再导入一次"
    if counts.get("homeless"):
        yield "没有认出领域的行，在表里的“领域”一列写明（没有就加一列；全部属于同一个领域的，加 --domain 领域名称），再导入一次"
    if any(counts.get(verdict) for verdict in ("unsure", "conflict", "refused")):
        yield "拿不准的和没有录入的行，照“请人核对”里的改法改好，再导入一次"


def _checks(plan: Plan) -> Iterator[str]:
    """What would be written, and nobody has confirmed."""
    kinds = [one.entry.kind for one in plan.registered]
    if "body" in kinds:
        yield f"新登记的 {kinds.count('body')} 个单位逐个核对：有没有这个单位，全称和类型对不对；内设科室、已登记单位的别的叫法，在表里改成登记的单位"
    if "channel" in kinds:
        yield f"新登记的 {kinds.count('channel')} 个渠道逐个核对：是不是已登记渠道的别的叫法"
    if "law" in kinds:
        yield f"新登记的 {kinds.count('law')} 份依据文件逐个核实效力、位阶和发文机关"
    if any(one.yaml for one in plan.absent):
        yield "不涉及的领域核对以后，写进 region.yaml 的 not_applicable（写法在导入报告里）"
