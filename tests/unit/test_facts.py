"""The fields of an entry as readers meet them."""

from __future__ import annotations

import pytest

from generator.addresses import Ref
from generator.facts import APART, FOOT, Fact, Value, assumed_labels, facts, label, time_value
from generator.linked import KINDS, Linked
from generator.model import Entry
from generator.model.shapes import fields_of
from tests.playbooks import HEAD, book

PLAN = """
roles: {lead: {title: Lead}}
kpis: {rate: {title: Rate, unit: "%", baseline: 81, target: {op: "<", value: 5}}}
risks: {churn: {title: Churn, amount: {value: 1000, currency: GBP, basis: a day}}}
contingencies: {roll-back: {title: Roll back, covers: [risks/churn, actions/fix.find]}}
priorities:
  fix:
    title: Fix
    technical_risk: {score: 7, because: Old}
    success: [Calm, {kpi: rate}]
    window: days 1-2
    actions:
      find:
        title: Find
        note: Last
        when: day 1 morning
        branches: [{if: Theirs, then: contingencies/roll-back}, {if: Ours, then: Mend it}]
        assumed: [when]
log:
  a: {at: 2026-11-23T09:00, kind: reached, about: [events/over]}
"""
STARTED = HEAD.replace("London}", "London, activated: 2026-11-23T09:00, events: {over: It is}}")


def found(collection: str, entry_id: str, head: str = STARTED) -> dict[str, Fact]:
    """The facts of an entry by the name of their field, in order."""
    return {fact.name: fact for fact in facts(book(PLAN, head).entries[Ref(collection, entry_id)])}


def words(value: Value) -> str:
    """A value's own text, or the title of the entry that it is."""
    return value.content.title if isinstance(value.content, Linked) else value.content


@pytest.mark.parametrize(
    ("expected", "ref", "field"),
    [
        (("plain", "%"), Ref("kpis", "rate"), "unit"),
        (("plain", "81%"), Ref("kpis", "rate"), "baseline"),
        (("plain", "< 5%"), Ref("kpis", "rate"), "target"),
        (("plain", "1,000 GBP a day"), Ref("risks", "churn"), "amount"),
        (("rich", "Last"), Ref("actions", "fix.find"), "note"),
    ],
)
def test_a_value_is_of_the_kind_that_pages_can_show(expected: tuple[str, str], ref: Ref, field: str) -> None:
    """Numbers carry their unit, sums their currency; prose stays prose."""
    value = found(*ref)[field].value

    assert expected == (value.kind, value.content)


def test_references_become_entries_and_sentences_stay() -> None:
    """A branch leads to an entry or says what to do; a measure of success is the KPI."""
    branches = found("actions", "fix.find")["branches"].value.content
    thens = [next(item.value for item in branch.content if item.name == "then") for branch in branches]
    success = found("priorities", "fix")["success"].value.content
    about = found("log", "a")["about"].value.content

    assert [("entry", "Roll back"), ("rich", "Mend it")] == [(item.kind, words(item)) for item in thens]
    assert [("rich", "Calm"), ("entry", "Rate")] == [(item.kind, words(item)) for item in success]
    assert (Value("rich", "[[events/over]]"),) == about


def test_a_time_has_its_words_and_once_t0_is_known_its_dates() -> None:
    """Before T0 a time is words and what scripts compute with; after it dates as well."""
    before = found("actions", "fix.find", HEAD.replace("London}", "London, events: {over: It is}}"))
    after = found("actions", "fix.find")["when"].value.content

    assert ("day 1 morning", None) == (
        before["when"].value.content.words,
        before["when"].value.content.interval,
    )
    assert "2026-11-23 09:00 12:00" == f"{after.interval.start:%Y-%m-%d %H:%M} {after.interval.end:%H:%M}"


def test_guesses_are_marked() -> None:
    """An assumed field's fact says so, no other does."""
    marks = {name: fact.assumed for name, fact in found("actions", "fix.find").items()}

    assert {"when": True, "branches": False, "note": False} == marks


def test_own_fields_come_first() -> None:
    """What every entry may carry stands after what is its own."""
    assert "note" == list(found("actions", "fix.find"))[-1]


@pytest.mark.parametrize(
    ("expected", "collection", "name"),
    [
        ("Timeline", "priorities", "window"),
        ("Risk mitigation", "priorities", "mitigations"),
        ("Mitigation strategies", "risks", "mitigations"),
        ("Audience", "comms", "title"),
        ("Technical risk", "priorities", "technical_risk"),
        ("If it fails", "actions", "if_fails"),
    ],
)
def test_labels_are_words(expected: str, collection: str, name: str) -> None:
    """A field is called as readers call it, by its collection where that matters."""
    assert expected == label(collection, name)


@pytest.mark.parametrize("collection", KINDS)
def test_what_is_left_out_exists(collection: str) -> None:
    """Fields that pages show in a way of their own are fields; a renamed one would be shown twice."""
    record = type(book_of_one(collection).record)

    assert APART.get(collection, frozenset()) <= set(fields_of(record))
    assert FOOT - {"title"} <= set(fields_of(Entry))


def book_of_one(collection: str) -> Linked[Entry]:
    """An entry of a collection, as the linked model has it."""
    text = """
levels: {x: {title: X}}
roles: {x: {title: X}}
priorities: {x: {title: X, actions: {x: {title: X}}}}
kpis: {x: {title: X}}
targets: {x: {title: X}}
risks: {x: {title: X}}
contingencies: {x: {title: X}}
comms: {x: {title: X, templates: {x: {subject: X}}}}
commitments: {x: {title: X}}
rituals: {x: {title: X}}
improvements: {x: {title: X}}
decisions: {x: {title: X}}
hires: {x: {title: X}}
deferrals: {x: {title: X}}
principles: {x: {title: X}}
log: {x: {at: 2026-11-23T09:00, kind: note}}
"""
    return next(entry for ref, entry in book(text).entries.items() if ref.collection == collection)


def test_guesses_are_told_by_their_labels() -> None:
    """The foot of an entry names its guesses in readers' words."""
    assert ("When",) == assumed_labels(book(PLAN, STARTED).action("fix.find"))


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        ("within 2 hours of “Find”", "within 2 hours of actions/fix.find"),
        ("after over", "after over"),
        ("day 2 morning", "day 2 morning"),
    ],
)
def test_a_time_names_what_it_counts_from_as_people_call_it(expected: str, written: str) -> None:
    """No reader has to know an id to know when."""
    linked = book(PLAN, STARTED)
    shown = time_value(written, "time", linked).content

    assert expected == shown.words
