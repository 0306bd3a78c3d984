"""Who carries how much, day by day: overload, absences, missing deputies."""

from __future__ import annotations

from dataclasses import dataclass

from generator.facts import TimeValue, timed
from generator.linked import Action, Playbook, Role, as_time
from generator.model import Absence
from generator.when import Dates, Time
from generator.workload import Days, action_days, days_of


@dataclass(frozen=True, slots=True)
class Away:
    """An absence: from and to as pages show times; `days` is None where only a calendar without T0 knows.

    `dates` says it in words where it was written as dates, else it is empty; `cover` is who covers,
    `meanwhile` what the role owns that falls into it.
    """

    role: Role
    start: TimeValue
    end: TimeValue
    dates: str
    days: Days | None
    cover: Role | None
    meanwhile: tuple[Action, ...]

    @property
    def is_one_day(self) -> bool:
        return self.start.words == self.end.words


@dataclass(frozen=True, slots=True)
class Gap:
    """An absence where it falls into a stretch: in words, and who covers."""

    words: str
    cover: Role | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A role's load in one stretch: actions a day, whether that is over the limit, whether it is away."""

    count: int
    is_over: bool
    is_away: bool


@dataclass(frozen=True, slots=True)
class Load:
    """A role's load in each stretch, in their order."""

    role: Role
    cells: tuple[Cell, ...]
    lacks_deputy: bool


def absences(book: Playbook) -> tuple[Away, ...]:
    """Every absence that is known, role by role."""
    return tuple(_away(role, absence) for role in book.roles for absence in role.absences)


def _away(role: Role, absence: Absence) -> Away:
    book = role.book
    start, end = as_time(absence.from_), as_time(absence.to)
    if start is None or end is None:
        raise TypeError(absence)
    first, last = days_of(start, book), days_of(end, book)
    days = Days(first.first, last.last) if first and last else None
    return Away(
        role=role,
        start=timed(start, absence.from_, book),
        end=timed(end, absence.to, book),
        dates=_dates(start, end),
        days=days,
        cover=book.role(absence.cover),
        meanwhile=tuple(action for action in role.actions if days and _falls_into(action, days)),
    )


def _dates(start: Time, end: Time) -> str:
    if not isinstance(start, Dates) or not isinstance(end, Dates):
        return ""
    days = dict.fromkeys((start.first, end.last))
    return f"{' – '.join(f'{day:%a} {day.day} {day:%b}' for day in days)} {end.last.year}"


def _falls_into(action: Action, days: Days) -> bool:
    found = action_days(action)
    # What goes on without an end is not lost by a few days.
    return bool(found and found.last and days.both(found.first, found.last))


def gaps(role: Role, away: tuple[Away, ...], first: int, last: int) -> tuple[Gap, ...]:
    """The role's absences between two days: `away`, or on which of them."""
    found = []
    for item in away:
        common = item.days.both(first, last) if item.role == role and item.days else None
        if common:
            is_all = (common.first, common.last) == (first, last)
            found.append(Gap("away" if is_all else f"away on {common.words}", item.cover))
    return tuple(found)


def lacks_deputy(role: Role) -> bool:
    """Whether nobody takes over from it; outsiders and groups need nobody named."""
    return role.deputy is None and not role.is_external and not role.is_group
