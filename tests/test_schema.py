"""The schemas and what they say to an editor.

Each file of cases/schema/<kind>/ is a catalogue file with the problems it must get. Adding a case is adding a file. Its first lines:

    # expect: <line>:<column> <code> <message, and 改法：hint>     one line per problem, in order; the text may stop early
    # expect: nothing                                              for a file that is right
    # file: regions/…/bendi-x.yaml                                 where it stands below catalog/, when that matters
"""

from __future__ import annotations

import json
import random
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from gongkai.reading import schema
from gongkai.reading.kinds import KINDS, kind_of
from gongkai.reading.outline import Outline
from gongkai.reading.phrases import blemish, candidates, flow, nearest, shown
from gongkai.reading.place import SourceFile
from gongkai.reading.source import parse
from gongkai.reading.wording import CODES, OTHER

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "schemas"
CASES = Path(__file__).parent / "cases" / "schema"
CASE_FILES = sorted(CASES.glob("*/*.yaml"))
DOCUMENTS = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(SCHEMAS.glob("*.json"))}
CATALOG = sorted((ROOT / "catalog").rglob("*.yaml"))

PLACES = {
    "catalog": "catalog.yaml",
    "domain": "standard/jiuye/domain.yaml",
    "item": "standard/yiwu-jiaoyu/{name}",
    "adjustment": "regions/shili-xian/items/yiwu-jiaoyu/{name}",
    "region": "regions/shili-xian/region.yaml",
    "bodies": "regions/shili-xian/bodies.yaml",
    "law": "laws/{name}",
    "channels": "vocabulary/channels.yaml",
    "roles": "vocabulary/roles.yaml",
    "life-events": "vocabulary/life-events.yaml",
    "calendar": "calendar/2026.yaml",
    "edition": "standard/edition.yaml",
}
"""Where a case of each kind pretends to stand."""


