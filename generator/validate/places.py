"""Where each entry, field and item of the data stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from generator.diagnostics import Location
from generator.load import Raw, RawList, RawMap, RawScalar
from generator.model.walk import Path

KeyAndValue = tuple[RawScalar, Raw]

#: Entries that stand inside another: their collection -> where, and under which field.
_INSIDE = {"actions": ("priorities", "actions"), "templates": ("comms", "templates")}
_OVERVIEW = "playbook"

_BRACKETS = re.compile(r"\[(?=\[)")


class Places:
    """Finds the place of anything in the data."""

    def __init__(self, entries: Mapping[tuple[str, str], KeyAndValue]) -> None:
        self._entries = entries

    def of_key(self, collection: str, entry_id: str, *path: str | int) -> Location:
        """The place of the key at the end of `path` in an entry that stands in no other."""
        found = self._entries.get((collection, entry_id))
        return key_place(found, path) if found else Location()

    def of(self, collection: str, entry_id: str = "", *path: str | int) -> Location:
        """The place of a value; of an entry, a map or a list that has a key, the place of that key.

        `of("priorities", "x", "actions", "fix", "when")` and `of("actions", "x.fix", "when")` are the
        same. What does not stand in the file has the place of the nearest thing around it that does.
        """
        if collection == _OVERVIEW:
            entry_id = _OVERVIEW
        elif collection == "events":
            collection, entry_id, path = _OVERVIEW, _OVERVIEW, ("events", entry_id, *path)
        elif collection in _INSIDE:
            outer, _, inner = entry_id.partition(".")
            collection, field = _INSIDE[collection]
            entry_id, path = outer, (field, inner, *path)
        found = self._entries.get((collection, entry_id))
        return place_of(found, path) if found else Location()

    def is_filled(self, collection: str, entry_id: str, field: str) -> bool:
        """Whether something stands in a field of an entry, sound or not; an empty list or map is nothing."""
        if collection in _INSIDE:
            outer, _, inner = entry_id.partition(".")
            collection, inside = _INSIDE[collection]
            found = self._entries.get((collection, outer))
            value = raw_at(found, (inside, inner, field)) if found else None
        else:
            found = self._entries.get((collection, entry_id))
            value = raw_at(found, (field,)) if found else None
        return value is not None and not _is_nothing(value[1])

    def of_bracket(
        self, number: int, length: int, collection: str, entry_id: str, *path: str | int
    ) -> Location:
        """The place of a reference in a text: at its `[[` of that number, from 0, `length` characters long.

        Where the file spells the text otherwise it is the place of the text.
        """
        found = self._entries.get((collection, entry_id))
        at = raw_at(found, path) if found else None
        if at and isinstance(at[1], RawScalar):
            start = next(islice(brackets(at[1].source), number, None), None)
            if start is not None:
                return _within(at[1], start, length)
        return self.of(collection, entry_id, *path)


def _is_nothing(value: Raw) -> bool:
    if isinstance(value, RawScalar):
        return value.is_empty
    return not (value.entries if isinstance(value, RawMap) else value.items)


def brackets(text: str) -> Iterator[int]:
    """Where two brackets open, three of them counting twice."""
    return (match.start() for match in _BRACKETS.finditer(text))


def _within(text: RawScalar, start: int, length: int) -> Location:
    before = text.source[:start]
    lines = before.count("\n")
    first = 1 if lines else text.location.column
    column = first + len(before) - (before.rfind("\n") + 1)
    on_line = text.source[start:].partition("\n")[0].rstrip()
    return Location(text.location.file, text.location.line + lines, column, min(length, len(on_line)))


def place_of(entry: KeyAndValue, path: Path) -> Location:
    """The place of what `path` leads to, or of the nearest thing on the way there."""
    key, value = entry
    place = key.location
    for step in path:
        found = _step(value, step)
        if found is None:
            break
        key, value = found
        place = value.location if isinstance(value, RawScalar) and value.text else key.location
    return place


def key_place(entry: KeyAndValue, path: Path) -> Location:
    """The place of the key at the end of `path`, or of the nearest thing on the way there."""
    found = raw_at(entry, path)
    return found[0].location if found else place_of(entry, path)


def raw_at(entry: KeyAndValue, path: Path) -> KeyAndValue | None:
    """The key and value that `path` leads to; an item of a list stands under its own place."""
    for step in path:
        found = _step(entry[1], step)
        if found is None:
            return None
        entry = found
    return entry


def _step(value: Raw, step: str | int) -> KeyAndValue | None:
    if isinstance(value, RawMap) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, RawList) and isinstance(step, int) and step < len(value.items):
        item = value.items[step]
        return RawScalar(None, "", quoted=False, location=item.location), item
    return None
