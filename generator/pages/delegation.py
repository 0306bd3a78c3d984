"""Who does what, who has too much of it, who has nobody to take over."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linked import Action, Playbook, Ritual, Role
from generator.pages.load import Away, absences, lacks_deputy
from generator.pages.plan import Overload, plan


@dataclass(frozen=True, slots=True)
class Brief:
    """One role of ours: `left` are its actions that are neither done nor dropped, in order of time."""

    role: Role
    left: tuple[Action, ...]
    overload: Overload | None
    absences: tuple[Away, ...]
    lacks_deputy: bool


@dataclass(frozen=True, slots=True)
class Delegation:
    """What the delegation page shows; `limit` is in actions a role and day."""

    briefs: tuple[Brief, ...]
    overloaded: tuple[Overload, ...]
    without_deputy: tuple[Role, ...]
    rituals: tuple[Ritual, ...]
    limit: int


def delegation(book: Playbook) -> Delegation:
    """The delegation of a playbook: our own roles alone."""
    found, away = plan(book), absences(book)
    return Delegation(
        briefs=tuple(_brief(role, found.overloads, away) for role in book.own_roles),
        overloaded=found.overloads,
        without_deputy=found.without_deputy,
        rituals=book.rituals,
        limit=found.limit,
    )


def _brief(role: Role, overloads: tuple[Overload, ...], away: tuple[Away, ...]) -> Brief:
    return Brief(
        role=role,
        left=tuple(action for action in role.actions if action.status not in ("done", "dropped")),
        overload=next((item for item in overloads if item.role == role), None),
        absences=tuple(item for item in away if item.role == role),
        lacks_deputy=bool(role.actions) and lacks_deputy(role),
    )
