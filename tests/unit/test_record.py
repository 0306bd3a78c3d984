"""A log entry as a file of its own, which says exactly what was recorded."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.addresses import Ref
from generator.load import load_text
from generator.model import LOG_KINDS, LogEntry
from generator.model.ids import is_id
from generator.record import OFFERED, Note, entry_id, file_of, fit, moment_text, number, offered, text_of
from generator.state import CHANGES
from generator.validate import validate
from tests.playbooks import HEAD

AT = datetime(2026, 11, 23, 9, 12)  # noqa: DTZ001 - a note's moment is in the playbook's zone, which its file states
ABOUT = Ref("actions", "restore-service.find-cause")
DRAWN = "7f3a"

#: Whatever else the log says of an action leaves its state as it is.
ACTION_KINDS = {"started", "done", "blocked", "unblocked", "dropped", "reopened"}


def read_back(note: Note) -> dict[str, object]:
    """The fields of the entry in a note's file, as the tool reads them."""
    name = entry_id(note, DRAWN)
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
        ("2026-11-23-0912-done-find-cause-7f3a", Note((ABOUT,), "done", AT)),
        ("2026-11-23-0912-measured-rate-7f3a", Note((Ref("kpis", "rate"), ABOUT), "measured", AT)),
        ("2026-11-23-0912-learned-7f3a", Note((), "learned", AT)),
        (f"2026-11-23-0912-done-{'x' * 34}-7f3a", Note((Ref("risks", "x" * 60),), "done", AT)),
        (
            f"2026-11-23-0912-done-{'x' * 33}-7f3a",
            Note((Ref("risks", f"{'x' * 33}-{'y' * 20}"),), "done", AT),
        ),
    ],
)
def test_an_entry_is_named_for_what_it_says(expected: str, note: Note) -> None:
    """Moment, kind, what it is about first, token; never longer than an id may be, nor with two hyphens."""
    found = entry_id(note, DRAWN)

    assert expected == found
    assert is_id(found)


@pytest.mark.parametrize("kind", LOG_KINDS)
def test_every_kind_leaves_room_for_what_it_is_about(kind: str) -> None:
    """The longest kind, too, makes an id that says something of its subject."""
    found = entry_id(Note((Ref("risks", "x" * 60),), kind, AT), DRAWN)

    assert is_id(found)
    assert f"-{kind}-xxxxx" in found


def test_every_field_is_written_in_the_models_order() -> None:
    """What was given stands in the file, in the order in which the guide lists the fields."""
    note = Note(
        (ABOUT, Ref("kpis", "rate")), "blocked", AT, "lead", 'No: "key"', 97.5, "2026-11-23T09:00", "cto",
        "2026-11-23T15:00", {"kpis/rate.target": "≥ 99.5%", "kpis/rate.unit": "\ufeff"}, "other",
    )  # fmt: skip
    expected = """\
# yaml-language-server: $schema=../schema.json
log:
  2026-11-23-0912-blocked-find-cause-7f3a:
    at: 2026-11-23T09:12
    kind: blocked
    by: "lead"
    about:
      - actions/restore-service.find-cause
      - kpis/rate
    text: "No: \\"key\\""
    value: 97.5
    for: "2026-11-23T09:00"
    waiting_on: "cto"
    until: "2026-11-23T15:00"
    said:
      kpis/rate.target: "≥ 99.5%"
    corrects: "other"
"""

    written = text_of(note, entry_id(note, DRAWN))
    named = [line.strip().partition(":")[0] for line in written.splitlines()[3:] if line[4] != " "]

    assert expected == written
    assert [(field.alias or name) for name, field in LogEntry.model_fields.items()][-11:] == named


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    """When the clocks go back at two, the second half past one has its offset; the first is meant without."""
    night = datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"))

    assert "2026-10-25T01:30" == moment_text(night)
    assert "2026-10-25T01:30+00:00" == moment_text(night.replace(fold=1))
    assert "2026-03-29T00:59" == moment_text(night.replace(month=3, day=29, hour=0, minute=59))
    assert "2026-10-25T01:30+00:00" == read_back(Note((ABOUT,), "done", night.replace(fold=1)))["at"]


