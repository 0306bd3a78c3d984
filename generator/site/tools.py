"""The programs that the site is made with: found, run, their output collected."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_PR_SET_PDEATHSIG = 1  # linux/prctl.h

_SPACE = "Free some space, then run it again."
_RIGHTS = "Make that writable for whoever runs this, then run it again."
_CURES = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EFBIG: "Raise the limit for the size of files (`ulimit -f`), then run it again.",
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: _RIGHTS,
    errno.EEXIST: "Move that out of the way, then run it again.",
    errno.ENOTDIR: "Move that out of the way, then run it again.",
    errno.ELOOP: "Remove that link, then run it again.",
    errno.EBUSY: "If something is mounted there, mount the folder above it instead, then run it again.",
    errno.EMFILE: "Raise the limit for open files (`ulimit -n`), then run it again.",
    errno.ENOMEM: "Free some memory, then run it again.",
}


class EnvironmentFailure(OSError):  # noqa: N818  the name of exit code 3 in the manual
    """The machine cannot do it: one sentence that says what is missing and what to do."""


def cure(code: int | None) -> str:
    """What to do where the machine refuses with this `errno`; empty where nothing is sure to help."""
    return _CURES.get(code or 0, "")


def run(
    command: Sequence[str], folder: Path, variables: Mapping[str, str] | None = None, *, name: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run `command` in `folder` with the given variables added; its output is text, never printed.

    It ends with this process, even if that is killed, and holds the locks of this process until then.
    Raises EnvironmentFailure where it is missing or was killed; `name` is what people call it.
    """
    try:
        done = subprocess.run(  # noqa: S603  the program is ours, no argument comes from the data
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
            # Files are not handed on but for those that are meant to be: the locks.
            close_fds=False,
            # Nothing of this program has a second thread, which alone makes this unsafe.
            preexec_fn=_ends_with(os.getpid()),
        )
    except FileNotFoundError as problem:
        raise EnvironmentFailure(
            f"{Path(command[0]).name} is missing; `make setup` or installing the package again brings it."
        ) from problem
    if done.returncode < 0:
        known = name or Path(command[0]).name
        how = signal.strsignal(-done.returncode)
        raise EnvironmentFailure(
            f"{known} was ended from outside ({how}), as happens where memory is short; run it again."
        )
    return done


def _ends_with(parent: int) -> Callable[[], None]:
    """What a new process does first, so that it does not outlive its parent, where the system can do that."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)

    def prepare() -> None:
        if prctl is not None:
            prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != parent:
                os._exit(1)

    return prepare
