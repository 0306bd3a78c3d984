"""Nothing that changed in the data is missing from a diff, and nothing is told twice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.addresses import Ref
from generator.diagnostics import has_errors
from generator.diff import FORMATS, KINDS, SECTIONS, Change, Difference, Kind, Side, diff
from generator.diff.compared import compare
from generator.diff.told import section_of
from generator.facts import markers_of
from generator.link.references import INSIDE_OF
from generator.linked import Playbook
from generator.model import COLLECTIONS, Action, Entry, Overview, RefTo, Template, When
from generator.model.shapes import EitherShape, ListShape, MapShape, RecordShape, Shape, TextShape, fields_of
from generator.rules import Verdict
from tests.playbooks import linked, small

Raw = dict[str, Any]

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "diff.md"

#: Every collection with what its entries are; actions and templates stand inside others.
KINDS_OF: Mapping[str, type[Entry]] = {
    "playbook": Overview,
    **COLLECTIONS,
    "actions": Action,
    "templates": Template,
}
FIELDS = [
    (collection, field)
    for collection, kind in KINDS_OF.items()
    for field in fields_of(kind)
    if field != INSIDE_OF.get(collection)
]
#: Times of every sort, beside the example of each field.
TIMES = {
    "time": ("day 8", "day 9"),
    "cadence": ("every 5 hours", "every 6 hours"),
    "end": ("day 17", "day 18"),
    "duration": ("3 hours", "4 hours"),
    "date": ("2026-12-03", "2026-12-04"),
    "moment": ("2026-11-23T14:00", "2026-11-23T15:00"),
}
NUMBERS = (1, 2, 3, 4, 600)


@cache
def raw() -> Raw:
    """The playbook with one of everything, as its data files might hold it."""
    book = small().book
    found: Raw = {"playbook": dump(book.overview)}
    for ref, entry in book.entries.items():
        if ref.collection not in INSIDE_OF.values():
            found.setdefault(ref.collection, {})[ref.id] = dump(entry.record)
    return found


def dump(record: Entry) -> Raw:
    """A record as YAML has it."""
    found = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    assert isinstance(found, dict)
    return found


def side(data: Raw) -> Side | None:
    """A playbook of some data; None where they have an error. No rule is run."""
    # JSON is YAML.
    book, problems = linked(json.dumps(data), "")
    return None if book is None or has_errors(problems) else Side(book, Verdict())


@cache
def before() -> Side:
    """The playbook as it was."""
    found = side(raw())
    assert found is not None
    return found


def inside(data: Raw, ref: Ref) -> Raw:
    """Where an entry's fields stand."""
    outer = next((key for key, inner in INSIDE_OF.items() if inner == ref.collection), None)
    if ref.collection == "playbook":
        return dict_of(data["playbook"])
    if outer is None:
        return dict_of(data[ref.collection][ref.id])
    parent, _, own = ref.id.partition(".")
    return dict_of(data[outer][parent][ref.collection][own])


def dict_of(value: object) -> Raw:
    """For the type checker."""
    assert isinstance(value, dict)
    return value


def others(value: object, shape: Shape, book: Playbook) -> Iterator[object]:
    """Values that may stand in the place of one, as far as its shape says."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, (int, float)):
        yield from NUMBERS
    elif isinstance(value, str):
        yield from texts(value, shape, book)
    elif isinstance(value, list) and isinstance(shape, ListShape):
        yield from ([another, *value[1:]] for another in others(value[0], shape.items, book) if value)
    elif isinstance(value, dict) and isinstance(shape, MapShape):
        for key, item in value.items():
            yield from ({**value, key: another} for another in others(item, shape.values, book))
    elif isinstance(value, dict):
        members = shape.members if isinstance(shape, EitherShape) else (shape,)
        record = next(member.record for member in members if isinstance(member, RecordShape))
        for key, item in value.items():
            inner = fields_of(record)[key].shape
            yield from ({**value, key: another} for another in others(item, inner, book))


def texts(value: str, shape: Shape, book: Playbook) -> Iterator[str]:
    """Other texts of a shape: another choice, another time, another entry's id, other words."""
    yield from shape.choices if isinstance(shape, TextShape) else ()
    for marker in markers_of(shape):
        if isinstance(marker, When):
            yield from TIMES[marker.expects]
        elif isinstance(marker, RefTo):
            refs = [ref for ref in book.entries if ref.collection in marker.collections]
            yield from (str(ref) if marker.qualified else ref.id for ref in refs)
    yield from (f"{value} again", f"{value}-again", "Europe/Paris", "20:00-06:00")


def changed(collection: str, field: str) -> Iterator[tuple[Ref, Side]]:
    """Playbooks in which one field of one entry is another; told is the first in which it may be so."""
    shown = fields_of(KINDS_OF[collection])[field]
    refs = [
        ref for ref in (before().book.summary.ref, *before().book.entries) if ref.collection == collection
    ]
    for ref in refs:
        had = inside(raw(), ref).get(field)
        others_of = others(had if had is not None else shown.example, shown.shape, before().book)
        for value in (shown.example, *others_of, None):
            data = deepcopy(raw())
            fields = inside(data, ref)
            fields[field] = value
            if value is None:
                del fields[field]
            after = side(data) if value != had else None
            if after is not None and differs(before(), after, ref):
                yield ref, after


