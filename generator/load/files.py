"""Which files hold data: every `*.yml` under `data/`, at any depth.

Names that start with a dot are left alone, as editors and git use them. What only looks like a data
file (`*.yaml`, `*.YML`, links, pipes) is an error: silently ignored, it would be a plan that nobody reads.

A folder of `data/log/` with a folder `plan/` in it is a run that is over. It has the plan as it stood, so
none of its files belongs to the current playbook.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path, PurePath

from generator.diagnostics import Diagnostic, Location, error
from generator.load.characters import forbidden_in_name

#: The most bytes that a data file may have.
LARGEST = 1024 * 1024

#: The most characters that all data files may have together.
LARGEST_TOGETHER = 4 * LARGEST

#: The most data files; each record is one, and a run that is over has its own.
MOST_FILES = 10_000

#: Where runs that are over are kept, from the playbook's folder, and the folder by which one is known.
ARCHIVES, PLAN = "data/log", "plan"

#: Folders within folders; deeper ones no person made.
_DEEPEST = 32

_SUFFIX = ".yml"
_LOOKALIKES = (".yml", ".yaml")


def find_files(root: Path) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """The data files of the playbook in `root`, sorted by name, and what cannot be one."""
    problems: list[Diagnostic] = []
    paths: list[Path] = []
    data = root / "data"
    if not data.is_dir() or data.is_symlink():
        hint = "Data files stand in a folder named `data`; `-C` names the folder that holds it."
        return (), (error("no-data", "There is no folder `data` here.", Location(), hint),)
    search(data, root, paths, problems)
    if not paths and not problems:
        hint = "Start with `data/playbook.yml`."
        problems.append(error("no-data", "The folder `data` holds no file *.yml.", Location("data"), hint))
    return by_name(paths, root), tuple(problems)


def find_runs(root: Path) -> tuple[Path, ...]:
    """The folders of the runs that are over, sorted by name."""
    kept = root / ARCHIVES
    if kept.is_symlink() or kept.parent.is_symlink() or not kept.is_dir():
        return ()
    with os.scandir(kept) as entries:
        found = [kept / entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    return tuple(sorted(path for path in found if not path.name.startswith(".") and _is_run(path, root)))


def by_name(paths: Iterable[Path], root: Path) -> tuple[Path, ...]:
    """Files in the order in which the same playbook has them on every machine."""
    return tuple(sorted(paths, key=lambda path: name_of(path, root)))


def name_of(path: Path, root: Path) -> str:
    """A file's name in locations: relative to the playbook's folder, with forward slashes."""
    return path.relative_to(root).as_posix()


def _is_run(folder: Path, root: Path) -> bool:
    plan = folder / PLAN
    return folder.parent == root / ARCHIVES and plan.is_dir() and not plan.is_symlink()


def search(folder: Path, root: Path, paths: list[Path], problems: list[Diagnostic]) -> None:
    """Add the data files of a folder to `paths`, and what cannot be one to `problems`."""
    if len(folder.relative_to(root).parts) > _DEEPEST:
        message = f"Folders are nested more than {_DEEPEST} levels deep here."
        place = Location(name_of(folder, root))
        problems.append(error("too-deep", message, place, "Move what stands in them further up."))
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as problem:
        message = f"This folder cannot be read: {problem.strerror or problem}."
        hint = "Check the permissions of the folder."
        problems.append(error("unreadable-file", message, Location(name_of(folder, root)), hint))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            if not _is_run(path, root):
                search(path, root, paths, problems)
        elif refusal := _refusal(entry, Location(name_of(path, root))):
            problems.append(refusal)
        elif entry.name.endswith(_SUFFIX):
            paths.append(path)


def _refusal(entry: os.DirEntry[str], place: Location) -> Diagnostic | None:
    """Why something is not a data file although it looks like one."""
    name = PurePath(entry.name)
    suffix = name.suffix
    looks_like_data = suffix.lower() in _LOOKALIKES
    if entry.is_symlink():
        if not looks_like_data and not entry.is_dir():
            return None
        message = "This is a symbolic link, and data is read from real files and folders only."
        return error("symbolic-link", message, place, "Put the file or folder itself here.")
    if not looks_like_data:
        return None
    if suffix != _SUFFIX:
        return error(
            "wrong-suffix",
            f"Data files end in {_SUFFIX}, and this one in {suffix}, so it would not be read.",
            place,
            f"Rename it to {name.stem}{_SUFFIX}.",
        )
    if refusal := forbidden_in_name(place.file, place):
        return refusal
    if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
        return error("unreadable-file", "This is not a plain file.", place, "Put a plain file here.")
    return None
