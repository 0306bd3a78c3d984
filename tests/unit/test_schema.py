"""The JSON Schema of a data file: made from the model, the same for every playbook."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.load import load_text
from generator.model import COLLECTIONS, Overview
from generator.model.shapes import fields_of
from generator.schema import render, schema
from generator.schema.records import reachable
from generator.validate import validate
from tests.schemas import faults

ROOT = Path(__file__).resolve().parents[2]
MADE = schema()


def parts(schema: Any, way: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field, every record and every collection, at any depth, with the way to it."""
    if isinstance(schema, dict):
        for kind in ("properties", "definitions"):
            yield from ((f"{way}.{name}".strip("."), part) for name, part in schema.get(kind, {}).items())
        for name, inner in schema.items():
            yield from parts(inner, way if name in ("properties", "definitions") else f"{way}.{name}")
    elif isinstance(schema, list):
        for inner in schema:
            yield from parts(inner, way)


PARTS = [pytest.param(part, id=name) for name, part in parts(MADE)]


@pytest.mark.reads_data
def test_the_committed_schema_is_the_models() -> None:
    """Whoever changes the model runs `make schema`."""
    committed = (ROOT / "data" / "schema.json").read_text(encoding="utf-8")

    assert committed == render()


def test_it_is_draft_07() -> None:
    """What yaml-language-server reads, nothing newer."""
    text = render()

    assert "http://json-schema.org/draft-07/schema#" == MADE["$schema"]
    assert [] == re.findall(r'"(?:\$defs|prefixItems|dependentRequired|unevaluatedProperties)"', text)


def test_every_collection_is_there_and_nothing_else() -> None:
    """A misspelt collection is marked while it is typed."""
    assert ["playbook", *COLLECTIONS] == list(MADE["properties"])
    assert MADE["additionalProperties"] is False
    assert {False} == {record["additionalProperties"] for record in MADE["definitions"].values()}


def test_all_fields_are_among_the_parts() -> None:
    """What is asked of every part is asked of every field of every record."""
    fields = {
        f"{record.__name__}.{key}"
        for record in reachable(Overview, *COLLECTIONS.values())
        for key in fields_of(record)
    }

    assert fields | {*MADE["definitions"], "playbook", *COLLECTIONS} == {name for name, _ in parts(MADE)}


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_explained(part: dict[str, Any]) -> None:
    """An editor shows a title in words, what it means in a sentence, and an example."""
    title, description, (example,) = part["title"], part["description"], part["examples"]

    assert "_" not in title
    assert title[0] == title[0].upper()
    assert description.endswith(".")
    assert example not in (None, "", [], {})


@pytest.mark.parametrize("part", PARTS)
def test_every_example_fits_its_own_schema(part: dict[str, Any]) -> None:
    """What an editor shows as an example it does not mark where somebody types it."""
    alone = {**part, "definitions": MADE["definitions"]}

    assert [] == faults(alone, part["examples"][0])


@pytest.mark.parametrize("collection", ["playbook", *COLLECTIONS])
def test_the_example_of_a_collection_is_sound(collection: str) -> None:
    """The check, too, finds nothing wrong in an entry that is typed as its collection's example shows."""
    (example,) = MADE["properties"][collection]["examples"]
    whole = "" if collection == "playbook" else "playbook: {key: k, title: T, timezone: Europe/London}\n"
    file, problems = load_text(f"{whole}{collection}: {json.dumps(example)}\n", "data/x.yml")

    assert ((), ()) == (problems, validate([file])[1])


def test_ids_are_checked_while_they_are_typed() -> None:
    """Wherever a key is an id."""
    pattern = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 60}
    definitions = MADE["definitions"]

    found = [MADE["properties"][collection]["propertyNames"] for collection in COLLECTIONS]
    found.append(definitions["Priority"]["properties"]["actions"]["propertyNames"])
    found.append(definitions["CommsPlan"]["properties"]["templates"]["propertyNames"])
    found.append(definitions["Overview"]["properties"]["events"]["propertyNames"])

    assert [pattern] * len(found) == found


def test_text_may_be_typed_like_a_number() -> None:
    """`version: 2026.10` is a text for the program, so an editor must not mark it."""
    field = MADE["definitions"]["Overview"]["properties"]["version"]

    assert ["string", "number", "boolean", "null"] == field["type"]


def test_every_reference_leads_somewhere() -> None:
    """No definition is missing, none is left over."""
    used = set(re.findall(r'"#/definitions/(\w+)"', render()))

    assert set(MADE["definitions"]) == used


def test_a_playbook_in_several_files_owes_no_field_in_each() -> None:
    """What one file leaves out may stand in another; entries stand in one file."""
    needed = {name: record.get("required", []) for name, record in MADE["definitions"].items()}

    assert ([], ["title"], ["at", "kind"]) == (needed["Overview"], needed["Risk"], needed["LogEntry"])


def test_scales_and_choices_are_known_to_editors() -> None:
    """Numbers have their bounds, words their alternatives, guesses the names of fields."""
    risk = MADE["definitions"]["Risk"]["properties"]

    assert (1, 5) == (risk["likelihood"]["minimum"], risk["likelihood"]["maximum"])
    assert ["open", "mitigated", "accepted", "closed", None] == risk["status"]["enum"]
    assert list(risk) == risk["assumed"]["items"]["enum"]
