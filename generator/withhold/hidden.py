"""What some readers do not get to see: each entry that is for another group, and what is told of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.addresses import Ref, parse_ref
from generator.model import Entry, LogEntry, Offer
from generator.validate import Records


def hidden(records: Records, groups: Collection[str], also: Collection[Ref] = frozenset()) -> frozenset[Ref]:
    """The entries that readers of these groups do not get to see; `also` are hidden whatever they say.

    With an entry goes what stands in it, and with all of these the log's entries about them, whatever else
    those tell.
    """
    found = set(also)
    for ref, entry, outer in records.every():
        if is_for_others(entry, groups) or outer in found:
            found.add(ref)
    return frozenset(found | _told(records.collections["log"], found))


def is_for_others(marked: Entry | Offer, groups: Collection[str]) -> bool:
    """Whether an entry, or an offer, is by its own mark not for readers of these groups."""
    return marked.confidential is not None and marked.confidential not in groups


def _told(log: Mapping[str, Entry], found: Collection[Ref]) -> set[Ref]:
    """Log entries about what is hidden, or hidden themselves, with their corrections and what they correct.

    Half of a corrected record would tell something that nobody says any more.
    """
    records = {key: item for key, item in log.items() if isinstance(item, LogEntry)}
    first = {key: _first(key, records) for key in records}
    gone = {
        first[key]
        for key, item in records.items()
        if Ref("log", key) in found or any(parse_ref(named) in found for named in item.about)
    }
    return {Ref("log", key) for key in records if first[key] in gone}


def _first(key: str, log: Mapping[str, LogEntry]) -> str:
    """The record that a chain of corrections begins with; in a circle, any one of it."""
    way: dict[str, None] = {}
    while key not in way:
        way[key] = None
        before = log[key].corrects
        if before is None or before not in log:
            return key
        key = before
    return min(way)
