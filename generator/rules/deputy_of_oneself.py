"""A role that is its own deputy, or covers its own absence: then nobody takes over when it cannot."""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Playbook, Role
from generator.rules.base import Finding, Rule, place, quoted

CODE = "deputy-of-oneself"


def _check(book: Playbook) -> Iterator[Finding]:
    for role in book.roles:
        if role.record.deputy == role.id:
            yield _finding(role, "is its own deputy", "deputy")
        for index, absence in enumerate(role.absences):
            if absence.cover == role.id:
                yield _finding(role, "covers its own absence", "away", index, "cover")


def _finding(role: Role, does: str, *path: str | int) -> Finding:
    return Finding(
        rule=CODE,
        entry=role.ref,
        place=place(role, *path),
        message=f"{quoted(role.title)} {does}.",
        hint="Name another role, or leave it out until there is one.",
    )


RULE = Rule(CODE, "warning", "A role's deputy, or cover, is another role.", _check)
