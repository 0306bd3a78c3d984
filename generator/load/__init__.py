"""YAML text to raw values that remember file, line and column; every problem of every file in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, error, warning
from generator.load.characters import (
    decode,
    describe,
    forbidden_characters,
    forbidden_in_name,
    shown,
    unseen,
)
from generator.load.compose import MOST_VALUES, TOO_MUCH, Composer
from generator.load.files import (
    ARCHIVES,
    LARGEST,
    LARGEST_TOGETHER,
    MOST_FILES,
    PLAN,
    by_name,
    find_files,
    find_runs,
    name_of,
    search,
)
from generator.load.further import read_on
from generator.load.pasted import conflicts_and_diffs
from generator.load.plain import Unreadable, every, read_plain, walk
from generator.load.raw import Raw, RawFile, RawList, RawMap, RawScalar

__all__ = [
    "ARCHIVES",
    "LARGEST",
    "PLAN",
    "Raw",
    "RawFile",
    "RawList",
    "RawMap",
    "RawScalar",
    "Read",
    "ReadOnce",
    "Unreadable",
    "decode",
    "describe",
    "every",
    "find_files",
    "find_runs",
    "forbidden_characters",
    "forbidden_in_name",
    "load",
    "load_bytes",
    "load_run",
    "load_text",
    "read_all",
    "read_plain",
    "shown",
    "unseen",
    "walk",
]

#: With more problems in the files before it, a file is not read.
MOST_IN_ALL = 1000

#: From the bytes of a file and its name in locations to what is in it.
Read = Callable[[bytes, str], tuple[RawFile, tuple[Diagnostic, ...]]]


class ReadOnce:
    """Reads a file again only when its bytes are others than the last time."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[bytes, tuple[RawFile, tuple[Diagnostic, ...]]]] = {}

    def __call__(self, data: bytes, file: str) -> tuple[RawFile, tuple[Diagnostic, ...]]:
        """As `load_bytes`."""
        kept = self._kept.get(file)
        if kept is None or kept[0] != data:
            kept = self._kept[file] = (data, load_bytes(data, file))
        return kept[1]


def load(root: Path, read: Read | None = None) -> tuple[tuple[RawFile, ...], tuple[Diagnostic, ...]]:
    """Every data file of the playbook in `root`, in the order of their names, as `read` reads it."""
    return _load_files(*find_files(root), root, read or load_bytes)


def load_run(folder: Path, root: Path) -> tuple[tuple[RawFile, ...], tuple[Diagnostic, ...]]:
    """Every data file of a run that is over, as `find_runs` names it, in the order of their names."""
    paths: list[Path] = []
    problems: list[Diagnostic] = []
    search(folder, root, paths, problems)
    return _load_files(by_name(paths, root), tuple(problems), root, load_bytes)


def read_all(paths: Iterable[Path], root: Path) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The bytes of data files by their names in locations, and what stands in the way of the others."""
    read = {name_of(path, root): read_plain(path, LARGEST) for path in paths}
    wrong = (found.told(name) for name, found in read.items() if isinstance(found, Unreadable))
    return {name: found for name, found in read.items() if isinstance(found, bytes)}, tuple(wrong)


def load_bytes(data: bytes, file: str) -> tuple[RawFile, tuple[Diagnostic, ...]]:
    """One file from its bytes; `file` is its name in locations."""
    text = decode(data, file)
    if isinstance(text, Diagnostic):
        return _unread(file), (text,)
    return load_text(text, file)


def load_text(text: str, file: str) -> tuple[RawFile, tuple[Diagnostic, ...]]:
    """One file from its text; `file` is its name in locations."""
    if forbidden := tuple(forbidden_characters(text, file)):
        return _unread(file, text), forbidden
    if foreign := tuple(conflicts_and_diffs(text, file)):
        return _unread(file, text), foreign
    composer = Composer(text, file)
    composer.read()
    problems = [*composer.errors, *composer.warnings]
    root = composer.root
    if not composer.complete:
        return _read_on(text, file, composer)
    if root is None or (isinstance(root, RawScalar) and root.value is None):
        hint = "Delete the file, or write a collection into it, such as `risks:`."
        problems.append(warning("empty-file", "This file holds nothing.", Location(file, 1, 1), hint))
        return RawFile(file, _nothing(file), text, complete=True), tuple(problems)
    if not isinstance(root, RawMap):
        problems.append(
            error(
                "not-a-map",
                f"This file holds {'a list' if isinstance(root, RawList) else 'a text'}, not collections.",
                root.location,
                "Start with a collection and a colon, such as `risks:`, and indent its entries below it.",
            )
        )
        return _unread(file, text), tuple(problems)
    sound = RawFile(file, root, text, complete=True, lost=composer.lost, values=composer.values)
    return sound, tuple(problems)


def _load_files(
    paths: tuple[Path, ...], refused: tuple[Diagnostic, ...], root: Path, read: Read
) -> tuple[tuple[RawFile, ...], tuple[Diagnostic, ...]]:
    files: list[RawFile] = []
    problems = list(refused)
    values = size = 0
    for path in paths:
        name = name_of(path, root)
        file, found = _load_file(path, name, read)
        values, size = values + file.values, size + len(file.text)
        if file.values > MOST_VALUES:
            problems.extend(found)
        elif values > MOST_VALUES or size > LARGEST_TOGETHER or len(files) == MOST_FILES:
            problems.append(_too_much(name))
        elif len(problems) > MOST_IN_ALL:
            problems.append(_too_many(name))
        else:
            files.append(file)
            problems.extend(found)
            continue
        # What it would hold is not known, nor what the files after it would.
        return (*files, _unread(name)), tuple(problems)
    return tuple(files), tuple(problems)


def _too_much(file: str) -> Diagnostic:
    limits = f"{MOST_VALUES:,} values, {LARGEST_TOGETHER // 1024 // 1024} MiB of text or {MOST_FILES:,} files"
    message = f"With this file the data is more than {limits}; what follows was not read."
    return error("too-much-data", message, Location(file), TOO_MUCH)


def _too_many(file: str) -> Diagnostic:
    message = f"The files before this one have more than {MOST_IN_ALL:,} problems; this one was not read."
    hint = "Mend these first, or move out of `data` what is not one of its files."
    return error("too-many-errors", message, Location(file), hint)


def _load_file(path: Path, file: str, read: Read) -> tuple[RawFile, tuple[Diagnostic, ...]]:
    data = read_plain(path, LARGEST)
    if isinstance(data, Unreadable):
        return _unread(file), (data.told(file),)
    return read(data, file)


def _read_on(text: str, file: str, stopped: Composer) -> tuple[RawFile, tuple[Diagnostic, ...]]:
    sound, errors, warnings = read_on(text, stopped)
    root = _nothing(file) if sound is None else sound
    told = (*errors, *warnings)
    return RawFile(file, root, text, complete=False, lost=stopped.lost, values=stopped.values), told


def _unread(file: str, text: str = "") -> RawFile:
    return RawFile(file, _nothing(file), text, complete=False)


def _nothing(file: str) -> RawMap:
    return RawMap((), flow=False, location=Location(file, 1, 1))
