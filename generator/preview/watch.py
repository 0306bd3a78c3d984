"""Which sources were saved, once whoever saves is done.

Looked at again and again instead of asked of the system: a few hundred files take a millisecond or two, and
what editors do differently (write in place, save by renaming, remove a folder and bring it back) looks the
same, on every kind of disk.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from generator.revision import SOURCES

#: Of each file: when it was written (ns), its size, which file it is.
Snapshot = Mapping[str, tuple[int, int, int]]

#: What editors put beside a file for a moment.
_PASSING = re.compile(r"\..*|.*~|#.*#|4913|.*\.(?:swp|swx|tmp|bak)")

#: Seconds between two looks. One that costs much is followed by a longer rest; what it waited for its turn,
#: beside a thread that makes pages, does not count.
_REST = 0.03
_REST_PER_LOOK = 20


def snapshot(root: Path) -> Snapshot:
    """All sources of the playbook in `root`, by their names from there."""
    found: dict[str, tuple[int, int, int]] = {}
    for name in SOURCES:
        _look(root / name, name, found)
    return found


def saves(
    root: Path, rest: Callable[[float], object] = time.sleep, known: Snapshot | None = None
) -> Iterator[frozenset[str]]:
    """The names of the files that were written, removed or added, each time that no more follow.

    `known` is how they were when somebody last read them, else as they are now. `rest` waits some seconds.
    Where nothing is saved it yields nothing, for ever.
    """
    known = snapshot(root) if known is None else known
    before = known
    while True:
        started = time.thread_time()
        now = snapshot(root)
        took = time.thread_time() - started
        # Many files of a checkout come one after another: two looks must agree.
        if now != known and now == before:
            changed = frozenset(
                name for name in now.keys() | known.keys() if now.get(name) != known.get(name)
            )
            known = now
            yield changed
        before = now
        rest(_REST if now != known else max(_REST, _REST_PER_LOOK * took))


def _look(path: Path, name: str, found: dict[str, tuple[int, int, int]]) -> None:
    waiting = [(path, name)]
    while waiting:
        path, name = waiting.pop()
        # What is gone between two moments, the next look will tell.
        with suppress(OSError):
            about = path.lstat()
            if not stat.S_ISDIR(about.st_mode):
                found[name] = (about.st_mtime_ns, about.st_size, about.st_ino)
                continue
            with os.scandir(path) as entries:
                names = [entry.name for entry in entries]
            waiting += [(path / each, f"{name}/{each}") for each in names if not _PASSING.fullmatch(each)]
