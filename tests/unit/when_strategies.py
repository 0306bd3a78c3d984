"""Times, calendars and logs of every kind, for properties that hold for all of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import get_args
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from generator.when import Calendar, Rules, Time
from generator.when.edges import runs_backwards
from generator.when.lexis import MOST
from generator.when.values import (
    After,
    Anchor,
    AsNeeded,
    Before,
    Cadence,
    DailyAt,
    Dates,
    DayAt,
    DayPart,
    Deferred,
    Duration,
    Every,
    Immediately,
    Moment,
    MonthEnd,
    MonthlyOn,
    Ongoing,
    Recurring,
    Span,
    Stretch,
    StretchUnit,
    Twice,
    Unit,
    WeeklyOn,
    Within,
    Words,
)

ZONES = [
    ZoneInfo(name) for name in ("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
]

clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
dates = st.dates(date(2000, 1, 1), date(2100, 12, 31))
aware = st.builds(datetime.combine, dates, clocks, st.sampled_from(ZONES))


@st.composite
def durations(draw: st.DrawFn) -> Duration:
    """Any length that the grammar allows."""
    unit: Unit = draw(st.sampled_from(get_args(Unit)))
    return Duration(draw(st.integers(1, MOST[unit])), unit)


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    """Numbered days, weeks, months or quarters, up to the last one."""
    unit: StretchUnit = draw(st.sampled_from(get_args(StretchUnit)))
    first, last = sorted(draw(st.tuples(*[st.integers(1, MOST[unit])] * 2)))
    return Stretch(unit, first, last)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """A moment to the second, without or with an offset of whole minutes."""
    offset = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    zone = draw(st.none() | offset)
    clock = draw(clocks).replace(second=draw(st.integers(0, 59)))
    return Moment(datetime.combine(draw(dates), clock, zone))


anchors = st.sampled_from(["contained", "closed", "actions/data-quality.fix", "priorities/cost"]).map(Anchor)
phrases = st.lists(
    st.sampled_from(["the", "call", "CFO’s", "signs", "of", "2", "for"]), min_size=2, max_size=5
)
words = phrases.map(" ".join).map(Words)
day_numbers = st.integers(1, MOST["day"])
placed = st.one_of(
    stretches(),
    st.builds(DayPart, day_numbers, st.sampled_from(["morning", "afternoon"])),
    st.builds(DayAt, day_numbers, clocks),
    st.just(MonthEnd()),
    st.tuples(dates, dates).map(sorted).map(lambda pair: Dates(*pair)),
    moments(),
)
points = placed | anchors | words
spans = st.builds(Span, st.none() | points, st.none() | points | durations()).filter(
    lambda span: not runs_backwards(span)
)
at = st.lists(clocks, max_size=3, unique=True).map(sorted).map(tuple)
cadences: st.SearchStrategy[Cadence] = st.one_of(
    st.builds(Every, durations()),
    st.builds(DailyAt, st.integers(1, MOST["day"]), at.filter(bool)),
    st.builds(
        WeeklyOn,
        st.integers(1, MOST["week"]),
        st.lists(st.integers(0, 6), min_size=1, unique=True).map(sorted).map(tuple),
        at,
    ),
    st.builds(MonthlyOn, st.integers(1, MOST["month"]), st.integers(1, 31), at),
    st.sampled_from([Twice("day"), Twice("week"), Twice("month"), Ongoing(), AsNeeded()]),
)


@st.composite
def recurrings(draw: st.DrawFn) -> Recurring:
    """Any cadence in any bounds; day and night where that means something."""
    cadence = draw(cadences)
    by_clock = isinstance(cadence, Every) and cadence.length.is_elapsed
    return Recurring(cadence, draw(spans), by_clock and draw(st.booleans()))


@st.composite
def withins(draw: st.DrawFn) -> Within:
    """Any deadline; day and night where that means something."""
    length = draw(durations())
    return Within(length, draw(st.none() | points), length.is_elapsed and draw(st.booleans()))


times: st.SearchStrategy[Time] = st.one_of(
    st.just(Immediately()),
    placed,
    withins(),
    st.builds(After, st.none() | points | durations()),
    st.builds(Before, st.none() | points),
    st.builds(Deferred, points),
    spans.filter(lambda span: span != Span()),
    durations(),
    recurrings(),
)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Any T0 in reach, also in the nights when the clocks change; any way of counting."""
    zone = draw(st.sampled_from(ZONES))
    around = st.builds(
        lambda night, minutes: datetime.combine(night, time(1), UTC) + timedelta(minutes=minutes),
        st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 1), date(2028, 2, 29)]),
        st.integers(-600, 600),
    )
    quiet = draw(st.none() | st.tuples(clocks, clocks).filter(lambda pair: pair[0] != pair[1]))
    rules = Rules(zone, draw(st.sampled_from(["calendar", "working"])), quiet)
    return Calendar(draw(around | aware), rules)


reached = st.dictionaries(st.sampled_from(["contained", "actions/data-quality.fix", "ended"]), aware)
