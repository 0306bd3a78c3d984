"""Which days of the plan work falls on, and who has more of it on a day than a role can carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

from generator.linked import Action, Playbook, Role
from generator.when import Interval, Time, as_data, period, span_of_days


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


@dataclass(frozen=True, slots=True)
class Crowd:
    """Consecutive days on which one role has the same actions, in order of time."""

    days: Days
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Overload:
    """A role with more actions a day than the limit: on which days, with which; in order of the days."""

    role: Role
    crowds: tuple[Crowd, ...]

    @property
    def days(self) -> tuple[Days, ...]:
        """The days in stretches as long as can be, whatever the actions in them."""
        found: list[Days] = []
        for crowd in self.crowds:
            if found and found[-1].last == crowd.days.first - 1:
                found[-1] = Days(found[-1].first, crowd.days.last)
            else:
                found.append(crowd.days)
        return tuple(found)

    @property
    def actions(self) -> tuple[Action, ...]:
        """All that make it too many, each once."""
        return tuple(dict.fromkeys(action for crowd in self.crowds for action in crowd.actions))

    @property
    def most(self) -> int:
        """The number of actions on its worst day."""
        return max(len(crowd.actions) for crowd in self.crowds)


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


def burden(actions: Iterable[Action]) -> int:
    """How many of them are work on each of their days.

    What was dropped is none, and what recurs less than daily is none of a day in particular.
    """
    return sum(action.status != "dropped" and not _is_seldom(action) for action in actions)


def _is_seldom(action: Action) -> bool:
    every = period(action.when) if action.when else None
    return every is not None and every > timedelta(days=1)


def limit(book: Playbook) -> int:
    """How many actions a day a role can carry."""
    return book.overview.limits.actions_per_role_per_day


def overloads(book: Playbook, *, left: bool = False) -> tuple[Overload, ...]:
    """The roles with too much on a day, in the order of the roles; what has no end is not counted.

    With `left` only what the log does not say to be done.
    """
    found = ((role, tuple(_crowds(_work(role, left=left), limit(book)))) for role in book.roles)
    return tuple(Overload(role, crowds) for role, crowds in found if crowds)


def _work(role: Role, *, left: bool) -> tuple[Action, ...]:
    return tuple(action for action in role.actions if not left or action.status != "done")


def _crowds(actions: tuple[Action, ...], most: int) -> Iterator[Crowd]:
    spans = [(action, *span) for action in actions if burden((action,)) and (span := _bounded(action))]
    if len(spans) <= most:
        return
    edges = sorted({first for _, first, _ in spans} | {last + 1 for _, _, last in spans})
    for first, after in pairwise(edges):
        running = tuple(action for action, begins, ends in spans if begins <= first <= ends)
        if len(running) > most:
            yield Crowd(Days(first, after - 1), running)


def _bounded(action: Action) -> tuple[int, int] | None:
    days = action_days(action)
    return (days.first, days.last) if days and days.last else None


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
