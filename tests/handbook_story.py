"""What the handbook tells, done for real on a county of its own: every command with its output, in the order of the pages.

Run by the tests, which compare the handbook's words with it, and by `handbook_pictures`, which draws some of them.
"""

from __future__ import annotations

import contextlib
import csv
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from conftest import REPOSITORY
from gongkai.cli import main

HANDBOOK = REPOSITORY / "generator" / "gongkai" / "handbook"
PUBLIC = "/srv/www/mulu"
"""The public folder as the handbook calls it; the story has one of its own."""

ITEM = "catalog/regions/shili-xian/items/yiwu-jiaoyu/zhaosheng-zhengce.yaml"
PLAN = "catalog/regions/shili-xian/items/yiwu-jiaoyu/zhaosheng-jihua.yaml"
OWN = "catalog/regions/shili-xian/items/yiwu-jiaoyu/bendi-xiaoche-fuwu.yaml"
REPORT = "导入报告.html"
MINE = ("--changed-since", "main")

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_IDENTITY = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "示例"), ("EMAIL", "a@example.invalid"))}


@dataclass(frozen=True, slots=True)
class Done:
    """A command as it is typed, what it printed, and how it ended."""

    command: str
    output: str
    code: int


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """(language, content) of each fenced block, without the indentation of the list that it stands in."""
    for found in _FENCE.finditer(text):
        indent = found[1]
        yield found[2], "".join([line.removeprefix(indent) for line in found[3].splitlines(keepends=True)])


def examples() -> dict[str, tuple[str, str]]:
    """The handbook's YAML that is a whole file: path → (page, content); the first line names the file."""
    found = {}
    for path in sorted(HANDBOOK.glob("*.md")):
        for language, content in blocks(path.read_text(encoding="utf-8")):
            head, _, rest = content.partition("\n")
            if language == "yaml" and head.startswith("# catalog/"):
                found[head.removeprefix("# ")] = (path.name, content)
                assert rest.strip(), f"{path.name}: an empty example"
    return found


class Story:
    """A county's repository in ``folder``, and what has been done in it."""

    def __init__(self, folder: Path) -> None:
        self._home, self.public = folder, folder / "www"
        self.project = folder
        self.done: list[Done] = []
        self.examples = examples()
        self.written: set[str] = set()

    def do(self, *words: str, answers: str = "", code: int = 0) -> str:
        """Run `gongkai` or `git` as it stands in the handbook; ``answers``: what is typed at its questions, a line each."""
        typed = [str(self.public) if word == PUBLIC else word for word in words]
        with contextlib.chdir(self.project):
            if words[0] == "gongkai":
                result = CliRunner(env=_IDENTITY).invoke(main, typed[1:], input=answers, prog_name="gongkai")
                if result.exception and not isinstance(result.exception, SystemExit):
                    raise result.exception
                ended, said = result.exit_code, result.output
            else:
                git = subprocess.run(typed, env={**os.environ, **_IDENTITY}, capture_output=True, text=True, encoding="utf-8", check=False)
                ended, said = git.returncode, git.stdout + git.stderr
        assert ended == code, f"{shlex.join(words)} ended with {ended}\n{said}"
        said = said.replace(str(self.public), PUBLIC)
        self.done.append(Done(" ".join(words), said, ended))
        return said

    def file(self, path: str, old: str = "", new: str = "") -> None:
        """Write the handbook's own example there, with ``old`` in it replaced by ``new``."""
        content = self.examples[path][1]
        assert old in content
        (self.project / path).parent.mkdir(parents=True, exist_ok=True)
        (self.project / path).write_text(content.replace(old, new), encoding="utf-8")
        self.written.add(path)

    def commit(self, words: str) -> None:
        self.do("git", "add", ".")
        self.do("git", "commit", "-qm", words)

    def drop(self, path: str) -> None:
        (self.project / path).unlink()


def begin(folder: Path) -> Story:
    """A county that has just been set up, with the text of its packaged pages as they come."""
    story = Story(folder)
    story.do("gongkai", "init", "示例县", "--yes")
    story.project = folder / "示例县"
    bodies = story.project / "catalog/regions/shili-xian/bodies.yaml"
    bodies.write_text(f"{bodies.read_text(encoding='utf-8')}  - {{id: jiaoyu-ju, name: 示例县教育局, kind: 机关}}\n", encoding="utf-8")
    region = bodies.with_name("region.yaml")
    region.write_text(region.read_text(encoding="utf-8").replace("教育行政部门: 示例县人民政府", "教育行政部门: 示例县教育局"), encoding="utf-8")
    story.do("git", "init", "-qb", "main")
    story.commit("建立目录")
    return story


