"""What the time grammar can say, as values. `str()` of each is its canonical spelling.

Days, weeks, months and quarters with a number are the plan's own, counted from T0, the moment at which
the crisis is declared: they know no date. `edges` says where each begins and ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

Unit = Literal["minute", "hour", "day", "week", "month", "quarter", "year"]
StretchUnit = Literal["day", "week", "month", "quarter"]
Part = Literal["morning", "afternoon"]

#: How many days a unit has. A plan's month has 30 and its quarter 90, whatever the calendar says.
DAYS_IN: dict[Unit, int] = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a text is no time, in one sentence, and the nearest form that is."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, `count` at least 1."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count} {self.unit}" if self.count == 1 else f"{self.count} {self.unit}s"

    @property
    def is_elapsed(self) -> bool:
        """Whether it counts by the clock (minutes, hours) and not by the calendar."""
        return self.unit in ("minute", "hour")

    @property
    def delta(self) -> timedelta:
        """Its length, with days of 24 hours, months of 30 days, quarters of 90, years of 365."""
        if self.unit == "minute":
            return timedelta(minutes=self.count)
        if self.unit == "hour":
            return timedelta(hours=self.count)
        return timedelta(days=self.count * DAYS_IN[self.unit])


@dataclass(frozen=True, slots=True)
class Immediately:
    """At T0."""

    def __str__(self) -> str:
        return "immediately"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Numbered days, weeks, months or quarters of the plan, from 1, both ends included."""

    unit: StretchUnit
    first: int
    last: int

    def __str__(self) -> str:
        if self.first == self.last:
            return f"{self.unit} {self.first}"
        return f"{self.unit}s {self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class DayPart:
    """The morning (09:00 to 12:00) or the afternoon (12:00 to 18:00) of a day."""

    day: int
    part: Part

    def __str__(self) -> str:
        return f"day {self.day} {self.part}"


@dataclass(frozen=True, slots=True)
class DayAt:
    """A day of the plan, at a time of the clock."""

    day: int
    clock: time

    def __str__(self) -> str:
        return f"day {self.day} at {self.clock:%H:%M}"


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """The last date of the calendar month in which T0 lies."""

    def __str__(self) -> str:
        return "month-end"


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates of the calendar, both ends included."""

    first: date
    last: date

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date and a time; without an offset it is meant in the playbook's time zone."""

    at: datetime

    def __str__(self) -> str:
        return self.at.isoformat(timespec="seconds" if self.at.second else "minutes")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something whose moment the log records: an event's id, or `collection/id`."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Words:
    """What only people can recognise: `the call with the regulator`."""

    text: str

    def __str__(self) -> str:
        return self.text


Placed = Stretch | DayPart | DayAt | MonthEnd | Dates | Moment
"""A place in the plan or the calendar: a time in itself."""

Point = Placed | Anchor | Words
"""What a time may start from, end with or count from."""


@dataclass(frozen=True, slots=True)
class Within:
    """No later than `length` after T0, or after the end of `of`."""

    length: Duration
    of: Point | None = None
    day_and_night: bool = False

    def __str__(self) -> str:
        of = f" of {self.of}" if self.of else ""
        return f"within {self.length}{of}{' day and night' if self.day_and_night else ''}"


@dataclass(frozen=True, slots=True)
class After:
    """Once something is over, or once a while has passed since T0; without either, after the crisis."""

    what: Point | Duration | None = None

    def __str__(self) -> str:
        return f"after {self.what}" if self.what else "after"


@dataclass(frozen=True, slots=True)
class Before:
    """Until something begins; without it, before the crisis."""

    what: Point | None = None

    def __str__(self) -> str:
        return f"before {self.what}" if self.what else "before"


@dataclass(frozen=True, slots=True)
class Deferred:
    """Put off to a later time."""

    to: Point

    def __str__(self) -> str:
        return f"deferred to {self.to}"


@dataclass(frozen=True, slots=True)
class Span:
    """From something (none: T0), until something or for a while (none: open), both ends included."""

    start: Point | None = None
    end: Point | Duration | None = None

    def __str__(self) -> str:
        parts = []
        if self.start:
            parts.append(f"from {self.start}")
        if self.end:
            parts.append(f"{'for' if isinstance(self.end, Duration) else 'until'} {self.end}")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Every:
    """Once in each `length`. Minutes and hours count by the clock, the rest are stretches of days."""

    length: Duration

    def __str__(self) -> str:
        if self.length.count > 1:
            return f"every {self.length}"
        names = {
            "day": "daily",
            "week": "weekly",
            "month": "monthly",
            "quarter": "quarterly",
            "year": "yearly",
        }
        return names.get(self.length.unit, f"every {self.length.unit}")


@dataclass(frozen=True, slots=True)
class DailyAt:
    """Every so many days, at times of the clock (at least one, ascending)."""

    days: int
    at: tuple[time, ...]

    def __str__(self) -> str:
        return f"{Every(Duration(self.days, 'day'))}{_at(self.at)}"


@dataclass(frozen=True, slots=True)
class WeeklyOn:
    """Every so many weeks, on weekdays (0 is Monday; at least one, ascending)."""

    weeks: int
    weekdays: tuple[int, ...]
    at: tuple[time, ...] = ()

    def __str__(self) -> str:
        names = _list([WEEKDAYS[number] for number in self.weekdays])
        return f"{Every(Duration(self.weeks, 'week'))} on {names}{_at(self.at)}"


@dataclass(frozen=True, slots=True)
class MonthlyOn:
    """Every so many calendar months, on a day of the month (1 to 31; the last one where it has fewer)."""

    months: int
    day: int
    at: tuple[time, ...] = ()

    def __str__(self) -> str:
        return f"{Every(Duration(self.months, 'month'))} on day {self.day}{_at(self.at)}"


@dataclass(frozen=True, slots=True)
class Twice:
    """Once in each half of a day, week or month of the plan."""

    unit: Literal["day", "week", "month"]

    def __str__(self) -> str:
        return f"twice {Every(Duration(1, self.unit))}"


@dataclass(frozen=True, slots=True)
class Ongoing:
    """All the time, nothing to count."""

    def __str__(self) -> str:
        return "ongoing"


@dataclass(frozen=True, slots=True)
class AsNeeded:
    """Whenever somebody finds it necessary."""

    def __str__(self) -> str:
        return "as needed"


Cadence = Every | DailyAt | WeeklyOn | MonthlyOn | Twice | Ongoing | AsNeeded


@dataclass(frozen=True, slots=True)
class Recurring:
    """A cadence within bounds. `day_and_night`: it does not rest in the quiet hours."""

    cadence: Cadence
    bounds: Span = Span()
    day_and_night: bool = False

    def __str__(self) -> str:
        night = "day and night" if self.day_and_night else ""
        return " ".join(filter(None, (str(self.cadence), night, str(self.bounds))))


Time = Immediately | Placed | Within | After | Before | Deferred | Span | Duration | Recurring


def words(value: Time) -> str:
    """The canonical spelling, which reads as the same time again."""
    return str(value)


def _at(clocks: tuple[time, ...]) -> str:
    return f" at {_list([f'{clock:%H:%M}' for clock in clocks])}" if clocks else ""


def _list(items: list[str]) -> str:
    *others, last = items
    return f"{', '.join(others)} and {last}" if others else last
