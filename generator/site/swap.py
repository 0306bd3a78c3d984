"""A folder for a site in the making, and the one moment in which it becomes the site."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from generator.site.tools import EnvironmentFailure
from generator.write import held

_PREFIX = ".site-new-"
_AT_FDCWD = -100  # linux/fcntl.h: paths as the process sees them
_RENAME_EXCHANGE = 2  # linux/fs.h
_OLD = "old"
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}


@contextmanager
def scratch(site: Path) -> Iterator[Path]:
    """A fresh folder beside `site`, hence on its disk; gone afterwards, whatever happened.

    It is locked while in use, so that what killed runs left can be told from what another run needs.
    Raises EnvironmentFailure where something stands at `site` that cannot be replaced.
    """
    _refuse_if_in_the_way(site)
    site.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        # Nobody else looks around before the new folder is locked.
        with held(site.parent):
            _clear_up(site)
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=site.parent))
            stack.enter_context(held(folder))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
        yield folder


def swap_in(new: Path, site: Path, exchange: Callable[[Path, Path], bool] | None = None) -> None:
    """Make `new` the site; the old one ends up beside `new`, to go with the scratch folder.

    `exchange` swaps two names in one step and says whether the system can; by default the kernel's.
    Readers see the old site or the new one, but for an instant where there is no exchange.
    """
    if not os.path.lexists(site):
        new.rename(site)
    elif not (exchange or _exchange)(new, site):
        old = new.with_name(_OLD)
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


def _refuse_if_in_the_way(site: Path) -> None:
    """What is no folder is somebody's own, and a mount point has no other name to swap with."""
    if site.is_symlink():
        what = "a link"
    elif site.is_mount():
        what = "a mount point"
    elif site.exists() and not site.is_dir():
        what = "a file"
    else:
        return
    raise EnvironmentFailure(
        f"`{site.name}` is {what}, which no site can take the place of in one step. "
        f"Make `{site.name}` a plain folder, or remove it, then run it again."
    )


def _clear_up(site: Path) -> None:
    """Remove what killed runs left beside `site`; what another run needs, or owns, stays."""
    for folder in site.parent.glob(f"{_PREFIX}*"):
        if folder.is_dir() and not folder.is_symlink():
            with suppress(OSError), held(folder, wait=False):
                # Killed between two renames, a run has left the only site that there is.
                if (folder / _OLD).is_dir() and not os.path.lexists(site):
                    (folder / _OLD).rename(site)
                shutil.rmtree(folder, ignore_errors=True)
