"""The timeline: a row an action, by priority; each has its text as text and its bar as a small picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.linked import Action, Playbook, Priority
from generator.pages.scale import Scale, scale
from generator.when import is_recurring
from generator.workload import Days, action_days

#: How a bar is drawn: work of some days, what comes again and again, what goes on all the time.
Shape = Literal["once", "recurring", "standing"]

#: The smallest bar, in percent: half a day among months is still to be seen.
NARROWEST = 1.4


@dataclass(frozen=True, slots=True)
class Bar:
    """From where to where, in percent of the picture; `is_open`: nothing says when it ends."""

    shape: Shape
    x: float
    end: float
    is_open: bool

    @property
    def width(self) -> float:
        return round(self.end - self.x, 2)


@dataclass(frozen=True, slots=True)
class Row:
    """An action and its bar; None where no day is known."""

    action: Action
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one priority, in order of time."""

    priority: Priority
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Groups by rank, on one scale; without a single known day there are neither."""

    scale: Scale | None
    groups: tuple[Group, ...]


def timeline(book: Playbook) -> Timeline:
    """The timeline of a playbook."""
    found = {action: days for action in book.actions_in_time if (days := action_days(action))}
    if not found:
        return Timeline(None, ())
    on = scale(max(days.last or days.first for days in found.values()))
    groups = tuple(
        Group(
            priority,
            tuple(Row(action, _bar(action, found.get(action), on)) for action in priority.actions),
        )
        for priority in book.priorities
        if priority.actions
    )
    return Timeline(on, groups)


def _bar(action: Action, days: Days | None, on: Scale) -> Bar | None:
    if days is None:
        return None
    x = min(on.at(days.first), 100 - NARROWEST)
    end = on.at((days.last or on.last) + 1)
    return Bar(_shape(action, days), x, max(end, round(x + NARROWEST, 2)), days.last is None)


def _shape(action: Action, days: Days) -> Shape:
    if action.when and is_recurring(action.when):
        return "recurring"
    return "once" if days.last else "standing"
