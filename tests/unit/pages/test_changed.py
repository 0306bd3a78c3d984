"""What changed since the last named version, as a page tells it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.diagnostics import Location, error
from generator.diff import KINDS, Change, Difference, Kind, Section, Side, Value, diff
from generator.diff.since import Milestone, Silence, Since
from generator.pages.changed import Changed, changed
from generator.rules import run
from tests.playbooks import HEAD, book

PLAN = """\
roles: {lead: {title: Lead}, other: {title: Other}, gone: {title: Gone}}
kpis: {rate: {title: Rate, unit: "%", owner: lead, target: {op: ">=", value: 99.5}}}
"""
STYLES = (Path(__file__).parents[3] / "overrides/assets/playbook/changes.css").read_text(encoding="utf-8")
MILESTONE = Milestone("1.0", "After the move", "0123456789" * 4, datetime(2026, 11, 1, 23, 30, tzinfo=UTC))


def told(now: str, *, head: str = HEAD) -> Changed:
    """The page after these entries have replaced those of the plan."""
    then, after = book(PLAN), book(now, head)
    found = diff(Side(then, run(then)[0]), Side(after, run(after)[0]))
    return changed(after, Since(MILESTONE, found))


def by_title(found: Changed) -> dict[str, tuple[str | None, str]]:
    """Where each change leads, and how it looks; what the rules say of it stands in a part of its own."""
    parts = (part for part in found.parts if part.anchor != "_rules")
    return {one.title: (one.address, one.look) for part in parts for one in part.changes}


def test_every_change_is_told_under_its_part() -> None:
    """With the way to its entry, as long as the plan has it."""
    found = told(
        PLAN.replace("99.5", "99.9").replace("title: Other", "title: Others").replace(", gone:", ", new:")
    )

    assert {"Rate": ("/kpis/rate/", "up"), "Others": ("/roles/other/", "changed")}.items() <= by_title(
        found
    ).items()
    assert "_targets" in {part.anchor for part in found.parts}


def test_each_part_is_counted() -> None:
    """A reader in a hurry reads no more than that."""
    found = told(
        PLAN.replace("99.5", "99.9").replace("title: Other", "title: Others").replace("gone:", "new:")
    )
    counts = {part.anchor: part.counts for part in found.parts}

    assert ("1 change of people, 1 id changed", "1 target tightened") == (
        counts["_people"],
        counts["_targets"],
    )


def test_what_the_plan_has_no_more_leads_nowhere() -> None:
    """Its page is gone."""
    found = told(PLAN.replace(", gone: {title: Gone}", ""))

    assert (None, "gone") == by_title(found)["Gone"]


def test_short_facts_and_long_texts_are_told_apart() -> None:
    """A fact reads `then -> now`, a text by its lines."""
    long = "Nobody can pay at any till of any shop, whatever the card and whoever made it."
    values = (Value("a", "A", "1", "2"), Value("b", "B", long, long.replace("till", "terminal")))
    found = Difference(
        (Section("kpis", "KPIs", (Change("changed", book(PLAN).kpis[0].ref, "Rate", values),)),)
    )

    change = changed(book(PLAN), Since(MILESTONE, found)).parts[0].changes[0]

    assert (values[:1], ["B"]) == (change.facts, [name for name, _ in change.texts])
    assert ["gone", "new"] == [line.kind for _, lines in change.texts for line in lines]


def test_it_says_what_it_is_compared_with() -> None:
    """The day as the playbook's zone has it."""
    zoned = HEAD.replace("Europe/London", "Europe/Paris").replace(
        "title: Test", "title: Test, version: '2.0'"
    )
    found = told(PLAN, head=zoned)

    assert ("2.0", MILESTONE, "2 November 2026", "0123456") == (
        found.current,
        found.milestone,
        found.day,
        found.commit,
    )


def test_another_version_alone_is_no_change() -> None:
    """By that the two differ in any case."""
    other = HEAD.replace("title: Test", "title: Test, version: '2.0', version_title: Second")
    found = told(PLAN, head=other)

    assert (MILESTONE, ()) == (found.milestone, found.parts)


def test_what_else_changed_of_the_whole_is_told() -> None:
    """The version is left out, the rest is not."""
    other = HEAD.replace("title: Test", "title: Test, version: '2.0', organisation: A bank")
    found = told(PLAN, head=other)

    assert ["organisation"] == [
        value.source for part in found.parts for change in part.changes for value in change.facts
    ]


def test_what_was_not_compared_is_told() -> None:
    """Each place with what is the matter."""
    wrong = error("unknown-key", "`x` is not a field of a role.", Location("data/people.yml", 3, 5))
    found = changed(book(PLAN), Since(MILESTONE, Difference((), (wrong,))))

    assert found.left_out is not None
    assert (("data/people.yml:3", "`x` is not a field of a role."),) == found.left_out.places
    assert "One place of the older plan" in found.left_out.sentence


@pytest.mark.parametrize(
    ("expected", "silence"),
    [
        ("This site was made from files without their history", Silence("no history")),
        ("a history that begins on 2 November 2026", Silence("short history", MILESTONE.at)),
        ("No version of this plan has a name yet", Silence("first")),
        (
            "Version 1.0 of 2 November 2026 cannot be read any more.",
            Silence("unreadable", milestone=MILESTONE),
        ),
        ("was not compared with an earlier version here", None),
    ],
)
def test_where_nobody_can_tell_it_says_why(expected: str, silence: Silence | None) -> None:
    """In a sentence, with what would help."""
    found = changed(book(PLAN, HEAD.replace("Europe/London", "Europe/Paris")), silence)

    assert expected in " ".join(found.silence)
    assert found.milestone is None


def test_the_first_version_says_its_name() -> None:
    """Nothing stands before it."""
    first = book(PLAN, HEAD.replace("title: Test", "title: Test, version: '1.0'"))

    assert (
        "Version 1.0 is the first that has a name: there is none before it to compare it with.",
    ) == changed(first, Silence("first")).silence


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_change_has_a_look(kind: Kind) -> None:
    """One that the style sheet draws; what only differs has the plain one."""
    ref = book(PLAN).kpis[0].ref
    found = Difference((Section("kpis", "KPIs", (Change(kind, ref, "Rate"),)),))

    look = changed(book(PLAN), Since(MILESTONE, found)).parts[0].changes[0].look

    assert look == "changed" or f".pb-look--{look}::before {{" in STYLES
