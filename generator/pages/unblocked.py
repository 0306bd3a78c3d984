"""What a role can start now, because others finished what it waited for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from generator.linked import Action, Playbook, Role

#: What the log says of an action that keeps nobody waiting any more.
OVER = ("done", "dropped")


@dataclass(frozen=True, slots=True)
class Finished:
    """An action that another role finished, and when the log says so, in the playbook's zone."""

    action: Action
    at: datetime


@dataclass(frozen=True, slots=True)
class Unblocked:
    """An action that can be started: what others finished for it, in the order in which they did.

    `at` is when the last of all that it needs was over; `still_blocked` is whether the log calls it blocked,
    by a word from before that.
    """

    action: Action
    finished: tuple[Finished, ...]
    at: datetime
    still_blocked: bool


def unblocked(role: Role | None, book: Playbook) -> tuple[Unblocked, ...]:
    """The actions of a role that others have set free, in order of time; of None those that nobody owns."""
    own = (action for action in book.actions_in_time if action.owner == role)
    found = (_unblocked(action) for action in own)
    return tuple(item for item in found if item)


def _unblocked(action: Action) -> Unblocked | None:
    if action.status in ("started", *OVER) or (action.is_recurring and action.state.occurrences):
        return None
    zone = action.book.now.tzinfo
    over = {other: other.word.at for other in action.needs if other.word and other.status in OVER}
    theirs = [
        Finished(other, at.astimezone(zone))
        for other, at in over.items()
        if other.status == "done" and other.owner != action.owner
    ]
    if len(over) < len(set(action.needs)) or not theirs:
        return None
    last = max(over.values())
    is_blocked = action.status == "blocked"
    # Who says that it is blocked although all is done that it needs has another reason.
    if is_blocked and action.word and action.word.at >= last:
        return None
    return Unblocked(
        action, tuple(sorted(theirs, key=lambda one: one.at)), last.astimezone(zone), still_blocked=is_blocked
    )
