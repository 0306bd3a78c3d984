"""When each audience last heard anything: the longest silence stands first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from generator.addresses import Ref
from generator.linked import CommsPlan, Linked, Playbook
from generator.model import Entry


@dataclass(frozen=True, slots=True)
class Heard:
    """What an audience has heard since the crisis was declared; before that, what it has heard at all.

    `at` is the last moment, in the playbook's zone, and `item` its log entry; None where there was none.
    `moments` are all of them (ISO 8601, oldest first), since a reader's clock may stand earlier.
    """

    plan: CommsPlan
    at: datetime | None
    item: Linked[Entry] | None
    moments: tuple[str, ...]

    @property
    def words(self) -> str:
        """What is said where it heard nothing; empty while the crisis is not declared."""
        return "heard nothing since the crisis was declared" if self.plan.book.calendar else ""


def heard(plan: CommsPlan) -> Heard:
    """What one audience has heard."""
    book = plan.book
    found = [event for event in plan.heard if book.calendar is None or event.at >= book.calendar.t0]
    last = found[-1] if found else None
    return Heard(
        plan=plan,
        at=last.at.astimezone(book.now.tzinfo) if last else None,
        item=book.entries[Ref("log", last.id)] if last else None,
        moments=tuple(event.at.isoformat() for event in found),
    )


def by_silence(book: Playbook) -> tuple[Heard, ...]:
    """Every audience: first who heard nothing, then who heard something longest ago."""
    found = [heard(plan) for plan in book.comms]
    return tuple(sorted(found, key=lambda one: one.at.timestamp() if one.at else 0))
