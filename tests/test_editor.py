"""What an editor on a clerk's desk sees: completion, explanation, errors, tasks, snippets; asked of the real language server."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from conftest import REPOSITORY, copy_project, gongkai, lacking
from gongkai.authoring.names import FOLDER
from gongkai.reading import schema
from yaml_ls import Editor

STARTER = REPOSITORY / "generator" / "gongkai" / "starter" / "county"
BASE = REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog"
ITEM = "catalog/standard/yiwu-jiaoyu/bianji-ceshi.yaml"
ADJUSTMENT = "catalog/regions/shili-sheng/regions/shili-xian/items/yiwu-jiaoyu/bianji-ceshi.yaml"
NEW_ITEM = """title: 编辑测试
category:\x20
order: 10
content: [政策]
basis:
  -\x20
time_limit: 信息形成或者变更之日起20个工作日内
channels:
  -\x20
audience: 全社会
mode:\x20
levels: [县级]
life_events: [上学]
subjects:
  -\x20
"""


@pytest.fixture(scope="module")
def server() -> Path:
    """The language server of VS Code's YAML extension. Where the machine cannot have it, the tests say so, or fail where they are required."""
    done = subprocess.run(["sh", "tests/install_yaml_ls.sh"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if done.returncode or not shutil.which("node"):
        lacking(f"no yaml-language-server on this machine: {done.stderr.strip()}", required="GONGKAI_REQUIRE_BROWSER" in os.environ)
    return Path(done.stdout.strip())


@pytest.fixture(scope="module")
def editor(server: Path) -> Iterator[Editor]:
    """This repository, opened as it is."""
    with Editor(server, REPOSITORY) as opened:
        yield opened
        assert not opened.fetched, "an editor needs no network for our files"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county's own repository: the packaged standard below it, a channel and an organ of its own in it."""
    folder = tmp_path_factory.mktemp("init")
    done = gongkai("init", "某某县", "--yes", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    made = folder / "某某县"
    (made / "catalog/vocabulary").mkdir(exist_ok=True)
    (made / "catalog/vocabulary/channels.yaml").write_text("channels:\n  - {id: xiancheng-daping, name: 县城广场大屏, online: false}\n", encoding="utf-8")
    return made


def test_names_complete(editor: Editor) -> None:
    editor.open(ITEM, NEW_ITEM)
    assert {"招生管理", "学生管理"} <= set(editor.complete(ITEM, 2, 11)), "categories"
    assert "《中华人民共和国义务教育法》" in editor.complete(ITEM, 6, 5), "laws"
    assert {"政府网站", "公开查阅点"} <= set(editor.complete(ITEM, 9, 5)), "channels"
    assert {"主动", "依申请"} <= set(editor.complete(ITEM, 11, 7)), "closed lists"
    assert {"民政部门", "示例县教育局"} <= set(editor.complete(ITEM, 15, 5)), "roles and organs"


def test_keys_complete_and_are_explained(editor: Editor) -> None:
    editor.open(ADJUSTMENT, "adjust:\n  time_limit:\n    was: 甲\n    now: 乙\n  \nreason: 试\n")
    offered = [text.partition(":")[0] for text in editor.complete(ADJUSTMENT, 5, 3)]
    assert {"channels", "office", "levels"} <= set(offered) and "time_limit" not in offered
    said = editor.hover(ADJUSTMENT, 2, 5)
    assert "公开时限" in said and "was 是上一级的写法" in said


def test_a_wrong_file_of_ours_is_underlined_in_chinese(editor: Editor) -> None:
    text = (REPOSITORY / "catalog/standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml").read_text(encoding="utf-8")
    assert editor.open("catalog/standard/yiwu-jiaoyu/bianji-dui.yaml", text) == []
    wrong = text.replace("mode: 主动", "mode: 公开").replace("time_limit:", "time_limt:")
    line = {key: 1 + wrong[: wrong.index(key)].count("\n") for key in ("mode:", "time_limt:", "title:")}
    found = editor.open("catalog/standard/yiwu-jiaoyu/bianji-cuo.yaml", wrong)
    assert (line["mode:"], "公开方式只能写：主动、依申请") in found
    assert line["time_limt:"] in {number for number, _ in found}
    assert {number for number, _ in found} <= set(line.values())
    # a name that is in no register is the check's question, not the editor's
    assert editor.open("catalog/standard/yiwu-jiaoyu/bianji-xin.yaml", text.replace("channels: [政府网站", "channels: [没有登记的渠道")) == []


def test_a_county_completes_its_own_names(server: Path, county: Path) -> None:
    assert (county / FOLDER / "item.schema.json").is_file(), "from the start"
    stale = gongkai("schema", "--check", cwd=county)
    assert stale.returncode == 1 and "gongkai schema" in stale.stderr
    assert gongkai("schema", cwd=county).returncode == 0
    assert gongkai("schema", "--check", cwd=county).returncode == 0
    region = next((county / "catalog/regions").rglob("region.yaml")).parent.relative_to(county).as_posix()
    file = f"{region}/items/yiwu-jiaoyu/zhaosheng-zhengce.yaml"
    with Editor(server, county) as opened:
        opened.open(file, "adjust:\n  channels:\n    add:\n      - \nreason: 试\nmode: 主动\n")
        assert {"县城广场大屏", "政府网站"} <= set(opened.complete(file, 4, 9))
        said = opened.open(f"{region}/items/yiwu-jiaoyu/b.yaml", "reason: 试\nwithdraw: 不想要\ndate: '2026-01-01'\n")
        assert said == [(2, "不适用的原因类型只能写：无此职权、职权调整、事项取消")]
        assert not opened.fetched


def test_the_names_are_those_of_the_registers() -> None:
    done = gongkai("schema", "--check", cwd=REPOSITORY)
    assert done.returncode == 0, f"{done.stderr}\nrun: gongkai schema"


def test_a_task_reads_what_the_check_prints(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "p", catalog=BASE)
    item = project / "catalog/standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml"
    item.write_text(item.read_text(encoding="utf-8").replace("mode: 主动", "mode：主动"), encoding="utf-8")
    number = 1 + item.read_text(encoding="utf-8").partition("mode：")[0].count("\n")
    other = project / "catalog/standard/yiwu-jiaoyu/xueji-guanli.yaml"
    other.write_text(other.read_text(encoding="utf-8").replace("信息形成或者变更之日起20个工作日内", "看情况公开"), encoding="utf-8")
    tasks = json.loads((REPOSITORY / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]
    task = next(one for one in tasks if one.get("group", {}).get("kind") == "test")
    printed = gongkai(*task["args"], cwd=project).stdout.splitlines()
    found = []
    for matcher in task["problemMatcher"]:
        pattern = matcher["pattern"]
        for line in printed:
            hit = re.match(pattern["regexp"], line)
            if hit:
                assert (project / hit[pattern["file"]]).is_file() and hit[pattern["message"]]
                found.append((matcher["severity"], hit[pattern["file"]], int(hit[pattern["line"]]), int(hit[pattern["column"]]), hit[pattern["code"]]))
    listed = [line for line in printed if re.match(r"\S+?:\d+:\d+: ", line)]
    assert len(found) == len(listed) >= 2
    assert ("error", "catalog/standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml", number, 5, "Y120") in found
    assert ("warning", "T502") in {(severity, code) for severity, _, _, _, code in found}
    commands = {task["args"][0] for task in tasks if task["command"] == "gongkai"}
    assert all(gongkai(command, "--help", cwd=project).returncode == 0 for command in commands)


def test_snippets_make_files_that_the_schemas_accept() -> None:
    snippets = json.loads((REPOSITORY / ".vscode/gongkai.code-snippets").read_text(encoding="utf-8"))
    kinds = {"本级新增事项": "item", "本级细化调整": "adjustment", "不适用事项": "adjustment"}
    assert set(snippets) == set(kinds)
    for name, snippet in snippets.items():
        text = re.sub(r"\$\{\d+(?::([^}]*)|\|([^,|]*)[^|]*\|)\}", lambda hole: hole[1] or hole[2], "\n".join(snippet["body"]))
        assert "$" not in text
        data = yaml.load(text, Loader=yaml.BaseLoader)
        data = {**data, "order": int(data["order"])} if "order" in data else data
        assert schema.validator(kinds[name], REPOSITORY / "schemas").is_valid(data), text


@pytest.mark.parametrize("folder", [REPOSITORY, STARTER], ids=["here", "county"])
def test_a_commit_is_checked_first(folder: Path, tmp_path: Path) -> None:
    hooks = [hook for repo in yaml.safe_load((folder / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"] for hook in repo["hooks"]]
    assert all(hook["language"] == "system" and hook["pass_filenames"] is False for hook in hooks)
    project = copy_project(tmp_path / "p", catalog=BASE)
    for command in ("init -q", "add -A", "-c user.name=测试 -c user.email=test@example.gov.cn commit -qm 起点"):
        subprocess.run(["git", *command.split()], cwd=project, check=True)

    def run(hook: dict[str, str]) -> int:
        program, *arguments = shlex.split(hook["entry"])
        assert program == "gongkai"
        return gongkai(*arguments, cwd=project).returncode

    check = next(hook for hook in hooks if hook["id"] == "gongkai-check")
    assert re.search(check["files"], "catalog/standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml")
    assert run(check) == 0
    item = project / "catalog/standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml"
    item.write_text("title：招生政策\n", encoding="utf-8")
    assert run(check) == 1


def test_a_county_gets_the_same_tasks_and_snippets() -> None:
    for name in ("tasks.json", "gongkai.code-snippets"):
        assert (STARTER / ".vscode" / name).read_bytes() == (REPOSITORY / ".vscode" / name).read_bytes(), f"copy .vscode/{name} to the starter"
    assert f"/{FOLDER}/" in (STARTER / ".gitignore").read_text(encoding="utf-8").splitlines()
