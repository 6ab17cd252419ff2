"""编制 → 主管部门审核 → 印发: what is pending since the last edition, and the next edition's file. Offices sign here, never persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.comparing.compare import REGION_MAP, Change, Comparison, compare
from gongkai.comparing.editions import FOLDER, FORMAT, VERSION, Edition, Editions, content_hash, folder_name, sheet
from gongkai.comparing.report import regions as region_names
from gongkai.comparing.revision import rows
from gongkai.comparing.snapshot import OFFICIAL, Snapshot, digest, snapshot
from gongkai.comparing.trees import changed_files, fork_point, git
from gongkai.model.catalogue import Entry, Library
from gongkai.problems import Position, Problem, Trouble

PROPOSE = "运行 gongkai edition propose 生成修订对照表，送主管部门审核；印发后运行 gongkai edition approve 登记新版本"

_OFFICE = re.compile(r"(?:政府|办公室|办公厅|局|厅|委员会|委|办|领导小组|小组|联席会议|专班|中心|办事处|部门?|处|科|股|院|站|所|会)(?:（[^（）]{1,20}）)?")
"""How the name of an office ends."""
_POST = re.compile(r"(?:局长|主任|县长|区长|镇长|乡长|书记|科长|处长|股长|所长|同志|先生|女士|秘书长)(?:（[^（）]*）)?$")
"""How a person is spoken of."""


def covered(library: Library, editions: Editions, region: str) -> list[str]:
    """The published regions that an edition of ``region`` speaks for: itself, and all below that have no editions of their own."""
    return [id_ for id_ in _published(library) if id_ == region or (id_.startswith(f"{region}/") and _holder(editions, id_, region) == region)]


def since_last_edition(library: Library, editions: Editions, region: str) -> Comparison:
    """What an edition of ``region`` issued now would change; before the first one, that there is a catalogue at all."""
    return _compare(snapshot(library), editions, region, covered(library, editions, region))


def pending(library: Library, editions: Editions) -> list[Problem]:
    """One finding for each item (domain, region) whose official fields are not those of the edition that holds for it.

    A publication whose root region has never issued an edition is one finding.
    """
    found = [_problem(library, editions, region, change, more) for region, changes in _pending(library, editions) for change, more in changes]
    root = library.publication.region
    if editions.covering(root) is None:
        name = library.root.region.name
        found.append(Problem("H111", Position("", "catalog/catalog.yaml"), f"{name}的目录还没有印发过任何一版，按发布要求不能公开。", PROPOSE))
    return sorted(found, key=lambda problem: problem.sort_key)


def pending_items(library: Library, editions: Editions) -> dict[str, dict[str, tuple[Change, ...]]]:
    """Region → item → its changes that no edition has yet; regions without an edition are left out."""
    found: dict[str, dict[str, tuple[Change, ...]]] = {}
    for _, changes in _pending(library, editions):
        for first, more in changes:
            for change in (first, *more):
                for region in change.regions if change.item else ():
                    known = found.setdefault(region, {})
                    known[change.item] = (*known.get(change.item, ()), change)
    return found


def _pending(library: Library, editions: Editions) -> Iterator[tuple[str, list[tuple[Change, list[Change]]]]]:
    """For each region that issues editions: its changes since, by item, the first and the rest of each."""
    now = snapshot(library)
    holders = dict.fromkeys(edition.region for id_ in now.regions if (edition := editions.covering(id_)))
    for region in holders:
        mine = [id_ for id_ in now.regions if (edition := editions.covering(id_)) and edition.region == region]
        groups: dict[tuple[str, ...], list[Change]] = {}
        for change in _compare(now, editions, region, mine).changes:
            groups.setdefault((change.domain, change.item or change.text), []).append(change)
        yield region, [(group[0], group[1:]) for group in groups.values()]


def _compare(now: Snapshot, editions: Editions, region: str, mine: Sequence[str]) -> Comparison:
    last = editions.latest(region)
    old = last.snapshot if last else Snapshot({}, {})
    new = Snapshot({id_: one for id_, one in now.regions.items() if id_ in mine}, now.domains, now.layers)
    kept = {id_: one for id_, one in old.regions.items() if id_ in mine or id_ not in now.regions}
    return compare(Snapshot(kept, old.domains, old.layers), new)


def _problem(library: Library, editions: Editions, region: str, change: Change, more: Sequence[Change]) -> Problem:
    last = editions.latest(region)
    version = f"{last.version}版" if last else "上一版"
    names = region_names(Comparison((), {id_: library.catalogues[id_].region.name for id_ in _published(library)}, {}, {}), change.regions)
    where = f"（{names}）" if change.regions[:1] != (library.publication.region,) or len(change.regions) > 1 else ""
    rest = f"；另有{len(more)}处" if more else ""
    return Problem("H110", _place(library, change), f"“{change.title}”{where}在{version}印发以后改过，还没有审核印发：{change.text}{rest}。", PROPOSE)


def _place(library: Library, change: Change) -> Position:
    """Where the new words stand; what is gone is shown at its region."""
    region = next((id_ for id_ in change.regions if id_ in library.catalogues), library.publication.region)
    catalogue = library.catalogues[region]
    entry = catalogue.entries.get(change.item)
    if entry and change.kind not in ("removed", "unlisted") and change.source != REGION_MAP:
        origin = _origin(entry, change.field)
        return Position(origin.root, origin.file, origin.line)
    absent = catalogue.not_applicable.get(change.domain) if change.field == "domain" else None
    if absent:
        return Position(absent.origin.root, absent.origin.file, absent.origin.line)
    return Position("", "catalog/" + "".join(f"regions/{slug}/" for slug in region.split("/")) + "region.yaml")


def _origin(entry: Entry, name: str) -> Any:
    if entry.withdrawal and name in ("item", "withdrawal"):
        return entry.withdrawal.origin
    if entry.restored and name == "item":
        return entry.restored
    return entry.origin(name) if name in OFFICIAL and name != "withdrawal" else entry.base


def altered(project: Path) -> list[Problem]:
    """Edition files that are not what they were where the work at hand left the main branch: new ones are welcome, others must not change.

    Empty outside git. In a shallow clone a warning, since nothing can then be said.
    """
    if not (project / FOLDER).is_dir() and isinstance(git(project, "rev-parse", "--verify", "--quiet", f"HEAD:./{FOLDER}"), Trouble):
        return []
    if isinstance(git(project, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"), Trouble):
        return []
    base = fork_point(project)
    if isinstance(base, Trouble):
        return [Problem("H105", Position("", FOLDER), f"没有核对已印发的版本是否被改动：{base.message}", base.remedy, "warning")]
    changed = changed_files(base, project, FOLDER)
    if isinstance(changed, Trouble):
        return [Problem("H105", Position("", FOLDER), f"没有核对已印发的版本是否被改动：{changed.message}", changed.remedy, "warning")]
    verbs = {"D": "删除了", "M": "改动了"}
    return [
        Problem("H105", Position("", name), f"{verbs.get(letter, '改动了')}主分支上已经印发的版本。", f"恢复原样：git checkout {base[:12]} -- {name}；要修订就印发新的一版")
        for letter, name in changed
        if letter != "A" and name.endswith(".json")
    ]


@dataclass(frozen=True, slots=True)
class Approval:
    """What an office says when it issues an edition."""

    region: str
    by: str
    document: str
    on: str
    version: str = ""
    issuer: str = ""
    note: str = ""


def refusals(approval: Approval, library: Library, editions: Editions) -> list[str]:
    """Why no edition can be issued so, each a sentence with what to do; empty when it can."""
    found = []
    last = editions.latest(approval.region)
    for label, name in (("--by", approval.by), ("--issuer", approval.issuer)):
        if (name or label == "--by") and not is_office(name, library):
            found.append(f"{label} 只写单位的全称，不写个人姓名和职务：“{name}”看不出是哪个单位。例如：示例县政务公开领导小组")
    if not approval.issuer and not issuer(approval, library):
        found.append("不知道由哪个机关印发：在 region.yaml 的 edition 里写 issuer，或者加上 --issuer。")
    if not _line(approval.document):
        found.append("--document 写印发文件的文号，例如：示政办发〔2026〕1号")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", approval.on) or not _exists(approval.on):
        found.append(f"--on 的“{approval.on}”不是实际存在的日期，请写成 2026-01-31 这样。")
    elif last and approval.on < last.date:
        found.append(f"--on 的日期 {approval.on} 比上一版（{last.version}版）的 {last.date} 还早，请核对。")
    version = approval.version or next_version(approval, editions)
    if not VERSION.fullmatch(version) or len(version) > 30:
        found.append(f"版本号“{version}”只能用数字、字母、点和短横线，例如：2026.1")
    elif any(edition.version.lower() == version.lower() for edition in editions.by_region.get(approval.region, ())):
        found.append(f"{version}版已经印发过，不能覆盖。换一个版本号，或者不写 --version，由程序顺延。")
    if not found and last and not since_last_edition(library, editions, approval.region):
        found.append(f"{last.version}版印发以后，官方要素没有任何变化，不需要印发新的一版。")
    return found


def issue(approval: Approval, library: Library, editions: Editions, project: Path) -> Edition:
    """The next edition, not yet written; `refusals` must be empty."""
    whole = snapshot(library)
    ids = covered(library, editions, approval.region)
    last = editions.latest(approval.region)
    comparison = since_last_edition(library, editions, approval.region)
    region = library.catalogues[approval.region].region
    version = approval.version or next_version(approval, editions)
    sheets: dict[str, Any] = {}
    listed = []
    for id_ in ids:
        pairs = []
        for item in whole.regions[id_].items.values():
            kept = sheet(item)
            key = digest(kept)
            sheets[key] = kept
            pairs.append([item.id, key])
        listed.append({"id": id_, "name": whole.regions[id_].name, "items": pairs, "not_applicable": dict(whole.regions[id_].not_applicable)})
    data: dict[str, Any] = {
        "format": FORMAT,
        "region": region.id,
        "name": region.name,
        "invented": region.invented,
        "version": version,
        "issuer": issuer(approval, library),
        "document": approval.document.strip(),
        "approved_by": approval.by.strip(),
        "date": approval.on,
        "note": approval.note.strip(),
        "previous": {"version": last.version, "hash": last.hash} if last else None,
        "domains": [[slug, name] for slug, name in whole.domains.items()],
        "layers": dict(whole.layers),
        "regions": listed,
        "sheets": sheets,
        "revision": [{"domain": row.domain, "title": row.title, "was": row.was, "now": row.now, "reason": row.reason, "item": row.item} for row in rows(comparison, region.id)],
    }
    data["hash"] = content_hash(data)
    file = f"{FOLDER}/{folder_name(region.id)}/{version}.json"
    return Edition(region.id, region.name, version, data["issuer"], data["document"], data["approved_by"], approval.on, data["hash"], file, project / file, data)


def issuer(approval: Approval, library: Library) -> str:
    """Who issues: as said, else as region.yaml has it, else the region's government."""
    region = library.catalogues[approval.region].region
    return approval.issuer.strip() or (region.edition.issuer if region.edition else "") or region.government


