"""What a time means to a calendar on paper: whole days or hours, and the day on which it is due at last."""

from __future__ import annotations

import pytest

from generator.when import Time, Unreadable, in_days, last_of, parse


def read(text: str) -> Time:
    """A text that is a time."""
    found = parse(text)
    assert not isinstance(found, Unreadable)
    return found


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("day 2", True),
        ("days 2-3", True),
        ("week 2", True),
        ("month-end", True),
        ("2026-11-20", True),
        ("day 2 morning", False),
        ("day 2 at 09:00", False),
        ("2026-11-20T09:00", False),
        ("immediately", False),
        ("within 48 hours", False),
        ("within 2 days", False),
        ("after contained", False),
        ("after day 3", False),
        ("before day 3", False),
        ("deferred to week 2", True),
        ("deferred to day 2 at 09:00", False),
        ("3 days", True),
        ("48 hours", False),
        ("until day 7", True),
        ("until day 7 at 12:00", False),
        ("for 3 days", True),
        ("for 48 hours", False),
        ("from day 3", False),
        ("from day 3 until day 5", True),
        ("from day 3 for 2 days", True),
        ("from day 3 for 2 hours", False),
        ("from day 3 at 09:00 until day 5", False),
        ("from contained until day 5", False),
        ("from contained for 2 days", False),
        ("daily", True),
        ("every 2 weeks", True),
        ("every 4 hours", False),
        ("twice daily", False),
        ("twice weekly", True),
        ("twice monthly", True),
        ("daily at 09:00", False),
        ("weekly on Friday", True),
        ("weekly on Friday at 16:00", False),
        ("monthly on day 5", True),
        ("monthly on day 5 at 10:00", False),
        ("ongoing", False),
        ("as needed", False),
    ],
)
def test_whole_days_or_hours(text: str, whole: bool) -> None:
    """Whole days stand at the top of a day in a calendar; all else stands among its hours."""
    found = in_days(read(text))

    assert whole == found


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("day 2", "day 2"),
        ("days 2-3", "day 3"),
        ("week 2", "day 14"),
        ("month 1", "day 30"),
        ("quarters 1-2", "day 180"),
        ("2026-11-20", "2026-11-20"),
        ("2026-11-20 to 2026-11-22", "2026-11-22"),
        ("weeks 2-3", "day 21"),
        ("day 2 morning", "day 2 morning"),
        ("month-end", "month-end"),
        ("until day 7", "until day 7"),
        ("daily until day 7", "daily until day 7"),
    ],
)
def test_the_last_day_of_a_stretch(text: str, last: str) -> None:
    """What takes several days is due on the last of them; every other time stays as it is."""
    found = last_of(read(text))

    assert last == str(found)
    assert read(last) == found
