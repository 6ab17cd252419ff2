"""The editor's handbook: its words are what the program says, its examples pass the check, its pictures are there, its pages stand once."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath

import click
import pytest

import handbook_drawings
import handbook_story
import small_library
from gongkai.cli import main
from gongkai.outputs import handbook as outputs
from gongkai.pages import handbook
from gongkai.pages.page import Page
from gongkai.pages.plan import plan
from gongkai.pages.view import View, build_site
from handbook_story import HANDBOOK, Done, Story, blocks
from servers import tool

TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(HANDBOOK.glob("*.md"))}
TASKS = [name for name in TEXTS if name not in ("index.md", "words.md")]
PICTURES = {path.name: path for path in sorted((HANDBOOK / "pictures").iterdir())}
SHOWN = re.compile(r"!\[([^\]]*)\]\(pictures/([^ )]+) \"([^\"]*)\"\)")
COMMAND = re.compile(r"`(gongkai(?: [^`]*)?)`")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
COUNTS = re.compile(r"\d+(?=个(?:事项|文件|有改动的文件))")
"""Numbers that grow with the standard, not with the program."""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    tool("rsync")
    told = handbook_story.begin(tmp_path_factory.mktemp("story"))
    for part in (handbook_story.edit, handbook_story.mend, handbook_story.tables, handbook_story.issue, handbook_story.release):
        part(told)
    return told


@pytest.fixture(scope="module")
def root() -> View:
    return build_site(small_library.library(), as_of="2026-11-22").root


@pytest.fixture(scope="module")
def pages(root: View) -> dict[str, Page]:
    return {job.url: job.render() for job in plan(root.site) if job.url.startswith("about/handbook/")}


def quotes(text: str) -> Iterator[tuple[str, list[str]]]:
    """(command, lines said to follow) of each ``$`` in the text's blocks; what is left out stands as ``……``."""
    for _, content in blocks(text):
        for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
            command, *said = part.rstrip("\n").split("\n")
            yield command, [line for line in said if line.strip() != "……"]


def follows(said: list[str], output: str) -> bool:
    """True when the lines stand in the output in this order."""
    lines = iter(COUNTS.sub("N", line).rstrip() for line in output.split("\n"))
    return all(COUNTS.sub("N", line).rstrip() in lines for line in said)


def test_pages_stand_at_the_root_alone(pages: dict[str, Page], root: View) -> None:
    assert len(root.site.views) > 1
    assert sorted(pages) == sorted(f"about/handbook/{name.removesuffix('.md')}.html" for name in TEXTS)
    assert not [job.url for job in plan(root.site) if "handbook" in job.url and job.url not in pages]


def test_ways_to_the_handbook(root: View) -> None:
    found = {job.url: job for job in plan(root.site)}
    assert 'href="../about/handbook/index.html"' in found["about/edition.html"].render().html
    assert 'href="../../../about/handbook/index.html"' in found["regions/zhen/about/edition.html"].render().html
    for url in ("about/rules/index.html", "about/rules/T502.html"):
        assert 'href="../handbook/errors.html"' in found[url].render().html


def test_the_index_leads_to_every_page() -> None:
    linked = set(LINK.findall(TEXTS["index.md"]))
    assert linked == set(TEXTS) - {"index.md"}


@pytest.mark.parametrize("name", TASKS)
def test_a_task_is_told_from_beginning_to_end(name: str) -> None:
    text = TEXTS[name]
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[-3:] == ["应该看到什么", "出了问题", "接下来"]
    assert len(re.findall(r"^\d\. ", text, re.MULTILINE)) >= 3, "numbered steps"
    long = [found for found in re.split(r"[。！？：；\n]", re.sub(r"```.*?```|`[^`]*`|\([^)]*\)", "", text, flags=re.DOTALL)) if len(found) > 60]
    assert not long, "a sentence that nobody reads to its end"


@pytest.mark.parametrize("name", TEXTS)
def test_pictures_are_there_and_described(name: str) -> None:
    shown = SHOWN.findall(TEXTS[name])
    assert shown and len(shown) == TEXTS[name].count("![")
    for alt, picture, caption in shown:
        assert picture in PICTURES, f"{name}: {picture}"
        assert len(alt) >= 12 and caption and alt != caption


def test_pictures_are_small_and_used() -> None:
    sizes = {name: path.stat().st_size for name, path in PICTURES.items()}
    assert {name: size for name, size in sizes.items() if size > 60_000} == {}
    assert sum(sizes.values()) <= 1_000_000
    assert set(sizes) == {picture for text in TEXTS.values() for _, picture, _ in SHOWN.findall(text)}


def test_drawings_are_as_the_script_makes_them(story: Story) -> None:
    drawn = {**handbook_drawings.DRAWINGS, "error-parts.svg": handbook_drawings.error_parts(handbook_story.first_message(story))}
    assert set(drawn) == {name for name in PICTURES if name.endswith(".svg")}
    for name, drawing in drawn.items():
        assert PICTURES[name].read_text(encoding="utf-8") == drawing, f"{name}: run python tests/handbook_pictures.py"


