"""A role that owns more actions on a day than it can carry."""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Playbook
from generator.rules.base import Finding, Rule, Sentence, listed, place, quoted
from generator.workload import Overload, limit, overloads

CODE = "overloaded"


def _check(book: Playbook) -> Iterator[Finding]:
    left = {overload.role: overload for overload in overloads(book, left=True)}
    for overload in overloads(book):
        told = left.get(overload.role, overload)
        yield _finding(told, limit(book), settled=overload.role not in left)


def _finding(overload: Overload, most: int, *, settled: bool) -> Finding:
    role, days = overload.role, listed((item.words for item in overload.days), shown=4)
    names = listed((quoted(action.title, 40) for action in overload.actions), shown=4)
    count = (
        f"{overload.most} actions on {days}"
        if len(overload.crowds) == 1
        else (f"up to {overload.most} actions a day on {days}")
    )
    return Finding(
        rule=CODE,
        entry=role.ref,
        place=role.place,
        message=f"{quoted(role.title)} owns {count}, where {most} a day are the limit: {names}.",
        hint="Move an action, give it to another role, or raise `limits: actions_per_role_per_day`.",
        sentences=(
            Sentence(role.ref, role.place, role.title),
            *(
                Sentence(action.ref, place(action, "when"), action.title, str(action.when))
                for action in overload.actions
            ),
        ),
        settled=settled,
    )


RULE = Rule(CODE, "warning", "No role owns more actions on a day than it can carry.", _check)
