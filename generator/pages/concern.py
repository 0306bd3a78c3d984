"""Whom an entry concerns: the role that answers for it, and the priorities that it serves."""

from __future__ import annotations

from generator.addresses import parse_ref
from generator.linked import (
    Action,
    Commitment,
    CommsPlan,
    Contingency,
    Decision,
    Deferral,
    Improvement,
    Kpi,
    Linked,
    Principle,
    Priority,
    Risk,
    Ritual,
    Role,
    Target,
    Template,
)
from generator.model import Entry

_OWNED = (Action, Commitment, CommsPlan, Contingency, Kpi, Priority, Risk, Ritual, Target)


def owner_of(entry: Linked[Entry]) -> Role | None:
    """Who answers for it, who decides it, the role itself; None where nobody does."""
    if isinstance(entry, Role):
        return entry
    if isinstance(entry, Template):
        return entry.plan.owner
    if isinstance(entry, Decision):
        return entry.book.role(entry.record.decided_by)
    if isinstance(entry, (Improvement, Deferral, Principle)):
        return entry.book.role(entry.record.owner)
    return entry.owner if isinstance(entry, _OWNED) else None


def priorities_of(entry: Linked[Entry]) -> tuple[Priority, ...]:
    """The priorities that it is part of, or that it names; of a contingency those of what it covers."""
    if isinstance(entry, Priority):
        return (entry,)
    if isinstance(entry, Action):
        return (entry.priority,)
    if isinstance(entry, Commitment):
        return entry.served_priorities
    if isinstance(entry, Template):
        return priorities_of(entry.plan)
    if isinstance(entry, Contingency):
        refs = (parse_ref(item) for item in entry.record.covers)
        covered = (entry.book.entries[ref] for ref in refs if ref in entry.book.entries)
        return tuple(dict.fromkeys(found for item in covered for found in priorities_of(item)))
    if isinstance(entry, (Kpi, Target)):
        return entry.priorities
    if isinstance(entry, (CommsPlan, Decision, Improvement, Risk)):
        return tuple(entry.book.priority(item) for item in entry.record.priorities)
    return ()