def case_id(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


# ---- the cases


def read_case(path: Path) -> tuple[SourceFile, object, Any, list[str]]:
    content = path.read_bytes()
    head = content.decode().splitlines()
    wanted = [line.removeprefix("# expect: ") for line in head if line.startswith("# expect: ")]
    places = [line.removeprefix("# file: ") for line in head if line.startswith("# file: ")]
    file = places[0] if places else PLACES[path.parent.name].format(name=path.name)
    assert kind_of(file) in (path.parent.name, "item"), f"{file} does not stand where a {path.parent.name} stands"
    where = SourceFile("", f"catalog/{file}")
    parsed = parse(content, where)
    assert not parsed.problems, "the case must be readable YAML: " + "; ".join(map(str, parsed.problems))
    return where, parsed.data, parsed.marks, [] if wanted == ["nothing"] else wanted


@pytest.mark.parametrize("path", CASE_FILES, ids=case_id)
def test_case(path: Path) -> None:
    where, data, marks, wanted = read_case(path)
    found = schema.check(path.parent.name, data, marks, where, SCHEMAS)
    lines = [str(problem).removeprefix(f"{where.file}:").replace(": ", " ", 1) for problem in found]
    complete = "\n".join(f"# expect: {line}" for line in lines) or "# expect: nothing"
    assert len(lines) == len(wanted), f"how it is now:\n{complete}"
    for line, start in zip(lines, wanted, strict=True):
        assert line.startswith(start), f"how it is now:\n{complete}"


@pytest.mark.parametrize("path", CASE_FILES, ids=case_id)
def test_gate_and_explainer_agree(path: Path) -> None:
    """What the compiled gate refuses has a reason in the slower validator, and the other way round."""
    _, data, _, _ = read_case(path)
    judge = schema.validator(path.parent.name, SCHEMAS)
    assert judge.is_valid(data) == (not list(judge.faults(data)))


@pytest.mark.parametrize("path", CASE_FILES, ids=case_id)
def test_sentences_are_for_people(path: Path) -> None:
    where, data, marks, _ = read_case(path)
    for problem in schema.check(path.parent.name, data, marks, where, SCHEMAS):
        assert re.fullmatch("S2[0-9]{2}", problem.code)
        assert problem.code != OTHER, "a keyword without a sentence of its own"
        assert problem.hint
        assert "\n" not in str(problem)
        assert not re.search(r"is not |required property|Additional|None|\bstr\b|\bdict\b", str(problem)), "words of a program"
        for part in re.findall("“([^”]*)”", problem.message):
            assert len(part) <= 60, "a long value is quoted whole"


JUNK: tuple[Any, ...] = (
    None,
    True,
    0,
    -7,
    10**14,
    "",
    " ",
    "甲",
    "主动",
    "x" * 3000,
    "a: b",
    "甲\u200b",
    [],
    ["甲"],
    ["甲", "甲"],
    [[]],
    [{}],
    {},
    {"甲": "乙"},
    {"was": "甲"},
)


def damaged(value: Any, dice: random.Random) -> Any:
    """``value`` with one thing in it replaced by junk, left out, renamed or doubled."""
    if isinstance(value, dict) and value and dice.random() < 0.9:
        key = dice.choice(list(value))
        rest = {name: entry for name, entry in value.items() if name != key}
        return dice.choice([lambda: {**value, key: damaged(value[key], dice)}, lambda: rest, lambda: {**rest, key + "s": value[key]}])()
    if isinstance(value, list) and value and dice.random() < 0.9:
        at = dice.randrange(len(value))
        return dice.choice([[*value[:at], damaged(value[at], dice), *value[at + 1 :]], [*value, value[at]]])
    return dice.choice(JUNK)


@pytest.mark.parametrize("path", [path for path in CASE_FILES if path.stem.startswith("good")], ids=case_id)
def test_whatever_is_broken_has_a_sentence(path: Path) -> None:
    """Random damage: the gate and the explainer agree, and every refusal ends in words of our own, without an exception."""
    where, good, marks, _ = read_case(path)
    dice = random.Random(path.as_posix()[-30:])
    kind = path.parent.name
    for _ in range(150):
        data = good
        for _ in range(dice.randint(1, 3)):
            data = damaged(data, dice)
        judge = schema.validator(kind, SCHEMAS)
        assert judge.is_valid(data) == (not list(judge.faults(data))), data
        for problem in schema.check(kind, data, marks, where, SCHEMAS):
            assert problem.code != OTHER, data
            assert problem.message
            assert problem.hint
            assert "x" * 41 not in str(problem)


def test_every_code_has_a_case() -> None:
    seen = {
        word for path in CASE_FILES for word in re.findall(r"^# expect: \d+:\d+ (S\d+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert seen == {*CODES.values(), schema.REGION_FILE}


def test_every_kind_has_a_good_and_a_bad_case() -> None:
    assert {path.parent.name for path in CASE_FILES} == set(KINDS) == set(PLACES)
    for kind in KINDS:
        names = {path.stem.partition("-")[0] for path in CASE_FILES if path.parent.name == kind}
        assert "good" in names
        assert len(names) > 1


# ---- the real catalogue


def test_the_catalogue_is_accepted() -> None:
    found = []
    for path in CATALOG:
        file = path.relative_to(ROOT / "catalog").as_posix()
        kind = kind_of(file)
        assert kind, f"nothing is read at {file}"
        where = SourceFile("", f"catalog/{file}")
        parsed = parse(path.read_bytes(), where)
        found += parsed.problems or schema.check(kind, parsed.data, parsed.marks, where, SCHEMAS)
    assert not found, "\n".join(map(str, found))


def test_first_lines_name_the_schema() -> None:
    """So that an editor checks a file as it is written, wherever it was opened."""
    wrong = []
    for path in CATALOG:
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        up = "../" * (len(path.relative_to(ROOT).parts) - 1)
        kind = kind_of(path.relative_to(ROOT / "catalog").as_posix())
        names = (kind, "adjustment") if kind == "item" else (kind,)  # a township may adjust its county's own item
        if first not in {f"# yaml-language-server: $schema={up}schemas/{name}.schema.json" for name in names}:
            wrong.append(f"{path.relative_to(ROOT)}: {first}")
    assert not wrong, "\n".join(wrong)


# ---- the schemas themselves


def nodes(node: Any, conditional: bool = False) -> Iterator[tuple[dict[str, Any], bool]]:
    """Every schema inside a schema, and whether it is part of a condition (where fields are only asked about, not described)."""
    if not isinstance(node, dict):
        return
    yield node, conditional
    for key in ("properties", "$defs", "patternProperties"):
        for child in node.get(key, {}).values():
            yield from nodes(child, conditional)
    for key in ("items", "additionalProperties", "propertyNames"):
        yield from nodes(node.get(key), conditional)
    for key in ("if", "then", "else", "not", "contains"):
        yield from nodes(node.get(key), True)
    for key in ("allOf", "anyOf", "oneOf"):
        for child in node.get(key, ()):
            yield from nodes(child, True)


def test_one_schema_per_kind() -> None:
    assert set(DOCUMENTS) == {f"{kind}.schema.json" for kind in (*KINDS, "common", "names")}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_schema_is_valid_2020_12(name: str) -> None:
    assert DOCUMENTS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(DOCUMENTS[name])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_property_is_explained(name: str) -> None:
    for node, conditional in nodes(DOCUMENTS[name]):
        if conditional:
            continue
        for key, child in node.get("properties", {}).items():
            for word in ("title", "description", "examples"):
                assert child.get(word), f"{name}: {key} has no {word}"
            assert re.search("[\u4e00-\u9fff]", child["title"] + child["description"]), f"{name}: {key} is not explained in Chinese"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_examples_are_right(name: str) -> None:
    base = "file:///schemas/"
    registry: Registry[Any] = Registry().with_resources(
        [(base + key, DRAFT202012.create_resource(value)) for key, value in DOCUMENTS.items()]
    )
    for node, conditional in nodes(DOCUMENTS[name]):
        for key, child in {} if conditional else node.get("properties", {}).items():
            absolute = json.loads(
                re.sub(r'"\$ref": "(#|common|names)', lambda m: f'"$ref": "{base}{name if m[1] == "#" else ""}{m[1]}', json.dumps(child))
            )
            judge = jsonschema.Draft202012Validator(absolute, registry=registry)
            for example in child["examples"]:
                assert judge.is_valid(example), f"{name}: {key}: {example} is refused"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_unknown_is_let_through(name: str) -> None:
    for node, conditional in nodes(DOCUMENTS[name]):
        if "properties" in node and not conditional:
            assert node.get("additionalProperties") is False, f"{name}: {list(node['properties'])}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_references_need_no_network(name: str) -> None:
    text = (SCHEMAS / name).read_text(encoding="utf-8")
    assert '"$id"' not in text
    for reference in re.findall(r'"\$ref": "([^"]*)"', text):
        assert re.fullmatch(r"((common|names)\.schema\.json)?#/\$defs/[a-z_]+", reference), reference
        file, _, pointer = reference.partition("#/$defs/")
        assert pointer in DOCUMENTS[file or name]["$defs"], reference


@pytest.mark.parametrize("name", DOCUMENTS)
def test_patterns_mean_the_same_in_python_javascript_and_rust(name: str) -> None:
    for node, _ in nodes(DOCUMENTS[name]):
        pattern = node.get("pattern")
        if pattern is None:
            continue
        assert node.get("errorMessage"), f"{name}: {pattern} has no words"
        assert pattern.startswith("^")
        assert pattern.endswith("$")
        assert "$" not in pattern[:-1]
        assert not re.search(r"\(\?|\\[pPdDwWsSbBAzZkx0-9]|[*+?}][?+]|\[\[|&&|--|~~", pattern), f"{name}: {pattern} is not portable"
        assert re.sub(r"\\(u[0-9a-f]{4}|[.\\/])", "", pattern).count("\\") == 0, f"{name}: {pattern} escapes something unusual"
        re.compile(pattern)


def test_words_beside_a_pattern_are_chinese() -> None:
    for name, document in DOCUMENTS.items():
        for node, _ in nodes(document):
            message = node.get("errorMessage", "只")
            assert re.search("[\u4e00-\u9fff]", message), f"{name}: {message}"
            assert not message.endswith("。"), f"{name}: {message}"


# ---- no network, no stale schemas


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    schema.forget()
    for kind in KINDS:
        assert not schema.validator(kind, SCHEMAS).is_valid({"a": 1})
    (tmp_path / "item.schema.json").write_text('{"$ref": "https://example.invalid/x.json"}', encoding="utf-8")
    with pytest.raises(Exception, match=r"example\.invalid"):
        schema.validator("item", tmp_path).is_valid({})
    schema.forget()
    (tmp_path / "law.schema.json").write_text('{"$ref": "../../etc/x.json"}', encoding="utf-8")
    with pytest.raises(Exception, match=r"x\.json"):
        schema.validator("law", tmp_path).is_valid({})


def test_changed_schemas_are_read_after_forget(tmp_path: Path) -> None:
    file = tmp_path / "law.schema.json"
    file.write_text('{"type": "object"}', encoding="utf-8")
    assert schema.validator("law", tmp_path).is_valid({})
    file.write_text('{"type": "object", "required": ["title"]}', encoding="utf-8")
    assert schema.validator("law", tmp_path).is_valid({})
    schema.forget()
    assert not schema.validator("law", tmp_path).is_valid({})


def test_refusal_without_a_reason_is_still_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "law.schema.json").write_text('{"type": "object", "required": ["title"]}', encoding="utf-8")
    monkeypatch.setattr(schema.Validator, "faults", lambda self, data: iter(()))
    (problem,) = schema.check("law", {}, [1, 1, {}], SourceFile("", "catalog/laws/x.yaml"), tmp_path)
    assert problem.code == OTHER


def test_python_and_rust_read_the_end_of_a_text_alike() -> None:
    """Python's ``$`` lets a last newline pass; the explainer's must not."""
    for text in ("2026-01-31\n", "2026-01-31 ", "2026-01-31\u3000", "２026-01-31"):
        data = {
            "title": "甲",
            "rank": "法律",
            "issuer": ["甲"],
            "status": "unverified",
            "evidence": [{"for": ["title"], "source": "甲", "date": text}],
        }
        judge = schema.validator("law", SCHEMAS)
        assert not judge.is_valid(data)
        assert [fault.keyword for fault in judge.faults(data)] == ["pattern"]


# ---- kinds


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("catalog.yaml", "catalog"),
        ("standard/edition.yaml", "edition"),
        ("standard/yiwu-jiaoyu/domain.yaml", "domain"),
        ("standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml", "item"),
        ("regions/a/region.yaml", "region"),
        ("regions/a/bodies.yaml", "bodies"),
        ("regions/a/items/d/x.yaml", "adjustment"),
        ("regions/a/items/d/bendi-x.yaml", "item"),
        ("regions/a/items/bendi-ly/domain.yaml", "domain"),
        ("regions/a/items/bendi-ly/bendi-x.yaml", "item"),
        ("regions/a/regions/b/region.yaml", "region"),
        ("regions/a/regions/b/regions/c/bodies.yaml", "bodies"),
        ("regions/a/regions/b/items/d/bendi-x.yaml", "item"),
        ("regions/a/regions/b/items/d/x.yaml", "adjustment"),
        ("regions/items/items/d/x.yaml", "adjustment"),
        ("regions/regions/regions/items/region.yaml", "region"),
        ("laws/x.yaml", "law"),
        ("vocabulary/channels.yaml", "channels"),
        ("vocabulary/roles.yaml", "roles"),
        ("vocabulary/life-events.yaml", "life-events"),
        ("calendar/2026.yaml", "calendar"),
        ("", None),
        ("x.yaml", None),
        ("catalog.yml", None),
        (".yaml", None),
        ("laws/.yaml", None),
        ("laws/x.YAML", None),
        ("laws/a/x.yaml", None),
        ("vocabulary/plain-speech.tsv", None),
        ("vocabulary/channel.yaml", None),
        ("standard/x.yaml", None),
        ("standard/a/b/x.yaml", None),
        ("pages/index.md", None),
        ("pages/index.yaml", None),
        ("regions/region.yaml", None),
        ("regions/a/x.yaml", None),
        ("regions/a/items/x.yaml", None),
        ("regions/a/items/d/domain.yaml", None),
        ("regions/a/items/d/e/x.yaml", None),
        ("regions/a/b/region.yaml", None),
        ("regions/a/regions/region.yaml", None),
        ("regions//region.yaml", None),
    ],
)
def test_kind_of(file: str, kind: str | None) -> None:
    assert kind_of(file) == kind


