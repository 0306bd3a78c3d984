"""A promise in a line: when it is due, whether that was moved, how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from generator.facts import Value, time_value
from generator.linked import Commitment
from generator.pages.history import moment_of
from generator.review.outcomes import Result, is_kept, outcome, result, turns
from generator.review.shapes import Outcome
from generator.review.wording import moved

#: What an open promise is called once it should be on record.
SILENT = "not recorded"


@dataclass(frozen=True, slots=True)
class Promised:
    """`due` says when, without any nobody said; `moved` from which date and when that was said (plain).

    A date that its audience agreed to counts instead of the first one; `moved` is empty without.
    `silent_after` is the moment after which the log should say something of it, of what recurs the end of the
    first occurrence without a word; None where that is not known, or where nothing is missing.
    """

    entry: Commitment
    due: tuple[Value, ...]
    moved: str
    result: Result
    is_kept: bool
    silent_after: datetime | None

    @property
    def is_silent(self) -> bool:
        """Whether that moment is past by now."""
        return self.silent_after is not None and self.entry.book.now > self.silent_after

    @property
    def is_told(self) -> bool:
        """Whether the words of its result say already that something is not recorded."""
        return SILENT in self.result.words

    @property
    def is_missed(self) -> bool:
        """Whether it was missed, once at least where it recurs."""
        return "missed" in self.result.words

    @property
    def is_over(self) -> bool:
        """Whether nothing more is expected of it."""
        recurs = self.entry.record.every is not None
        return self.result.kind == "dropped" or (not recurs and self.result.kind in ("kept", "sent", "done"))

    @property
    def status(self) -> str:
        """How it stands by now in words (plain)."""
        is_waiting = self.result.kind in ("open", "renegotiated")
        return SILENT if self.is_silent and is_waiting else self.result.words


def promised(entry: Commitment) -> Promised:
    """One promise."""
    found = outcome(entry)
    return Promised(
        entry=entry,
        due=_due(entry),
        moved=moved(entry),
        result=result(found),
        is_kept=is_kept(found),
        silent_after=_silent_after(found),
    )


def _due(entry: Commitment) -> tuple[Value, ...]:
    if entry.moved:
        return (Value("plain", moment_of(entry.moved.written, entry.book)),)
    written = ((entry.record.by, "time"), (entry.record.every, "cadence"))
    return tuple(time_value(text, expects, entry.book) for text, expects in written if text)


def _silent_after(found: Outcome) -> datetime | None:
    entry = found.commitment
    if result(found).kind == "dropped":
        return None
    if found.series is not None:
        return next((one.at for one, word in turns(entry) if not word), None)
    return found.due.end if found.due and found.word in ("open", "renegotiated") else None
