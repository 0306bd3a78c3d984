"""What the log says of one entry, as its foot shows it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC

from generator.happened import Happened, history
from generator.linked import Linked, LogItem, Playbook, Role, as_time
from generator.model import Entry
from generator.state import Event
from generator.when import Dates, Moment, moment_in

#: How many stand open; the others are folded away.
NEWEST = 5


@dataclass(frozen=True, slots=True)
class Told:
    """One log entry about an entry, corrections applied.

    `number` is a measured value with its unit (plain), `words` who was assigned (rich), `occurrence` which
    one of something recurring is meant and `until` how long it holds (plain), each empty for none;
    `corrections` are the log entries that changed it, oldest first.
    """

    happened: Happened
    number: str
    words: str
    occurrence: str
    waiting_on: Role | None
    until: str
    corrections: tuple[LogItem, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Newest first: those that stand open, those that are folded away."""

    newest: tuple[Told, ...]
    older: tuple[Told, ...]


def history_of(entry: Linked[Entry], told: Container[str] = ()) -> History:
    """What the log says of an entry, without the kinds that its page has `told` already in a list of its own.

    But what such a list cannot say is kept: that something was corrected, what was said with a number.
    """
    events = zip(history(entry), entry.state.events, strict=True)
    found = [_told(happened, event, entry.book) for happened, event in events]
    kept = [one for one in reversed(found) if one.happened.kind not in told or _says_more(one)]
    return History(tuple(kept[:NEWEST]), tuple(kept[NEWEST:]))


def _told(happened: Happened, event: Event, book: Playbook) -> Told:
    value = event.record.value
    return Told(
        happened=happened,
        number=happened.value if isinstance(value, (int, float)) else "",
        words=value if isinstance(value, str) else "",
        occurrence=moment_of(event.record.for_, book),
        waiting_on=book.role(event.record.waiting_on),
        until=moment_of(event.record.until, book),
        corrections=corrections(happened.item),
    )


def _says_more(one: Told) -> bool:
    return bool(one.corrections or (one.number and one.happened.text))


def moment_of(written: str | None, book: Playbook) -> str:
    """A moment or a date of the log for people, in the playbook's zone: `Mon 23 Nov 13:00`. None: empty."""
    named = as_time(written, "moment")
    if not isinstance(named, (Moment, Dates)):
        return written or ""
    at = moment_in(named, book.now.tzinfo or UTC)
    day = f"{at:%a} {at.day} {at:%b}"
    return f"{day} {at:%H:%M}" if isinstance(named, Moment) else day


def corrections(item: LogItem) -> tuple[LogItem, ...]:
    """The log entries that correct it, or one of its corrections, oldest first."""
    direct = item.cited_by(LogItem, "corrects")
    found = [*direct, *(later for one in direct for later in corrections(one))]
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))
