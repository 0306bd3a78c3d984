"""A folder for a site in the making, and the one moment in which it becomes the site."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = ".site-new-"
_AT_FDCWD = -100  # linux/fcntl.h: paths as the process sees them
_RENAME_EXCHANGE = 2  # linux/fs.h
_SECONDS_TO_LOCK = 60
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}


@contextmanager
def scratch(site: Path) -> Iterator[Path]:
    """A fresh folder beside `site`, hence on its disk; gone afterwards, whatever happened.

    It is locked while in use, so that what killed runs left can be told from what another run needs.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(site.parent)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=site.parent))
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def swap_in(new: Path, site: Path, exchange: Callable[[Path, Path], bool] | None = None) -> None:
    """Make `new` the site; the old one ends up beside `new`, to go with the scratch folder.

    `exchange` swaps two names in one step and says whether the system can; by default the kernel's.
    Readers see the old site or the new one, but for an instant where there is no exchange.
    """
    if not os.path.lexists(site):
        new.rename(site)
    elif not (exchange or _exchange)(new, site):
        old = new.with_name("old")
        site.rename(old)
        try:
            new.rename(site)
        except OSError:
            old.rename(site)
            raise


def _exchange(one: Path, other: Path) -> bool:
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _remove_leftovers(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}*"):
        if folder.is_dir() and not folder.is_symlink() and not _is_being_made(folder):
            _remove_unless_locked(folder)


def _is_being_made(folder: Path) -> bool:
    """An empty one may be another run's that has not locked it yet; that takes no minute."""
    return not any(folder.iterdir()) and time.time() - folder.stat().st_mtime < _SECONDS_TO_LOCK


def _remove_unless_locked(folder: Path) -> None:
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except BlockingIOError:
        return
    finally:
        os.close(lock)
