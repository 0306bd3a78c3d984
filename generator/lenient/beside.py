"""The playbook beside which another one is read: what it has where that one has an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from generator.addresses import parse_ref
from generator.diagnostics import Diagnostic, Location
from generator.lenient.tree import moved, node, text
from generator.load import Raw, RawFile, RawList, RawMap, RawScalar
from generator.model.walk import Path
from generator.validate.gather import OVERVIEW, Gathered, gather
from generator.validate.places import KeyAndValue

#: No file of data has such a name: what was taken from here is known by it.
_MARK = "\0"

#: Where that stands which stands in no file.
NOWHERE = Location(_MARK, 1, 1)


class Beside:
    """Finds what the files of a sound playbook hold, by the way to it: collection, id, fields."""

    def __init__(self, files: Callable[[], Iterable[RawFile]]) -> None:
        # Most playbooks are sound, and need no other.
        self._files = files
        self._taken: set[Path] = set()

    @cached_property
    def _gathered(self) -> Gathered:
        return gather(self._files())

    def take(self, path: Path, root: RawMap) -> Raw | None:
        """What stands there, for what `root` has there, once: a second time it would not help.

        None where nothing does.
        """
        if path in self._taken or len(path) < 2:
            return None
        self._taken.add(path)
        found = self._raw(path, root)
        return moved(found, f"{_MARK}{found.location.file}") if found else None

    def was_taken(self, path: Path) -> bool:
        """Whether what stands there was taken before."""
        return path in self._taken

    def _raw(self, path: Path, root: Raw) -> Raw | None:
        # The playbook has no ids: its fields stand where others have theirs.
        start = 1 if path[0] == OVERVIEW else 2
        entry = self._entry(*map(str, path[:start]))
        theirs, own = entry[1] if entry else None, node(root, path[:start])
        for step in path[start:]:
            if theirs is None or own is None:
                return None
            own = node(own, (step,))
            theirs = _twin(own, theirs) if isinstance(step, int) else node(theirs, (step,))
        return theirs

    def _entry(self, collection: str, entry_id: str = "") -> KeyAndValue | None:
        if collection == OVERVIEW:
            return self._gathered.overview
        return self._gathered.entries.get(collection, {}).get(entry_id)

    def title(self, target: str) -> str:
        """The title of what a reference names; the reference as it is written where it names nothing."""
        ref = parse_ref(target)
        if ref is None:
            return target
        inner = {"actions": ("priorities", "actions"), "templates": ("comms", "templates")}.get(
            ref.collection
        )
        owner, _, name = ref.id.partition(".")
        collection, entry_id, *path = (
            (ref.collection, ref.id) if inner is None else (inner[0], owner, inner[1], name)
        )
        entry = self._entry(collection, entry_id)
        found = node(entry[1], (*path, "title")) if entry else None
        return found.text if isinstance(found, RawScalar) and found.text else target

    def missing_in(self, files: Sequence[RawFile], possible: frozenset[str] | None) -> RawFile:
        """A file of all that `files` lack and whose names are `possible` (None: any may be).

        That are entries by their ids, and the fields of the playbook as a whole.
        """
        present = gather(files)
        held = {OVERVIEW: _fields(present.overview), **present.entries}
        collections = [(text(OVERVIEW, NOWHERE), _fields(self._gathered.overview))]
        collections += [(text(name, NOWHERE), found) for name, found in self._gathered.entries.items()]
        lacking = (
            (
                name,
                tuple(
                    (key, moved(value, f"{_MARK}{value.location.file}"))
                    for entry_id, (key, value) in found.items()
                    if entry_id not in held[name.text]
                    and (possible is None or _last_word(entry_id) in possible)
                ),
            )
            for name, found in collections
        )
        entries = tuple(
            (name, RawMap(found, flow=False, location=NOWHERE)) for name, found in lacking if found
        )
        return RawFile(_MARK, RawMap(entries, flow=False, location=NOWHERE), "", complete=True)

    def overview(self) -> RawFile:
        """A file of the playbook as a whole."""
        found = self._gathered.overview
        value = moved(found[1], _MARK) if found else RawMap((), flow=False, location=NOWHERE)
        entries = ((text(OVERVIEW, NOWHERE), value),)
        return RawFile(_MARK, RawMap(entries, flow=False, location=NOWHERE), "", complete=True)

    @staticmethod
    def is_from_here(problem: Diagnostic) -> bool:
        """Whether a problem is with what the files themselves hold, not with what was taken for it."""
        return not problem.location.file.startswith(_MARK)


def _fields(entry: KeyAndValue | None) -> dict[str, KeyAndValue]:
    """What an entry holds, by name."""
    value = entry[1] if entry else None
    return {key.text: (key, inner) for key, inner in value.entries} if isinstance(value, RawMap) else {}


def _last_word(name: str) -> str:
    """What is found of a name where ids are looked for, which have no underscores as fields do."""
    return name.rpartition("_")[2]


def _twin(item: Raw | None, items: Raw) -> Raw | None:
    """The item of a list that says most of what another says; None where none says anything of it."""
    said = _said(item)
    candidates = items.items if isinstance(items, RawList) else ()
    best = max(candidates, key=lambda other: len(said & _said(other)), default=None)
    return best if said & _said(best) else None


def _said(item: Raw | None) -> set[tuple[str, str]]:
    entries = item.entries if isinstance(item, RawMap) else ()
    return {(key.text, value.text) for key, value in entries if isinstance(value, RawScalar) and value.text}
