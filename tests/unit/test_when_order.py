"""What is known of a time before T0: its days, its place in the order of time, what it refers to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from generator.when import (
    Time,
    Unreadable,
    is_recurring,
    parse,
    period,
    references,
    sort_key,
    span_of_days,
)


def read(text: str) -> Time:
    """A text that is a time."""
    found = parse(text)
    assert not isinstance(found, Unreadable)
    return found


SPANS = {
    "immediately": (1, 1),
    "day 1 morning": (1, 1),
    "day 3 at 14:00": (3, 3),
    "day 3 at 23:59": (3, 3),
    "days 2-3": (2, 3),
    "week 2": (8, 14),
    "weeks 2-3": (8, 21),
    "month 2": (31, 60),
    "quarter 2": (91, 180),
    "month-end": (1, 30),
    "within 30 minutes": (1, 1),
    "within 24 hours": (1, 1),
    "within 25 hours": (1, 2),
    "within 48 hours": (1, 2),
    "within 3 days": (1, 3),
    "within 2 days of day 3": (3, 5),
    "deferred to month 2": (31, 60),
    "until day 7": (1, 7),
    "from day 3 until day 5": (3, 5),
    "from day 3 for 5 days": (3, 7),
    "from day 3": None,
    "before day 5": (1, 4),
    "before day 1": None,
    "before": None,
    "after": None,
    "after day 3": None,
    "90 days": (1, 90),
    "6 months": (1, 180),
    "48 hours": (1, 2),
    "ongoing": None,
    "ongoing until day 30": (1, 30),
    "as needed": None,
    "as needed until day 30": (1, 30),
    "daily": None,
    "daily until day 7": (1, 7),
    "daily from day 3 for 5 days": (3, 7),
    "every 4 hours for 48 hours": (1, 2),
    "every 2 weeks from week 2 until week 3": (8, 21),
    "weekly for 13 weeks": (1, 91),
    "every 30 minutes until contained": None,
    "until contained": None,
    "within 2 hours of contained": None,
    "from contained for 2 hours": None,
    "from month-end for 2 days": (1, 2),
    "from day 3 for 25 hours": (3, 4),
    "from contained for 2 days": None,
    "2026-11-20": None,
    "2026-11-20T09:00": None,
}


@pytest.mark.parametrize(("text", "days"), SPANS.items(), ids=list(SPANS))
def test_the_days_of_a_time(text: str, days: tuple[int, int] | None) -> None:
    """First and last day as far as T0 does not matter, hours rounded up; None where an end is not known."""
    assert days == span_of_days(read(text))


def test_the_order_of_time() -> None:
    """Preparation, then day by day, dates, what never ends, what follows events, afterwards, the unknown."""
    texts = [
        "before",
        "immediately",
        "within 30 minutes",
        "within 48 hours",
        "before day 5",
        "every 4 hours until day 4",
        "day 1 at 00:01",
        "day 1 morning",
        "day 1",
        "days 1-2",
        "day 1 afternoon",
        "day 2 at 08:00",
        "days 2-3",
        "week 2",
        "month-end",
        "month 2",
        "quarter 2",
        "2026-11-20",
        "2026-11-20T14:00",
        "from 2026-11-20T16:00",
        "before 2026-11-25",
        "2027-01-01",
        "daily",
        "every 30 minutes until contained",
        "ongoing",
        "daily from day 3",
        "after contained",
        "before contained",
        "within 2 hours of contained",
        "after",
        "as needed",
        "after the call with the regulator",
    ]

    assert texts == [str(item) for item in sorted(map(read, reversed(texts)), key=sort_key)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("within 2 hours of actions/data-quality.fix", ("actions/data-quality.fix",)),
        ("after Contained", ("contained",)),
        ("before contained", ("contained",)),
        ("deferred to contained", ("contained",)),
        ("from contained until closed", ("contained", "closed")),
        ("every 2 hours from contained until actions/x.y", ("contained", "actions/x.y")),
        ("from contained until contained", ("contained",)),
        ("until events/closed", ("closed",)),
        ("after the call with the regulator", ()),
        ("after", ()),
        ("days 2-3", ()),
        ("daily", ()),
    ],
)
def test_what_a_time_refers_to(text: str, names: tuple[str, ...]) -> None:
    """Events by their id, actions by their reference, each once; words refer to nothing."""
    assert names == references(read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("every 20 minutes", timedelta(minutes=20)),
        ("every 48 hours", timedelta(hours=48)),
        ("daily", timedelta(days=1)),
        ("daily at 09:00 and 16:00", timedelta(hours=12)),
        ("twice daily", timedelta(hours=12)),
        ("twice weekly", timedelta(days=3.5)),
        ("twice monthly", timedelta(days=15)),
        ("every 2 weeks", timedelta(days=14)),
        ("weekly on Friday", timedelta(days=7)),
        ("weekly on Monday and Thursday at 10:00", timedelta(days=3.5)),
        ("every 2 weeks on Friday", timedelta(days=14)),
        ("weekly on Monday and Thursday at 10:00 and 16:00", timedelta(days=1.75)),
        ("monthly", timedelta(days=30)),
        ("every 2 months on day 5 at 10:00 and 16:00", timedelta(days=30)),
        ("monthly on day 5", timedelta(days=30)),
        ("quarterly", timedelta(days=90)),
        ("yearly", timedelta(days=365)),
        ("ongoing", None),
        ("as needed", None),
        ("days 2-3", None),
        ("90 days", None),
    ],
)
def test_the_period_of_what_recurs(text: str, expected: timedelta | None) -> None:
    """The time between two occurrences on average, so that cadences can be compared."""
    found = read(text)

    assert expected == period(found)
    assert (expected is not None) == is_recurring(found)
