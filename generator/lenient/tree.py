"""Surgery on raw values: where each of them stands, and the same tree with some of them other or gone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.diagnostics import Location
from generator.load import Raw, RawList, RawMap, RawScalar
from generator.model.walk import Path

#: What becomes of what a path leads to: another value; None takes it out.
Edits = Mapping[Path, Raw | None]


class Spots:
    """Finds what stands at a place: which of several trees, and the way there."""

    def __init__(self, roots: Iterable[RawMap]) -> None:
        # What lies inside comes later, and is what is meant where two begin at one place.
        self._found = {
            place: (index, path) for index, root in enumerate(roots) for place, path in _spots(root, ())
        }
        self._places = sorted(self._found)

    def at(self, place: Location) -> tuple[int, Path] | None:
        """What begins there."""
        return self._found.get(place)

    def around(self, place: Location) -> tuple[int, Path] | None:
        """What begins there; where nothing does, what begins last before it in that file."""
        before = bisect_right(self._places, place) - 1
        found = self._places[before] if before >= 0 else None
        return self._found[found] if found and found.file == place.file else None


def _spots(raw: Raw, path: Path) -> Iterator[tuple[Location, Path]]:
    if path:
        yield raw.location, path
    if isinstance(raw, RawMap):
        for key, value in raw.entries:
            yield key.location, (*path, key.text)
            yield from _spots(value, (*path, key.text))
    elif isinstance(raw, RawList):
        for index, item in enumerate(raw.items):
            yield from _spots(item, (*path, index))


def node(raw: Raw, path: Path) -> Raw | None:
    """What a path leads to; None where there is nothing."""
    for step in path:
        found: Raw | None = None
        if isinstance(raw, RawMap) and isinstance(step, str):
            entry = raw.get(step)
            found = entry[1] if entry else None
        elif isinstance(raw, RawList) and isinstance(step, int) and step < len(raw.items):
            found = raw.items[step]
        if found is None:
            return None
        raw = found
    return raw


def edited(root: RawMap, edits: Edits) -> RawMap:
    """The tree with everything done to it; what lies in a value that is replaced stays as the new one has it.

    A key that a path ends with and that is not there is added.
    """
    done = _edited(root, (), edits, frozenset(path[:end] for path in edits for end in range(len(path))))
    return done if isinstance(done, RawMap) else root


def _edited(raw: Raw, here: Path, edits: Edits, ways: frozenset[Path]) -> Raw:
    if here not in ways:
        return raw
    if isinstance(raw, RawMap):
        kept = []
        for key, value in raw.entries:
            path = (*here, key.text)
            inner = edits[path] if path in edits else _edited(value, path, edits, ways)
            if inner is not None:
                kept.append((key, inner))
        present = {key.text for key, _ in raw.entries}
        for path, value_or_none in edits.items():
            if path[:-1] == here and path[-1] not in present and value_or_none is not None:
                kept.append((_key(str(path[-1]), value_or_none.location), value_or_none))
        return replace(raw, entries=tuple(kept))
    if isinstance(raw, RawList):
        changed = (
            edits[(*here, index)] if (*here, index) in edits else _edited(item, (*here, index), edits, ways)
            for index, item in enumerate(raw.items)
        )
        return replace(raw, items=tuple(item for item in changed if item is not None))
    return raw


def _key(text: str, place: Location) -> RawScalar:
    return RawScalar(text, text, quoted=False, location=place)


def text(words: str, place: Location) -> RawScalar:
    """A text as if it were written in quotes."""
    return RawScalar(words, words, quoted=True, location=place)


def moved(raw: Raw, file: str) -> Raw:
    """The same value with its places said to be in another file."""
    place = replace(raw.location, file=file)
    if isinstance(raw, RawMap):
        entries = (
            (replace(key, location=replace(key.location, file=file)), moved(value, file))
            for key, value in raw.entries
        )
        return replace(raw, entries=tuple(entries), location=place)
    if isinstance(raw, RawList):
        return replace(raw, items=tuple(moved(item, file) for item in raw.items), location=place)
    return replace(raw, location=place)
