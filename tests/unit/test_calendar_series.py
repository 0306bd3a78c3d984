"""Rules of recurrence say the plan's own occurrences, no other and none less."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.exports.calendar import calendars
from generator.exports.calendar.events import MOST
from generator.exports.calendar.series import rule_of, series
from generator.exports.calendar.slots import Slot
from generator.linked import Playbook
from generator.when import Interval, in_days
from tests import ical
from tests.playbooks import book

ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")

#: T0s before the clocks go back, before they go forward, and at no such time.
DECLARED = ("2026-10-22T21:40", "2027-03-26T09:00", "2026-06-01T01:30")

CLOCKS = st.builds(
    lambda hour, minute: f"{hour:02}:{minute:02}", st.integers(0, 23), st.sampled_from([0, 30])
)
WEEKDAYS = st.sampled_from(["Monday", "Wednesday", "Friday and Saturday", "Monday, Thursday and Sunday"])
CADENCES = st.one_of(
    st.builds("every {} minutes{}".format, st.integers(45, 90), st.sampled_from(["", " day and night"])),
    st.builds("every {} hours{}".format, st.integers(1, 30), st.sampled_from(["", " day and night"])),
    st.builds("every {} days".format, st.integers(1, 9)),
    st.builds("daily at {} and {}".format, CLOCKS, CLOCKS),
    st.builds("every {} days at {}".format, st.integers(2, 9), CLOCKS),
    st.builds("every {} weeks on {} at {}".format, st.integers(2, 3), WEEKDAYS, CLOCKS),
    st.builds("weekly on {}".format, WEEKDAYS),
    st.builds("monthly on day {} at {}".format, st.integers(1, 31), CLOCKS),
    st.builds("every 2 months on day {}".format, st.integers(1, 31)),
    st.sampled_from(["weekly", "monthly", "every 2 weeks", "twice daily", "twice weekly", "twice monthly"]),
    st.just("quarterly"),
)
BOUNDS = st.sampled_from(["", " until day 20", " from day 3", " from week 2 for 40 days", " for 8 weeks"])


def plan(cadence: str, zone: str, t0: str, days: str, quiet: str | None, horizon: int) -> Playbook:
    """A playbook with one ritual of 20 minutes, as it stands at T0."""
    rests = f', quiet_hours: "{quiet}"' if quiet else ""
    head = (
        f"playbook: {{key: test, title: Test, timezone: {zone}, activated: {t0}, days: {days}{rests},"
        f" horizon: day {horizon}}}\n"
    )
    text = f"rituals: {{meet: {{title: Meet, cadence: {cadence!r}, minutes: 20}}}}\n"
    return book(text, head, now=datetime.fromisoformat(t0).replace(tzinfo=ZoneInfo(zone)))


def planned(playbook: Playbook) -> list[tuple[date, date]]:
    """The occurrences of its ritual up to its horizon: dates (the second is the first after), or moments."""
    calendar, cadence = playbook.calendar, playbook.rituals[0].cadence
    assert calendar is not None
    assert cadence is not None
    last = calendar.date_of(int((playbook.overview.horizon or "").removeprefix("day ")))
    stop = calendar.rules.local(last, time(18)) + timedelta(seconds=1)
    found = []
    for one in calendar.occurrences(cadence, Interval(None, stop), limit=20_000):
        assert one.start is not None
        assert one.end is not None
        if in_days(cadence):
            end = calendar.rules.date_of(one.end - timedelta(seconds=1)) + timedelta(days=1)
            found.append((calendar.rules.date_of(one.start), end))
        else:
            end = one.end if one.end > one.start else one.start + timedelta(minutes=20)
            found.append((one.start.astimezone(UTC), end.astimezone(UTC)))
    return list(found)


@settings(max_examples=150, deadline=None)
@given(
    st.builds("{}{}".format, CADENCES, BOUNDS),
    st.sampled_from(ZONES),
    st.sampled_from(DECLARED),
    st.sampled_from(["calendar", "working"]),
    st.sampled_from([None, "22:00-07:00", "01:00-02:30"]),
    st.sampled_from([10, 90]),
)
def test_a_calendar_has_the_occurrences_of_the_plan(
    cadence: str, zone: str, t0: str, days: str, quiet: str | None, horizon: int
) -> None:
    """Written out by another library, the events are the plan's, to the minute and in every zone."""
    playbook = plan(cadence, zone, t0, days, quiet, horizon)
    content = calendars(playbook)["calendar.ics"]
    found = [(one.start, one.end) for one in ical.happenings(content)]
    expected = planned(playbook)
    written_out = len(found) == content.count(b"\nBEGIN:VEVENT\r\n")

    assert (expected[:MOST] if written_out else expected) == found


