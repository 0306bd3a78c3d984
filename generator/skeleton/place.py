"""Which file a new entry belongs into: where the others of its collection are, as its team keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from posixpath import dirname

from generator.load import RawFile, RawMap

_DATA = "data"


def entries_in(file: RawFile, collection: str) -> int:
    """How many entries of a collection a file holds."""
    found = file.root.get(collection)
    return len(found[1].entries) if found and isinstance(found[1], RawMap) else 0


def place_for(files: Sequence[RawFile], collection: str, entry_id: str) -> str:
    """The file for a new entry, there or not there yet: the one that holds most of its collection.

    Where each entry has a file to itself, in one folder, the new one gets its own there. A single file says
    so by its name, that of its entry.
    """
    held = {file.file: entries_in(file, collection) for file in files}
    holders = {name: count for name, count in held.items() if count}
    folders = {dirname(name) for name in holders}
    apart = len(holders) > 1 or any(_is_named_by_entry(file, collection) for file in files if held[file.file])
    if apart and len(folders) == 1 and set(holders.values()) == {1}:
        return f"{folders.pop()}/{entry_id}.yml"
    return max(holders, key=lambda name: holders[name], default=f"{_DATA}/{collection}.yml")


def _is_named_by_entry(file: RawFile, collection: str) -> bool:
    """Whether the file of a single entry stands in the collection's folder, by that entry's id."""
    found = file.root.get(collection)
    keys = [key.text for key, _ in found[1].entries] if found and isinstance(found[1], RawMap) else []
    return [file.file] == [f"{_DATA}/{collection}/{key}.yml" for key in keys]


def own_place(taken: Mapping[str, object], collection: str, entry_id: str) -> str:
    """A new file for one entry, where the file of the others cannot be added to."""
    stem = f"{_DATA}/{collection}-{entry_id}"
    name, number = f"{stem}.yml", 2
    while name in taken:
        name, number = f"{stem}-{number}.yml", number + 1
    return name