def test_what_is_not_said_is_left_out() -> None:
    """No subject, no words: moment and kind alone, which is a whole entry."""
    note = Note((), "ended", AT, text="", value="\u202a")

    assert {"at": "2026-11-23T09:12", "kind": "ended"} == read_back(note)


@given(st.text())
@example("yes")
@example("6:00")
@example("a: b\n- c # d\n")
@example("{% raw %} 'it''s' \\ \"quoted\"")
@example("\ttab")
@example("\ud800 half \ud83d\ude00 whole")
@example("\x00\x1b[31m\x7f\x85\u2028\u2029\u202e\u2066\ufeff\ufffe\uffff")
@example("\U0001f600 \U0001fffe \ufdd0")
@example("a\U000e0041\U000e0042 \U0001f3f4\U000e0067\U000e007f")
@example("x" * 9000)
def test_any_text_is_kept(text: str) -> None:
    """Whatever people type or paste comes back, every space and line end of it; what no data file can hold
    does not stand in the way.
    """
    found = read_back(Note((ABOUT,), "note", AT, text=text, said={"kpis/rate.target": text}))
    kept = fit(text) if fit(text).strip() else ""

    assert {"text": kept, "said": {"kpis/rate.target": kept}} == {
        "text": found.get("text", ""),
        "said": found.get("said", {"kpis/rate.target": ""}),
    }


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("a\nb\nc\nd\ne", "a\r\nb\rc\u2028d\x85e"),
        ("+44 20 7946", "\u202a+44 20 7946\u202c"),
        ("\u200dcaf\xe9 \U0001f9d1\u200d\U0001f692", "\ufeff\u200dcaf\xe9 \U0001f9d1\u200d\U0001f692\x00"),
        ("\ufffd \U0001f600", "\udc80 \ud83d\ude00"),
    ],
)
def test_only_what_nobody_sees_is_left_out(expected: str, text: str) -> None:
    """Line ends are one kind, marks that turn the writing go, joiners stay, half a character shows as one."""
    assert expected == fit(text)


@given(st.one_of(st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False)))
@example(-0.0)
@example(5e-324)
@example(1.7976931348623157e308)
def test_any_number_is_kept(value: float) -> None:
    """A measured number comes back as the same number."""
    found = read_back(Note((Ref("kpis", "rate"),), "measured", AT, value=value))

    assert value == float(str(found["value"]))


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        ("97.2", 97.20),
        ("100", 100.0),
        ("0", -0.0),
        ("-0.5", -0.5),
        ("0.000001", 1e-6),
        ("1e-7", 1e-7),
        ("-1.5e-7", -1.5e-7),
        ("100000000000000000000", 1e20),
        ("1e+21", 1e21),
        ("1.234e+25", 1.234e25),
        ("123456.789", 123456.789),
    ],
)
def test_numbers_look_as_people_write_them(expected: str, value: float) -> None:
    """No point without a fraction, no power before it must be."""
    assert expected == number(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_not_recorded(value: float) -> None:
    """Nothing is written of it."""
    with pytest.raises(ValueError, match="no number to record"):
        text_of(Note((), "measured", AT, value=value), "x")


def test_what_is_offered_changes_what_it_is_offered_for() -> None:
    """Every kind offered exists, and is a note or counts for entries of that collection."""
    wrong = [
        (collection, kind)
        for collection, kinds in OFFERED.items()
        for kind in kinds
        if kind != "note" and kind not in CHANGES.get(collection, ACTION_KINDS)
    ]

    assert [] == wrong
    assert ("note",) == offered("principles")
    assert "done" == offered("actions")[0]
