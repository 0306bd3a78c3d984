"""A log entry as a file of its own, which says exactly what was recorded."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.addresses import Ref
from generator.load import load_text
from generator.model.ids import is_id
from generator.record import Note, entry_id, file_of, text_of
from generator.validate import validate
from tests.playbooks import HEAD

AT = datetime(2026, 11, 23, 9, 12)  # noqa: DTZ001 - a note's moment is in the playbook's zone, which its file states
ABOUT = Ref("actions", "restore-service.find-cause")


def read_back(note: Note) -> dict[str, object]:
    """The fields of the entry in a note's file, as the tool reads them."""
    name = entry_id(note, ())
    files = [
        load_text(part, file) for part, file in ((HEAD, "head.yml"), (text_of(note, name), file_of(name)))
    ]
    records, problems = validate(file for file, _ in files)
    if problems or any(found for _, found in files):
        raise AssertionError((*problems, *(found for _, found in files)))
    return records.collections["log"][name].model_dump(by_alias=True, exclude_defaults=True)


@pytest.mark.parametrize(
    ("expected", "note"),
    [
        ("2026-11-23-0912-done-find-cause", Note(ABOUT, "done", AT)),
        ("2026-11-23-0912-measured-rate", Note(Ref("kpis", "rate"), "measured", AT)),
        (f"2026-11-23-0912-done-{'x' * 39}", Note(Ref("risks", "x" * 60), "done", AT)),
    ],
)
def test_an_entry_is_named_for_what_it_says(expected: str, note: Note) -> None:
    """Moment, kind and what it is about; never longer than an id may be."""
    found = entry_id(note, ())

    assert expected == found
    assert is_id(found)


@pytest.mark.parametrize("taken", [1, 2, 120])
def test_entries_of_one_minute_are_numbered(taken: int) -> None:
    """Two people who record the same at once get two files, however many did before."""
    note, names = Note(Ref("risks", "x" * 60), "renegotiated", AT), list[str]()
    for _ in range(taken):
        names.append(entry_id(note, names))

    assert taken == len(set(names))
    assert [] == [name for name in names if not is_id(name)]


def test_every_field_is_written() -> None:
    """What was given stands in the file, what was not is left out."""
    note = Note(
        ABOUT, "blocked", AT, "lead", 'No: "key" # yet', 97.5, "2026-11-23T09:00", None, "cto", "other"
    )

    assert {
        "at": "2026-11-23T09:12",
        "kind": "blocked",
        "about": (str(ABOUT),),
        "by": "lead",
        "text": 'No: "key" # yet',
        "value": 97.5,
        "for": "2026-11-23T09:00",
        "waiting_on": "cto",
        "corrects": "other",
    } == read_back(note)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co"]), min_size=1))
@example("yes")
@example("6:00")
@example("a: b\n- c # d\n")
@example("{% raw %} 'it''s' \\ \"quoted\"")
@example("\ttab")
def test_any_text_is_kept(text: str) -> None:
    """Whatever people type comes back as they typed it."""
    found = read_back(Note(ABOUT, "note", AT, text=text))

    assert text.strip() == str(found.get("text", "")).strip()


@given(st.one_of(st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False)))
def test_any_number_is_kept(value: float) -> None:
    """A measured number comes back as the same number."""
    found = read_back(Note(Ref("kpis", "rate"), "measured", AT, value=value))

    assert value == found["value"]


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\x7f", "\x00", "\u202e"])
def test_hidden_characters_are_refused_not_lost(character: str) -> None:
    """What no file may hold is an error of the check that precedes writing; nothing is changed silently."""
    note = Note(ABOUT, "note", AT, text=f"a{character}b")

    _, problems = load_text(text_of(note, "x"), "x.yml")

    assert {"forbidden-character"} == {problem.code for problem in problems}
