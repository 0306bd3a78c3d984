"""The programs that the site is made with: found, run, their output collected."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


class EnvironmentFailure(OSError):  # noqa: N818  the name of exit code 3 in the manual
    """The machine cannot do it: one sentence that says what is missing and what to do."""


def run(
    command: Sequence[str], folder: Path, variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `command` in `folder` with the given variables added; its output is text, never printed."""
    try:
        return subprocess.run(  # noqa: S603  the program is ours, no argument comes from the data
            command,
            cwd=folder,
            env={**os.environ, "PYTHONUTF8": "1", **(variables or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            # Whatever the person's own umask: a site that only they can read serves nobody.
            umask=0o022,
        )
    except FileNotFoundError as problem:
        raise EnvironmentFailure(
            f"{Path(command[0]).name} is missing; `make setup` or installing the package again brings it."
        ) from problem
