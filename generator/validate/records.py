"""What validation hands on: the records by collection, and where everything stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.addresses import Ref
from generator.model import CommsPlan, Entry, Overview, Priority
from generator.validate.places import Places


@dataclass(frozen=True, slots=True)
class Records:
    """The records of all files. With errors they are for finding more errors only.

    - `collections` has every collection, in the order of the site; entries stand as the files name
      them. A faulty field is left out of its record, so that the rest can be checked in the same run.
    - `known` are the ids of all entries, those with errors included: by collection, actions as
      `priority.action`, templates as `plan.template`, and the playbook's events.
    - `complete` is False when a file could not be read: what it holds is in none of these.
    - `possible` are the words of such files, and of entries in the wrong place, that may be ids; None when
      even their words are not known.
    """

    overview: Overview | None
    collections: Mapping[str, Mapping[str, Entry]]
    places: Places
    known: Mapping[str, frozenset[str]]
    complete: bool
    possible: frozenset[str] | None = frozenset()

    def every(self) -> Iterator[tuple[Ref, Entry, Ref | None]]:
        """Every entry in the order of the site, with what it stands in, right behind that."""
        for collection, entries in self.collections.items():
            for entry_id, entry in entries.items():
                ref = Ref(collection, entry_id)
                yield ref, entry, None
                if isinstance(entry, Priority):
                    actions = entry.actions.items()
                    yield from ((Ref("actions", f"{entry_id}.{key}"), item, ref) for key, item in actions)
                elif isinstance(entry, CommsPlan):
                    templates = entry.templates.items()
                    yield from ((Ref("templates", f"{entry_id}.{key}"), item, ref) for key, item in templates)
