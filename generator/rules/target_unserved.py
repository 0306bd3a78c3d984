"""A target that nobody answers for and that no work leads to.

An owner is enough: the target's own, or one who watches a number that shows it. So is work: a priority with
an owner or an action, or anything else of the plan that names the target. A promise that rests on it does not
serve it, nor does a record of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Commitment, LogItem, Playbook, Priority, Target
from generator.rules.base import Finding, Rule, Sentence, quoted
from generator.rules.gathering import Group, names, together

CODE = "target-unserved"


def _check(book: Playbook) -> Iterator[Finding]:
    for target in book.targets:
        if not _is_owned(target) and not _is_worked_on(target):
            yield Finding(
                rule=CODE,
                entry=target.ref,
                place=target.place,
                message=f"Nobody answers for the target {quoted(target.title)}, and no work serves it.",
                hint="Give it an `owner:`, or name in `priorities:` whose work leads to it.",
                sentences=(Sentence(target.ref, target.place, target.title),),
            )


def _is_owned(target: Target) -> bool:
    return target.owner is not None or any(kpi.owner for kpi, _ in target.measures)


def _is_worked_on(target: Target) -> bool:
    """A priority that only bears its name does no work for it."""
    if any(_has_hands(priority) for priority in target.priorities):
        return True
    return any(
        not isinstance(entry, (Commitment, LogItem, Target))
        and (_has_hands(entry) if isinstance(entry, Priority) else True)
        for entry in target.named_by
    )


def _has_hands(priority: Priority) -> bool:
    return priority.owner is not None or bool(priority.actions)


def _many(group: Group) -> str:
    return f"Nobody answers for {len(group)} targets, and no work serves them: {names(group)}."


RULE = Rule(
    CODE,
    "warning",
    "Each target has somebody who answers for it, or work that leads to it.",
    _check,
    together(lambda _: CODE, _many),
)