def differs(old: Side, new: Side, ref: Ref) -> bool:
    """Whether the record is another: to write down what holds anyway changes nothing."""
    then, now = (one.book.entries.get(ref, one.book.summary).record for one in (old, new))
    return then != now


def named(found: Difference, ref: Ref) -> list[tuple[str, Change]]:
    """What is told of an entry, with the key of its section."""
    return [
        (section.key, change) for section in found.sections for change in section.changes if change.ref == ref
    ]


@pytest.mark.parametrize(("collection", "field"), FIELDS, ids=[".".join(pair) for pair in FIELDS])
def test_a_field_that_changes_is_told_in_one_section(collection: str, field: str) -> None:
    """Whatever field it is, of whichever entry: it is told once, in the section that is said to tell it."""
    ref, after = next(changed(collection, field))

    found = named(diff(before(), after), ref)
    sections = [
        key
        for key, change in found
        if field == "accept" or any(re.split("[./]", value.source)[0] == field for value in change.values)
    ]

    assert [section_of(collection, field)] == sections


NEW: Mapping[str, Raw] = {
    **{collection: {"title": "Fresh"} for collection in COLLECTIONS if collection != "log"},
    "log": {"at": "2026-11-23T12:00", "kind": "note", "text": "Fresh"},
    "actions": {"title": "Fresh"},
    "templates": {"body": "Fresh"},
}


def with_entry(collection: str, entry_id: str) -> tuple[Ref, Side]:
    """The playbook with one entry more."""
    data = deepcopy(raw())
    outer = next((key for key, inner in INSIDE_OF.items() if inner == collection), None)
    if outer is None:
        data.setdefault(collection, {})[entry_id] = NEW[collection]
        ref = Ref(collection, entry_id)
    else:
        parent = next(iter(data[outer]))
        data[outer][parent].setdefault(collection, {})[entry_id] = NEW[collection]
        ref = Ref(collection, f"{parent}.{entry_id}")
    found = side(data)
    assert found is not None
    return ref, found


@pytest.mark.parametrize("collection", NEW)
def test_an_entry_that_comes_goes_or_has_another_id_is_told_once(collection: str) -> None:
    """Its title is told, too, but of the log, which is counted."""
    (ref, one), (other_ref, other) = with_entry(collection, "fresh"), with_entry(collection, "fresher")

    came, went = named(diff(before(), one), ref), named(diff(one, before()), ref)
    renamed = named(diff(one, other), other_ref)

    assert ["added"] == [change.kind for _, change in came]
    assert ["dropped" if collection == "commitments" else "removed"] == [change.kind for _, change in went]
    assert ["renamed"] == [change.kind for _, change in renamed]
    assert collection in {"log", "templates"} or came[0][1].title == "Fresh"
    assert [] == named(diff(one, other), ref)


def test_an_entry_with_another_id_changes_nothing_that_names_it() -> None:
    """Whoever reads sees the same: only the id is told."""
    ref = next(ref for ref in before().book.entries if ref.collection == "roles")
    data = json.loads(
        json.dumps(raw()).replace(f'"{ref.id}"', '"renamed"').replace(f"{ref}", "roles/renamed")
    )
    after = side(data)
    assert after is not None

    found = diff(before(), after)

    assert [("people", "renamed", "roles/renamed")] == [
        (section.key, change.kind, str(change.ref)) for section in found.told for change in section.changes
    ]


EDITS = st.lists(
    st.tuples(st.sampled_from(FIELDS), st.integers(0, 30), st.integers(0, 5)), min_size=1, max_size=6
)


@given(EDITS)
@settings(max_examples=40, deadline=None)
def test_whatever_changes_is_told_in_every_wording(edits: list[tuple[tuple[str, str], int, int]]) -> None:
    """Several fields at once, a record that differs is named; each wording holds every title that is told."""
    data = deepcopy(raw())
    for (collection, field), nth, choice in edits:
        refs = [
            ref for ref in (before().book.summary.ref, *before().book.entries) if ref.collection == collection
        ]
        fields = inside(data, refs[nth % len(refs)])
        shape = fields_of(KINDS_OF[collection])[field].shape
        values = [*others(fields.get(field), shape, before().book)]
        if values and (value := values[choice % len(values)]) is not None:
            fields[field] = value
    after = side(data)
    if after is None:
        return

    found = diff(before(), after)
    told = {change.ref for section in found.sections for change in section.changes}
    differing = {pair.new.ref for pair in compare(before(), after).pairs if pair.changed}

    assert differing <= told
    assert all(str(ref) in FORMATS[shape](found) for shape in FORMATS for ref in differing)


def test_every_section_and_kind_is_documented() -> None:
    """Programs read keys and kinds by what docs/diff.md says of them."""
    document = DOCUMENT.read_text(encoding="utf-8")
    sections = [(section.key, section.title) for section in diff(before(), before()).sections]
    rows = document.partition("| kinds | in |\n|---|---|\n")[2].partition("\n\n")[0].splitlines()
    named_first = " ".join(row.split("|")[1] for row in rows)

    assert sections == re.findall(r"^\| `(\w+)` \| ([A-Z][a-z ]+) \|", document, re.MULTILINE)
    assert len(SECTIONS) == len(sections)
    assert set(get_args(Kind)) == set(re.findall(r"`(\w+)`", named_first))
    assert list(get_args(Kind)) == list(KINDS)
