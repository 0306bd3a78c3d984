"""What the log last says of each entry. Nothing else is team progress.

The log is append-only: an entry that `corrects` another replaces what it names and keeps its moment
and kind. Entries count in the order of their moments; of one minute work starts before it ends, and the rest
stands in the order of the ids.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from generator.addresses import Ref, parse_ref
from generator.model import LogEntry

#: What an entry of each kind leaves behind, where that is not the kind's own name.
_LEAVES = {"unblocked": "started", "reopened": "open"}

#: The kinds that change how work stands.
_WORK = frozenset({"started", "done", "blocked", "unblocked", "dropped", "reopened"})

#: The kinds that change how an entry of each collection stands; what is not here is work. An entry may name
#: several at once: an update that is `sent` for an action undoes nothing of what is `done` about it.
CHANGES = {
    "kpis": frozenset({"measured"}),
    "comms": frozenset({"sent"}),
    "templates": frozenset({"sent"}),
    "rituals": frozenset({"held", "skipped"}),
    "commitments": frozenset({"kept", "missed", "renegotiated", "sent", "done", "dropped", "reopened"}),
    "targets": frozenset({"kept", "missed", "done", "dropped", "reopened"}),
    "risks": frozenset({"occurred", "reopened"}),
    "contingencies": frozenset({"invoked", "done", "dropped", "reopened"}),
    "events": frozenset({"reached", "reopened"}),
    "decisions": frozenset({"decided", "reopened"}),
    "roles": frozenset({"assigned"}),
}

#: How what happened in one minute must have happened.
_WITHIN_A_MINUTE = {"started": 0, "blocked": 1, "unblocked": 2, "done": 4}

#: A promise that is judged is not judged again by what was sent or done for it.
_JUDGED, _NO_JUDGEMENT = frozenset({"kept", "missed"}), frozenset({"sent", "done"})


@dataclass(frozen=True, slots=True)
class Event:
    """One log entry as it counts, corrections applied. `id` is the entry first written."""

    id: str
    at: datetime
    record: LogEntry


@dataclass(frozen=True, slots=True)
class Word:
    """What was last said of an entry, or of one of its occurrences, and when."""

    status: str
    at: datetime


@dataclass(frozen=True, slots=True)
class State:
    """`status` is `open` until the log says otherwise; `events` are all that name the entry, oldest first.

    `last` is the event that changed the status last. `words` holds, for something recurring, the last word on
    each occurrence that the log names, and under None the last that names no occurrence.
    """

    status: str = "open"
    last: Event | None = None
    events: tuple[Event, ...] = ()
    words: Mapping[datetime | None, Word] = field(default_factory=dict)

    @property
    def occurrences(self) -> Mapping[datetime, str]:
        """The status of each occurrence that the log names."""
        return {at: word.status for at, word in self.words.items() if at is not None}

    @property
    def measurements(self) -> tuple[tuple[datetime, float], ...]:
        """The numbers measured, oldest first."""
        return tuple(
            (event.at, event.record.value)
            for event in self.events
            if event.record.kind == "measured" and isinstance(event.record.value, (int, float))
        )


def events(log: Mapping[str, LogEntry], moments: Mapping[str, datetime]) -> tuple[Event, ...]:
    """The log as it counts, oldest first; `moments` holds each entry's `at` as an aware moment."""
    current = {
        key: Event(key, moments[key], record) for key, record in log.items() if record.corrects is None
    }
    replaced = {key: key for key in current}
    corrections = sorted(
        (key for key, record in log.items() if record.corrects is not None),
        key=lambda key: (moments[key], key),
    )
    waiting = corrections
    while waiting:
        later = []
        for key in waiting:
            root = replaced.get(log[key].corrects or "")
            if root is None:
                later.append(key)
                continue
            replaced[key] = root
            before = current[root]
            current[root] = Event(root, before.at, _merge(before.record, log[key]))
        if len(later) == len(waiting):
            break
        waiting = later
    return tuple(sorted(current.values(), key=lambda event: in_order(event.at, event.record, event.id)))


def in_order(at: datetime, record: LogEntry, entry_id: str) -> tuple[datetime, int, str]:
    """What log entries are sorted by."""
    return at, _WITHIN_A_MINUTE.get(record.kind, 3), entry_id


def _merge(before: LogEntry, correction: LogEntry) -> LogEntry:
    given = {
        name: getattr(correction, name)
        for name in ("about", "value", "text", "for_", "waiting_on", "until", "said")
        if getattr(correction, name) not in (None, (), {})
    }
    return before.model_copy(update=given)


def states(history: Iterable[Event], occurrence_of: Mapping[str, datetime]) -> dict[Ref, State]:
    """The state of every entry that the log names; `occurrence_of` holds the moment of each `for`."""
    by_ref: defaultdict[Ref, list[Event]] = defaultdict(list)
    for event in history:
        for ref in dict.fromkeys(_named(event.record)):
            by_ref[ref].append(event)
    return {
        ref: _state(tuple(found), CHANGES.get(ref.collection, _WORK), occurrence_of)
        for ref, found in by_ref.items()
    }


def _named(record: LogEntry) -> Iterator[Ref]:
    """What an entry is about; a template that was sent was heard by its audience, named beside it or not."""
    for ref in filter(None, map(parse_ref, record.about)):
        yield ref
        if ref.collection == "templates" and record.kind == "sent":
            yield Ref("comms", ref.id.partition(".")[0])


def _state(
    found: tuple[Event, ...], changing: frozenset[str], occurrence_of: Mapping[str, datetime]
) -> State:
    last = None
    words: dict[datetime | None, Word] = {}
    for event in found:
        kind, occurrence = event.record.kind, occurrence_of.get(event.id)
        before = words.get(occurrence)
        is_judged = before is not None and before.status in _JUDGED and kind in _NO_JUDGEMENT
        if kind not in changing or is_judged:
            continue
        last = event
        words[occurrence] = Word(_LEAVES.get(kind, kind), event.at)
    status = _LEAVES.get(last.record.kind, last.record.kind) if last else "open"
    return State(status, last, found, words)
