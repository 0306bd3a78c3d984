"""What recurs, one occurrence after the other: quiet hours, changes of the clock, working days, windows."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

from generator.when import Interval
from tests.unit.when_support import LONDON, NEW_YORK, calendar, read, said, starts

EVER = Interval(None, None)


@pytest.mark.parametrize(
    ("quiet", "text", "expected"),
    [
        # Across midnight: 01:00 and 05:00 become one, at 07:00.
        ("22:00-07:00", "every 4 hours", "13:00 17:00 21:00 24T07:00 24T09:00 24T13:00"),
        ("22:00-07:00", "every 4 hours day and night", "13:00 17:00 21:00 24T01:00 24T05:00 24T09:00"),
        # An occurrence at their very end and those moved there are one.
        ("22:00-09:00", "every 4 hours", "13:00 17:00 21:00 24T09:00 24T13:00 24T17:00"),
        # Their start is quiet, their end is not.
        ("21:00-01:00", "every 4 hours", "13:00 17:00 24T01:00 24T05:00 24T09:00 24T13:00"),
        # Within one day.
        ("12:00-14:00", "every 1 hour", "10:00 11:00 14:00 15:00 16:00 17:00"),
        # Nearly always quiet, and dense: one a day.
        ("09:01-09:00", "every minute", "24T09:00 25T09:00 26T09:00 27T09:00 28T09:00 29T09:00"),
        # A time of the clock was chosen by somebody: it stands.
        ("22:00-07:00", "daily at 23:00", "23:00 24T23:00 25T23:00 26T23:00 27T23:00 28T23:00"),
        # The end of quiet hours lies behind the end of it all.
        ("22:00-07:00", "every 6 hours until day 2 at 06:00", "15:00 21:00"),
    ],
)
def test_quiet_hours_hold_back_what_counts_by_the_clock(quiet: str, text: str, expected: str) -> None:
    """What falls into the quiet hours moves to their end, once."""
    begins, ends = (time.fromisoformat(item) for item in quiet.split("-"))
    found = calendar("2026-11-23T09:00", quiet=(begins, ends)).occurrences(read(text), EVER, limit=6)

    moments = [item if "T" in item else f"23T{item}" for item in expected.split()]

    assert [f"2026-11-{moment}+00:00" for moment in moments] == starts(found)


@pytest.mark.parametrize(
    ("zone", "t0", "text", "expected"),
    [
        # Elapsed time goes on through the change, a time of the clock keeps to the clock.
        (
            LONDON,
            "2026-10-24T23:30",
            "every 1 hour",
            [
                "2026-10-25T00:30+01:00",
                "2026-10-25T01:30+01:00",
                "2026-10-25T01:30+00:00",
                "2026-10-25T02:30+00:00",
            ],
        ),
        (
            LONDON,
            "2026-03-28T23:30",
            "every 1 hour",
            [
                "2026-03-29T00:30+00:00",
                "2026-03-29T02:30+01:00",
                "2026-03-29T03:30+01:00",
                "2026-03-29T04:30+01:00",
            ],
        ),
        (
            NEW_YORK,
            "2026-10-31T09:00",
            "every 12 hours",
            [
                "2026-10-31T21:00-04:00",
                "2026-11-01T08:00-05:00",
                "2026-11-01T20:00-05:00",
                "2026-11-02T08:00-05:00",
            ],
        ),
        (
            LONDON,
            "2026-10-24T09:00",
            "daily at 09:00",
            [
                "2026-10-24T09:00+01:00",
                "2026-10-25T09:00+00:00",
                "2026-10-26T09:00+00:00",
                "2026-10-27T09:00+00:00",
            ],
        ),
        # The clock skips 01:30 on 29 March: it moves to 02:30, where another one already is.
        (
            LONDON,
            "2026-03-28T12:00",
            "daily at 01:30 and 02:30",
            [
                "2026-03-29T02:30+01:00",
                "2026-03-30T01:30+01:00",
                "2026-03-30T02:30+01:00",
                "2026-03-31T01:30+01:00",
            ],
        ),
        # It shows 01:30 twice on 25 October: the first.
        (
            LONDON,
            "2026-10-24T12:00",
            "daily at 01:30",
            [
                "2026-10-25T01:30+01:00",
                "2026-10-26T01:30+00:00",
                "2026-10-27T01:30+00:00",
                "2026-10-28T01:30+00:00",
            ],
        ),
        (
            LONDON,
            "2028-02-28T09:00",
            "daily",
            [
                "2028-02-28T09:00+00:00",
                "2028-02-29T09:00+00:00",
                "2028-03-01T09:00+00:00",
                "2028-03-02T09:00+00:00",
            ],
        ),
        (
            LONDON,
            "2027-12-31T09:00",
            "monthly on day 30 at 10:00",
            [
                "2028-01-30T10:00+00:00",
                "2028-02-29T10:00+00:00",
                "2028-03-30T10:00+01:00",
                "2028-04-30T10:00+01:00",
            ],
        ),
        (
            LONDON,
            "2026-11-24T09:00",
            "every 2 weeks on Monday and Wednesday at 10:00",
            [
                "2026-11-25T10:00+00:00",
                "2026-12-07T10:00+00:00",
                "2026-12-09T10:00+00:00",
                "2026-12-21T10:00+00:00",
            ],
        ),
        (
            LONDON,
            "2026-11-23T09:00",
            "every 6 months",
            [
                "2026-11-23T09:00+00:00",
                "2027-05-22T09:00+01:00",
                "2027-11-18T09:00+00:00",
                "2028-05-16T09:00+01:00",
            ],
        ),
        (
            LONDON,
            "2026-11-23T09:00",
            "every 2 days from 2026-11-20 until day 4",
            [
                "2026-11-20T09:00+00:00",
                "2026-11-22T09:00+00:00",
                "2026-11-24T09:00+00:00",
                "2026-11-26T09:00+00:00",
            ],
        ),
    ],
)
def test_occurrences(zone: ZoneInfo, t0: str, text: str, expected: list[str]) -> None:
    """The first four, with their offsets."""
    assert expected == starts(calendar(t0, zone).occurrences(read(text), EVER, limit=4))


def test_an_occurrence_is_the_stretch_in_which_it_happens_once() -> None:
    """Days run from 09:00 to 18:00, weeks from the first to the last; T0 and the end cut the outermost."""
    found = calendar("2026-11-23T14:00").occurrences(read("weekly until day 10"), EVER)

    assert [
        "2026-11-23T14:00+00:00 2026-11-29T18:00+00:00",
        "2026-11-30T09:00+00:00 2026-12-02T18:00+00:00",
    ] == [said(item) for item in found]


def test_what_is_over_on_day_one_begins_on_day_two() -> None:
    """A cadence does not hurry after what has passed before T0: its first occurrence is the next one."""
    found = calendar("2026-11-23T19:00")
    texts = ["daily", "twice daily", "daily at 09:00", "weekly on Monday"]

    assert [
        "2026-11-24T09:00+00:00",
        "2026-11-24T09:00+00:00",
        "2026-11-24T09:00+00:00",
        "2026-11-30T09:00+00:00",
    ] == [starts(found.occurrences(read(text), EVER, limit=1))[0] for text in texts]


def test_cadences_on_working_days() -> None:
    """Daily leaves weekends out, a week is seven dates, a weekday that somebody chose stands."""
    found = calendar("2026-11-27T09:00", days="working")
    texts = ["daily", "every 2 days", "weekly", "weekly on Saturday", "daily at 08:00", "twice weekly"]

    assert [
        ["2026-11-27T09:00+00:00", "2026-11-30T09:00+00:00", "2026-12-01T09:00+00:00"],
        ["2026-11-27T09:00+00:00", "2026-12-01T09:00+00:00", "2026-12-03T09:00+00:00"],
        ["2026-11-27T09:00+00:00", "2026-12-04T09:00+00:00", "2026-12-11T09:00+00:00"],
        ["2026-11-28T09:00+00:00", "2026-12-05T09:00+00:00", "2026-12-12T09:00+00:00"],
        ["2026-11-30T08:00+00:00", "2026-12-01T08:00+00:00", "2026-12-02T08:00+00:00"],
        ["2026-11-27T09:00+00:00", "2026-11-30T09:00+00:00", "2026-12-04T09:00+00:00"],
    ] == [starts(found.occurrences(read(text), EVER, limit=3)) for text in texts]


def test_a_crisis_declared_on_a_weekend_has_that_day() -> None:
    """Counting working days, day 1 is T0's Saturday, also for what happens daily."""
    found = calendar("2026-11-28T09:00", days="working").occurrences(read("daily until day 2"), EVER)

    assert [
        "2026-11-28T09:00+00:00 2026-11-28T18:00+00:00",
        "2026-11-30T09:00+00:00 2026-11-30T18:00+00:00",
    ] == [said(item) for item in found]


