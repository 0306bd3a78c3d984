"""The bytes of a plain file, and of nothing else: no link is followed, no pipe waited for, no disk emptied.

What a folder says of a file may be wrong by the time it is opened, so the opened file itself is asked.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, error


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file was not read: a code, a sentence and how to mend it."""

    code: str
    message: str
    hint: str

    def told(self, file: str) -> Diagnostic:
        """The error; `file` is the file's name in locations."""
        return error(self.code, self.message, Location(file), self.hint)


def read_plain(path: Path, largest: int) -> bytes | Unreadable:
    """All bytes of a plain file of at most `largest` bytes."""
    try:
        # A pipe that nobody writes to would be waited for without an end.
        opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(opened, "rb") as stream:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                return Unreadable("unreadable-file", "This is not a plain file.", "Put a plain file here.")
            data = stream.read(largest + 1)
    except OSError as problem:
        message = f"This file cannot be read: {problem.strerror or 'unknown reason'}."
        return Unreadable("unreadable-file", message, "Check the permissions of the file.")
    if len(data) > largest:
        message = f"This file is larger than {largest // 1024 // 1024} MiB."
        hint = "Split it; any number of files may add to a collection."
        return Unreadable("file-too-large", message, hint)
    return data
