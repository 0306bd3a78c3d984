"""The plan day by day: stretches of days with the same work, who has what in them, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from generator.linked import Action, Playbook, Role
from generator.pages.load import Away, Cell, Gap, Load, absences, gaps, lacks_deputy
from generator.pages.timeline import Timeline, timeline
from generator.workload import Days, action_days, burden, limit

#: What an action does in a stretch that is shorter than the action.
Course = Literal["", "starts", "goes on", "ends"]


@dataclass(frozen=True, slots=True)
class Task:
    """An action in a stretch; `course` is empty where it lies in it whole."""

    action: Action
    course: Course


@dataclass(frozen=True, slots=True)
class Duty:
    """What one role owns in a stretch (None: nobody does), and what may keep it from being done."""

    role: Role | None
    tasks: tuple[Task, ...]
    is_over: bool
    gaps: tuple[Gap, ...]
    lacks_deputy: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive days on which the same actions run. Days count from T0, day 1 being T0's.

    `dates` is empty before T0 is known; `idle_away` are the absences of roles that own nothing in it.
    """

    first: int
    last: int
    dates: str
    duties: tuple[Duty, ...]
    idle_away: tuple[tuple[Role, Gap], ...]

    @property
    def words(self) -> str:
        return f"Day {self.first}" if self.first == self.last else f"Days {self.first}–{self.last}"

    @property
    def actions(self) -> tuple[Action, ...]:
        return tuple(task.action for duty in self.duties for task in duty.tasks)


@dataclass(frozen=True, slots=True)
class Overload:
    """A role that owns more actions a day than the limit: in which stretches, and how many."""

    role: Role
    stretches: tuple[tuple[Stretch, int], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the plan page shows.

    `standing` goes on without an end that is known, `before` is preparation, `undated` is all else without
    days; `limit` is in actions a role and day.
    """

    stretches: tuple[Stretch, ...]
    standing: tuple[Action, ...]
    before: tuple[Action, ...]
    undated: tuple[Action, ...]
    loads: tuple[Load, ...]
    overloads: tuple[Overload, ...]
    without_deputy: tuple[Role, ...]
    unowned: tuple[Action, ...]
    absences: tuple[Away, ...]
    timeline: Timeline
    limit: int

    @property
    def has_trouble(self) -> bool:
        uncovered = any(not item.cover for item in self.absences)
        return bool(self.overloads or self.without_deputy or self.unowned or uncovered)


def plan(book: Playbook) -> Plan:
    """The plan of a playbook."""
    most = limit(book)
    away = absences(book)
    placed = tuple((action, action_days(action)) for action in book.actions_in_time)
    bounded = tuple((action, days) for action, days in placed if days and days.last)
    standing = tuple(action for action, days in placed if days and not days.last)
    unplaced = tuple(action for action, days in placed if not days)
    before = tuple(action for action in unplaced if _is_preparation(action))
    stretches = _stretches(book, bounded, away, most)
    loads = _loads(book, stretches)
    return Plan(
        stretches=stretches,
        standing=standing,
        before=before,
        undated=tuple(action for action in unplaced if action not in before),
        loads=loads,
        overloads=_overloads(loads, stretches),
        without_deputy=tuple(role for role in book.roles if role.actions and lacks_deputy(role)),
        unowned=tuple(action for action in book.actions_in_time if action.owner is None),
        absences=away,
        timeline=timeline(book),
        limit=most,
    )


def _is_preparation(action: Action) -> bool:
    return str(action.when) == "before" or action.priority.record.phase == "before"


def _stretches(
    book: Playbook, bounded: tuple[tuple[Action, Days], ...], away: tuple[Away, ...], most: int
) -> tuple[Stretch, ...]:
    spans = tuple((action, days.first, days.last or days.first) for action, days in bounded)
    edges = sorted({first for _, first, _ in spans} | {last + 1 for _, _, last in spans})
    found = []
    for first, after in pairwise(edges):
        last = after - 1
        running = tuple(
            Task(action, _course(begins, ends, first, last))
            for action, begins, ends in spans
            if begins <= first <= ends
        )
        if running:
            duties = _duties(running, away, (first, last), most)
            idle = _idle(away, duties, (first, last))
            found.append(Stretch(first, last, _dates(book, first, last), duties, idle))
    return tuple(found)


def _course(begins: int, ends: int, first: int, last: int) -> Course:
    if begins == first:
        return "" if ends == last else "starts"
    return "ends" if ends == last else "goes on"


def _duties(
    tasks: tuple[Task, ...], away: tuple[Away, ...], days: tuple[int, int], most: int
) -> tuple[Duty, ...]:
    """By owner in order of their first action; what nobody owns comes last."""
    owners = dict.fromkeys(task.action.owner for task in tasks)
    named = [role for role in owners if role is not None]
    found = []
    for role in (*named, None):
        own = tuple(task for task in tasks if task.action.owner == role)
        if not own:
            continue
        found.append(
            Duty(
                role=role,
                tasks=own,
                is_over=role is not None and _burden(own) > most,
                gaps=gaps(role, away, *days) if role else (),
                lacks_deputy=role is not None and lacks_deputy(role),
            )
        )
    return tuple(found)


def _idle(
    away: tuple[Away, ...], duties: tuple[Duty, ...], days: tuple[int, int]
) -> tuple[tuple[Role, Gap], ...]:
    busy = [duty.role for duty in duties]
    roles = dict.fromkeys(item.role for item in away if item.role not in busy)
    return tuple((role, gap) for role in roles for gap in gaps(role, away, *days))


def _burden(tasks: tuple[Task, ...]) -> int:
    return burden(task.action for task in tasks)


def _dates(book: Playbook, first: int, last: int) -> str:
    if book.calendar is None:
        return ""
    dates = [book.calendar.date_of(day) for day in dict.fromkeys((first, last))]
    return " – ".join(f"{date:%a} {date.day} {date:%b}" for date in dates)


def _loads(book: Playbook, stretches: tuple[Stretch, ...]) -> tuple[Load, ...]:
    duties = [{duty.role: duty for duty in stretch.duties} for stretch in stretches]
    owners = {role for found in duties for role in found}
    return tuple(
        Load(role, tuple(_cell(found.get(role)) for found in duties), lacks_deputy(role))
        for role in book.roles
        if role in owners
    )


def _cell(duty: Duty | None) -> Cell:
    return Cell(_burden(duty.tasks), duty.is_over, bool(duty.gaps)) if duty else Cell(0, False, False)


def _overloads(loads: tuple[Load, ...], stretches: tuple[Stretch, ...]) -> tuple[Overload, ...]:
    found = []
    for load in loads:
        pairs = zip(stretches, load.cells, strict=True)
        over = tuple((stretch, cell.count) for stretch, cell in pairs if cell.is_over)
        if over:
            found.append(Overload(load.role, over))
    return tuple(found)