def glob(pattern: str) -> re.Pattern[str]:
    """As the editor's extension reads it: ``**/`` any number of folders, ``*`` anything within a name."""
    return re.compile(re.escape(pattern).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*"))


@pytest.mark.parametrize(
    "file",
    [
        *sorted({place.format(name="x.yaml") for place in PLACES.values()}),
        "regions/a/regions/b/region.yaml",
        "regions/a/regions/b/bodies.yaml",
        "regions/a/items/d/bendi-x.yaml",
        "regions/a/regions/b/items/d/bendi-x.yaml",
        "regions/a/regions/b/items/d/x.yaml",
        "regions/a/items/bendi-ly/domain.yaml",
        "vocabulary/plain-speech.tsv",
        "pages/index.md",
        "standard/x.yaml",
    ],
)
def test_editor_settings_agree_with_kind_of(file: str) -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    found = []
    for path, patterns in settings["yaml.schemas"].items():
        assert (ROOT / path).is_file()
        hit = any(glob(p).fullmatch(f"catalog/{file}") for p in patterns if not p.startswith("!"))
        if hit and not any(glob(p[1:]).fullmatch(f"catalog/{file}") for p in patterns if p.startswith("!")):
            found.append(Path(path).name.removesuffix(".schema.json"))
    assert found == [kind for kind in [kind_of(file)] if kind]


def test_editor_settings() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert len(settings["yaml.schemas"]) == len(KINDS)
    assert settings["yaml.schemaStore.enable"] is False
    assert settings["files.encoding"] == "utf8"
    assert settings["files.eol"] == "\n"
    extensions = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert extensions["recommendations"] == ["redhat.vscode-yaml"]


# ---- small pieces of messages


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("招生政策", "招生政策"),
        ("《教育法》第二十条第（十一）项", "《教育法》第二十条第（十一）项"),
        ("2026-01-31", "2026-01-31"),
        ("2026", '"2026"'),
        ("2026.1", '"2026.1"'),
        ("true", '"true"'),
        ("甲: 乙", '"甲: 乙"'),
        ("- 甲", '"- 甲"'),
        ("https://www.example.gov.cn/a", "https://www.example.gov.cn/a"),
        (["甲", {"乙": 1}, None, True], "[甲, {乙: 1}, null, true]"),
    ],
)
def test_flow(value: object, text: str) -> None:
    assert flow(value) == text
    parsed = parse(f"a: {text}\n".encode(), SourceFile("", "x.yaml"))
    assert parsed.data == {"a": value}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "是空的"),
        (" \u3000", "是空的"),
        ("甲 ", "的开头或末尾有空格"),
        ("甲\n", "末尾多了换行"),
        ("甲\u200b乙", "的第 2 个字是看不见的字符（U+200B）"),
        ("甲\t乙", "的第 2 个字是制表符（Tab）"),
        ("甲\n乙", "分成了几行，这里只能写一行"),
        ("甲 乙", None),
    ],
)
def test_blemish(text: str, said: str | None) -> None:
    found = blemish(text)
    assert (found[0] if found else None) == said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026年1月5日", "2026-01-05"),
        ("2026/1/5", "2026-01-05"),
        ("２０２６．１．５", "2026-01-05"),
        ("20260105", "2026-01-05"),
        ("Yiwu_Jiaoyu", "yiwu-jiaoyu"),
        ("www.example.gov.cn/a", "https://www.example.gov.cn/a"),
        ("yiwu-jiaoyu/x.yaml", "yiwu-jiaoyu/x"),
    ],
)
def test_candidates(text: str, meant: str) -> None:
    assert meant in candidates(text)


