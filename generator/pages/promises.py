"""Every promise by its date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from generator.facts import Fact, facts
from generator.linked import Commitment, Playbook
from generator.pages.board import by_date
from generator.pages.promised import Promised, promised

#: Fields of a promise that stand above its other facts.
PROMISED = frozenset({"promise", "to", "every", "by", "owner", "backed_by"})


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise whole; `unconfirmed_after` is when an open one should have a record, where that is known."""

    line: Promised
    unconfirmed_after: datetime | None
    is_unconfirmed: bool
    promised: Fact | None
    apart: frozenset[str] = PROMISED

    @property
    def entry(self) -> Commitment:
        return self.line.entry


def promises(book: Playbook) -> tuple[Promise, ...]:
    """Every promise, by its date."""
    return tuple(promise(entry) for entry in by_date(book.commitments))


def promise(entry: Commitment) -> Promise:
    """One promise."""
    found, book = {fact.name: fact for fact in facts(entry)}, entry.book
    interval = book.interval(entry.due) if entry.due else None
    after = interval.end if interval and entry.state.status in ("open", "renegotiated") else None
    return Promise(
        line=promised(entry),
        unconfirmed_after=after,
        is_unconfirmed=after is not None and book.now > after,
        promised=found.get("promise"),
    )
