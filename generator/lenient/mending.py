"""One round: for each error what its place holds is taken out, or made what the other playbook has there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
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
    files: list[RawFile], wrong: Iterable[Diagnostic], beside: Beside, *, whole: bool = False
) -> list[RawFile]:
    """The files without what is wrong in them; `whole` takes every entry that has an error.

    What has an error and stands nowhere in the files was left out when they were read.
    """
    by_file: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for problem in wrong:
        by_file[problem.location.file].append(problem)
    if any(problem.code == "missing-playbook" for problem in by_file[""]):
        files = [*files, beside.overview()]
    return [_mended(file, by_file, beside, whole=whole) for file in files]


def _mended(
    file: RawFile, by_file: defaultdict[str, list[Diagnostic]], beside: Beside, *, whole: bool
) -> RawFile:
    spots = Spots(file.root)
    edits: dict[Path, Raw | None] = {}
    for name in spots.files | {file.file}:
        for problem in by_file[name]:
            path = spots.near(problem.location) if whole else spots.at(problem.location)
            if path is not None:
                edits.update(_edits(problem, path[:2] if whole else path, file.root, beside))
    return replace(file, root=edited(file.root, edits)) if edits else file


def _edits(problem: Diagnostic, path: Path, root: RawMap, beside: Beside) -> dict[Path, Raw | None]:
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
