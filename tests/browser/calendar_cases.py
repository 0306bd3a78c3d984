"""Cases for the scripts' calendar: what a browser is asked of one, and what Python's calendar says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from generator.when import Calendar, Interval, Rules, Time, as_data
from tests.unit.when_strategies import clocks, dates, reached, recurrings, times

Window = tuple[datetime | None, datetime | None]

#: Zones, and nights in which their clocks change: by half an hour, by a whole date, never.
CHANGES = {
    "Europe/London": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
    "Pacific/Apia": (date(2011, 12, 30),),
    "Asia/Kathmandu": (),
    "UTC": (),
}
LEAP_DAY, LAST_DAY = date(2028, 2, 29), date(2026, 12, 31)
NIGHT = (time(22), time(7))

#: Asks the script of each case: the interval, occurrences in each window, the numbers and dates of days.
ANSWER = """async cases => {
  const { interval, occurrences, dayOf, dateOf } = await import("/calendar.js")
  const moment = iso => iso === null ? null : new Date(iso)
  const pair = ({ start, end }) => [start, end].map(date => date?.toISOString() ?? null)
  return cases.map(({ rules, data, windows, moments, days }) => {
    const reached = Object.entries(rules.anchors).map(([name, iso]) => [name, moment(iso)])
    const anchors = Object.fromEntries(reached)
    const facts = { ...rules, t0: moment(rules.t0), anchors }
    const found = interval(data, facts)
    return {
      interval: found && pair(found),
      occurrences: windows.map(([from, to, limit]) =>
        occurrences(data, facts, moment(from), moment(to), limit).map(pair)),
      days: moments.map(iso => dayOf(moment(iso), facts)),
      dates: days.map(day => dateOf(day, facts)),
    }
  })
}"""


@dataclass(frozen=True, slots=True)
class Case:
    """One time of the grammar for one T0, and what else is asked of that T0's calendar."""

    value: Time
    calendar: Calendar
    anchors: dict[str, datetime] = field(default_factory=dict)
    windows: tuple[Window, ...] = ((None, None),)
    moments: tuple[datetime, ...] = ()
    days: tuple[int, ...] = ()
    limit: int = 6

    def asked(self) -> dict[str, Any]:
        """As JSON, in the shape that pages carry."""
        return {
            "rules": rules(self.calendar, self.anchors),
            "data": json.loads(json.dumps(as_data(self.value))),
            "windows": [[iso(opens), iso(closes), self.limit] for opens, closes in self.windows],
            "moments": [iso(moment) for moment in self.moments],
            "days": list(self.days),
        }

    def answered(self) -> dict[str, Any]:
        """What Python's calendar says."""
        found = self.calendar.interval(self.value, self.anchors)
        return {
            "interval": found and pair(found),
            "occurrences": [
                [
                    pair(item)
                    for item in self.calendar.occurrences(
                        self.value, Interval(*window), self.anchors, self.limit
                    )
                ]
                for window in self.windows
            ],
            "days": [self.calendar.day_of(moment) for moment in self.moments],
            "dates": [str(self.calendar.date_of(day)) for day in self.days],
        }


def rules(calendar: Calendar, anchors: dict[str, datetime]) -> dict[str, Any]:
    """How a script learns of a calendar."""
    quiet = calendar.rules.quiet
    return {
        "zone": str(calendar.rules.timezone),
        "days": calendar.rules.days,
        "quiet": quiet and [f"{clock:%H:%M}" for clock in quiet],
        "t0": iso(calendar.t0),
        "anchors": {name: iso(moment) for name, moment in anchors.items()},
    }


def iso(moment: datetime | None) -> str | None:
    """A moment as a browser writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z") if moment else None


def pair(found: Interval) -> list[str | None]:
    """Beginning and end."""
    return [iso(found.start), iso(found.end)]


def differences(page: Page, cases: list[Case]) -> list[tuple[str, Case, Any, Any]]:
    """Where the browser says something else: the time, the case, Python's answer and the browser's."""
    answers = page.evaluate(ANSWER, [case.asked() for case in cases])
    compared = zip(cases, (case.answered() for case in cases), answers, strict=True)
    return [(str(case.value), case, ours, theirs) for case, ours, theirs in compared if ours != theirs]


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """T0 about the nights when some clocks change, late in the evening, on weekends, or anywhere."""
    name = draw(st.sampled_from(list(CHANGES)))
    zone = ZoneInfo(name)
    night = draw(st.sampled_from([*CHANGES[name], LEAP_DAY, LAST_DAY]))
    minutes = draw(st.integers(-36 * 60, 36 * 60))
    saturday = date(2026, 11, 28) + timedelta(days=draw(st.integers(0, 1)), weeks=draw(st.integers(0, 30)))
    t0 = draw(
        st.sampled_from(
            [
                datetime.combine(night, time(), UTC) + timedelta(minutes=minutes),
                datetime.combine(saturday, time(22), zone),
                datetime.combine(saturday, draw(clocks), zone),
                datetime.combine(draw(dates), draw(clocks | st.just(time(22))), zone),
            ]
        )
    )
    quiet = draw(
        st.sampled_from([None, NIGHT]) | st.tuples(clocks, clocks).filter(lambda pair: pair[0] != pair[1])
    )
    return Calendar(t0, Rules(zone, draw(st.sampled_from(["calendar", "working"])), quiet))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any time, asked about from the first occurrence on, near T0 and far from it."""
    calendar = draw(calendars())
    opens = [calendar.t0 + timedelta(minutes=draw(st.integers(-6_000, most))) for most in (60_000, 4_000_000)]
    windows = [(moment, moment + timedelta(minutes=draw(st.integers(0, 60_000)))) for moment in opens]
    return Case(
        draw(times | recurrings()),
        calendar,
        draw(reached),
        ((None, None), *windows),
        tuple(opens),
        (draw(st.integers(1, 3650)),),
    )


def drawn(count: int, number: int) -> list[Case]:
    """So many cases, the same ones each time."""
    found = []

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases())
    def draw(case: Case) -> None:
        found.append(case)

    draw()
    return found


def about_changes() -> Iterable[Calendar]:
    """T0 every 90 minutes of the days around each change, with quiet hours that end in it and without."""
    for name, nights in CHANGES.items():
        for night, minutes in product(nights, range(-18 * 60, 18 * 60, 90)):
            t0 = datetime.combine(night, time(1), ZoneInfo(name)).astimezone(UTC) + timedelta(minutes=minutes)
            for quiet in (None, (time(23), time(1, 45))):
                yield Calendar(t0, Rules(ZoneInfo(name), "calendar", quiet))
