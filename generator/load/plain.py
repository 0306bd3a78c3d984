"""The bytes of a plain file, and of nothing else: no link is followed, no pipe waited for, no disk emptied.

What a folder says of a file may be wrong by the time it is opened, so the opened file itself is asked.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, error

MIB = 1024 * 1024


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
        size = f"{largest // MIB} MiB" if largest >= MIB else f"{largest // 1024} KiB"
        hint = "Split it, or leave out what nobody needs in a crisis."
        return Unreadable("file-too-large", f"This file is larger than {size}.", hint)
    return data


def walk(folder: Path) -> Iterator[Path]:
    """Every plain file below a folder, however deep. Raises OSError where a folder cannot be read."""
    if not folder.is_symlink():
        yield from (path for path in every(folder) if path.is_file() and not path.is_symlink())


def every(folder: Path) -> Iterator[Path]:
    """All that is below a folder, folders and links too, however deep; none where there is no folder.

    No link below it is followed. Raises OSError where a folder cannot be read.
    """
    waiting = [folder] if folder.is_dir() else []
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                yield Path(entry.path)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
