"""Acceptances: until when each counts, and what is said of one that is over or of nothing that is left."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.diagnostics import Diagnostic, Location
from generator.linked import Playbook
from generator.rules import never_due, outside_window, run
from tests.unit.rules.conftest import Make

#: What the playbook is before T0, and after.
UNDECLARED = "playbook: {key: k, title: T, timezone: Europe/London%s}\n"
EVENTS = ", events: {contained: Nothing spreads}"
DECLARED = UNDECLARED % ", activated: 2026-11-23T09:00%s"

#: A deadline before its action's end; the blank takes the action's acceptances.
LATE = """\
roles: {lead: {title: Lead, deputy: second}, second: {title: Second}}
priorities:
  data:
    title: Data
    owner: lead
    window: days 1-3
    actions:
      fix:
        title: Fix the import
        when: days 2-3
        steps: [Fix it]
        accept:
%s
    success: [Import fixed within 48 hours]
"""
GIVEN = "        - {rule: %s, because: It is known., by: lead%s}"
SENTENCE = "“Import fixed within 48 hours” is due by day 2, but “Fix the import” is planned for days 2-3."


def accepted(until: str = "", rule: str = "deadline-before-action") -> str:
    """One acceptance; `until` as typed."""
    return GIVEN % (rule, f", until: {until}" if until else "")


def late(book: Make, acceptances: str, head: str = DECLARED % "", day: int = 28) -> Playbook:
    """The plan with a flaw that somebody accepted, at noon of a day of November (UTC)."""
    return book(LATE % acceptances, head, now=datetime(2026, 11, day, 12, tzinfo=UTC))


def codes(book: Playbook) -> list[str]:
    """What is reported, in order."""
    return [problem.code for problem in run(book)[1]]


@pytest.mark.parametrize(
    "until", ["", "2026-11-28", "day 6", "2026-11-28T12:00", "until contained", "after contained"]
)
def test_an_acceptance_counts_until_its_end(until: str, book: Make) -> None:
    """At noon of day 6 it still does; what ends with an event does while that has not happened."""
    assert [] == codes(late(book, accepted(until), DECLARED % EVENTS))


@pytest.mark.parametrize("until", ["2026-11-27", "day 5", "2026-11-28T11:59", "within 48 hours"])
def test_what_was_accepted_is_reported_again(until: str, book: Make) -> None:
    """Once it is over the finding counts again, and the acceptance itself is named."""
    assert ["deadline-before-action", "acceptance-expired"] == codes(late(book, accepted(until)))


def test_an_expired_acceptance_says_who_until_when_and_what(book: Make) -> None:
    """At the acceptance's end, so that one edit settles it."""
    _, problems = run(late(book, accepted("day 5")))

    expected = Diagnostic(
        "acceptance-expired",
        "warning",
        f"Lead accepted `deadline-before-action` here until day 5, which is over: {SENTENCE}",
        Location("case.yml", 13, 82),
        "Mend what it is about, or have it accepted anew with a later `until`.",
    )
    assert expected == problems[1]


def test_an_event_ends_an_acceptance(book: Make) -> None:
    """What was accepted until the incident is contained is not accepted after it."""
    log = "log:\n  it: {at: 2026-11-24T10:00, by: lead, kind: reached, about: [events/contained]}\n"
    found = book(
        LATE % accepted("after contained") + log, DECLARED % EVENTS, now=datetime(2026, 11, 28, tzinfo=UTC)
    )

    assert "acceptance-expired" in codes(found)


@pytest.mark.parametrize(
    ("until", "expected"), [("day 1", 0), ("2026-11-27", 1), ("2026-11-28", 0), ("2026-11-28T11:59", 1)]
)
def test_before_t0_only_a_date_can_be_over(until: str, expected: int, book: Make) -> None:
    """Nobody knows which date a day is."""
    found = codes(late(book, accepted(until), UNDECLARED % ""))

    assert expected == found.count("acceptance-expired")


