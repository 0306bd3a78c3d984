"""A playbook as one of its git revisions has it: in a folder of its own, the working tree untouched.

Files come from git's objects as they were committed. An archive would not do: what a repository leaves out of
its archives (`export-ignore`) is part of the plan all the same.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.revision import own
from generator.site import EnvironmentFailure

#: What a check reads, from the playbook's folder. The data come first: without any there is no playbook.
_SOURCES = ("data", "content", "mkdocs.yml")

#: A plain file; links and other repositories are no sources.
_FILES = ("100644", "100755")

_HASH = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")


class PastError(ValueError):
    """A revision that cannot be read for a reason of the person's; its text says why and what helps."""


@dataclass(frozen=True, slots=True)
class _Answer:
    code: int
    said: bytes
    complaint: str


@contextmanager
def sources_at(root: Path, revision: str) -> Iterator[Path]:
    """The sources of the playbook in `root` at a git revision, in a folder that is gone afterwards.

    Raises PastError where there is no such revision, or no playbook in it; EnvironmentFailure where git is
    missing or cannot read its objects.
    """
    commit = commit_of(root, revision)
    files = _listed(root, commit, _SOURCES)
    if not any(name.parts[0] == _SOURCES[0] for name in files):
        raise PastError(
            f"Revision `{_shown(revision)}` has no folder `data` here: there is no plan to compare."
        )
    with tempfile.TemporaryDirectory(prefix="playbook-") as made:
        folder = Path(made)
        for name, content in _contents(root, files):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield folder


def files_of(root: Path, commit: str, places: tuple[str, ...]) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The files of a commit in these places, by their path below the playbook's folder.

    Raises EnvironmentFailure where git cannot read its objects.
    """
    return _contents(root, _listed(root, commit, places))


def commit_of(root: Path, revision: str) -> str:
    """The whole hash of the commit that a revision names. Raises as `sources_at` does."""
    place = _git(root, "rev-parse", "--git-dir")
    if "dubious ownership" in place.complaint:
        raise EnvironmentFailure("git refuses this folder, because it belongs to somebody else.")
    if place.code:
        raise PastError("This folder is no git checkout, so it has no revisions. Clone its repository first.")
    # Whatever is typed is a name here, also what begins as an option does. A search for words ends where its
    # text does, so what it finds is asked for its commit apart.
    named = _one_line(_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision))
    found = _one_line(_git(root, "rev-parse", "--verify", "--quiet", f"{named}^{{commit}}")) if named else ""
    if not found:
        raise PastError(f"There is no revision `{_shown(revision)}` here. {_way_out(root, revision)}")
    return found


def _one_line(asked: _Answer) -> str:
    """The hash that git found; empty where it found none."""
    found = asked.said.decode("ascii", "replace").strip()
    return found if asked.code == 0 and _HASH.fullmatch(found) else ""


_NAMES = "A branch, a tag or a commit names one; `git log --oneline` lists them."


def _way_out(root: Path, revision: str) -> str:
    if revision.startswith(("/", "./", "../")) or _is_there(root, revision):
        return f"That is a path; what is compared are states of it that git keeps. {_NAMES}"
    if ".." in revision:
        return "Name the two revisions one after the other: `playbook diff OLD NEW`."
    if _git(root, "rev-parse", "--is-shallow-repository").said.strip() == b"true":
        return "This clone is shallow: `git fetch --unshallow` brings the older ones."
    return _NAMES


def _is_there(root: Path, name: str) -> bool:
    """Whether a file or folder is called so; what is too long to be a name is none."""
    try:
        return bool(name) and (root / name).exists()
    except OSError:
        return False


def _shown(revision: str) -> str:
    """What was typed, without what would steer a terminal."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in revision)


def _listed(root: Path, commit: str, places: tuple[str, ...]) -> dict[PurePosixPath, str]:
    """The files of a commit by their path below the playbook's folder, with the names of their contents."""
    listed = answered(root, "ls-tree", "-r", "-z", commit, "--", *places)
    found = {}
    for line in filter(None, listed.split(b"\0")):
        about, _, name = line.partition(b"\t")
        mode, _, content = about.decode("ascii").split(" ")
        path = PurePosixPath(os.fsdecode(name))
        if mode in _FILES and ".." not in path.parts and not path.is_absolute():
            found[path] = content
    return found


def _contents(root: Path, files: Mapping[PurePosixPath, str]) -> Iterator[tuple[PurePosixPath, bytes]]:
    """What git has of these files, in order."""
    given = "".join(f"{name}\n" for name in files.values()).encode("ascii")
    said = answered(root, "cat-file", "--batch", given=given)
    at = 0
    for path, name in files.items():
        end = said.index(b"\n", at)
        head = said[at:end].split(b" ")
        # Name, kind and size; anything else says that it is missing.
        if len(head) != 3:
            raise EnvironmentFailure(f"git cannot read {name}, a file of the revision.")
        begin, size = end + 1, int(head[2])
        yield path, said[begin : begin + size]
        at = begin + size + 1


def answered(root: Path, *words: str, given: bytes = b"") -> bytes:
    """What `git WORDS` says in `root`. Raises EnvironmentFailure where git is missing or refuses."""
    answer = _git(root, *words, given=given)
    if answer.code:
        why = next(iter(answer.complaint.splitlines()), f"exit code {answer.code}")
        raise EnvironmentFailure(f"git {words[0]} failed: {why.removeprefix('fatal: ')}")
    return answer.said


def _git(root: Path, *words: str, given: bytes = b"") -> _Answer:
    try:
        done = subprocess.run(  # noqa: S603  git, with words of ours and a name that is read as nothing else
            ["git", "--no-optional-locks", "-C", str(root), *words],  # noqa: S607  as the person's shell finds it
            input=given,
            capture_output=True,
            check=False,
            env={**own(os.environ), "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"},
        )
    except FileNotFoundError as problem:
        raise EnvironmentFailure("git is missing; reading older revisions needs it.") from problem
    return _Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))
