"""One round: for each error what its place holds is taken out, or made what the other playbook has there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.diagnostics import Diagnostic
from generator.lenient.beside import NOWHERE, Beside
from generator.lenient.tree import Spots, edited, node, text
from generator.load import Raw, RawFile, RawMap, RawScalar
from generator.model import COLLECTIONS
from generator.model.shapes import fields_of
from generator.model.walk import Path
from generator.validate.gather import OVERVIEW

#: What the playbook must have, and what it has where the other one cannot say either.
_OF_THE_WHOLE: dict[str, str | None] = {"key": "playbook", "title": "Playbook", "timezone": "UTC"}

#: What other entries must have; that is then their id.
_OF_AN_ENTRY: dict[str, str | None] = {"title": None}

_NOTHING = RawMap((), flow=False, location=NOWHERE)

#: References in a text: the way in, and the words that are shown for it.
_REFERENCE = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")

#: What is wrong with a reference: what it names is another's fault.
_OF_OTHERS = frozenset(
    (
        "unknown-reference",
        "unknown-collection",
        "unknown-field",
        "wrong-collection",
        "broken-reference",
        "circular-reference",
    )
)


def mended(
    files: list[RawFile], wrong: Iterable[Diagnostic], beside: Beside, *, is_read: bool, whole: bool = False
) -> list[RawFile]:
    """The files without what is wrong in them; `whole` takes every entry that has an error.

    While the files are read (`is_read` is False) what is wrong is mostly left out already, and then stands
    nowhere in them.
    """
    wrong = tuple(wrong)
    if any(problem.code == "missing-playbook" for problem in wrong):
        files = [*files, beside.overview()]
    spots = Spots(file.root for file in files)
    edits: defaultdict[int, dict[Path, Raw | None]] = defaultdict(dict)
    for problem in wrong:
        found = spots.around(problem.location) if is_read else spots.at(problem.location)
        if found is not None:
            index, path = found
            edits[index] |= _edits(
                problem, path[:2] if whole else path, files[index].root, beside, edits[index]
            )
    return [
        replace(file, root=edited(file.root, edits[index])) if index in edits else file
        for index, file in enumerate(files)
    ]


def _edits(
    problem: Diagnostic, path: Path, root: RawMap, beside: Beside, done: Mapping[Path, Raw | None]
) -> dict[Path, Raw | None]:
    """What to do about a problem; nothing where this round has `done` something about it, or around it."""
    if any(path[:end] in done for end in range(1, len(path) + 1)):
        return {}
    found = node(root, path)
    if problem.code in _OF_OTHERS and isinstance(found, RawScalar) and "[[" in found.text:
        return {path: text(_words(found.text, beside), found.location)}
    if problem.code == "missing-field" and (stand_ins := _stand_ins(path, root, beside)):
        return stand_ins
    if isinstance(found, RawScalar) and isinstance(path[-1], int) and " " not in found.text.strip():
        # An id in a list: without it the list would be another.
        path = path[: next(index for index, step in enumerate(path) if isinstance(step, int))]
    if problem.code == "duplicate-id":
        return {path: None}
    while problem.code not in _OF_OTHERS and beside.was_taken(path):
        # What is wrong is not in there alone.
        path = path[:-1]
        if path in done:
            return {}
    return {path: beside.take(path, root)} if path else {}


def _stand_ins(path: Path, root: RawMap, beside: Beside) -> dict[Path, Raw | None]:
    """What an entry lacks that it cannot do without; nothing where it lacks something else."""
    if path != (OVERVIEW,) and (len(path) != 2 or not _needs_title(str(path[0]))):
        return {}
    found = node(root, path)
    lacking: dict[Path, Raw | None] = {
        (*path, field): beside.take((*path, field), root) or text(words or str(path[-1]), NOWHERE)
        for field, words in (_OF_THE_WHOLE if path == (OVERVIEW,) else _OF_AN_ENTRY).items()
        if not isinstance(found, RawMap) or found.get(field) is None
    }
    if isinstance(found, RawMap):
        return lacking
    return {path: edited(_NOTHING, {(way[-1],): value for way, value in lacking.items()})}


def _needs_title(collection: str) -> bool:
    title = fields_of(COLLECTIONS[collection]).get("title") if collection in COLLECTIONS else None
    return title is not None and title.required


def _words(marked: str, beside: Beside) -> str:
    """A text with its references as words, those that are whole among broken ones included."""
    said = _REFERENCE.sub(lambda found: found[2] or beside.title(found[1].strip()), marked)
    return said.replace("[[", "").replace("]]", "")
