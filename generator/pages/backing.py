"""What makes a promise possible, and how each of those entries stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from generator.facts import Value, timed
from generator.linked import Action, Commitment, CommsPlan, Decision, Kpi, Linked, Priority, Target
from generator.model import Entry
from generator.pages.promised import SILENT as NOT_RECORDED
from generator.pages.promised import promised
from generator.rules.times import days, is_deferred, planned
from generator.stated import messages_to
from generator.when import Recurring, Time

#: Where the log says nothing that would count, and an entry says nothing of itself.
SILENT = ("", "")

#: What is finished, one way or the other, is not late any more.
FINISHED = frozenset({"done", "dropped", "met", "kept", "decided"})


@dataclass(frozen=True, slots=True)
class Backing:
    """One entry that a promise rests on.

    `kind` and `words` are its state for a chip, without `kind` words alone, both empty where it has none.
    `ends` is when it is to be finished; `late_after` that moment while it is not, and its words do not say
    so; `is_after` says that it ends on a later day than the promise is due.
    """

    entry: Linked[Entry]
    kind: str
    words: str
    ends: Value | None
    late_after: datetime | None
    is_after: bool

    @property
    def is_late(self) -> bool:
        """Whether it should be finished by now and is not."""
        return self.late_after is not None and self.entry.book.now > self.late_after

    @property
    def overdue(self) -> tuple[str, str]:
        """What it is then, for a chip: late where the log said anything of it since; else nobody knows."""
        last = self.entry.state.last
        is_told = last is not None and self.late_after is not None and last.at > self.late_after
        return ("late", "late") if is_told else ("not confirmed", NOT_RECORDED)


def backing(promise: Commitment) -> tuple[Backing, ...]:
    """What a promise rests on, as the plan names it."""
    return tuple(_backing(entry, promise) for entry in promise.backing)


def _backing(entry: Linked[Entry], promise: Commitment) -> Backing:
    kind, words = _state(entry)
    time = planned(entry)
    once = None if time is None or isinstance(time, Recurring) or is_deferred(time) else time
    interval = entry.book.interval(once) if once else None
    return Backing(
        entry=entry,
        kind=kind,
        words=words,
        ends=Value("time", timed(time, str(time), entry.book)) if time else None,
        late_after=interval.end if interval and kind not in FINISHED and words != NOT_RECORDED else None,
        is_after=once is not None and kind not in FINISHED and _ends_after(once, promise),
    )


def _ends_after(time: Time, promise: Commitment) -> bool:
    due, book = promise.due, promise.book
    if due is None or isinstance(due, Recurring):
        return False
    promised_for, finished = book.interval(due), book.interval(time)
    if promised_for and finished and promised_for.end and finished.end:
        return finished.end.date() > promised_for.end.date()
    # Before T0 the days of the plan are all that can be compared.
    last, covered = days(due, book), days(time, book)
    return last is not None and covered is not None and covered.ends_after(last)


def _state(entry: Linked[Entry]) -> tuple[str, str]:
    match entry:
        case Action():
            return entry.status, entry.status
        case Target() | Kpi():
            return entry.standing, entry.standing
        case Decision():
            word = "open" if entry.is_open else "decided"
            return word, word
        case Priority():
            done, total = entry.progress
            return ("done", "done") if total and done == total else ("", f"{done} of {total} actions done")
        case CommsPlan():
            count = len(messages_to(entry))
            return "", f"{count} {'message' if count == 1 else 'messages'} on record"
        case Commitment():
            line = promised(entry)
            return line.result.kind, line.status
        case _:
            return SILENT if entry.state.status == "open" else (entry.state.status, entry.state.status)
