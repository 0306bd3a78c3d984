"""A priority that stands lower only because people are scarce, and nobody decided so."""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Playbook, Priority
from generator.ranking import score_of
from generator.rules.base import Finding, Rule, place, quoted

CODE = "rank-by-availability"


def _check(book: Playbook) -> Iterator[Finding]:
    for priority in book.priorities:
        if not priority.ranked.understaffed or priority.record.rank_override is not None:
            continue
        above = next(
            item for item in book.priorities if _need(item) < _need(priority) and _above(item, priority)
        )
        yield Finding(
            rule=CODE,
            entry=priority.ref,
            place=place(priority, "resource_availability"),
            message=f"{quoted(priority.title)} stands below {quoted(above.title)} only because people are "
            f"scarce: its impact x risk is {_need(priority)} against {_need(above)}.",
            hint="Find people for it, or record the decision in `rank_override`, with its reason.",
        )


def _above(item: Priority, other: Priority) -> bool:
    return item.ranked.score is not None and item.ranked.computed < other.ranked.computed


def _need(priority: Priority) -> int:
    """Business impact x technical risk, 1 to 100: what the rank would be with people for everything."""
    factors = score_of(priority.record)
    return factors[0] * factors[1] if factors else 0


RULE = Rule(
    code=CODE,
    severity="warning",
    title="A rank that only scarce people explain is a recorded decision.",
    check=_check,
)
