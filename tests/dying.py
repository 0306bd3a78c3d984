"""Work that is cut short at any of its steps: the process dies, or the machine refuses.

A step is anything by which a process changes a disk, seen right before it happens.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable

_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.rmtree", "tempfile.mkdtemp"}

_KILLED, _REFUSED = 9, 3

#: No work takes as many steps.
MOST = 200


def cut_short(work: Callable[[], object], before: int, *, refuse: bool = False) -> bool:
    """Whether `work`, in a process of its own, met its end right before its step of that number.

    It is killed there without a word; with `refuse` the disk is full from there on, but for what is removed.
    """
    child = os.fork()
    if child == 0:
        left = before

        def step(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            creates = event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
            if event not in _CHANGES and not creates:
                return
            left -= 1
            if left < 0 and not refuse:
                os.kill(os.getpid(), signal.SIGKILL)
            if left < 0 and (creates or event in ("os.mkdir", "os.rename", "tempfile.mkdtemp")):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        sys.addaudithook(step)
        try:
            work()
        except OSError as problem:
            os._exit(_REFUSED if problem.errno == errno.ENOSPC else 1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code not in (0, -signal.SIGKILL, _REFUSED):
        raise AssertionError(f"It ended with {code}.")
    return code != 0