def test_quiet_hours_end_once_in_the_night_that_is_an_hour_longer() -> None:
    """On 25 October the clock shows 01:10 twice: what was put off to 01:30 is not put off again."""
    found = calendar("2026-10-24T22:10", quiet=(time(23), time(1, 30))).occurrences(
        read("hourly"), EVER, limit=3
    )

    assert ["2026-10-25T01:30+01:00", "2026-10-25T01:10+00:00", "2026-10-25T02:10+00:00"] == starts(found)


def test_occurrences_can_be_compared_and_subtracted_when_the_clocks_change() -> None:
    """Moments carry their offset: between 01:30 and the other 01:30 lies an hour."""
    found = calendar("2026-10-24T23:30").occurrences(read("hourly"), EVER, limit=4)
    moments = [item.start for item in found if item.start]
    lengths = {after - before for before, after in pairwise(moments)}

    assert {timedelta(hours=1)} == lengths
    assert moments == sorted(moments)


@pytest.mark.parametrize("text", ["daily at 09:00", "daily"])
def test_a_date_that_a_zone_skips_is_not_counted_twice(text: str) -> None:
    """Samoa had no 30 December 2011: what was due then falls together with the next day's."""
    found = calendar("2011-12-29T08:00", ZoneInfo("Pacific/Apia")).occurrences(read(text), EVER, limit=3)

    assert ["2011-12-29T09:00-10:00", "2011-12-31T09:00+14:00", "2012-01-01T09:00+14:00"] == starts(found)


