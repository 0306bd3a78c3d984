"""From T0 to intervals: zones, changes of the clock, leap days, working days, late beginnings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

import pytest

from generator.when import Calendar, Rules, Time, moment_in
from generator.when.values import Dates, Moment
from tests.unit.when_support import LONDON, NEW_YORK, calendar, read, said


@pytest.mark.parametrize(
    ("t0", "text", "expected"),
    [
        # Nothing starts before T0.
        ("2026-11-23T10:30", "day 1 morning", "2026-11-23T10:30+00:00 2026-11-23T12:00+00:00"),
        ("2026-11-23T10:30", "day 1", "2026-11-23T10:30+00:00 2026-11-23T18:00+00:00"),
        ("2026-11-23T07:00", "day 1", "2026-11-23T09:00+00:00 2026-11-23T18:00+00:00"),
        # What is over when the crisis is declared runs until 18:00, then until midnight.
        ("2026-11-23T14:00", "day 1 morning", "2026-11-23T14:00+00:00 2026-11-23T18:00+00:00"),
        ("2026-11-23T12:00", "day 1 morning", "2026-11-23T12:00+00:00 2026-11-23T18:00+00:00"),
        ("2026-11-23T18:00", "day 1", "2026-11-23T18:00+00:00 2026-11-24T00:00+00:00"),
        ("2026-11-23T22:15", "day 1 morning", "2026-11-23T22:15+00:00 2026-11-24T00:00+00:00"),
        ("2026-11-23T22:15", "2026-11-23", "2026-11-23T22:15+00:00 2026-11-24T00:00+00:00"),
        ("2026-11-23T22:15", "until day 1", "2026-11-23T22:15+00:00 2026-11-24T00:00+00:00"),
        ("2026-11-23T22:15", "for 1 day", "2026-11-23T22:15+00:00 2026-11-24T00:00+00:00"),
        ("2026-11-30T22:15", "month-end", "2026-11-30T22:15+00:00 2026-12-01T00:00+00:00"),
        ("2026-11-23T22:15", "day 1 at 09:00", "2026-11-23T22:15+00:00 2026-11-24T00:00+00:00"),
        ("2026-11-23T22:15", "days 1-2", "2026-11-23T22:15+00:00 2026-11-24T18:00+00:00"),
        ("2026-11-23T20:00", "within 2 hours of day 1", "2026-11-23T20:00+00:00 2026-11-24T02:00+00:00"),
        # Dates before T0 stay where they are; a start that nobody wrote gives way to a written end.
        ("2026-11-23T09:00", "2026-11-20", "2026-11-20T09:00+00:00 2026-11-20T18:00+00:00"),
        ("2026-11-23T09:00", "until 2026-11-20", "2026-11-20T18:00+00:00 2026-11-20T18:00+00:00"),
        ("2026-11-23T09:00", "from day 9 until 2026-11-24", "2026-12-01T09:00+00:00 2026-12-01T09:00+00:00"),
        # Leap day, ends of months and of years.
        ("2028-02-28T09:00", "day 2", "2028-02-29T09:00+00:00 2028-02-29T18:00+00:00"),
        ("2028-02-28T09:00", "day 3", "2028-03-01T09:00+00:00 2028-03-01T18:00+00:00"),
        ("2027-02-28T09:00", "day 2", "2027-03-01T09:00+00:00 2027-03-01T18:00+00:00"),
        ("2028-02-10T09:00", "month-end", "2028-02-29T09:00+00:00 2028-02-29T18:00+00:00"),
        ("2026-12-10T09:00", "month-end", "2026-12-31T09:00+00:00 2026-12-31T18:00+00:00"),
        ("2028-02-29T09:00", "within 1 year", "2028-02-29T09:00+00:00 2029-02-28T09:00+00:00"),
        # Summer time begins on 29 March and ends on 25 October 2026.
        ("2026-03-28T09:00", "day 2", "2026-03-29T09:00+01:00 2026-03-29T18:00+01:00"),
        ("2026-03-28T09:00", "within 24 hours", "2026-03-28T09:00+00:00 2026-03-29T10:00+01:00"),
        ("2026-03-28T09:00", "within 1 day", "2026-03-28T09:00+00:00 2026-03-29T09:00+01:00"),
        ("2026-03-28T09:00", "day 2 at 01:30", "2026-03-29T02:30+01:00 2026-03-29T02:30+01:00"),
        ("2026-10-24T09:00", "within 24 hours", "2026-10-24T09:00+01:00 2026-10-25T08:00+00:00"),
        ("2026-10-24T09:00", "within 1 day", "2026-10-24T09:00+01:00 2026-10-25T09:00+00:00"),
        ("2026-10-24T09:00", "day 2 at 01:30", "2026-10-25T01:30+01:00 2026-10-25T01:30+01:00"),
        ("2026-10-24T09:00", "2026-10-25T01:30+00:00", "2026-10-25T01:30+00:00 2026-10-25T01:30+00:00"),
    ],
)
def test_an_interval(t0: str, text: str, expected: str) -> None:
    """From when until when, in London, with the offset of that date."""
    assert expected == said(calendar(t0).interval(read(text)))


@pytest.mark.parametrize(
    ("t0", "text", "expected"),
    [
        # New York: summer time begins on 8 March and ends on 1 November 2026.
        ("2026-03-07T12:00", "within 24 hours", "2026-03-07T12:00-05:00 2026-03-08T13:00-04:00"),
        ("2026-03-07T12:00", "day 2 at 02:30", "2026-03-08T03:30-04:00 2026-03-08T03:30-04:00"),
        ("2026-10-31T12:00", "within 24 hours", "2026-10-31T12:00-04:00 2026-11-01T11:00-05:00"),
        ("2026-10-31T12:00", "day 2 at 01:30", "2026-11-01T01:30-04:00 2026-11-01T01:30-04:00"),
    ],
)
def test_an_interval_west_of_greenwich(t0: str, text: str, expected: str) -> None:
    """The change of the clock is the zone's own."""
    assert expected == said(calendar(t0, NEW_YORK).interval(read(text)))


