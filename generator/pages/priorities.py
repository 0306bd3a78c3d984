"""A priority whole, and its rank explained: what each factor says, and how far it may move."""

from __future__ import annotations

from dataclasses import dataclass

from generator.facts import Fact, TimeValue, facts, timed
from generator.linked import Playbook, Priority, Role, Target
from generator.linked.response import Factor
from generator.pages.promised import Promised, promised

#: What a factor of the rank says, for whoever has not scored it.
MEANING = {
    "business_impact": "How much the business loses: 10 is most.",
    "technical_risk": "How hard and uncertain the work is: 10 is most.",
    "resource_availability": "How free people are for it: 10 is free, so scarce people lower the rank.",
}

#: What a priority's own page shows before its actions, and right after them; the rest stands further down.
BEFORE_ACTIONS = ("summary", "window", "phase", "justification", "aliases")
SUCCESS = ("success", "mitigations")

#: What it shows in a way of its own: who to call, and the rank explained where it is scored.
OWNER = ("owner",)
RANK = ("business_impact", "technical_risk", "resource_availability")


@dataclass(frozen=True, slots=True)
class Reading:
    """One factor, and in words how far it may move before the rank does."""

    factor: Factor
    holds: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """A rank that was decided in place of the computed one."""

    computed: int
    because: str
    by: Role


@dataclass(frozen=True, slots=True)
class Explained:
    """A priority's rank. `need` is impact x risk; `easier` stand above it although theirs is smaller.

    `product` is the multiplication as written, such as `10 x 8 x 9`; empty where it is not scored.
    """

    priority: Priority
    readings: tuple[Reading, ...]
    product: str
    need: int
    easier: tuple[tuple[Priority, int], ...]
    decided: Decided | None


@dataclass(frozen=True, slots=True)
class Dated:
    """A target around a priority, and by when; None where nobody said."""

    entry: Target
    due: TimeValue | None


@dataclass(frozen=True, slots=True)
class Front:
    """A priority's own page: its fields, those that stand before its actions first."""

    explained: Explained
    head: tuple[Fact, ...]
    success: tuple[Fact, ...]
    rest: tuple[Fact, ...]
    targets: tuple[Dated, ...]
    promises: tuple[Promised, ...]


def explained(priority: Priority) -> Explained:
    """How its rank comes about."""
    factors = priority.factors
    override = priority.record.rank_override
    decided_by = priority.book.role(override.decided_by) if override else None
    return Explained(
        priority=priority,
        readings=tuple(_reading(factor, priority) for factor in factors),
        product=" × ".join(str(factor.score) for factor in factors),
        need=_need(priority),
        easier=_easier(priority) if priority.ranked.understaffed else (),
        decided=Decided(priority.ranked.computed, override.because, decided_by)
        if override and decided_by
        else None,
    )


def ranking(book: Playbook) -> tuple[Explained, ...]:
    """Every priority by rank."""
    return tuple(explained(priority) for priority in book.priorities)


def front(priority: Priority) -> Front:
    """What a priority's own page shows, no field left out and none twice."""
    rank = explained(priority)
    own = (*OWNER, *RANK) if rank.readings else OWNER
    found = facts(priority, (*own, "rank_override") if rank.decided else own)
    apart = (*BEFORE_ACTIONS, *SUCCESS)
    return Front(
        explained=rank,
        head=_those(found, BEFORE_ACTIONS),
        success=_those(found, SUCCESS),
        rest=tuple(fact for fact in found if fact.name not in apart),
        targets=tuple(_dated(target) for target in priority.targets),
        promises=tuple(promised(promise) for promise in priority.commitments),
    )


def _dated(target: Target) -> Dated:
    due = target.by
    return Dated(target, timed(due, str(due), target.book) if due else None)


def _those(found: tuple[Fact, ...], names: tuple[str, ...]) -> tuple[Fact, ...]:
    return tuple(fact for name in names for fact in found if fact.name == name)


def _reading(factor: Factor, priority: Priority) -> Reading:
    return Reading(factor, _holds(factor), factor.name in priority.assumed)


def _holds(factor: Factor) -> str:
    falls = f"below {factor.lowest} the rank falls" if factor.lowest > 1 else ""
    rises = f"above {factor.highest} it rises" if factor.highest < 10 else ""
    if not falls and not rises:
        return "No value of it alone changes the rank."
    if not falls:
        rises = rises.replace("it rises", "the rank rises")
    sentence = ", ".join(part for part in (falls, rises) if part)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _need(priority: Priority) -> int:
    """Business impact x technical risk, 1 to 100; 0 where it is not scored."""
    scores = {factor.name: factor.score for factor in priority.factors}
    return scores["business_impact"] * scores["technical_risk"] if scores else 0


def _easier(priority: Priority) -> tuple[tuple[Priority, int], ...]:
    above = (other for other in priority.book.priorities if other.ranked.computed < priority.ranked.computed)
    return tuple((other, _need(other)) for other in above if 0 < _need(other) < _need(priority))
