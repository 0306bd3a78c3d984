"""The records' own tools: ids, steps' names, shapes of fields, the walk over marked texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import (
    COLLECTIONS,
    Action,
    Address,
    Branch,
    Contact,
    Id,
    Kpi,
    LogEntry,
    Overview,
    Plain,
    Priority,
    Record,
    RefTo,
    Rich,
    StepDetail,
    SuccessMeasure,
    Target,
    Threshold,
    When,
)
from generator.model.ids import MAX_ID_LENGTH, is_id, nearest, short_id, slug
from generator.model.shapes import EitherShape, ListShape, NumberShape, RecordShape, TextShape, fields_of
from generator.model.steps import step_id
from generator.model.walk import Found, fields, records


@pytest.mark.parametrize("text", ["a", "1", "data-quality", "2026-11-23-0912", "a" * 60])
def test_ids(text: str) -> None:
    """Small letters, digits, single dashes between them, at most sixty characters."""
    accepted = is_id(text)

    assert accepted


@pytest.mark.parametrize(
    "text", ["", "-a", "a-", "a--b", "A", "a_b", "a b", "a.b", "\u00e9", "a\n", "a" * 61]
)
def test_what_is_no_id(text: str) -> None:
    """Anything else would break addresses, anchors or references."""
    accepted = is_id(text)

    assert not accepted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Data Quality", "data-quality"),
        ("  Client's caf\u00e9, again! ", "clients-cafe-again"),
        ("50% of clients", "50-of-clients"),
        ("don\u2019t", "dont"),
        ("\u91cd\u542f", ""),
    ],
)
def test_a_slug_keeps_what_an_id_can_hold(text: str, expected: str) -> None:
    """What a person would write as the id themselves."""
    made = slug(text)

    assert expected == made


@given(st.text(max_size=300))
def test_any_text_has_an_id(text: str) -> None:
    """A text in any alphabet and of any length names its step."""
    made = short_id(text)

    assert is_id(made)


def test_long_texts_with_one_beginning_have_ids_of_their_own() -> None:
    """What is cut off still tells two steps apart."""
    beginning = "Tell the client what happened and what we do about it now, " * 2

    made = {short_id(beginning + ending) for ending in ("by mail", "by telephone")}

    assert 2 == len(made)
    assert all(len(name) <= MAX_ID_LENGTH for name in made)


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("Read the gateway's log", "read-the-gateways-log"),
        (StepDetail(text="Read the gateway's log"), "read-the-gateways-log"),
        (StepDetail(text="Read the gateway's log", id="read"), "read"),
    ],
)
def test_a_step_is_named_by_its_id_or_its_words(step: str | StepDetail, expected: str) -> None:
    """Both ways of writing a step give the same id."""
    made = step_id(step)

    assert expected == made


def test_the_nearest_name_is_found() -> None:
    """A slip of the finger leads to the name that was meant; a foreign word to none."""
    known = ("likelihood", "impact", "owner")

    assert ["likelihood", None, None] == [nearest(word, known) for word in ("likelyhood", "colour", "")]


PRIORITY = Priority(
    title="T",
    window="days 1-2",
    actions={
        "fix": Action(
            title="F",
            needs=("other.look",),
            branches=(Branch.model_validate({"if": "I", "then": "risks/r"}),),
            steps=("S", StepDetail(text="L", id="l", steps=("N",))),
        )
    },
    success=("words", SuccessMeasure(kpi="k")),
)


def test_every_marked_text_is_found_with_the_way_to_it() -> None:
    """In order of the fields, under the names that the YAML has."""
    found = list(fields(PRIORITY))

    fix = ("actions", "fix")
    assert [
        Found(("title",), Plain(), "T"),
        Found(("window",), When("time"), "days 1-2"),
        Found(fix, Id(), "fix"),
        Found((*fix, "title"), Plain(), "F"),
        Found((*fix, "branches", 0, "if"), Rich(), "I"),
        Found((*fix, "branches", 0, "then"), Rich(), "risks/r"),
        Found((*fix, "branches", 0, "then"), RefTo(("contingencies", "actions", "risks"), True), "risks/r"),
        Found((*fix, "steps", 0), Rich(), "S"),
        Found((*fix, "steps", 1, "text"), Rich(), "L"),
        Found((*fix, "steps", 1, "id"), Id(), "l"),
        Found((*fix, "steps", 1, "steps", 0), Rich(), "N"),
        Found((*fix, "needs", 0), RefTo(("actions",)), "other.look"),
        Found(("success", 0), Rich(), "words"),
        Found(("success", 1, "kpi"), RefTo(("kpis",)), "k"),
    ] == found


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            Target(title="T", kpis={"k": Threshold(op=">", value=1)}),
            [Found(("title",), Plain(), "T"), Found(("kpis", "k"), RefTo(("kpis",)), "k")],
        ),
        (Contact(link="x"), [Found(("link",), Plain(), "x"), Found(("link",), Address(), "x")]),
        (Kpi(title="T", target="S"), [Found(("title",), Plain(), "T"), Found(("target",), Rich(), "S")]),
        (
            LogEntry.model_validate({"at": "A", "kind": "note", "value": 5, "for": "F"}),
            [Found(("at",), When("moment"), "A"), Found(("for",), When("moment"), "F")],
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_unions_and_keys_are_walked(record: Record, expected: list[Found]) -> None:
    """A key may be a reference, one text may be two things, a number is no text."""
    found = list(fields(record))

    assert expected == found


def test_every_record_inside_is_found() -> None:
    """Actions, steps, branches and measures, each with the way to it."""
    found = [(path, type(record).__name__) for path, record in records(PRIORITY)]

    assert [
        ((), "Priority"),
        (("actions", "fix"), "Action"),
        (("actions", "fix", "branches", 0), "Branch"),
        (("actions", "fix", "steps", 1), "StepDetail"),
        (("success", 1), "SuccessMeasure"),
    ] == found


def test_shapes_follow_the_annotations() -> None:
    """Bounds, unions and recursion are read as they are written."""
    fixed = fields_of(Action)

    assert ListShape(EitherShape((TextShape((Rich(),)), RecordShape(StepDetail)))) == fixed["steps"].shape
    assert NumberShape(whole=True, least=1, most=5) == fields_of(COLLECTIONS["risks"])["likelihood"].shape
    assert NumberShape(whole=False) == fields_of(Threshold)["value"].shape
    assert "for_" == fields_of(LogEntry)["for"].attribute


@pytest.mark.parametrize("record", [Overview, *COLLECTIONS.values()], ids=lambda record: record.__name__)
def test_every_field_can_be_explained(record: type[Record]) -> None:
    """Editors show each field with a description and an example."""
    bare = [key for key, field in fields_of(record).items() if not field.description or field.example is None]

    assert [] == bare
