"""Deputies in a ring: when all of them are away, each is represented by one who is away.

Two roles that cover one another are a good arrangement as long as there is somebody else: whom one of them
reports or escalates to, or a second person in the role.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Playbook, Role
from generator.rules.base import Finding, Rule, Sentence, place, quoted

CODE = "deputy-ring"


def _check(book: Playbook) -> Iterator[Finding]:
    seen: set[Role] = set()
    for start in book.roles:
        way: dict[Role, None] = {}
        role: Role | None = start
        while role is not None and role not in seen:
            seen.add(role)
            way[role] = None
            role = role.deputy
        if role in way:
            passed = tuple(way)
            ring = passed[passed.index(role) :]
            if len(ring) > 1 and not any(_has_others(member, ring) for member in ring):
                yield _finding(ring)


def _has_others(role: Role, ring: tuple[Role, ...]) -> bool:
    """Whether somebody outside the ring can act for it."""
    escalate = role.record.escalate
    above = (role.reports_to, role.book.role(escalate.to) if escalate else None)
    return len(role.record.people) > 1 or role.is_group or any(one and one not in ring for one in above)


def _finding(ring: tuple[Role, ...]) -> Finding:
    first, *others = ring
    chain = ", which has ".join(quoted(role.title) for role in (*others, first))
    return Finding(
        rule=CODE,
        entry=first.ref,
        place=place(first, "deputy"),
        message=f"{quoted(first.title)} has the deputy {chain}: when all of them are away, nobody is left.",
        hint="Name a deputy outside the ring, or say in `reports_to` or `escalate` who decides then.",
        sentences=tuple(
            Sentence(role.ref, place(role, "deputy"), role.title, f"deputy: {role.deputy.title}")
            for role in ring
            if role.deputy is not None
        ),
    )


RULE = Rule(CODE, "warning", "Roles that deputise for one another have somebody else above them.", _check)
