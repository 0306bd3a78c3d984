"""What the log last says of each entry. Nothing else is team progress.

The log is append-only: an entry that `corrects` another replaces what it names and keeps its moment
and kind. Entries count in the order of their moments, equal moments in the order of their ids.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from generator.addresses import Ref, parse_ref
from generator.model import LogEntry

#: What an entry of each kind leaves behind; kinds that are not here change no status.
STATUS = {
    "started": "started",
    "done": "done",
    "blocked": "blocked",
    "unblocked": "started",
    "dropped": "dropped",
    "reopened": "open",
    "measured": "measured",
    "sent": "sent",
    "held": "held",
    "skipped": "skipped",
    "kept": "kept",
    "missed": "missed",
    "renegotiated": "renegotiated",
    "occurred": "occurred",
    "invoked": "invoked",
    "reached": "reached",
    "decided": "decided",
    "assigned": "assigned",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One log entry as it counts, corrections applied. `id` is the entry first written."""

    id: str
    at: datetime
    record: LogEntry


@dataclass(frozen=True, slots=True)
class State:
    """`status` is `open` until the log says otherwise; `events` are all that name the entry, oldest first.

    `occurrences` holds, for something recurring, the status of each occurrence that the log names.
    """

    status: str = "open"
    last: Event | None = None
    events: tuple[Event, ...] = ()
    occurrences: Mapping[datetime, str] = field(default_factory=dict)

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
    return tuple(sorted(current.values(), key=lambda event: (event.at, event.id)))


def _merge(before: LogEntry, correction: LogEntry) -> LogEntry:
    given = {
        name: getattr(correction, name)
        for name in ("about", "value", "text", "for_", "waiting_on", "until")
        if getattr(correction, name) not in (None, ())
    }
    return before.model_copy(update=given)


def states(history: Iterable[Event], occurrence_of: Mapping[str, datetime]) -> dict[Ref, State]:
    """The state of every entry that the log names; `occurrence_of` holds the moment of each `for`."""
    by_ref: defaultdict[Ref, list[Event]] = defaultdict(list)
    for event in history:
        for about in event.record.about:
            ref = parse_ref(about)
            if ref is not None:
                by_ref[ref].append(event)
    return {ref: _state(tuple(found), occurrence_of) for ref, found in by_ref.items()}


def _state(found: tuple[Event, ...], occurrence_of: Mapping[str, datetime]) -> State:
    status, last = "open", None
    occurrences: dict[datetime, str] = {}
    for event in found:
        new = STATUS.get(event.record.kind)
        if new is None:
            continue
        status, last = new, event
        if event.id in occurrence_of:
            occurrences[occurrence_of[event.id]] = new
    return State(status, last, found, occurrences)
