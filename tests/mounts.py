"""File systems of a test's own: mounted where nobody else sees them, gone with the process that has them."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path

import pytest

_MOUNT = ("sh", "-c", "mount -t tmpfs tmpfs /tmp")

#: How a process gets mounts of its own: as anybody; where a hardened system lets nobody, as administrator.
_ALONE = ("unshare", "--user", "--map-root-user", "--mount")
_AS_ROOT = ("sudo", "--non-interactive", "--preserve-env", "unshare", "--mount")

MISSING = "Nobody may mount anything here; `unshare --user --map-root-user --mount` has to work."


@cache
def _way() -> tuple[str, ...] | None:
    """The first that works. A person's own rights as administrator are not made use of."""
    ways = [_ALONE, *([_AS_ROOT] if os.environ.get("CI") else [])]
    return next((way for way in ways if _works(*way, *_MOUNT)), None)


def _works(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def in_own_mounts(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a shell script with these arguments where it may mount what it likes.

    Where nobody may, the test is skipped, but never where CI says that a change is decided on.
    """
    way = _way()
    if way is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    return subprocess.run(
        [*way, "sh", "-c", script, "sh", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795000000"},
    )
