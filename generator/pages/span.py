"""Which days of the plan a time covers, so that it can stand in a list of days or in a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.linked import Action, Playbook
from generator.when import Interval, Time, as_data, span_of_days


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, counted from T0 (1 is T0's); `last` is None where nothing says when it ends."""

    first: int
    last: int | None

    @property
    def words(self) -> str:
        if self.last is None:
            return f"from day {self.first} on"
        return f"day {self.first}" if self.first == self.last else f"days {self.first}–{self.last}"

    def both(self, first: int, last: int) -> Days | None:
        """What it has in common with the days from `first` to `last`; None for nothing."""
        begins = max(first, self.first)
        ends = last if self.last is None else min(last, self.last)
        return Days(begins, ends) if begins <= ends else None


def days_of(time: Time | None, book: Playbook) -> Days | None:
    """The days that a time covers: as the plan counts them, else as the calendar does once T0 is known.

    None for what comes before the crisis, hangs on something that has not happened, or is only words.
    """
    if time is None:
        return None
    planned = span_of_days(time)
    if planned is not None:
        return Days(*planned)
    found = book.interval(time)
    if found is not None:
        return _by_calendar(found, book)
    begins = _first_day(as_data(time).get("from"))
    return None if begins is None else Days(begins, None)


def action_days(action: Action) -> Days | None:
    """The days on which an action is worked on."""
    return days_of(action.when, action.book)


def _by_calendar(interval: Interval, book: Playbook) -> Days | None:
    calendar = book.calendar
    if calendar is None or interval.start is None:
        return None
    last = None if interval.end is None else calendar.day_of(interval.end)
    return None if last == 0 else Days(max(1, calendar.day_of(interval.start)), last)


def _first_day(edge: Any) -> int | None:
    """Of an edge as JSON, in the shapes of docs/time.md: the day that it names."""
    if not isinstance(edge, dict):
        return None
    if "t0" in edge:
        return 1
    return edge.get("day")
