"""Which state of its sources a playbook stands at: the commit, and the digest of what is on the disk."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.load import walk
from generator.stamp import digest

#: What a site is made from, from the playbook's folder.
SOURCES = ("data", "content", "overrides", "mkdocs.yml")

#: What a hook that runs this program would have git look at instead of the playbook's own repository.
SOMEBODY_ELSES = frozenset(
    (
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_COMMON_DIR",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_NAMESPACE",
        "GIT_PREFIX",
    )
)

_SECONDS = 30

#: No file that a site is made from has as many bytes.
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Revision:
    """The commit that is checked out (the whole hash; None where there is none), and whether the sources
    hold anything that it does not.
    """

    commit: str | None = None
    changed: bool = False


def revision(root: Path) -> Revision:
    """Where the playbook in `root` stands; no commit where git is missing, has none or refuses."""
    said = asked(root, "rev-parse", "--show-prefix", "HEAD^{commit}")
    if said is None:
        return Revision()
    prefix, _, commit = said.rstrip("\n").rpartition("\n")
    # Ignored files count as well: the site is made of them, and no commit has them.
    status = ("status", "--porcelain", "-z", "--no-renames", "--ignored", "--untracked-files=all")
    entries = asked(root, *status, "--", *SOURCES)
    # No answer is no promise that nothing has changed.
    changed = entries is None or any(
        _counts(PurePosixPath(entry[3:].removeprefix(prefix))) for entry in entries.split("\0")
    )
    return Revision(commit, changed)


def asked(root: Path, *words: str) -> str | None:
    """What `git WORDS` says in `root`; None where git is missing, refuses or does not answer."""
    command = ["git", "--no-optional-locks", "-C", str(root), *words]
    try:
        found = subprocess.run(  # noqa: S603  fixed words; the folder is the one that the person named
            command,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=_SECONDS,
            env=own(os.environ),
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout if found.returncode == 0 else None


def own(variables: Mapping[str, str]) -> dict[str, str]:
    """The environment without what would lead git away from the playbook's own repository."""
    return {name: value for name, value in variables.items() if name not in SOMEBODY_ELSES}


def source_digest(root: Path) -> str:
    """The digest of the sources in `root` as they are on the disk now.

    Every regular file counts; links and editors' hidden files do not. Raises OSError where one cannot be
    read.
    """
    found = (path for name in SOURCES for path in _files(root / name))
    named = ((path.relative_to(root).as_posix(), path) for path in found)
    return digest((name, _content(path)) for name, path in named if _counts(PurePosixPath(name)))


def _content(path: Path) -> bytes:
    """What is in a file; of one larger than any source its size and its beginning."""
    with path.open("rb") as file:
        found = file.read(_LARGEST)
    return found if len(found) < _LARGEST else b"%d:%b" % (path.stat().st_size, found)


def _files(place: Path) -> Iterator[Path]:
    if not place.is_symlink():
        yield from [place] if place.is_file() else walk(place)


def _counts(path: PurePosixPath) -> bool:
    """Whether a file is part of the sources; the only hidden folder that is holds the theme's own icons."""
    return bool(path.parts) and not any(part.startswith(".") and part != ".icons" for part in path.parts)