def test_the_day_is_that_of_the_playbooks_zone() -> None:
    """T0 late in the evening in New York, told in UTC, is on the day before UTC's."""
    t0 = datetime(2026, 11, 24, 2, tzinfo=UTC)

    found = Calendar(t0, Rules(NEW_YORK)).interval(read("day 2"))

    assert "2026-11-24T09:00-05:00 2026-11-24T18:00-05:00" == said(found)


CONTAINED = {"contained": datetime(2026, 11, 24, 22, 30, tzinfo=LONDON)}


@pytest.mark.parametrize(
    ("text", "anchors", "expected"),
    [
        ("after contained", CONTAINED, "2026-11-24T22:30+00:00 -"),
        ("after contained", {}, None),
        ("before contained", CONTAINED, "- 2026-11-24T22:30+00:00"),
        ("before contained", {}, None),
        ("until contained", {}, "2026-11-23T09:00+00:00 -"),
        ("until the phones are silent", {}, "2026-11-23T09:00+00:00 -"),
        ("from contained", {}, None),
        ("within 2 hours of contained", CONTAINED, "2026-11-24T22:30+00:00 2026-11-25T07:00+00:00"),
        (
            "within 2 hours of contained day and night",
            CONTAINED,
            "2026-11-24T22:30+00:00 2026-11-25T00:30+00:00",
        ),
        ("within 2 hours of contained", {}, None),
        ("within 2 days of contained", CONTAINED, "2026-11-24T22:30+00:00 2026-11-26T22:30+00:00"),
        ("from contained for 2 days", CONTAINED, "2026-11-24T22:30+00:00 2026-11-25T18:00+00:00"),
        ("from contained for 2 hours", CONTAINED, "2026-11-24T22:30+00:00 2026-11-25T00:30+00:00"),
        ("every 2 hours from contained", {}, None),
        ("every 2 hours until contained", {}, "2026-11-23T09:00+00:00 -"),
        ("after", {"ended": datetime(2026, 12, 1, 17, tzinfo=LONDON)}, "2026-12-01T17:00+00:00 -"),
        ("after", {}, None),
        # What is only waited for rests in no quiet hours; a date or a day as a whole is over at its end.
        ("after 14 hours", {}, "2026-11-23T23:00+00:00 -"),
        ("after 2026-11-24", {}, "2026-11-25T09:00+00:00 -"),
        ("before 2026-12-01", {}, "- 2026-11-30T18:00+00:00"),
        ("after day 2 morning", {}, "2026-11-24T12:00+00:00 -"),
        ("before day 2", {}, "- 2026-11-23T18:00+00:00"),
        ("before day 3 afternoon", {}, "- 2026-11-25T12:00+00:00"),
        ("before day 3 at 10:00", {}, "- 2026-11-25T10:00+00:00"),
        ("after the call with the regulator", {}, None),
        ("as needed", {}, None),
        ("as needed until day 2", {}, "2026-11-23T09:00+00:00 2026-11-24T18:00+00:00"),
        ("ongoing", {}, "2026-11-23T09:00+00:00 -"),
    ],
)
def test_what_waits_for_the_log(text: str, anchors: Mapping[str, datetime], expected: str | None) -> None:
    """What begins with an event is not known before it; what ends with one is open until then."""
    found = calendar("2026-11-23T09:00", quiet=(time(22), time(7))).interval(read(text), anchors)

    assert expected == said(found)


