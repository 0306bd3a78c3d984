"""The plan day by day: stretches of days with the same actions, each role's load, the timeline."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from generator.linked import Action, Playbook, Role
from generator.model import Absence

#: The timeline's width and a row's height, in the picture's units.
WIDTH, ROW = 1000, 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive days on which the same actions run. Days count from T0, day 1 being T0's."""

    first: int
    last: int
    actions: tuple[Action, ...]

    @property
    def words(self) -> str:
        return f"Day {self.first}" if self.first == self.last else f"Days {self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class Load:
    """How many actions a role owns in each stretch; `over` marks more than the limit a day."""

    role: Role
    counts: tuple[tuple[int, bool], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One action on the timeline, in the picture's units (`WIDTH` wide).

    The title starts below the bar's start, or ends below its end (`anchor`) where there is more room.
    """

    action: Action
    x: float
    y: int
    width: float
    text_x: float
    anchor: Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the plan page shows; `last_day` is the end of the timeline."""

    stretches: tuple[Stretch, ...]
    undated: tuple[Action, ...]
    loads: tuple[Load, ...]
    bars: tuple[Bar, ...]
    last_day: int
    height: int
    absences: tuple[tuple[Role, Absence], ...]


def plan(book: Playbook) -> Plan:
    """The plan of a playbook; actions without days are listed apart."""
    dated = tuple((action, days) for action in book.actions_in_time if (days := action.days))
    stretches = _stretches(dated)
    last = max((days[1] for _, days in dated), default=0)
    bars = tuple(_bar(action, days, last, row) for row, (action, days) in enumerate(dated))
    return Plan(
        stretches=stretches,
        undated=tuple(action for action in book.actions_in_time if not action.days),
        loads=_loads(book, stretches),
        bars=bars,
        last_day=last,
        height=ROW * len(bars),
        absences=tuple((role, absence) for role in book.roles for absence in role.absences),
    )


def _stretches(dated: tuple[tuple[Action, tuple[int, int]], ...]) -> tuple[Stretch, ...]:
    edges = sorted({first for _, (first, _) in dated} | {last + 1 for _, (_, last) in dated})
    found = []
    for first, after in pairwise(edges):
        running = tuple(action for action, (start, end) in dated if start <= first <= end)
        if running:
            found.append(Stretch(first, after - 1, running))
    return tuple(found)


def _loads(book: Playbook, stretches: tuple[Stretch, ...]) -> tuple[Load, ...]:
    limit = book.overview.limits.actions_per_role_per_day
    counted = [Counter(action.owner for action in stretch.actions) for stretch in stretches]
    owners = {role for counter in counted for role in counter}
    return tuple(
        Load(role, tuple((counter[role], counter[role] > limit) for counter in counted))
        for role in book.roles
        if role in owners
    )


def _bar(action: Action, days: tuple[int, int], last: int, row: int) -> Bar:
    first, end = days
    x, width = round(WIDTH * (first - 1) / last, 1), round(WIDTH * (end - first + 1) / last, 1)
    if x > WIDTH / 2:
        return Bar(action, x, row * ROW, width, round(x + width, 1), "end")
    return Bar(action, x, row * ROW, width, x, "start")