def edit(story: Story) -> None:
    """The pages on editing: a time limit, an own item, a withdrawal, a township; each done by hand and by the program."""
    limit = ("--time-limit", "信息形成或者变更之日起10个工作日内", "--reason", "招生季时间紧，本县规定10个工作日内公开")
    story.do("gongkai", "new", "adjustment", "招生政策", *limit)
    story.file(ITEM, "20个", "15个")
    story.do("gongkai", "check", *MINE, code=1)
    story.file(ITEM, "10个工作日内\nreason", "30个工作日内\nreason")
    story.do("gongkai", "check", *MINE)
    story.file(ITEM)
    story.do("gongkai", "diff")
    story.file(PLAN)
    story.do("gongkai", "check", *MINE)
    story.commit("缩短招生政策的公开时限")
    story.do("gongkai", "new", "item", answers="校车服务\n义务教育\n学生管理\n校车线路、站点和时间\n\n《中华人民共和国政府信息公开条例》第二十条\n\n\n\n\n\n\n\n\n\n\n本县开通农村校车\n\n\n\n\n\n")
    story.file(OWN, "《中华人民共和国政府信息公开条例》第二十条", "《校车安全管理条例》第三条")
    story.do("gongkai", "check", *MINE, code=1)
    story.file(OWN)
    story.do("gongkai", "diff")
    story.commit("增加校车服务")
    kind = ("--kind", "无此职权", "--reason", "由示例市劳动能力鉴定委员会统一办理", "--date", "2026-01-01")
    story.do("gongkai", "new", "withdrawal", "劳动能力鉴定申请", *kind)
    gone = next(path for path in story.examples if path.endswith("/laodong-nengli-jianding-shenqing.yaml"))
    story.file(gone, "无此职权", "没有职权")
    story.do("gongkai", "check", *MINE, code=1)
    story.file(gone)
    story.do("gongkai", "diff")
    region = story.project / "catalog/regions/shili-xian/region.yaml"
    absent = next(content for _, content in blocks((HANDBOOK / "withdraw.md").read_text(encoding="utf-8")) if content.startswith("not_applicable"))
    region.write_text(f"{region.read_text(encoding='utf-8')}{absent}", encoding="utf-8")
    story.commit("停用劳动能力鉴定申请")
    story.do("gongkai", "new", "region", "青溪镇", "--kind", "镇", "--government", "示例县青溪镇人民政府")
    story.commit("增加青溪镇")
    story.file(next(path for path in story.examples if "qingxi-zhen" in path))
    story.do("gongkai", "diff")
    story.commit("青溪镇缩短低保审核信息的时限")


def mend(story: Story) -> None:
    """The pages on messages and on undoing: mistakes made on purpose, mended by the program and taken back."""
    story.file(ITEM, "was: ", "was：")
    story.do("gongkai", "check", *MINE, code=1)
    story.do("gongkai", "check", "--fix")
    story.file(ITEM, "  time_limit:", "time_limit:")
    story.do("gongkai", "check", *MINE, code=1)
    story.do("git", "restore", ITEM)
    story.file(PLAN, "学校公示栏", "学校公告栏")
    story.do("gongkai", "check", *MINE, code=1)
    story.file(PLAN, "channels:", "chanels:")
    story.do("gongkai", "check", *MINE, code=1)
    story.file(PLAN)
    story.do("gongkai", "check")
    story.do("gongkai", "explain", "Y120")
    story.do("gongkai", "diff")


def tables(story: Story) -> None:
    """The page on tables: the county's old one, made of three rows, taken in; the catalogue's own, out and in again."""
    story.do("gongkai", "export", "--domain", "义务教育", "-o", "all.csv")
    with open(story.project / "all.csv", encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    old = {row[2]: row for row in rows if row[2] in ("招生结果", "学籍管理")}
    old["招生结果"][5] = "信息形成或者变更之日起5个工作日内"
    opening = ["3", "校园安全", "校园开放日", "·开放时间\n·参观路线", "《中华人民共和国政府信息公开条例》第二十条", *rows[0][5:]]
    with open(story.project / "义务教育目录.csv", "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([head, *old.values(), opening])
    story.drop("all.csv")
    story.do("gongkai", "import", "义务教育目录.csv", "--dry-run")
    story.do("gongkai", "import", "义务教育目录.csv")
    (story.project / REPORT).rename(story.project.parent / REPORT)
    story.do("gongkai", "check", *MINE)
    story.do("gongkai", "import", "义务教育目录.csv")
    story.do("gongkai", "export", "--domain", "义务教育", "-o", "义务教育.xlsx")
    story.do("gongkai", "import", "义务教育.xlsx", "--update")
    for name in ("义务教育目录.csv", "义务教育.xlsx", REPORT):
        story.drop(name)
    story.commit("导入义务教育目录")


def issue(story: Story) -> None:
    """The pages on editions and publishing: the first edition goes public; a change is stopped at the gate until the next one; and back again."""
    approve = ("gongkai", "edition", "approve", "--by", "示例县政务公开领导小组")
    story.do(*approve, "--document", "示政办发〔2026〕1号", "--on", "2026-11-30")
    story.commit("登记2026.1版")
    _publish(story, "第一版")
    story.file(ITEM, "10个工作日内", "7个工作日内")
    story.do("gongkai", "edition", "status")
    story.do("gongkai", "edition", "propose", "--out", "送审材料")
    story.do("gongkai", "export", "--edition", "待印发", "--format", "docx")


def release(story: Story) -> None:
    """The next edition, public; and the site taken back to the one before."""
    _publish(story, "第二版", code=1)
    story.do("gongkai", "edition", "approve", "--by", "示例县政务公开领导小组", "--document", "示政办发〔2027〕1号", "--on", "2027-01-31")
    story.do("gongkai", "edition", "status")
    _publish(story, "第二版")
    story.do("gongkai", "rollback", PUBLIC)
    story.do("gongkai", "rollback", PUBLIC, "--to", "000002")
    story.do("gongkai", "rollback", PUBLIC, "--list")


def _publish(story: Story, words: str, code: int = 0) -> None:
    """Publish a site of a few pages in place of the real one, which takes longer to build than all the rest."""
    for name in ("index.html", "404.html", *(f"items/{number}.html" for number in range(10))):
        page = story.project / "site" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<p>{words} {name}</p>", encoding="utf-8")
    story.do("gongkai", "publish", PUBLIC, code=code)


def first_message(story: Story) -> str:
    """The message about a colon in full width, as the check printed it."""
    return next(line for done in story.done for line in done.output.splitlines() if " Y120 “" in line and done.command.startswith("gongkai check"))
