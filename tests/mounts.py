"""File systems of a test's own: mounted where nobody else sees them, gone with the process that has them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_ALONE = ("unshare", "--user", "--map-root-user", "--mount")


def _can_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(
        [*_ALONE, "sh", "-c", "mount -t tmpfs tmpfs /tmp"], capture_output=True, check=False
    )
    return tried.returncode == 0


#: A hardened system lets nobody; there tests/e2e/test_all_or_nothing.py limits files, which every system can.
needs_mounts = pytest.mark.skipif(not _can_mount(), reason="Nobody may mount anything here.")


def in_own_mounts(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a shell script with these arguments where it may mount what it likes."""
    return subprocess.run(
        [*_ALONE, "sh", "-c", script, "sh", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795000000"},
    )