def test_a_window_holds_what_starts_in_it() -> None:
    """The window's start belongs to it, its end does not; what was put off belongs where it was put."""
    found = calendar("2026-11-23T09:00", quiet=(time(22), time(7)))
    edges = [
        ("2026-11-23T09:00", "2026-11-23T09:00"),
        ("2026-11-23T13:00", "2026-11-23T17:00"),
        ("2026-11-24T05:00", "2026-11-24T07:00"),
        ("2026-11-24T06:30", "2026-11-24T09:00"),
    ]
    windows = [
        Interval(*(datetime.fromisoformat(edge).replace(tzinfo=LONDON) for edge in window))
        for window in edges
    ]

    assert [[], ["2026-11-23T13:00+00:00"], [], ["2026-11-24T07:00+00:00"]] == [
        starts(found.occurrences(read("every 4 hours"), window)) for window in windows
    ]
    assert () == found.occurrences(read("daily"), windows[0])


@pytest.mark.parametrize("days", ["calendar", "working"])
@pytest.mark.parametrize(
    "text",
    [
        "every 3 days",
        "every 2 weeks",
        "monthly",
        "twice weekly",
        "twice daily",
        "every 3 days at 09:00 and 17:00",
        "every 3 weeks on Monday and Friday",
        "every 3 months on day 5",
        "every 5 hours",
    ],
)
def test_a_later_window_goes_on_where_an_earlier_one_ends(
    text: str, days: Literal["calendar", "working"]
) -> None:
    """Wherever a window begins, the occurrences are those that are counted from the start."""
    found = calendar("2026-11-26T09:00", days=days, quiet=(time(22), time(7)))
    whole = found.occurrences(read(text), EVER, limit=40)

    places = [(number, item.start) for number, item in enumerate(whole) if item.start and number % 7 == 5]
    moment = timedelta(minutes=1)

    assert [whole[number:] for number, _ in places] == [
        found.occurrences(read(text), Interval(start, None), limit=40 - number) for number, start in places
    ]
    assert [whole[number + 1 :] for number, _ in places] == [
        found.occurrences(read(text), Interval(start + moment, None), limit=39 - number)
        for number, start in places
    ]


def test_months_are_counted_from_the_first() -> None:
    """Every third month is so many months after the one in which it all begins."""
    found = calendar("2026-11-23T09:00").occurrences(read("every 3 months on day 5"), EVER, limit=3)

    assert ["2027-02-05T09:00+00:00", "2027-05-05T09:00+01:00", "2027-08-05T09:00+01:00"] == starts(found)


def test_what_ends_with_a_day_that_t0_finds_over_goes_on_until_midnight() -> None:
    """Declared late in the evening, day 1 still has its last hours."""
    found = calendar("2026-11-23T21:15").occurrences(read("every hour until day 1"), EVER)

    assert ["2026-11-23T22:15+00:00", "2026-11-23T23:15+00:00"] == starts(found)


def test_what_begins_as_it_all_ends_is_none() -> None:
    """A day of which nothing is left has no occurrence."""
    found = calendar("2026-11-23T09:00").occurrences(read("daily until day 3 at 09:00"), EVER)

    assert ["2026-11-23T09:00+00:00", "2026-11-24T09:00+00:00"] == starts(found)


def test_what_never_ends_is_told_a_thousand_times() -> None:
    """As long as nobody asks for more."""
    assert 1000 == len(calendar("2026-11-23T09:00").occurrences(read("every minute"), EVER))


def test_a_window_far_away_costs_no_more() -> None:
    """Ten years of minutes are not counted one by one; what never ends stops with the calendar."""
    found = calendar("2026-11-23T09:00", quiet=(time(22), time(7)))
    window = Interval(datetime(2036, 11, 23, 6, 58, tzinfo=UTC), None)

    assert ["2036-11-23T07:00+00:00", "2036-11-23T07:01+00:00"] == starts(
        found.occurrences(read("every minute"), window, limit=2)
    )
    assert "2196" == starts(found.occurrences(read("every 10 years"), EVER))[-1][:4]


@pytest.mark.parametrize("text", ["days 2-3", "ongoing", "as needed", "90 days", "every 2 hours from closed"])
def test_what_does_not_recur_has_no_occurrences(text: str) -> None:
    """Neither has what recurs from an event on that is not reached."""
    assert () == calendar("2026-11-23T09:00").occurrences(read(text), EVER)
