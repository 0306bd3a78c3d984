"""What recurs: how often it was due, what the log says of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from generator.review import Series, frame
from generator.review.frame import Due
from tests.reviewing import actions, reviewed, work

ABOUT = "about: [actions/p.a]"


def series(when: str, *log: str, at: str = "2026-11-23T14:00", **overview: object) -> Series | None:
    """The one action of a plan, which recurs."""
    return work(reviewed(actions(f"a: {{title: A, when: {when}}}"), *log, at=at, **overview)).series


@pytest.mark.parametrize(
    ("when", "at", "due"),
    [
        ("every 2 hours", "2026-11-23T14:00", 2),
        # What is due at the very moment of the review is due.
        ("every 2 hours", "2026-11-23T15:00", 3),
        # A day's work is due when the day is over.
        ("daily", "2026-11-24T17:00", 1),
        ("daily", "2026-11-24T18:00", 2),
        # Quiet hours move what is due at 23:00 to the morning.
        ("every 7 hours", "2026-11-24T07:00", 2),
        ("every 7 hours day and night", "2026-11-24T06:00", 3),
        ("every 2 hours until 2026-11-23T12:00", "2026-11-25T12:00", 1),
    ],
)
def test_only_what_was_due_by_then_counts(when: str, at: str, due: int) -> None:
    """By the playbook's clocks and its quiet hours; without a record all of it is unrecorded."""
    assert Series(due, (), due) == series(when, at=at, quiet_hours="22:00-07:00")


def test_what_is_due_twice_in_the_night_when_the_clocks_change_counts_twice() -> None:
    """From 23:00 until 03:00 pass five hours in London on 25 October 2026."""
    night = {"activated": "2026-10-24T23:00", "at": "2026-10-25T03:00"}

    assert Series(5, (), 5) == series("every hour", **night)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        # The moment that it names, the first occurrence that is not over by then.
        ("at: 2026-11-23T13:50, kind: done, for: 2026-11-23T11:00", ("done", 1)),
        ("at: 2026-11-23T13:50, kind: done, for: 2026-11-23T10:40", ("done", 1)),
        # What names none means the one at hand.
        ("at: 2026-11-23T11:05, kind: done", ("done", 1)),
    ],
)
def test_a_record_counts_for_one_occurrence(record: str, said: tuple[str, int]) -> None:
    """And only for one: the others stay without a word."""
    assert Series(2, (said,), 1) == series("every 2 hours", f"{record}, {ABOUT}")


def test_two_words_on_one_occurrence_are_the_last_one() -> None:
    """It was not done twice."""
    found = series(
        "every 2 hours",
        f"at: 2026-11-23T11:01, kind: blocked, for: 2026-11-23T11:00, {ABOUT}",
        f"at: 2026-11-23T11:30, kind: done, for: 2026-11-23T11:00, {ABOUT}",
    )

    assert Series(2, (("done", 1),), 1) == found


def test_what_is_done_before_its_time_is_over_counts() -> None:
    """A talk of this week that was held on Wednesday is on record, although the week goes on until Sunday."""
    held = f"at: 2026-11-25T11:00, kind: done, {ABOUT}"

    assert Series(1, (("done", 1),), 0) == series("weekly", held, at="2026-11-25T12:00")
    assert Series(0, (), 0) == series("weekly", at="2026-11-25T12:00")
    assert Series(2, (("done", 1),), 1) == series(
        "weekly",
        f"{held}, for: 2026-12-01",
        f"at: 2026-12-02T11:00, kind: done, {ABOUT}",
        at="2026-12-02T12:00",
    )


def test_an_occurrence_done_early_does_not_stand_for_the_one_before() -> None:
    """The one of 15:00 is not due yet, and the one of 13:00 has no word."""
    early = f"at: 2026-11-23T13:55, kind: done, for: 2026-11-23T15:00, {ABOUT}"

    assert Series(2, (), 2) == series("every 2 hours", early)


def test_a_word_on_the_whole_is_none_on_an_occurrence() -> None:
    """Begun, or blocked, is all of it."""
    found = series("every 2 hours", f"at: 2026-11-23T11:01, kind: started, {ABOUT}")

    assert Series(2, (), 2) == found


def test_what_was_dropped_is_due_no_more() -> None:
    """The occurrences before it was dropped were due."""
    found = series("every 2 hours", f"at: 2026-11-23T12:00, kind: dropped, {ABOUT}")

    assert Series(1, (), 1) == found


def test_where_nobody_knows_when_it_was_due_only_the_words_count() -> None:
    """Every hour from an event that nobody recorded: how often that was, nothing says."""
    found = series(
        "every hour from contained",
        f"at: 2026-11-23T11:00, kind: done, {ABOUT}",
        f"at: 2026-11-23T12:00, kind: done, {ABOUT}",
        events={"contained": "All is well"},
    )

    assert Series(None, (("done", 2),), None) == found


def test_weeks_of_occurrences_are_counted() -> None:
    """Every 20 minutes from T0 on, for 13 weeks: the last one at 18:00 of the last day."""
    weeks = series("every 20 minutes for 13 weeks", at="2027-06-01T12:00")
    days = (date(2027, 2, 21) - date(2026, 11, 23)).days
    expected = (days * 24 + 18 - 9) * 3

    assert Series(expected, (), expected) == weeks


def test_more_than_anybody_records_is_not_counted() -> None:
    """Every minute for years: `not known`, and soon, where a count would keep everybody waiting."""
    assert Series(None, (), None) == series("every minute day and night", at="2036-11-23T12:00")


@pytest.mark.parametrize(
    ("moment", "at_hand", "named", "nearest"),
    [
        ("08:00", "09:00", "09:00", "09:00"),
        ("09:00", "09:00", "09:00", "09:00"),
        ("10:59", "09:00", "11:00", "11:00"),
        ("10:00", "09:00", "11:00", "09:00"),
        ("11:01", "11:00", "11:00", "11:00"),
        ("19:00", "11:00", "11:00", "11:00"),
    ],
)
def test_which_occurrence_a_moment_means(moment: str, at_hand: str, named: str, nearest: str) -> None:
    """The one that began last, the first that is not over, the nearest; at both ends the one there is."""

    def clock(written: str) -> datetime:
        return datetime.fromisoformat(f"2026-11-23T{written}").replace(tzinfo=UTC)

    dues = (Due(clock("09:00"), clock("09:00")), Due(clock("11:00"), clock("11:00")))
    found = [find(dues, clock(moment)) for find in (frame.at_hand, frame.named, frame.nearest)]

    assert [clock(at_hand), clock(named), clock(nearest)] == [one.start for one in found if one]
    assert [None] * 3 == [find((), clock(moment)) for find in (frame.at_hand, frame.named, frame.nearest)]