@pytest.mark.parametrize(
    ("text", "backwards"),
    [
        ("from 2026-11-26 until day 3", True),
        ("from 2026-11-25 until day 3", False),
        ("from day 9 until 2026-11-24", True),
        ("from contained until 2026-11-23", True),
        ("from contained until day 2", True),
        ("from contained until day 3", False),
        ("from closed until day 1", False),
        ("from day 3 until closed", False),
        ("from day 3 until contained", True),
        ("daily from 2026-11-26 until day 3", True),
        ("daily from 2026-11-26", False),
        # What T0 finds already over is late, not turned round.
        ("until 2026-11-20", False),
        ("within 2 hours", False),
        ("before 2026-11-20", False),
        ("day 2", False),
        ("day 2 at 14:00", False),
        ("as needed", False),
    ],
)
def test_what_ends_before_it_begins(text: str, backwards: bool) -> None:
    """Both ends known, the start written down: an end before it is a mistake that only T0 shows."""
    anchors = {"contained": datetime(2026, 11, 24, 22, 30, tzinfo=LONDON)}

    found = calendar("2026-11-23T09:00").runs_backwards(read(text), anchors)

    assert backwards == found


def test_a_day_that_t0_finds_over_lasts_until_midnight() -> None:
    """What is to end with such a day, and begins late on it, does not end before it begins."""
    anchors = {"contained": datetime(2026, 11, 23, 23, tzinfo=LONDON)}

    found = calendar("2026-11-23T22:15").runs_backwards(read("from contained until day 1"), anchors)

    assert not found


@pytest.mark.parametrize(
    ("t0", "days"),
    [
        # A Thursday: the weekend is no day.
        ("2026-11-26T09:00", ["2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01"]),
        ("2026-11-27T09:00", ["2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02"]),
        # On a weekend day 1 is T0's date all the same.
        ("2026-11-28T09:00", ["2026-11-28", "2026-11-30", "2026-12-01", "2026-12-02"]),
        ("2026-11-29T09:00", ["2026-11-29", "2026-11-30", "2026-12-01", "2026-12-02"]),
    ],
)
def test_working_days_leave_weekends_out(t0: str, days: list[str]) -> None:
    """Day 1 is T0's date, day 2 the next working day."""
    found = calendar(t0, days="working")

    assert days == [str(found.date_of(day)) for day in (1, 2, 3, 4)]


def test_far_working_days_are_counted_one_by_one() -> None:
    """Every date's number is the number of working days since T0, weekends counting as their Friday."""
    for t0 in range(23, 30):
        found = calendar(f"2026-11-{t0}T09:00", days="working")
        dates = [date.fromordinal(date(2026, 11, t0).toordinal() + count) for count in range(40)]
        expected = [1 + sum(day.weekday() < 5 for day in dates[1 : count + 1]) for count in range(40)]

        assert expected == [found.day_of(datetime.combine(day, time(12), LONDON)) for day in dates]


