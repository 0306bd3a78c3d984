"""A line of a schedule that says neither a time nor an occasion: nobody sends it, and nobody misses it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Playbook
from generator.rules.base import Finding, Rule, listed, place, quoted

CODE = "untimed-line"


def _check(book: Playbook) -> Iterator[Finding]:
    """A plan may be sparse: one finding an audience, at its first such line."""
    for plan in book.comms:
        lines = [
            (index, item)
            for index, item in enumerate(plan.record.schedule)
            if not (item.when or item.every or item.whenever or item.ritual)
        ]
        if lines:
            names = listed(quoted(item.what, 40) for _, item in lines)
            yield Finding(
                rule=CODE,
                entry=plan.ref,
                place=place(plan, "schedule", lines[0][0]),
                message=f"Nothing says when {quoted(plan.title)} hears {names}.",
                hint=f"Add `every:`, `when:`, `whenever:` or `ritual:`, or accept `{CODE}` with a reason.",
            )


RULE = Rule(CODE, "warning", "Every line of a schedule says when it is heard.", _check)