def test_pages_link_to_pages_and_say_how_large_pictures_are(pages: dict[str, Page], root: View) -> None:
    urls = {job.url for job in plan(root.site)}
    files = {task.url: task.make() for task in outputs.tasks()}
    for page in pages.values():
        for target in re.findall(r'href="([^"#]+)', page.html):
            assert target.startswith("tel:") or normpath(join(dirname(page.url), target)) in urls, f"{page.url}: {target}"
        for image in re.findall(r"<img [^>]*>", page.html):
            found = re.fullmatch(r'<img alt="[^"]+" src="([^"]+)" width="(\d+)" height="(\d+)" loading="lazy">', image)
            assert found and int(found[2]) in (480, 600) and 80 < int(found[3]) < 1200, image
            assert files[f"about/handbook/{found[1]}"]
        assert "```" not in page.html and handbook.HERE not in page.html


def test_pages_name_the_folder_and_whom_to_ask(pages: dict[str, Page]) -> None:
    start = pages["about/handbook/start.html"].html
    assert "<code>catalog/regions/sheng/regions/xian/</code>" in start
    assert "本站的事项页面有这个按钮" in start
    assert all("政务公开办" in page.html and 'href="tel:' in page.html for page in pages.values())


def test_a_page_is_made_anew_when_a_text_or_picture_changes(root: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def key() -> str:
        handbook._stamp.cache_clear()
        handbook.pictures.cache_clear()
        return next(handbook.handbook_jobs(root)).key

    (tmp_path / "pictures").mkdir()
    text, picture = tmp_path / "index.md", tmp_path / "pictures" / "a.svg"
    text.write_text("# 甲\n\n乙。\n", encoding="utf-8")
    picture.write_text('<svg width="1" height="2">', encoding="utf-8")
    monkeypatch.setattr(handbook, "resource", lambda _: tmp_path)
    keys = [key(), key()]
    assert keys[0] == keys[1]
    text.write_text("# 甲\n\n丙。\n", encoding="utf-8")
    keys.append(key())
    picture.write_text('<svg width="1" height="3">', encoding="utf-8")
    keys.append(key())
    assert len(set(keys)) == 3
    monkeypatch.undo()
    key()


def commands() -> list[tuple[str, str]]:
    """Every command of the handbook with its page, from running text and from blocks."""
    found = [(name, command) for name, text in TEXTS.items() for command in COMMAND.findall(re.sub(r"```.*?```", "", text, flags=re.DOTALL))]
    return sorted({*found, *((name, command) for name, text in TEXTS.items() for command, _ in quotes(text))})


@pytest.mark.parametrize(("name", "line"), commands(), ids=lambda value: value)
def test_commands_and_their_options_exist(name: str, line: str) -> None:
    program, *words = shlex.split(line)
    if program == "git":
        assert subprocess.run(["git", words[0], "-h"], capture_output=True, check=False).returncode == 129, line
        return
    command: click.Command = main
    while isinstance(command, click.Group) and words:
        found = command.get_command(click.Context(command), words.pop(0))
        assert found, f"{name}: {line}"
        command = found
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    assert {word.partition("=")[0] for word in words if word.startswith("-")} <= known, f"{name}: {line}"


def test_what_the_editor_offers_is_called_so() -> None:
    folder = handbook_story.REPOSITORY / "generator/gongkai/starter/county/.vscode"
    tasks = {task["label"] for task in json.loads((folder / "tasks.json").read_bytes())["tasks"]}
    words = {word for one in json.loads((folder / "gongkai.code-snippets").read_bytes()).values() for word in one["prefix"]}
    assert "选“检查目录”" in TEXTS["start.md"] and "“改好只有一种改法的问题”" in TEXTS["errors.md"]
    assert {"检查目录", "改好只有一种改法的问题"} <= tasks
    assert "打“调整”“事项”或者“不适用”" in TEXTS["start.md"] and {"调整", "事项", "不适用"} <= words


def test_what_is_quoted_is_what_the_program_says(story: Story) -> None:
    outputs_of: dict[str, list[Done]] = {}
    for done in story.done:
        outputs_of.setdefault(done.command, []).append(done)
    wrong = []
    for name, text in TEXTS.items():
        for command, said in quotes(text):
            if said and not any(follows(said, done.output) for done in outputs_of.get(command, ())):
                wrong.append(f"{name}: $ {command}\n" + "\n".join(said) + "\n-- but:\n" + "\n".join(done.output for done in outputs_of.get(command, ()))[:1500])
    assert not wrong, "\n\n".join(wrong)


def test_every_example_has_been_through_the_check(story: Story) -> None:
    """`gongkai edition approve` issues nothing while there is an error: what the story wrote is right."""
    assert story.written == set(story.examples)
    assert [done.code for done in story.done if done.command.startswith("gongkai edition approve")] == [0, 0]
    for path, (_, content) in story.examples.items():
        if path != handbook_story.ITEM:  # changed once more for the next edition
            assert (story.project / path).read_text(encoding="utf-8") == content


def test_a_quote_that_is_not_said_is_noticed(story: Story) -> None:
    done = next(done for done in story.done if done.command == "gongkai diff")
    assert follows(["  义务教育"], done.output)
    assert not follows(["  义务教育事项"], done.output)