def test_nearest() -> None:
    fields = {"time_limit": "time_limit", "公开时限": "time_limit", "title": "title", "事项名称": "title"}
    assert nearest("Time-Limit", fields) == "time_limit"
    assert nearest("ｔｉｔｌｅ", fields) == "title"
    assert nearest("时限", fields) == "time_limit"
    assert nearest("colour", fields) == ""
    kinds = {word: word for word in ("无此职权", "职权调整", "事项取消")}
    assert nearest("没有职权", kinds, loose=True) == "", "two are equally near"
    assert nearest("无职权", kinds, loose=True) == "无此职权"


def test_long_values_are_cut() -> None:
    assert shown("长" * 40) == "长" * 40
    assert shown("长" * 41) == "长" * 39 + "…"
    assert shown("甲\n  乙\u202e丙") == "甲 乙 丙"


def test_outline_names_places() -> None:
    outline = Outline(
        {name: json.loads(json.dumps(doc).replace('"$ref": "#', f'"$ref": "{name}#')) for name, doc in DOCUMENTS.items()},
        "bodies.schema.json",
    )
    assert outline.label(("bodies", 3, "name")) == "“单位（bodies）”第4项里的“单位名称（name）”"
    assert outline.label(("bodies",)) == "“单位（bodies）”"
    assert outline.label(()) == "这个文件"
    assert outline.label(("somewhere", "else")) == "“somewhere”里的“else”"
    assert outline.homes("phone") == [("bodies",)]
