"""When actions stood still, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from generator.happened import Happened, history
from generator.linked import Action, Role
from generator.review.frame import Frame

#: A shorter wait is a part of the work.
LONG = timedelta(hours=4)

#: The kinds of log entries between which work stands still.
RESUMES = frozenset({"started", "done", "unblocked", "dropped", "reopened"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when until when (aware) something was blocked; `on` had to move first."""

    start: datetime
    end: datetime
    on: Role | None


@dataclass(frozen=True, slots=True)
class Wait:
    """One stretch in which an action was blocked; `on` must have moved first, if the log says who."""

    action: Action
    lasted: timedelta
    on: Role | None


def long_waits(frame: Frame) -> tuple[Wait, ...]:
    """The longest wait of each action that was blocked for `LONG` or more, the longest first."""
    found = []
    for action in frame.book.actions_in_time:
        waits = [wait for wait in _waits(action, frame) if wait.lasted >= LONG]
        if waits:
            found.append(max(waits, key=lambda wait: wait.lasted))
    return tuple(sorted(found, key=lambda wait: -wait.lasted))


def stretches(said: Iterable[Happened], until: datetime) -> tuple[Stretch, ...]:
    """When work stood still: from each `blocked` to what followed it, the last perhaps to `until`.

    What is blocked again while it is blocked goes on waiting, now on whom the log said last. What was
    recorded after `until` blocked nothing before it.
    """
    found = []
    since: Happened | None = None
    on: Role | None = None
    for one in said:
        if one.kind == "blocked":
            since = since or one
            on = one.waiting_on or on
        elif one.kind in RESUMES and since is not None:
            found.append(Stretch(since.at, one.at, on))
            since, on = None, None
    if since is not None and since.at < until:
        found.append(Stretch(since.at, until, on))
    return tuple(found)


def _waits(action: Action, frame: Frame) -> Iterator[Wait]:
    for one in stretches(history(action), frame.until):
        yield Wait(action, one.end - one.start, one.on)
