"""The last named version: the newest commit on the way here whose plan has another `playbook.version`.

Only first parents count: what was merged came to be the plan with the merge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from generator.diff.since import Milestone, Silence
from generator.load import ARCHIVES, PLAN, RawMap, RawScalar, load_bytes
from generator.past import PastError, answered, commit_of, files_of
from generator.site import EnvironmentFailure
from generator.validate.gather import OVERVIEW

#: A key of that name, as git looks for it in the lines that a commit changes.
_VERSION = "version[\"']?[[:space:]]*:"

#: A file in which the playbook may begin; most files need not be read.
_BEGINS = re.compile(rb"""(?m)(?:^|\{)\s*["']?playbook["']?\s*:""")


def last_milestone(root: Path, version: str | None) -> Milestone | Silence:
    """The newest named version of the playbook in `root` that is not `version`, or why there is none."""
    try:
        return _found(root, version)
    except (PastError, EnvironmentFailure):
        return Silence("no history")


def _found(root: Path, version: str | None) -> Milestone | Silence:
    for commit in _candidates(root, commit_of(root, "HEAD")):
        named = _version_at(root, commit)
        if named is not None and named[0] != version:
            return Milestone(*named, commit, _made_at(root, commit))
    if answered(root, "rev-parse", "--is-shallow-repository").strip() != b"true":
        return Silence("first")
    oldest = answered(root, "rev-list", "--first-parent", "HEAD").split()[-1].decode("ascii")
    return Silence("short history", _made_at(root, oldest))


def _candidates(root: Path, commit: str) -> Iterator[str]:
    """A commit, and before it those after which a line with a version changed, newest first."""
    # A merge is compared with its first parent; a file that is not text by its attributes is looked into.
    shape = ("--first-parent", "-m", "--text", "--no-renames", "--no-ext-diff", "--no-textconv")
    # Whatever a person has set for reading logs.
    look = ("-c", "log.showSignature=false", "-c", "log.follow=false", "log", "-1", *shape)
    while True:
        yield commit
        found = answered(root, *look, "--format=%H %P", f"-G{_VERSION}", commit, "--", "data").split()
        # Itself, its first parent, others; the very first has none.
        if len(found) < 2:
            return
        commit = found[1].decode("ascii")


def _made_at(root: Path, commit: str) -> datetime:
    said = answered(root, "show", "-s", "--no-show-signature", "--format=%cI", commit)
    return datetime.fromisoformat(said.decode("ascii").strip())


def _version_at(root: Path, commit: str) -> tuple[str, str | None] | None:
    """The version of the plan in a commit and its title; None where it has no name or cannot be read."""
    fields: dict[str, str] = {}
    for name, data in files_of(root, commit, ("data",)):
        if name.suffix == ".yml" and not _is_of_a_run(name) and _BEGINS.search(data):
            entry = load_bytes(data, str(name))[0].root.get(OVERVIEW)
            held = entry[1].entries if entry and isinstance(entry[1], RawMap) else ()
            texts = ((key.text, value) for key, value in held)
            fields |= {key: value.text for key, value in texts if isinstance(value, RawScalar) and value.text}
    version = fields.get("version")
    return (version, fields.get("version_title")) if version else None


def _is_of_a_run(name: PurePosixPath) -> bool:
    """Whether a file may be a part of a run that is over, which has its plan with it."""
    kept = PurePosixPath(ARCHIVES)
    return name.is_relative_to(kept) and PLAN in name.relative_to(kept).parts[1:2]
