"""The shape of a review. All moments are aware and in the playbook's zone, all lengths are timedeltas."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from generator.happened import Happened
from generator.linked import (
    Action,
    Commitment,
    CommsPlan,
    Decision,
    Kpi,
    Linked,
    Playbook,
    Priority,
    Role,
    Target,
)
from generator.model import Entry
from generator.proof import Withheld
from generator.when import Interval, Time


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the playbook that is over, as it was archived: its id, and its plan with its own log.

    `withheld` is what of it the readers do not see whom it is read for.
    """

    id: str
    book: Playbook
    withheld: Withheld = field(default_factory=Withheld)


@dataclass(frozen=True, slots=True)
class Series:
    """What recurs, until the review's end: how often it was due, what was said of how many occurrences.

    `due` is None where nothing says when it was due, or where it was so often that nobody counts; `said` then
    has every word on record, else the last word on each occurrence that was due. `unrecorded` counts the due
    ones without a word.
    """

    due: int | None
    said: tuple[tuple[str, int], ...]
    unrecorded: int | None


@dataclass(frozen=True, slots=True)
class Work:
    """One action, planned and real.

    `planned` is its interval, None where the plan does not say or where it recurs (then `series`); `started`
    is its first start on record, `ended` its last end while it stands done or dropped. `slip` is the real end
    minus the planned one (negative: early), where both are known and it is done; `over` is how far the
    planned end lay back at the review's end while nothing says that it was finished. `by` is who recorded its
    last word.
    """

    action: Action
    planned: Interval | None
    started: datetime | None
    ended: datetime | None
    status: str
    by: Role | None
    slip: timedelta | None
    over: timedelta | None
    series: Series | None
    history: tuple[Happened, ...]

    @property
    def is_recorded(self) -> bool:
        """Whether the log says anything of it at all."""
        return bool(self.history)


@dataclass(frozen=True, slots=True)
class Front:
    """One priority: its actions in order of time, how many of those that can end are done."""

    priority: Priority
    works: tuple[Work, ...]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a schedule: what (plain text), its time, how often it was due, what was sent for it.

    `due` and `missing` are None where nothing says when it was due.
    """

    what: str
    time: Time | None
    due: int | None
    sent: tuple[datetime, ...]
    missing: int | None


@dataclass(frozen=True, slots=True)
class Heard:
    """One audience: its schedule against what it heard; the longest time in which it heard nothing.

    `sent` is whatever it heard, meetings included. `silence` counts from T0 and to the review's end as well;
    None where it never heard anything.
    """

    plan: CommsPlan
    lines: tuple[Line, ...]
    sent: tuple[Happened, ...]
    silence: timedelta | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One promise: when it was due, what the log last says (`open` where nothing), its occurrences.

    A date that the audience agreed to later counts instead of the first one.
    """

    commitment: Commitment
    due: Interval | None
    word: str
    at: datetime | None
    series: Series | None


@dataclass(frozen=True, slots=True)
class Course:
    """One KPI: its first and last number with the moment, what the targets asked for and what was there.

    `goals` has for each target: the number asked for (plain), when, the last number on record by then (plain,
    empty if there was none), and how that stands (`met`, `not met`, `not measured`, or `not due` before its
    day).
    """

    kpi: Kpi
    first: tuple[datetime, str] | None
    last: tuple[datetime, str] | None
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """One number that a KPI had to reach; `target` is None for the KPI's own."""

    target: Target | None
    asked: str
    by: datetime | None
    found: str
    standing: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What should have left a trace and did not: a heading and the entries."""

    title: str
    entries: tuple[Linked[Entry], ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A run from T0 to its end, or until now while it goes on.

    `run` is its id; `until` is what it was computed for. `occurred`, `invoked`, `decided`, `learned` are log
    entries, oldest first; `undecided` are open decisions. `questions` are plain sentences for people to
    answer, each made from what is missing on the record. `log` is the whole log, oldest first. `targets` have
    the words of a goal's standing, or `not measurable`.
    """

    book: Playbook
    run: str
    began: datetime
    until: datetime
    is_over: bool
    fronts: tuple[Front, ...]
    decided: tuple[Happened, ...]
    undecided: tuple[Decision, ...]
    heard: tuple[Heard, ...]
    outcomes: tuple[Outcome, ...]
    courses: tuple[Course, ...]
    targets: tuple[tuple[Target, str], ...]
    occurred: tuple[Happened, ...]
    invoked: tuple[Happened, ...]
    learned: tuple[Happened, ...]
    gaps: tuple[Gap, ...]
    questions: tuple[str, ...]
    log: tuple[Happened, ...]
