"""A record of something that has not happened yet."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.rules import entry_in_the_future, run
from tests.unit.rules.conftest import Make

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)

LOG = "roles: {lead: {title: Lead}}\nlog:\n  it: {at: %s, by: lead, kind: note}\n"
NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "at",
    [
        "2026-11-23T13:04",
        "2026-11-23T13:10",
        '"2026-11-24T02:04+13:00"',
        '"2026-11-23T02:04-11:00"',
        "2026-11-23",
    ],
)
def test_what_was_recorded_a_minute_ago_has_happened(at: str, book: Make) -> None:
    """In whatever zone, and by a clock that is five minutes fast."""
    _, problems = run(book(LOG % at, now=NOW), (entry_in_the_future.RULE,))

    assert () == problems


def test_the_zone_of_the_playbook_counts(book: Make) -> None:
    """Half past one in Auckland is the day before in London."""
    head = "playbook: {key: test, title: Test, timezone: Pacific/Auckland}\n"

    _, problems = run(book(LOG % "2026-11-24T02:05", head, now=NOW), (entry_in_the_future.RULE,))

    assert () == problems


def test_a_minute_past_the_tolerance_is_told_with_now(book: Make) -> None:
    """The sentence has both moments, in the playbook's zone."""
    _, problems = run(book(LOG % "2026-11-23T13:11", now=NOW), (entry_in_the_future.RULE,))

    expected = ["“it” happened on 2026-11-23 13:11, but now is 2026-11-23 13:05."]
    assert expected == [problem.message for problem in problems]


def test_a_build_as_of_an_earlier_moment_says_one_line(book: Make) -> None:
    """A whole log that is newer than the moment asked for is no flood of warnings."""
    log = "".join(f"  n{day}: {{at: 2026-11-{day}T09:00, by: lead, kind: note}}\n" for day in range(10, 30))

    _, problems = run(
        book(f"roles: {{lead: {{title: Lead}}}}\nlog:\n{log}", now=EPOCH), (entry_in_the_future.RULE,)
    )

    expected = ["20 records are later than now: “n10”, “n11”, “n12” and 17 more."]
    assert expected == [problem.message for problem in problems]


def test_accepted_ones_are_not_counted(book: Make) -> None:
    """What somebody accepted is taken out of the line for the rest."""
    accepted = ", accept: [{rule: entry-in-the-future, because: Planned., by: lead}]"
    log = LOG % "2026-11-24T09:00" + f"  other: {{at: 2026-11-25T09:00, by: lead, kind: note{accepted}}}\n"

    verdict, problems = run(book(log, now=NOW), (entry_in_the_future.RULE,))

    assert (1, ["“it” happened on 2026-11-24 09:00, but now is 2026-11-23 13:05."]) == (
        len(verdict.accepted),
        [problem.message for problem in problems],
    )