def test_working_days_stretch_what_is_counted_in_days() -> None:
    """Days and numbered weeks are working days; lengths and cadences in weeks are the calendar's."""
    found = calendar("2026-11-26T09:00", days="working")
    texts = ["days 2-3", "week 1", "within 2 days", "for 3 days", "for 1 week", "2026-11-28"]

    assert [
        "2026-11-27T09:00+00:00 2026-11-30T18:00+00:00",
        "2026-11-26T09:00+00:00 2026-12-04T18:00+00:00",
        "2026-11-26T09:00+00:00 2026-11-30T09:00+00:00",
        "2026-11-26T09:00+00:00 2026-11-30T18:00+00:00",
        "2026-11-26T09:00+00:00 2026-12-02T18:00+00:00",
        "2026-11-28T09:00+00:00 2026-11-28T18:00+00:00",
    ] == [said(found.interval(read(text))) for text in texts]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-11-23", "2026-11-27", ("2026-11-23", "2026-11-27")),
        ("2026-11-24", "2026-11-24", ("2026-11-24", "2026-11-24")),
        ("2026-11-27", "2026-11-28", ("2026-11-27", "2026-11-27")),
        ("2026-11-27", "2026-11-29", ("2026-11-27", "2026-11-27")),
        ("2026-11-28", "2026-12-01", ("2026-11-30", "2026-12-01")),
        ("2026-11-29", "2026-11-30", ("2026-11-30", "2026-11-30")),
        # A weekend alone is the day that T0 made of it.
        ("2026-11-28", "2026-11-29", ("2026-11-28", "2026-11-28")),
    ],
)
def test_a_stretch_of_working_days_neither_begins_nor_ends_with_a_weekend(
    first: str, last: str, expected: tuple[str, str]
) -> None:
    """Where weekends are no days, what is to happen in a stretch of dates happens on its working days."""
    dates = date.fromisoformat(first), date.fromisoformat(last)

    begins, ends = Rules(LONDON, "working").trimmed(*dates)

    assert expected == (str(begins), str(ends))
    assert dates == Rules(LONDON).trimmed(*dates)


def test_the_second_of_two_equal_hours_means_nothing_elsewhere() -> None:
    """T0 in the hour that comes twice: a night on which the clock skips that hour moves it forward as any."""
    late = Calendar(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), Rules(LONDON))

    assert "2026-10-25T01:30+00:00 2027-03-28T02:30+01:00" == said(late.interval(read("within 154 days")))


def test_a_day_before_t0_has_no_number() -> None:
    """Every date before T0's is day 0; T0's date is day 1 from its midnight on."""
    found = calendar("2026-11-23T09:00")
    moments = [
        "2026-11-01T12:00",
        "2026-11-22T23:59",
        "2026-11-23T00:00",
        "2026-11-23T23:59",
        "2026-11-24T00:00",
    ]

    assert [0, 0, 1, 1, 2] == [
        found.day_of(datetime.fromisoformat(moment).replace(tzinfo=LONDON)) for moment in moments
    ]


def test_days_are_counted_from_one() -> None:
    """A day 0 is a mistake of the caller."""
    with pytest.raises(ValueError, match="from 1"):
        calendar("2026-11-23T09:00").date_of(0)


def test_t0_is_aware() -> None:
    """A T0 without a zone is a mistake of the caller, told at once."""
    with pytest.raises(ValueError, match="time zone"):
        Calendar(datetime(2026, 11, 23, 9, tzinfo=UTC).replace(tzinfo=None), Rules(LONDON))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (read("2026-11-23T09:00"), "2026-11-23T09:00:00+00:00"),
        (read("2026-07-01T09:00"), "2026-07-01T09:00:00+01:00"),
        (read("2026-07-01T09:00Z"), "2026-07-01T10:00:00+01:00"),
        (read("2026-03-29T01:30"), "2026-03-29T02:30:00+01:00"),
        (read("2026-11-23"), "2026-11-23T00:00:00+00:00"),
    ],
)
def test_an_absolute_time_becomes_a_moment_of_the_zone(value: Time, expected: str) -> None:
    """Without an offset it is meant in the zone, a date is its midnight."""
    assert isinstance(value, (Moment, Dates))

    assert expected == moment_in(value, LONDON).isoformat()
