"""Which files a catalogue folder holds, and the sentences about names that cannot be ids."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from gongkai.reading import files
from gongkai.reading.files import CODES, scan

HERE = Path(__file__).parent


def tree(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("title: 招生政策\n", encoding="utf-8")
    return root


def found(root: Path) -> list[str]:
    return [entry.file for entry in scan(root, "标准")[0]]


def said(root: Path) -> list[tuple[str, str]]:
    return [(problem.position.file, problem.code) for problem in scan(root, "标准")[1]]


def test_every_yaml_file_in_the_order_of_its_path(tmp_path: Path) -> None:
    names = ["standard/yiwu-jiaoyu/b.yaml", "standard/yiwu-jiaoyu/a.yaml", "catalog.yaml", "standard/edition.yaml", "laws/a1.yaml", "laws-2/b.yaml"]
    entries, problems = scan(tree(tmp_path, *names), "标准")
    assert problems == []
    assert [entry.file for entry in entries] == sorted(names)
    assert [Path(entry.path) for entry in entries] == [tmp_path / entry.file for entry in entries]


def test_pages_and_companions_are_passed_over(tmp_path: Path) -> None:
    tree(tmp_path, "pages/关于.md", "pages/X.yaml", "vocabulary/plain-speech.tsv", "README.md", ".gitkeep", ".git/config", "regions/pages/a.yaml")
    assert found(tmp_path) == ["regions/pages/a.yaml"]
    assert said(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "code", "part"),
    [
        ("招生政策.yaml", "F103", "里有汉字"),
        ("Zhaosheng.yaml", "F103", "“zhaosheng.yaml”"),
        ("zhaosheng zhengce.yaml", "F103", "“zhaosheng-zhengce.yaml”"),
        ("zhaosheng_zhengce.yaml", "F103", "“zhaosheng-zhengce.yaml”"),
        ("zhaosheng--zhengce.yaml", "F103", "短横线"),
        ("-zhaosheng.yaml", "F103", "短横线"),
        ("zhaosheng.v2.yaml", "F103", "“zhaosheng-v2.yaml”"),
        ("zhaosheng－zhengce.yaml", "F103", "短横线以外"),
        ("zhao\u200bsheng.yaml", "F103", "看不见"),
        ("zhaosheng - 副本.yaml", "F103", "副本"),
        ("zhaosheng (1).yaml", "F103", "副本"),
        ("zhaosheng 2.yaml", "F103", "副本"),
        (".zhaosheng.yaml", "F103", "“zhaosheng.yaml”"),
        ("zhaosheng.yml", "F104", "“zhaosheng.yaml”"),
        ("zhaosheng.YAML", "F104", "“zhaosheng.yaml”"),
        ("zhaosheng.yaml.txt", "F104", "文件扩展名"),
        ("zhaosheng。yaml", "F104", "“zhaosheng.yaml”"),
        ("Thumbs.db", "F106", "删掉"),
        ("~$zhaosheng.yaml", "F106", "删掉"),
        ("._zhaosheng.yaml", "F106", "删掉"),
        (".DS_Store", "F106", "删掉"),
        ("zhaosheng.yaml.bak", "F106", "删掉"),
        ("zhaosheng.yaml~", "F106", "删掉"),
        ("zhaosheng.xlsx", "F106", "表格"),
        ("zhaosheng.json", "F106", "只放 .yaml"),
        ("a" * 61 + ".yaml", "F108", "61"),
        ("con.yaml", "F109", "Windows"),
        ("lpt1.yaml", "F109", "Windows"),
    ],
)
def test_wrong_names(tmp_path: Path, name: str, code: str, part: str) -> None:
    entries, problems = scan(tree(tmp_path, f"laws/{name}", "laws/good.yaml"), "标准")
    assert [entry.file for entry in entries] == ["laws/good.yaml"]
    assert [problem.code for problem in problems] == [code]
    problem = problems[0]
    assert problem.level == ("warning" if code == "F106" else "error")
    assert problem.position.root == "标准"
    assert problem.position.file == f"laws/{name}".replace("\u200b", "\ufffd")
    assert part in problem.message + problem.hint
    assert problem.message.endswith("。")
    assert problem.hint.endswith("。")


def test_longest_name(tmp_path: Path) -> None:
    assert found(tree(tmp_path, "a" * 60 + ".yaml")) == ["a" * 60 + ".yaml"]


def test_a_folder_with_a_wrong_name_is_told_once(tmp_path: Path) -> None:
    tree(tmp_path, "standard/义务教育/a.yaml", "standard/义务教育/b.yaml", "standard/nul/a.yaml", "standard/Jiuye/a.yaml")
    assert found(tmp_path) == []
    assert said(tmp_path) == [("standard/Jiuye", "F103"), ("standard/nul", "F109"), ("standard/义务教育", "F103")]


def test_names_that_differ_in_case_only(tmp_path: Path) -> None:
    tree(tmp_path, "laws/good.yaml")
    if (tmp_path / "laws/GOOD.yaml").exists():
        pytest.skip("this file system does not tell case apart")
    tree(tmp_path, "laws/Good.yaml")
    assert found(tmp_path) == ["laws/good.yaml"]
    assert said(tmp_path) == [("laws/Good.yaml", "F105")]


def test_links(tmp_path: Path) -> None:
    root = tree(tmp_path / "catalog", "laws/good.yaml", "vocabulary/roles.yaml")
    tree(tmp_path, "outside.yaml", "outside/a.yaml", "catalog-2/a.yaml")
    try:
        (root / "laws" / "out.yaml").symlink_to(tmp_path / "outside.yaml")
    except OSError:
        pytest.skip("this system lets nobody make symbolic links")
    (root / "laws" / "sibling.yaml").symlink_to(tmp_path / "catalog-2" / "a.yaml")
    (root / "laws" / "broken.yaml").symlink_to(root / "laws" / "nothing.yaml")
    (root / "laws" / "same.yaml").symlink_to("good.yaml")
    (root / "laws" / "self.yaml").symlink_to("self.yaml")
    (root / "folder-out").symlink_to(tmp_path / "outside", target_is_directory=True)
    (root / "loop").symlink_to(root, target_is_directory=True)
    (root / "folder-in").symlink_to(root / "vocabulary", target_is_directory=True)
    assert found(root) == ["laws/good.yaml", "laws/same.yaml", "vocabulary/roles.yaml"]
    assert said(root) == [
        ("folder-in", "F102"),
        ("folder-out", "F101"),
        ("laws/broken.yaml", "F101"),
        ("laws/out.yaml", "F101"),
        ("laws/self.yaml", "F101"),
        ("laws/sibling.yaml", "F101"),
        ("loop", "F102"),
    ]


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    assert found(tmp_path / "nothing") == []
    assert said(tmp_path / "nothing") == [("", "F107")]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and pipes are other things there")
def test_what_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "laws/good.yaml", "laws/secret.yaml")
    os.mkfifo(tmp_path / "laws" / "pipe.yaml")
    (tmp_path / os.fsdecode(b"\xff\xfe.yaml")).write_text("", encoding="utf-8")
    monkeypatch.setattr(files.os, "access", lambda path, mode: not str(path).endswith("secret.yaml"))  # root may read everything
    assert found(tmp_path) == ["laws/good.yaml"]
    assert said(tmp_path) == [("laws/pipe.yaml", "F110"), ("laws/secret.yaml", "F107"), ("\ufffd\ufffd.yaml", "F103")]


def test_every_code_is_tested() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert all(f'"{code}"' in text for code in CODES)


def test_the_catalogue_has_no_wrong_names() -> None:
    entries, problems = scan(HERE.parent / "catalog", "标准")
    assert problems == []
    assert entries


def test_thousands_of_files_are_scanned_at_once(tmp_path: Path) -> None:
    for domain in range(50):
        folder = tmp_path / f"domain-{domain}"
        folder.mkdir()
        for item in range(100):
            (folder / f"item-{item}.yaml").touch()
    best = 1.0
    for _ in range(5):
        start = time.perf_counter()
        entries, problems = scan(tmp_path, "标准")
        best = min(best, time.perf_counter() - start)
    assert (len(entries), problems) == (5_000, [])
    assert best < 0.5, "60 ms on a quiet machine; half a second only ever means that something is quadratic"
