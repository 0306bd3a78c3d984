"""Contingencies by what they are for: whoever sees something fail looks for that, not for a plan's name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.linked import Contingency, Linked, Playbook
from generator.model import Entry


@dataclass(frozen=True, slots=True)
class Covered:
    """Something that may fail, and what is then done."""

    entry: Linked[Entry]
    contingencies: tuple[Contingency, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """One way in which things go wrong: what is covered, and what is not."""

    title: str
    covered: tuple[Covered, ...]
    uncovered: tuple[Linked[Entry], ...]


def failures(book: Playbook) -> tuple[Failure, ...]:
    """Actions in order of time, priorities by rank, risks by exposure; kinds without entries are left out."""
    priorities, risks = book.priorities, book.risks
    found = (
        _failure("An action fails", ((action, action.fallbacks) for action in book.actions_in_time)),
        _failure("A priority cannot be met", ((item, item.contingencies) for item in priorities)),
        _failure("A risk occurs", ((risk, risk.contingencies) for risk in risks)),
    )
    return tuple(failure for failure in found if failure.covered or failure.uncovered)


def _failure(title: str, pairs: Iterable[tuple[Linked[Entry], tuple[Contingency, ...]]]) -> Failure:
    known = tuple(pairs)
    return Failure(
        title,
        tuple(Covered(entry, found) for entry, found in known if found),
        tuple(entry for entry, found in known if not found),
    )
