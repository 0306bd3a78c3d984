"""An acceptance as readers meet it: whose, why, until when, and whether that is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from generator.facts import TimeValue, time_value
from generator.linked import Linked, Playbook, Role
from generator.model import Acceptance, Entry
from generator.rules.accepting import ends


@dataclass(frozen=True, slots=True)
class Accepted:
    """One acceptance. `until` is None where it never ends; `over_after` is that moment where it is known.

    `is_over` says whether that was the case when the page was made.
    """

    acceptance: Acceptance
    by: Role
    until: TimeValue | None
    over_after: datetime | None
    is_over: bool


def accepted(acceptance: Acceptance, book: Playbook) -> Accepted:
    """One acceptance of a playbook."""
    over_after = ends(acceptance, book)
    (by,) = book.roles_of((acceptance.by,))
    until: TimeValue | None = time_value(acceptance.until, "time", book).content if acceptance.until else None
    return Accepted(acceptance, by, until, over_after, over_after is not None and book.now > over_after)


def accepted_in(entry: Linked[Entry]) -> tuple[Accepted, ...]:
    """What is accepted in an entry, in the order in which its author gives it."""
    return tuple(accepted(item, entry.book) for item in entry.accept)
