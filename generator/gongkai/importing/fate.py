"""What becomes of one row: nothing, a change of a file, an item of the region's own, or a question for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gongkai.authoring.rewrite import Refusal
from gongkai.importing.additions import changed_bytes
from gongkai.importing.changes.against import Against
from gongkai.importing.changes.as_yaml import AsYaml
from gongkai.importing.changes.cells import NEW, Cells
from gongkai.importing.changes.compare import compare
from gongkai.importing.changes.edit import FieldEdit
from gongkai.importing.changes.exact import compare_exactly
from gongkai.importing.changes.steps import Written, adjusted, changed_item
from gongkai.importing.grid import Remark, SourceRow
from gongkai.importing.home import Home
from gongkai.importing.matching.names.registers import Names
from gongkai.importing.options import Options
from gongkai.importing.outcome import FileChange, Outcome, RoleChange
from gongkai.importing.own import own_item
from gongkai.importing.texts import ADJUST_ORDER, ITEM_ORDER, ordered, titled, yaml_file
from gongkai.model.item import Domain
from gongkai.model.words import FIELD_LABELS, REGIONAL_FIELDS
from gongkai.reading.fields import FieldReader
from gongkai.reading.place import SourceFile

SAID = ("names", "content", "basis", "time_limit", "subjects", "channels", "everyone", "groups", "mode", "levels", "extra")
"""What a row says, apart from where it stands."""


@dataclass(frozen=True, slots=True)
class Fate:
    """``file``: what it writes; ``needs``: register entries that it needs, each with the cell that says so."""

    outcome: Outcome
    file: FileChange | None = None
    needs: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Judge:
    """``roles`` are those that get a body in region.yaml; ``orders`` the last place given away in each category."""

    home: Home
    names: Names
    options: Options
    roles: Mapping[str, RoleChange]
    orders: dict[tuple[str, str], int]

    def matched(self, base: Outcome, cells: Cells, other: Against, bans: Mapping[str, str]) -> Fate:
        """A row that is an item of the catalogue. ``bans``: fields that the checker would not have changed, with its words."""
        return self._told(self._matched(base, cells, other, bans))

    def _matched(self, base: Outcome, cells: Cells, other: Against, bans: Mapping[str, str]) -> Fate:
        item = other.item
        needs: list[tuple[str, str]] = []
        edits = self._allowed(cells, other, (compare_exactly if cells.exact else compare)(cells, other), bans, needs)
        dropped_names(cells)
        base = replace(base, title=item.title, domain=item.domain, edits=tuple(edits), remarks=(*base.remarks, *cells.remarks))
        if not edits:
            waits = self._waits(item.subjects.names)
            return Fate(replace(base, verdict="waiting" if waits else "same", why=waits), None, tuple(needs))
        if other.entry.withdrawal is not None:
            why = f"目录里已写明不适用（{other.entry.withdrawal.kind}），表里还有。改法：仍然适用就删去那个文件或写 restore，再导入"
            return Fate(replace(base, verdict="conflict", why=why))
        if item.domain in self.home.catalogue.not_applicable:
            return Fate(replace(base, verdict="conflict", why="region.yaml 里已写明不涉及这个领域，表里还有。改法：先改 region.yaml 的 not_applicable，再导入"))
        path = self.home.path(item.id)
        doc, old = self.home.docs.get(path), self.home.content(path)
        base = replace(base, file=f"catalog/{path}" if old is not None else "")
        if old is not None and doc is None:
            return Fate(replace(base, verdict="refused", why="已有的文件里有错误，没有读入。改法：先用 gongkai check 找出并改正，再导入"))
        if doc is not None and "restore" in doc.data:
            return Fate(replace(base, verdict="conflict", why="这个事项的文件写着 restore（恢复），不能同时调整"))
        if old is not None and not self.options.update:
            return Fate(replace(base, verdict="waiting"))
        return self._changed(base, other, path, old, dict(doc.data) if doc else {}, needs)

    def _told(self, fate: Fate) -> Fate:
        """Without remarks about registrations that are not made: the names were met, and nothing that is written needs them."""
        made = self.names.new(key for key, _ in fate.needs)
        spelt = {kind: [name for one in made if one.kind == kind for name in (one.name, one.data.get("short")) if name] for kind in NEW}
        kinds = {words: kind for kind, words in NEW.items()}
        remarks = fate.outcome.remarks
        kept = tuple(one for one in remarks if one.words not in kinds or any(name in one.now for name in spelt[kinds[one.words]]))
        return fate if len(kept) == len(remarks) else replace(fate, outcome=replace(fate.outcome, remarks=kept))

    def _allowed(self, cells: Cells, other: Against, edits: Sequence[FieldEdit], bans: Mapping[str, str], needs: list[tuple[str, str]]) -> list[FieldEdit]:
        """Without what the checker would refuse, and without organs that a role brings about."""
        kept = []
        for edit in edits:
            why = bans.get(edit.field) or bans.get("*")
            names = other.item.subjects.names
            if why:
                cells.remarks.append(Remark("unclear", edit.place, f"{FIELD_LABELS[edit.field]}改了会通不过检查，没有录入：{why}", edit.was, edit.now))
            elif edit.field == "subjects" and len(names) == 1 and names[0] in self.roles:
                cells.tell("note", "who", "公开主体写在 region.yaml 的 roles 里，不逐项调整", edit.was, edit.now)
                needs += [(key, cells.place("who")) for key in edit.new]
            else:
                kept.append(edit)
        return kept

    def _waits(self, names: Sequence[str]) -> str:
        """Nothing about the item itself changes, but who discloses it would, once region.yaml may be changed."""
        role = self.roles.get(names[0]) if len(names) == 1 else None
        return f"“{role.role}”由{role.body}承担，要写进 region.yaml 的 roles" if role and not role.done else ""

    def _changed(self, base: Outcome, other: Against, path: str, old: bytes | None, data: dict[str, Any], needs: list[tuple[str, str]]) -> Fate:
        """The file with the changes in it."""
        own = self.home.is_own(other.entry)
        reader = _reader(self.names, other.domain.channel_rule)
        if own:
            written = changed_item(data, base.edits, other.item, other.yaml, reader)
        else:
            written = adjusted(data.get("adjust", {}), base.edits, self.home.above[other.item.id], other.entry, other.yaml, reader)
        lost = tuple(Remark("unclear", edit.place, f"{FIELD_LABELS[edit.field]}{why}", edit.was, edit.now) for edit, why in written.failed)
        base = replace(base, edits=written.done, remarks=(*base.remarks, *lost), file=f"catalog/{path}")
        if not written.done:
            return Fate(replace(base, verdict="refused", why="改动写不成调整，见各格的说明"))
        wanted = ordered(written.data, ITEM_ORDER) if own else self._adjustment(written, data, base.row)
        new: bytes | Refusal | None
        if old is None:
            new = yaml_file(path, "item" if own else "adjustment", wanted, self.home.desk.own_schemas).encode()
        else:
            new = changed_bytes(old, wanted) if own or written.data else None
        if isinstance(new, Refusal):
            return Fate(replace(base, verdict="refused", why=new.why))
        if new == old:
            return Fate(replace(base, verdict="same", edits=()))
        needs += [(key, edit.place) for edit in written.done for key in edit.new]
        file = FileChange(f"catalog/{path}", old, new, f"{self.home.name}的“{base.title}”")
        return Fate(replace(base, verdict="edit" if old is not None else "adjust"), file, tuple(needs))

    def _adjustment(self, written: Written, data: Mapping[str, Any], row: SourceRow) -> dict[str, Any]:
        """The whole file: its reason stays, unless the command gives another; filling in what only a region knows needs none."""
        reason = self.options.reason or str(data.get("reason", ""))
        if not reason and any(name not in REGIONAL_FIELDS for name in written.data):
            reason = self._reason(row)
        return {"adjust": ordered(written.data, ADJUST_ORDER), **({"reason": reason} if reason else {})}

    def own(self, base: Outcome, domain: Domain, yaml: AsYaml, hint: str, bans: Mapping[str, str]) -> Fate:
        """A row that is nothing of the layer above. ``hint``: the 一级事项 that its own stands for elsewhere in the table."""
        if bans:
            return Fate(replace(base, verdict="refused", why="写出来通不过检查：" + "；".join(dict.fromkeys(bans.values()))))
        cells = Cells(base.row, self.names)
        made = own_item(cells, domain, self.home, yaml, hint)
        title = str(made.values.get("title", ""))
        if made.ask:
            return Fate(replace(base, verdict="unsure", title=title, why=made.ask, remarks=(*base.remarks, *cells.remarks)))
        base = replace(base, title=title, remarks=(*base.remarks, *cells.remarks))
        if made.why:
            return self._told(Fate(replace(base, verdict="refused", why=f"{made.why}，不能新增事项。改法：在表里补上，再导入")))
        values = {**made.values, "order": self._order(domain.slug, made.values.get("category", ""))}
        if self.home.region:
            values["reason"] = self._reason(base.row)
        id_ = f"{domain.slug}/{self.names.item_slug(title, domain.slug, own=bool(self.home.region))}"
        path = self.home.path(id_)
        text = yaml_file(path, "item", ordered(values, ITEM_ORDER), self.home.desk.own_schemas)
        file = FileChange(f"catalog/{path}", None, text.encode(), f"{self.home.name}的本级新增事项“{title}”")
        return self._told(Fate(replace(base, verdict="own", id=id_, file=f"catalog/{path}"), file, tuple((key, base.row.place) for key in cells.new)))

    def _order(self, domain: str, category: str) -> int:
        key = (domain, category)
        if key in self.orders:
            self.orders[key] += 10
        else:
            self.orders[key] = self.home.desk.next_order(domain, category, self.home.catalogue if self.home.region else None)
        return self.orders[key]

    def _reason(self, row: SourceRow) -> str:
        """Why the region differs: as the command or the table says; else what can be said for certain, that its own table has it so."""
        said = Cells(row, self.names).reason()
        return self.options.reason or (f"{said}（据导入的{titled(row.file)}）" if said else f"据导入的{titled(row.file)}")


def twice(base: Outcome, other: SourceRow) -> Fate:
    """``other`` is this very item: the row says it once more, or says it otherwise."""
    why = f"和{other.place}是同一个事项"
    if all(getattr(base.row, name) == getattr(other, name) for name in SAID):
        return Fate(replace(base, verdict="same", why=why))
    return Fate(replace(base, verdict="unsure", why=f"{why}，写法不同。改法：只留一行"))


def dropped_names(cells: Cells) -> None:
    """Tells which names of the 公开主体 cell were understood, where the cell changes nothing because another one was not."""
    read = cells.names.bodies.read(cells.row.subjects).names if cells.row.subjects.strip() else ()
    lost = {said.was for one in read if one.yaml is None for said in one.said}
    known = [str(one.yaml) for one in read if one.yaml is not None]
    if known and any(remark.was in lost and remark.place == cells.place("who") for remark in cells.remarks):
        words = f"这一格认出了{'、'.join(known)}，没有认出{'、'.join(sorted(lost))}；只认出一部分，公开主体没有改动"
        cells.tell("unclear", "who", words, cells.row.subjects.strip())


def _reader(names: Names, rule: str) -> Callable[[], FieldReader]:
    return lambda: FieldReader(names.registers, SourceFile("", ""), [1, 1], rule)