@pytest.mark.parametrize(
    ("cadence", "quiet", "expected"),
    [
        ("daily at 09:00", "22:00-07:00", ["FREQ=DAILY;COUNT=90;INTERVAL=1"]),
        ("daily", None, ["FREQ=DAILY;COUNT=90;INTERVAL=1"]),
        ("weekly", None, ["FREQ=WEEKLY;COUNT=13;INTERVAL=1"]),
        ("every 2 weeks on Friday", None, ["FREQ=WEEKLY;COUNT=7;INTERVAL=2"]),
        (
            "weekly on Monday and Thursday at 16:00",
            None,
            ["FREQ=WEEKLY;COUNT=26;INTERVAL=1;BYDAY=MO,TH;WKST=MO"],
        ),
        ("monthly on day 5 at 10:00", None, ["FREQ=MONTHLY;COUNT=3;INTERVAL=1"]),
        ("daily at 09:00 and 16:30", None, ["FREQ=DAILY;COUNT=90;INTERVAL=1"] * 2),
        ("every 5 hours until day 4", None, ["FREQ=HOURLY;COUNT=16;INTERVAL=5"]),
        ("every 5 hours day and night until day 4", "22:00-07:00", ["FREQ=HOURLY;COUNT=16;INTERVAL=5"]),
        ("every 90 minutes until day 4", None, ["FREQ=MINUTELY;COUNT=54;INTERVAL=90"]),
        ("monthly on day 31 at 10:00", None, [None, None, None]),
        ("daily at 09:00 until day 1", None, [None]),
    ],
)
def test_what_is_regular_is_one_rule(cadence: str, quiet: str | None, expected: list[str | None]) -> None:
    """A calendar shows a standing meeting as one; where no rule says it all, each occurrence stands alone."""
    playbook = plan(cadence, "Europe/London", "2026-11-23T09:00", "calendar", quiet, 90)
    found = ical.events(calendars(playbook)["calendar.ics"]).values()

    assert expected == [ical.rule(event) for event in found]


def test_hours_that_elapse_cross_the_change_of_clocks() -> None:
    """Every six hours stays every six hours in the night when the clocks go back."""
    playbook = plan("every 6 hours day and night", "Europe/London", "2026-10-24T18:00", "calendar", None, 3)
    found = [one.start for one in ical.happenings(calendars(playbook)["calendar.ics"])]

    assert [
        datetime(2026, 10, 24, 23, tzinfo=UTC),
        datetime(2026, 10, 25, 5, tzinfo=UTC),
        datetime(2026, 10, 25, 11, tzinfo=UTC),
    ] == found[:3]


def test_a_meeting_stays_at_its_time_when_the_clocks_change() -> None:
    """Nine o'clock is nine o'clock before and after, by one rule."""
    playbook = plan("daily at 09:00", "Europe/London", "2027-03-26T08:00", "calendar", None, 4)
    content = calendars(playbook)["calendar.ics"]
    hours = [one.start.hour for one in ical.happenings(content) if isinstance(one.start, datetime)]

    assert (1, [9, 9, 8, 8]) == (len(ical.events(content)), hours)


def test_the_second_of_two_equal_hours_is_no_part_of_a_daily_rule() -> None:
    """A rule would mean the first: in the night of 25 October 2026 an hour too early."""
    moments = [datetime(2026, 10, day, hour, 40, tzinfo=UTC) for day, hour in ((23, 0), (24, 0), (25, 1))]
    slots = tuple(Slot(at, at + timedelta(minutes=15), at) for at in moments)
    found = series(slots, ZoneInfo("Europe/London")) or ()

    assert [slots[:2], slots[2:]] == [one.slots for one in found]


@pytest.mark.parametrize(
    "dates",
    [
        [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)],
        [date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 8), date(2026, 1, 13)],
        [date(2026, 1, 5), date(2026, 1, 7), date(2026, 1, 14)],
        [date(2026, 1, 29), date(2026, 3, 29), date(2026, 4, 29)],
        [date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 26)],
    ],
)
def test_what_is_irregular_has_no_rule(dates: list[date]) -> None:
    """Dates of which one is missing, or moved, are not said to be regular."""
    assert rule_of(dates) is None
