"""`make search-bench`: the search of this program, Material's own and Pagefind, side by side on the same catalogue and the same questions.

    python tests/search_bench/run.py                    everything, on tests/search/*.tsv
    python tests/search_bench/run.py FILE.tsv …         other questions
    python tests/search_bench/run.py --part compare     only the comparison (others: share, large)
    python tests/search_bench/run.py --items 10000      only ours, with so many matters
    python tests/search_bench/run.py --first 10         ten questions of each file, for a first look: nothing is judged
    python tests/search_bench/run.py --json FILE        also writes every number

Bytes are those of gzip level 6 on the line, program and data of the search only. Times are of one machine and one run: what is
promised of them leaves room for slow machines. Exits 1 when a promise is broken.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import synthetic
from search_bench import bars, catalogue, effort, large, material, ours, pagefind, report, scores
from search_bench.browser import BrowserError, chromium, on_the_line
from search_bench.drive import Driven, Engine, drive, say

REPOSITORY = Path(__file__).resolve().parents[2]
MEMORY_DISK = Path("/dev/shm")
TABLES = ("tests/search/unseen.tsv", "tests/search/development.tsv")
PARTS = ("compare", "share", "large")
Result = dict[str, Any]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("tables", nargs="*", type=Path, metavar="FILE.tsv", help="questions with rules for right answers")
    arguments.add_argument("--part", action="append", choices=PARTS, help="what to measure; may be given more than once")
    arguments.add_argument("--items", type=int, metavar="N", help="only ours, with this many matters")
    arguments.add_argument("--first", type=int, metavar="N", help="only the first so many questions of each file")
    arguments.add_argument("--rounds", type=int, default=3, help="builds of each kind (default: 3)")
    arguments.add_argument("--json", type=Path, metavar="FILE", help="write every number there")
    options = arguments.parse_args()
    paths = options.tables or [path for name in TABLES if (path := REPOSITORY / name).is_file()]
    try:
        library, matters = catalogue.read(REPOSITORY)
        tables = scores.read_tables(paths, library, matters, options.first)
    except ValueError as error:
        arguments.error(str(error))
    queries = scores.queries(tables)
    result: Result = {"matters": len(matters), "questions": {table.name: len(table.questions) for table in tables}, "first": options.first}
    parts = ("large",) if options.items else options.part or PARTS
    try:
        if "compare" in parts:
            result |= in_a_workplace(lambda place: compare(place, catalogue.pages(library, matters), tables, queries, options.rounds))
        if "share" in parts:
            result["share"] = in_a_workplace(lambda place: share(place, options.rounds))
        if "large" in parts:
            published = {matter.id for matter in matters}
            result["large"] = in_a_workplace(lambda place: ten_counties(place, options.items or bars.LARGE, published, queries))
    except BrowserError as error:
        say(str(error))
        return 1
    verdicts = list(bars.verdicts(result))
    judged = options.first is None
    show(result, report.judgement(verdicts, judged))
    if options.json:
        result["verdicts"] = [{**asdict(verdict), "kept": verdict.kept} for verdict in verdicts]
        options.json.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if judged and not all(verdict.kept for verdict in verdicts) else 0


def in_a_workplace(work: Callable[[Path], Result]) -> Result:
    with tempfile.TemporaryDirectory(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None, prefix="gongkai-search-bench-") as place:
        return work(Path(place))


def compare(place: Path, pages: Sequence[catalogue.Page], tables: Sequence[scores.Table], queries: Sequence[str], rounds: int) -> Result:
    """All sides on the repository's catalogue: builds in turns, then every question to each of them."""
    say(f"{len(pages):,} matters: writing the sides' copies of them …")
    project = catalogue.copy_project(place / "ours", REPOSITORY)
    catalogue.without_search(project)
    steps = effort.our_steps(project)
    labels, missing = {"ours": "ours"}, {}
    if why := material.missing():
        missing["material"] = why
    else:
        labels["material"] = material.label()
        material.write(place / "material", pages)
        steps += effort.material_steps(place / "material")
    if program := pagefind.program(place / "npm"):
        labels["pagefind"] = pagefind.label(program)
        pagefind.write(place / "pagefind", pages)
        steps.append(effort.pagefind_step(place / "pagefind", pagefind.command(program)))
    else:
        missing["pagefind"] = "neither npm nor the package pagefind_bin_extended has its program"
    say(f"{rounds} rounds of builds: {', '.join(step.name for step in steps)}")
    runs = effort.run(steps, rounds)
    sites = {"ours": project / "site", "material": place / "material/site", "pagefind": place / "pagefind"}
    makers: dict[str, Callable[[Path], Engine]] = {"ours": ours.Ours, "material": material.Material, "pagefind": pagefind.Pagefind}
    files = {"ours": ours.index_files, "material": material.index_files, "pagefind": pagefind.index_files}
    say(f"{len(queries)} questions to each side")
    driven = {side: asked(makers[side](sites[side]), queries) for side in labels}
    return {
        "labels": labels,
        "missing": missing,
        "tables": {table.name: {side: scores.score(table, found.answers) for side, found in driven.items()} for table in tables},
        "figures": {side: found.figures() for side, found in driven.items()},
        "index": {side: weight(files[side](sites[side])) for side in labels},
        "build": {"over_ours": effort.over_ours(runs), **effort.shares(runs)},
    }


def share(place: Path, rounds: int) -> Result:
    """Which part of our clean build the index is, on the synthetic catalogue of `make bench`."""
    say(f"{bars.SHARE_AT:,} synthetic item pages: {rounds} rounds of builds with and without the index")
    project = place / "ours"
    synthetic.write_project(project, bars.SHARE_AT, REPOSITORY)
    catalogue.without_search(project)
    return effort.shares(effort.run(effort.our_steps(project), rounds))


def ten_counties(place: Path, items: int, published: set[str], queries: Sequence[str]) -> Result:
    """Ours alone with many more matters. One round of builds: at this size they take minutes, and nothing is promised of them."""
    say(f"{items:,} matters: one round of builds, then {len(queries)} questions")
    project = large.write_project(place / "ours", items, published, REPOSITORY)
    catalogue.without_search(project)
    runs = effort.run(effort.our_steps(project), 1)
    count = len(catalogue.read(project)[1])
    return {
        "matters": count,
        "figures": asked(ours.Ours(project / "site"), queries).figures(),
        "index": weight(ours.index_files(project / "site")),
        "share": effort.shares(runs),
    }


def asked(engine: Engine, queries: Sequence[str]) -> Driven:
    """A browser of its own for each side, so that none profits from another's."""
    try:
        with chromium() as browser:
            found = drive(browser, engine, queries)
            if isinstance(engine, ours.Ours):
                found.typing = ours.typing(browser, engine)
            return found
    finally:
        engine.site.close()


def weight(files: Sequence[Path]) -> Result:
    return {"files": len(files), "bytes": sum(path.stat().st_size for path in files), "packed": sum(map(on_the_line, files))}


def show(result: Result, judgement: Any) -> None:
    width = min(shutil.get_terminal_size().columns, 120)
    if "figures" in result:
        print(f"\n{result['matters']:,} matters; questions: {', '.join(f'{count} of {name}' for name, count in result['questions'].items())}")
        print("\n".join(report.table(bars.rows(result), result["labels"], result["missing"])))
        print("-" * width)
    print("\n".join(report.alone(result)))
    print("-" * width)
    print("\n".join(judgement), flush=True)


if __name__ == "__main__":
    sys.exit(main())