def next_version(approval: Approval, editions: Editions) -> str:
    """``2026.1``, ``2026.2`` …: the year of the date, and one more than its last edition."""
    year = approval.on[:4]
    numbers = [int(found[1]) for edition in editions.by_region.get(approval.region, ()) if (found := re.fullmatch(rf"{re.escape(year)}\.(\d{{1,6}})", edition.version))]
    return f"{year}.{max(numbers, default=0) + 1}"


def is_office(name: str, library: Library) -> bool:
    """A body of the registers, or words that end as an office's name does and are no person's post."""
    clean = name.strip()
    known = {one for catalogue in library.catalogues.values() for body in catalogue.bodies.values() for one in (body.name, body.short, *body.aliases)}
    return bool(_line(clean)) and (clean in known or (len(clean) >= 4 and not _POST.search(clean) and bool(re.search(f"{_OFFICE.pattern}$", clean))))


def _line(text: str) -> str:
    clean = text.strip()
    return clean if clean and len(clean) <= 80 and clean.isprintable() else ""


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _published(library: Library) -> list[str]:
    root = library.publication.region
    return [id_ for id_ in library.catalogues if id_ == root or id_.startswith(f"{root}/")]


def _holder(editions: Editions, id_: str, region: str) -> str:
    """The nearest of ``id_`` and the regions above it, up to ``region``, that issues editions itself."""
    while id_ != region and not editions.latest(id_):
        id_ = id_.rpartition("/")[0]
    return id_
