"""Who does what, who has too much of it, who has nobody to take over."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linked import Playbook, Ritual, Role
from generator.pages.plan import Plan, Stretch, plan


@dataclass(frozen=True, slots=True)
class Overload:
    """A role that owns more actions a day than the limit, and when."""

    role: Role
    stretches: tuple[tuple[Stretch, int], ...]


@dataclass(frozen=True, slots=True)
class Delegation:
    """What the delegation page shows; `limit` is in actions a role and day."""

    roles: tuple[Role, ...]
    overloaded: tuple[Overload, ...]
    without_deputy: tuple[Role, ...]
    rituals: tuple[Ritual, ...]
    limit: int


def delegation(book: Playbook) -> Delegation:
    """The delegation of a playbook."""
    ours = tuple(role for role in book.roles if not role.is_external and not role.is_group)
    return Delegation(
        roles=ours,
        overloaded=_overloaded(plan(book)),
        without_deputy=tuple(role for role in ours if role.deputy is None and role.actions),
        rituals=book.rituals,
        limit=book.overview.limits.actions_per_role_per_day,
    )


def _overloaded(found: Plan) -> tuple[Overload, ...]:
    result = []
    for load in found.loads:
        over = tuple(
            (stretch, count)
            for stretch, (count, is_over) in zip(found.stretches, load.counts, strict=True)
            if is_over
        )
        if over:
            result.append(Overload(load.role, over))
    return tuple(result)
