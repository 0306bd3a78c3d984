"""When planned work begins and is over, read as kindly as its words allow."""

from __future__ import annotations

from math import inf

import pytest

from generator.rules.reach import Reach, reach, reaches
from generator.when import Unreadable, parse
from tests.unit.rules.conftest import Make

DECLARED = "playbook: {key: test, title: Test, timezone: Europe/London, activated: 2026-11-20T09:00%s}\n"
#: 23 November 2026 is a Monday, the first date after a weekend.
MONDAY = 739943.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("days 2-3", Reach(1, 2, 2, 3)),
        ("week 2", Reach(7, 14, 7, 14)),
        ("day 2 morning", Reach(1.375, 1.5, 1.375, 1.5)),
        ("within 48 hours", Reach(0, 2, 1, 2)),
        ("immediately", Reach(0, 1, 0, 1)),
        ("until day 10", Reach(0, 10, 9, 10)),
        ("from day 3", Reach(2, 3, 2, inf)),
        ("from day 3 until day 5", Reach(2, 3, 4, 5)),
        ("from week 2 for 3 days", Reach(7, 14, 9, 10)),
        ("after day 3", Reach(opens=2, ends=2)),
        ("deferred to month 2", Reach(30, 60, 30)),
        ("daily until day 7", Reach(opens=0, until=7)),
        ("weekly from week 2", Reach(opens=7)),
        ("month-end", Reach()),
        ("ongoing", Reach()),
        ("before", Reach(begins=0, until=0)),
        ("after the vendor's call", Reach()),
        ("2026-11-23", Reach(MONDAY - 1, MONDAY, MONDAY - 1, MONDAY, dated=True)),
    ],
)
def test_a_time_has_four_edges(text: str, expected: Reach, book: Make) -> None:
    """In days since the start of day 1; what the plan does not say is infinite."""
    time = parse(text)
    assert not isinstance(time, Unreadable)

    assert expected == reach(time, book(""), {})


@pytest.mark.parametrize(("days", "day"), [("calendar", 4), ("working", 2)])
def test_a_date_is_a_day_as_the_playbook_counts(days: str, day: int, book: Make) -> None:
    """Declared on a Friday, the next Monday is day 4, or the second working day."""
    time = parse("2026-11-23")
    assert not isinstance(time, Unreadable)

    found = reach(time, book("", DECLARED % f", days: {days}"), {})

    assert Reach(day - 1, day, day - 1, day) == found


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("2026-11-23T12:00", 1.5),
        ("2026-11-23T12:00+06:00", 1.25),
        ("2026-11-21T12:00", 1),
        ("2026-11-19T12:00", 0),
    ],
)
def test_a_moment_is_a_part_of_its_day(text: str, begins: float, book: Make) -> None:
    """In the playbook's zone; on a weekend between working days, and before T0, no part is known."""
    time = parse(text)
    assert not isinstance(time, Unreadable)

    found = reach(time, book("", DECLARED % ", days: working"), {})

    assert pytest.approx(begins, abs=0.001) == found.begins


def test_days_and_dates_are_never_compared() -> None:
    """Without T0 nobody can say which comes first."""
    day, dated = Reach(0, 1, 0, 1), Reach(9, 10, 9, 10, dated=True)

    assert not any(
        [day.begins_before_end_of(dated), dated.exceeds(day), day.exceeds(dated), dated.misses(day)]
    )


def test_a_thousand_actions_may_wait_for_one_another(book: Make) -> None:
    """The last of a long chain is not over before the first, and no depth is too deep."""
    chain = "".join(
        f"      a{number}: {{title: A, when: after actions/p.a{number + 1}}}\n" for number in range(1500)
    )
    found = reaches(
        book(f"priorities:\n  p:\n    title: P\n    actions:\n{chain}      a1500: {{title: A, when: day 9}}")
    )

    assert Reach(opens=8, ends=8) == found["actions/p.a0"]


def test_what_waits_for_each_other_comes_to_an_end(book: Make) -> None:
    """What is before another that is after it is no circle to the link; neither has an edge."""
    found = reaches(
        book(
            "priorities:\n  p:\n    title: P\n    actions:\n"
            "      a: {title: A, when: before actions/p.b}\n"
            "      b: {title: B, when: after actions/p.a}\n"
        )
    )

    assert {"actions/p.a": Reach(), "actions/p.b": Reach()} == found
