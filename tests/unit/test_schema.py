"""The JSON Schema of a data file: made from the model, the same for every playbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.model import COLLECTIONS
from generator.schema import render, schema

ROOT = Path(__file__).resolve().parents[2]
MADE = schema()


def properties() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of every record, by `Record.field`."""
    for name, record in MADE["definitions"].items():
        for key, field in record["properties"].items():
            yield f"{name}.{key}", field


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


@pytest.mark.parametrize(
    ("name", "field"), list(properties()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_field_is_explained(name: str, field: dict[str, Any]) -> None:
    """An editor shows a title, what the field means, and an example."""
    assert field["title"] == name.partition(".")[2]
    assert field["description"].endswith(".")
    assert field["examples"] != [None]


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
