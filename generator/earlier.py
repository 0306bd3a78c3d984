"""An earlier state of the plan beside the current one: at a revision, at the last named version."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from generator import archive, past
from generator.diagnostics import Diagnostic
from generator.diff import Side, diff
from generator.diff.since import Silence, Since
from generator.lenient import read_leniently
from generator.linked import Playbook
from generator.milestone import last_milestone
from generator.rules import Verdict, run
from generator.site import EnvironmentFailure
from generator.withhold import Readers


def side_in(
    folder: Path, now: datetime, beside: Path, readers: Readers | None = None
) -> tuple[Side, tuple[()]] | tuple[None, tuple[Diagnostic, ...]]:
    """The older playbook in a folder, as of `now`, or the errors for which nothing of it can be read.

    What no plan can have today is as in the sound playbook in the folder `beside`. With `readers` it is as
    they get to see it.
    """
    found = read_leniently(folder, now, beside, readers)
    if found.book is None:
        return None, found.left_out
    return Side(found.book, run(found.book)[0], found.left_out), ()


def side_at(root: Path, commit: str, now: datetime, readers: Readers | None = None) -> Side | None:
    """The playbook in `root` as a commit has it, beside the files as they are now; None: nothing can be read.

    Raises as `past.sources_at` does.
    """
    with past.sources_at(root, commit) as folder:
        return side_in(folder, now, root, readers)[0]


def since_version(
    root: Path, book: Playbook, verdict: Verdict, readers: Readers | None = None
) -> Since | Silence:
    """What differs between the last named version of the playbook in `root` and what it is now.

    Both are read as of one moment, that of `book`, and as `readers` get to see them.
    """
    found = last_milestone(root, book.overview.version)
    if isinstance(found, Silence):
        return found
    try:
        old = side_at(root, found.commit, book.now, readers)
    except (past.PastError, EnvironmentFailure):
        old = None
    if old is None:
        return Silence("unreadable", milestone=found)
    return Since(found, diff(old, side_now(root, book, verdict)))


def side_now(root: Path, book: Playbook, verdict: Verdict) -> Side:
    """The playbook as it stands in `root`, with the runs there that are over."""
    return Side(book, verdict, archived=lambda: archive.recorded(root))
