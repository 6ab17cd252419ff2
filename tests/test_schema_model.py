"""The schemas and the model say the same: closed lists, fields, and what must be there."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongkai.model import words
from gongkai.model.item import Domain, Element, Item, Law, Provenance
from gongkai.model.region import Body, Channel, Contact, Edition, LifeEvent, Publication, Region, Role

SCHEMAS = Path(__file__).parent.parent / "schemas"


def schema(kind: str) -> dict[str, Any]:
    return json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))


def enums(node: Any) -> Iterator[tuple[Any, ...]]:
    if isinstance(node, dict):
        if "enum" in node:
            yield tuple(node["enum"])
        for value in node.values():
            yield from enums(value)
    elif isinstance(node, list):
        for value in node:
            yield from enums(value)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("common", words.LEVELS),
        ("common", words.MODES),
        ("common", words.NEEDS),
        ("common", words.REGION_KINDS),
        ("domain", words.CHANNEL_RULES),
        ("bodies", words.BODY_KINDS),
        ("adjustment", words.WITHDRAWAL_KINDS),
        ("roles", words.ROLE_KINDS),
        ("law", words.RANKS),
        ("law", tuple(words.LAW_STATUSES)),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_closed_lists_are_equal(kind: str, values: tuple[str, ...]) -> None:
    found = [*enums(schema(kind)), *enums(schema("common"))]
    assert any(set(values) == set(enum) for enum in found), f"neither {kind}.schema.json nor common.schema.json has an enum equal to {values}"


def required_by(model: type, *, without: tuple[str, ...] = ()) -> set[str]:
    missing = (dataclasses.MISSING,)
    fields = dataclasses.fields(model)
    return {f.name for f in fields if f.default in missing and f.default_factory in missing} - set(without)


# What a file need not say: it follows from the file's place, or from another file.
FROM_ITS_PLACE = ("id", "slug", "domain", "layer", "region")


@pytest.mark.parametrize(
    ("model", "kind", "elsewhere"),
    [
        (Item, "item", ("category", "subjects", "channels")),
        (Law, "law", ("short",)),
        (Region, "region", ()),
        (Edition, "edition", ()),
    ],
    ids=["item", "law", "region", "edition"],
)
def test_what_a_file_must_say_is_what_the_model_needs(model: type, kind: str, elsewhere: tuple[str, ...]) -> None:
    """``elsewhere``: fields the model always has and a file may leave out (a default exists: see the reader)."""
    assert set(schema(kind)["required"]) - {"title"} == required_by(model, without=(*FROM_ITS_PLACE, *elsewhere)) - {"title"}


@pytest.mark.parametrize(("model", "key", "kind"), [(Role, "roles", "roles"), (Channel, "channels", "channels"), (LifeEvent, "life_events", "life-events"), (Body, "bodies", "bodies")])
def test_entries_of_registers(model: type, key: str, kind: str) -> None:
    entry = schema(kind)["properties"][key]["items"]
    assert set(entry["properties"]) == {f.name for f in dataclasses.fields(model)} - {"region"}
    assert required_by(model, without=("region",)) <= set(entry["required"])


@pytest.mark.parametrize(
    ("model", "kind", "other"),
    [
        (Item, "item", {"reason"}),
        (Law, "law", set()),
        (Domain, "domain", set()),
        (Region, "region", {"roles", "role_overrides", "verified", "not_applicable", "restore"}),
        (Edition, "edition", set()),
        (Publication, "catalog", set()),
    ],
    ids=["item", "law", "domain", "region", "edition", "publication"],
)
def test_every_key_is_a_field_and_every_field_a_key(model: type, kind: str, other: set[str]) -> None:
    """``other``: keys that the reader turns into something else than a field of the same name."""
    fields = {f.name for f in dataclasses.fields(model)}
    derived = {"id", "slug", "domain", "layer", "parent"}
    keys = set(schema(kind)["properties"])
    assert keys - other <= fields
    assert fields - derived <= keys


def test_parts() -> None:
    common = schema("common")["$defs"]
    found = json.dumps(common, ensure_ascii=False)
    for field in dataclasses.fields(Element):
        assert f'"{field.name}"' in found
    domain = schema("domain")["properties"]
    assert set(domain["provenance"]["properties"]) == {f.name for f in dataclasses.fields(Provenance)}
    region = schema("region")["properties"]
    assert "contact" in region
    assert {f.name for f in dataclasses.fields(Contact)} <= set(json.loads(json.dumps(region["contact"])).get("properties", {}))


def test_fields_of_adjustments() -> None:
    keys = set(schema("adjustment")["properties"]["adjust"]["properties"])
    assert keys == {*words.SCALAR_FIELDS, *words.LIST_FIELDS, *words.REGIONAL_FIELDS}
