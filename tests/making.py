"""make, as a person runs it, with the tools of the environment that the tests run in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

#: Nothing is set up again: the environment is there.
TOOLS = (
    "--silent",
    "--old-file=.venv/.ready",
    "--old-file=.venv/.installed",
    f"BIN={Path(sys.executable).parent}",
)


def make(*words: str) -> subprocess.CompletedProcess[str]:
    """How `make WORDS` ended in the project's own folder."""
    return subprocess.run(
        ["make", *TOOLS, *words],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
