"""The log: what was recorded is counted, what was written over is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.diff.compared import Compared
from generator.diff.difference import Change, Kind, Section, Value
from generator.diff.entries import differ, plainly
from generator.linked import Linked, LogItem
from generator.model import LOG_KINDS, Entry

KEY = "log"


def log(compared: Compared) -> Section:
    """One change for all new entries, one for all that are gone; in between those that say another thing.

    Entries that left the log with their run are on record there.
    """
    gone = [entry for entry in compared.removed if isinstance(entry, LogItem)]
    kept = compared.new.archived() if gone else frozenset[str]()
    changes = (
        *_counted("added", compared.added),
        *differ(KEY, compared, plainly),
        *_counted("archived", [entry for entry in gone if entry.id in kept]),
        *_counted("removed", [entry for entry in gone if entry.id not in kept]),
    )
    return Section(KEY, "Log", changes)


def _counted(kind: Kind, entries: Iterable[Linked[Entry]]) -> Iterator[Change]:
    items = [entry for entry in entries if isinstance(entry, LogItem)]
    if items:
        counts = Counter[str](item.record.kind for item in items)
        words = ", ".join(f"{counts[name]} {name}" for name in LOG_KINDS if name in counts)
        sides = (None, words) if kind == "added" else (words, None)
        newest = max(items, key=lambda item: (item.at, item.id))
        noun = "entry" if len(items) == 1 else "entries"
        value = Value("kind", "Recorded", *sides)
        yield Change(kind, newest.ref, f"{len(items)} log {noun}", (value,), count=len(items))
