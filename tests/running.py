"""The program under way, in a process that tests may signal, watch and wait for."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("playbook")

#: Nobody waits longer, however busy the machine is.
SECONDS = 120


def begun(folder: Path, *words: str) -> subprocess.Popen[str]:
    """`playbook WORDS`, under way; signals do what they usually do, wherever tests are run."""
    return subprocess.Popen(
        ["env", "--default-signal=INT,HUP", PROGRAM, "-C", folder, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until(met: Callable[[], object]) -> None:
    """Waits for it."""
    end = time.monotonic() + SECONDS
    while not met():
        assert time.monotonic() < end, "It never came to that."
        time.sleep(0.01)


def has_open(process: int, path: Path) -> bool:
    """Whether a process has this file open."""
    return str(path) in links(Path("/proc") / str(process) / "fd")


def links(folder: Path) -> Iterator[str]:
    """Where the links in a folder lead, as far as they are still there."""
    for link in folder.iterdir():
        try:
            yield str(link.readlink())
        except FileNotFoundError:
            continue
