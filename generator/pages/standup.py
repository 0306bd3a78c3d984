"""The stand-up: each role's actions in a line each, and why it is blocked; to be read aloud."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linked import Action, Playbook, Role
from generator.pages.now import Hindrance, hindrance
from generator.pages.unblocked import OVER, Unblocked, unblocked


@dataclass(frozen=True, slots=True)
class Line:
    """One action; `is_over` where the log says that it is done or dropped, and nothing is left to say."""

    action: Action
    hindrance: Hindrance | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What one role has to say, in order of time; `role` is None for actions that nobody owns.

    `open` and `blocked` count its lines that are not over, and those of them that are blocked; `unblocked` is
    what it can start because others finished.
    """

    role: Role | None
    lines: tuple[Line, ...]
    open: int
    blocked: int
    unblocked: tuple[Unblocked, ...]


@dataclass(frozen=True, slots=True)
class Standup:
    """The parts that have something to say, and the roles that have not."""

    parts: tuple[Part, ...]
    silent: tuple[Role, ...]


def standup(book: Playbook) -> Standup:
    """The stand-up by the log alone: what is due is for the clock to say."""
    owners = (*dict.fromkeys((*book.own_roles, *book.roles)), None)
    parts = tuple(_part(role, book) for role in owners)
    return Standup(
        parts=tuple(part for part in parts if part.lines),
        silent=tuple(role for role in book.own_roles if not role.actions),
    )


def _part(role: Role | None, book: Playbook) -> Part:
    lines = tuple(_line(action) for action in book.actions_in_time if action.owner == role)
    left = [line for line in lines if not line.is_over]
    blocked = sum(line.hindrance is not None for line in left)
    return Part(role, lines, len(left), blocked, unblocked(role, book))


def _line(action: Action) -> Line:
    # Of what recurs the log speaks occurrence by occurrence; there is always a next one.
    is_over = action.status in OVER and not action.state.occurrences
    return Line(action, hindrance(action), is_over)