def test_an_acceptance_in_its_place_is_enough(book: Make) -> None:
    """Who accepts anew may leave the earlier decision on record."""
    assert [] == codes(late(book, f"{accepted('day 5')}\n{accepted('day 9')}"))


def test_one_of_several_findings_is_told(book: Make) -> None:
    """An acceptance covers all that its rule finds there; the report shows how much counts again."""
    twice = LATE.replace("hours]", "hours, Import fixed within 24 hours]")
    _, problems = run(book(twice % accepted("day 2"), DECLARED % "", now=datetime(2026, 11, 28, tzinfo=UTC)))

    (found,) = (problem.message for problem in problems if problem.code == "acceptance-expired")
    assert found.endswith(f"{SENTENCE} (1 more like it)")


def test_an_acceptance_of_nothing_is_to_be_deleted(book: Make) -> None:
    """The plan was mended; left alone, the acceptance would hide the next flaw."""
    _, problems = run(late(book, accepted(rule="missing-owner")), ())
    assert () == problems

    _, problems = run(late(book, f"{accepted()}\n{accepted(rule='missing-owner')}"))

    expected = Diagnostic(
        "acceptance-unused",
        "warning",
        "Lead accepted `missing-owner` here, but that rule finds nothing here any more.",
        Location("case.yml", 14, 18),
        "Delete the acceptance.",
    )
    assert (expected,) == problems


def test_over_and_of_nothing_is_told_once(book: Make) -> None:
    """It is to be deleted; when it ended does not matter any more."""
    assert ["acceptance-unused"] == codes(
        late(book, f"{accepted()}\n{accepted('day 5', 'missing-owner')}"),
    )


@pytest.mark.parametrize(("until", "expected"), [("", []), ("2026-11-27", ["acceptance-unused"])])
def test_what_comes_with_t0_may_come_again(until: str, expected: list[str], book: Make) -> None:
    """Before T0 nothing is ever due, so that nobody can say that its acceptance is useless."""
    found = late(book, accepted(until, "never-due"), UNDECLARED % "")

    _, problems = run(found, (never_due.RULE,))

    assert expected == [problem.code for problem in problems]


@pytest.mark.parametrize(
    "entry",
    [
        "comms: {all: {title: All, templates: {news: {body: News, %s}}}}",
        "log: {it: {at: 2026-11-24T10:00, by: lead, kind: note, text: So., %s}}",
        "risks: {it: {title: It, owner: lead, likelihood: 1, impact: 1, %s}}",
    ],
)
def test_acceptances_count_wherever_they_stand(entry: str, book: Make) -> None:
    """Inside a template and in the log as well."""
    given = "accept: [{rule: missing-exposure, because: B., by: lead}]"

    assert "acceptance-unused" in [
        problem.code for problem in run(book(f"roles: {{lead: {{title: Lead}}}}\n{entry % given}\n"))[1]
    ]


def test_pages_hear_what_is_over_and_what_is_unused(book: Make) -> None:
    """The verdict has each with its acceptance."""
    verdict, _ = run(late(book, f"{accepted('day 5')}\n{accepted(rule='missing-owner')}"))

    assert [SENTENCE] == [finding.message for finding, _ in verdict.expired]
    assert [("actions/data.fix", "missing-owner")] == [(str(ref), item.rule) for ref, item in verdict.unused]
    assert () == verdict.accepted


DONE = "log: {done: {at: 2026-11-23T10:00, by: lead, kind: done, about: [actions/data.fix]}}\n"


@pytest.mark.parametrize("until", ["", "day 2"])
def test_work_that_is_done_leaves_its_acceptance_alone(until: str, book: Make) -> None:
    """Nobody has to delete what was accepted because a log entry came, nor is what is over told again."""
    outside = LATE.replace("when: days 2-3", "when: day 5") % accepted(until, "outside-window")

    verdict, problems = run(book(outside + DONE, DECLARED % ""), (outside_window.RULE,))

    assert () == problems
    assert () == (*verdict.accepted, *verdict.expired, *verdict.unused)
