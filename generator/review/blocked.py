"""For how long actions stood still."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from generator.linked import Action, Role
from generator.review.frame import Frame
from generator.state import Event

#: A shorter wait is a part of the work.
LONG = timedelta(hours=4)

#: What ends a wait, by what the log says next.
_MOVES = frozenset({"started", "done", "unblocked", "dropped", "reopened"})


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


def _waits(action: Action, frame: Frame) -> Iterator[Wait]:
    """What is blocked again while it is blocked goes on waiting, now on whom the log said last."""
    since: Event | None = None
    on: Role | None = None
    for event in action.state.events:
        kind = event.record.kind
        if kind == "blocked":
            since = since or event
            on = frame.book.role(event.record.waiting_on) or on
        elif kind in _MOVES and since is not None:
            yield Wait(action, event.at - since.at, on)
            since, on = None, None
    if since is not None and frame.is_past(since.at):
        yield Wait(action, frame.until - since.at, on)
