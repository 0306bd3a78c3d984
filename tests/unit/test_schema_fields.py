"""docs/fields.md: every field that a leader can type, with an example that the program accepts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load import Raw, RawFile, RawList, RawMap, RawScalar, load_text
from generator.model import COLLECTIONS, Entry, Overview, Record
from generator.model.ids import ID_PATTERN
from generator.model.shapes import fields_of
from generator.schema import field_guide
from generator.schema.fields import flow
from generator.schema.records import reachable
from generator.validate import validate

ROOT = Path(__file__).resolve().parents[2]
TOP: dict[str, type[Entry]] = {"playbook": Overview, **COLLECTIONS}
COMMON = "What every entry may carry"

Sections = dict[str, dict[str, "Row"]]


class Row(NamedTuple):
    """One field as the guide tells of it."""

    holds: str
    kind: str
    required: str
    example: str


def sections() -> Sections:
    """The rows of each heading's table by field."""
    parts = re.split(r"^#{2,3} (.+)$", field_guide(), flags=re.MULTILINE)
    found = {}
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        rows = (
            re.split(r" (?<!\\)\| ", line.removeprefix("| ").removesuffix(" |"))
            for line in text.splitlines()
            if line.startswith("| `")
        )
        found[heading] = {key.strip("`"): Row(*rest) for key, *rest in rows}
    return found


def heading_of(record: type[Record]) -> str:
    """Where a record stands: a collection by its name, a part by its own."""
    names: dict[type[Record], str] = {made: name for name, made in TOP.items()}
    return names.get(record) or re.sub("(?<=[a-z])(?=[A-Z])", " ", record.__name__).capitalize()


def parsed(yaml: str) -> RawFile:
    """A file that must be sound YAML."""
    file, problems = load_text(yaml, "data/x.yml")
    assert () == problems
    return file


def plain(raw: Raw) -> object:
    """A raw value as plain lists, maps and values."""
    match raw:
        case RawScalar():
            return raw.value
        case RawList():
            return [plain(item) for item in raw.items]
        case RawMap():
            return {key.text: plain(value) for key, value in raw.entries}


def test_the_committed_guide_is_the_models() -> None:
    """Whoever changes the model runs `make schema`."""
    committed = (ROOT / "docs" / "fields.md").read_text(encoding="utf-8")

    assert field_guide() == committed


@pytest.mark.parametrize("record", reachable(*TOP.values()), ids=lambda record: record.__name__)
def test_every_field_of_every_record_has_its_row(record: type[Record]) -> None:
    """In the table of its record, or among those that every entry may carry; no row is left over."""
    guide = sections()
    rows = guide[heading_of(record)]
    common = guide[COMMON] if issubclass(record, Entry) else {}
    fields = fields_of(record)

    assert set(fields) == set(rows) | set(common)
    assert [] == [key for key, row in rows.items() if (row.required == "yes") != fields[key].required]
    assert [] == [key for key, row in rows.items() if not (row.holds.endswith(".") and row.kind)]


def test_every_example_says_what_the_model_says() -> None:
    """Typed as the guide shows it, it is the model's own example, whatever YAML makes of its characters."""
    records: dict[str, type[Record]] = {heading_of(record): record for record in reachable(*TOP.values())}
    records[COMMON] = Entry
    shown, expected = {}, {}
    for heading, rows in sections().items():
        for key, row in rows.items():
            shown[heading, key] = plain(parsed(row.example.strip("`") + "\n").root)
            expected[heading, key] = {key: json.loads(json.dumps(fields_of(records[heading])[key].example))}

    assert expected == shown


@pytest.mark.parametrize("record", reachable(*TOP.values()), ids=lambda record: record.__name__)
def test_every_example_fits_its_record(record: type[Record]) -> None:
    """All examples of a record together are one sound record."""
    examples = {key: field.example for key, field in fields_of(record).items()}

    made = record.model_validate_json(json.dumps(examples))

    assert set(examples) == {
        key for key, field in fields_of(record).items() if field.attribute in made.model_fields_set
    }


@pytest.mark.parametrize("collection", TOP)
def test_every_example_can_be_pasted_into_an_entry(collection: str) -> None:
    """The check finds no fault with an entry that holds nothing but the guide's examples."""
    guide = sections()
    lines = [row.example.strip("`") for row in (*guide[collection].values(), *guide[COMMON].values())]
    indent = "  " if collection == "playbook" else "    "
    entry = [
        f"{collection}:",
        *(["  an-id:"] if indent == "    " else []),
        *(indent + line for line in lines),
    ]
    whole = ["playbook: {key: k, title: T, timezone: Europe/London}"] if collection != "playbook" else []

    _, problems = validate([parsed("\n".join([*whole, *entry, ""]))])

    assert () == problems


TEXTS = st.text(st.characters(codec="latin-1", categories=("L", "N", "P", "S", "Zs")))
VALUES = st.recursive(
    TEXTS | st.integers() | st.booleans(),
    lambda inner: st.lists(inner) | st.dictionaries(st.from_regex(ID_PATTERN, fullmatch=True), inner),
    max_leaves=8,
)


@given(VALUES)
def test_any_value_can_be_written_on_one_line(value: Any) -> None:
    """What a later example may hold comes back as it was: quotes stand wherever they are needed."""
    typed = f"x: {flow(value, inside=False)}\n"

    read = plain(parsed(typed).root)

    assert {"x": value} == read
