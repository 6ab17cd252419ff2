"""`make search-eval QUERIES=FILE.tsv`: how often the right item comes first, and what that costs on the line and in the build.

    python tests/search_bench/evaluate.py FILE.tsv          figures for people
    python tests/search_bench/evaluate.py FILE.tsv --json   one object for programs: the hit rates alone, no browser needed
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from gongkai.build import read_project
from gongkai.outputs.search import read_index
from gongkai.search.evaluate import Question, evaluate, read_questions
from gongkai.search.evaluate import report as hit_rates
from gongkai.search.lexicon import read_language
from search_bench import catalogue, effort, ours
from search_bench.browser import BrowserError
from search_bench.run import MEMORY_DISK, REPOSITORY, asked, weight


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("table", type=Path, metavar="FILE.tsv", help="questions with rules for right answers")
    arguments.add_argument("--json", action="store_true", help="one JSON object instead")
    options = arguments.parse_args()
    library = read_project(REPOSITORY, None)[0].library
    if library is None:
        arguments.error("the catalogue cannot be read: run gongkai check")
    index = read_index(library, None)
    try:
        questions = read_questions(options.table)
    except (OSError, ValueError) as error:
        arguments.error(str(error))
    found = evaluate(questions, library, index, read_language(library, index))
    if options.json:
        print(json.dumps(found.as_json(), ensure_ascii=False))
        return 0
    print(hit_rates(found), flush=True)
    try:
        print(cost(questions))
    except BrowserError as error:
        print(f"浏览器里的数据没有量：{error}")
    return 0


def cost(questions: list[Question]) -> str:
    """Bytes measured in Chromium on a fresh build, the size of the index, and its share of a clean build."""
    with tempfile.TemporaryDirectory(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None, prefix="gongkai-search-eval-") as place:
        project = catalogue.copy_project(Path(place) / "ours", REPOSITORY)
        catalogue.without_search(project)
        share = effort.shares(effort.run(effort.our_steps(project), 1))
        figures = asked(ours.Ours(project / "site"), [question.text for question in questions]).figures()
        index = weight(ours.index_files(project / "site"))
    return "\n".join(
        [
            f"第一条结果出现之前 {figures['first_mean'] / 1000:.1f} KB（95% 不超过 {figures['first_p95'] / 1000:.1f} KB，最多 {figures['first_max'] / 1000:.1f} KB）",
            f"后续每次搜索 95% 不超过 {figures['later_p95'] / 1000:.1f} KB；数据齐全时一次 {figures['warm_median']:.1f} 毫秒（最慢 {figures['warm_max']:.1f} 毫秒）",
            f"索引 {index['files']} 个文件，压缩后 {index['packed'] / 1000:.0f} KB；占整个生成的 CPU：冷 {share['cold']:.0%}，热 {share['warm']:.0%}",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
