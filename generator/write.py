"""The only writer of build/: what did not change is not touched, what is no longer made goes.

Everything is in memory before the first write, and new content is staged on the same disk before any
old content goes; so a full disk or a missing permission shows while nothing has changed yet.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

#: Everybody may read what is made, its owner write it.
_MODE = 0o644

#: How the names begin of what is on its way to its place.
_STAGED = ".staging-"

#: How the name ends of what all is in its place of.
_DONE = ".done"


@dataclass(frozen=True, slots=True)
class Written:
    """What one `write` did, each a sorted tuple of paths relative to the folder."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def write(files: Mapping[str, str | bytes], folder: Path) -> Written:
    """Make `folder` hold exactly `files`: relative path with forward slashes -> content (text as UTF-8).

    A second call with the same files writes nothing. Links inside the folder are orphans: the link goes,
    what it points to is not touched. Raises ValueError for a path that leaves the folder or is also
    another's parent (a bug), OSError when the machine refuses.
    """
    wanted = {_checked(path): _bytes(content) for path, content in files.items()}
    _no_file_is_a_folder(wanted)
    if folder.is_symlink():
        raise NotADirectoryError(f"{folder} is a link; what it points to is not ours to replace.")
    folder.mkdir(parents=True, exist_ok=True)
    found = set(_found(folder))
    unchanged = {path for path in found & wanted.keys() if _same(folder / path, wanted[path])}
    changed = sorted(wanted.keys() - unchanged)
    removed = sorted(found - wanted.keys())
    done = Written(tuple(changed), tuple(sorted(unchanged)), tuple(removed))
    if changed or removed:
        _replace(folder, {path: wanted[path] for path in changed}, removed)
    else:
        # A killed run may have come no further than to folders.
        _remove_empty(folder, folder)
    return done


def write_one(path: Path, content: str | bytes, mode: int = _MODE) -> bool:
    """Write a single file beside others that are not ours to remove; False when it already says this.

    What a killed run was writing in the same folder goes.
    """
    data = _bytes(content)
    if _same(path, data):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with held(path.parent):
        _clear_up(path.parent)
        # Nobody else writes here now, and a name made of the file's may be too long.
        temporary = path.with_name(f"{_STAGED}one")
        try:
            _put(temporary, data, mode)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    return True


def write_new_folder(files: Mapping[str, tuple[bytes, int]], folder: Path) -> None:
    """Make a folder that is not there yet, whole or not at all: relative path -> content and mode.

    It is staged beside its place as `.<name>.new`; what runs that were killed have left of such goes first.
    Once this returns it outlives a loss of power. Raises OSError where something is there already.
    """
    for left in folder.parent.glob(".*.new"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
    staging = folder.with_name(f".{folder.name}.new")
    for path, (content, mode) in files.items():
        place = staging / _checked(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        _put(place, content, mode)
    os.sync()
    staging.rename(folder)
    os.sync()


def write_first(files: Mapping[str, str], folder: Path) -> None:
    """Put files into a folder that is not there yet, or holds none of them: all of them or none.

    Raises OSError where something of that name is there already, or the machine refuses.
    """
    is_new = not folder.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        clear_first(folder)
        with held(folder):
            _put_first(files, folder)
    except BaseException:
        if is_new:
            folder.rmdir()
        raise


def clear_first(folder: Path) -> None:
    """Remove what a killed `write_first` has put into `folder`; what somebody has changed since stays."""
    with held(folder):
        for staging in folder.glob(f"{_STAGED}*"):
            if staging.is_dir() and not staging.is_symlink():
                if not staging.name.endswith(_DONE):
                    _take_back(staging, folder)
                shutil.rmtree(staging)


def _put_first(files: Mapping[str, str], folder: Path) -> None:
    # What is staged stays until all is in its place, so that it tells what a killed run has put there.
    with tempfile.TemporaryDirectory(prefix=_STAGED, dir=folder) as name:
        staging = Path(name)
        for path, text in files.items():
            place = staging / _checked(path)
            place.parent.mkdir(parents=True, exist_ok=True)
            _put(place, _bytes(text))
        for top in sorted({path.partition("/")[0] for path in files}):
            if os.path.lexists(folder / top):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder / top))
        try:
            for path, text in files.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                _put(folder / path, _bytes(text))
            # While it goes it tells less and less, and all is in its place by now.
            done = staging.rename(staging.with_name(f"{staging.name}{_DONE}"))
        except BaseException:
            _take_back(staging, folder)
            raise
        shutil.rmtree(done, ignore_errors=True)


def _take_back(staging: Path, folder: Path) -> None:
    """Remove from `folder` what is staged, as far as it got, with the folders that this leaves empty."""
    for staged in (path for path in staging.rglob("*") if path.is_file()):
        there = folder / staged.relative_to(staging)
        if there.is_file() and staged.read_bytes().startswith(there.read_bytes()):
            there.unlink()
    for made in sorted((path for path in staging.rglob("*") if path.is_dir()), reverse=True):
        there = folder / made.relative_to(staging)
        if there.is_dir() and not any(there.iterdir()):
            there.rmdir()


def remove_one(path: Path) -> None:
    """Remove a single file; what is gone by now is no matter."""
    path.unlink(missing_ok=True)


@contextmanager
def alone(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold `folder` against other runs of this tool; `waiting` is called once if another run has it.

    The lock is the kernel's, so that a killed run leaves none behind; a program that the run has started
    holds it as well, for as long as it lives. What killed runs were writing in the folder goes. Raises
    NotADirectoryError for a link: what it leads to is not ours.
    """
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, "This is a link", str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    # Whoever can read a folder can put a link there, through which nothing must be emptied.
    lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, _MODE)
    try:
        os.set_inheritable(lock, True)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        with held(folder):
            _clear_up(folder)
        yield
    finally:
        os.close(lock)


@contextmanager
def held(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold a folder itself for a moment; nothing is written for that, and a killed run leaves no lock behind.

    Raises BlockingIOError where another run holds it and this one is not to `wait`, another OSError where it
    cannot be opened.
    """
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(lock)


def _clear_up(folder: Path) -> None:
    """Remove the files that killed runs were writing; whoever writes another holds the folder meanwhile."""
    for left in folder.glob(f"{_STAGED}*"):
        if left.is_symlink() or not left.is_dir():
            left.unlink()


def _checked(path: str) -> str:
    parts = path.split("/")
    if path.startswith("/") or any(part in {"", ".", ".."} for part in parts) or "\0" in path:
        raise ValueError(f"{path!r} does not name a file inside the folder.")
    return path


def _no_file_is_a_folder(paths: Mapping[str, bytes]) -> None:
    for path in paths:
        parent = path.rpartition("/")[0]
        while parent:
            if parent in paths:
                raise ValueError(f"{parent!r} cannot be both a file and the folder of {path!r}.")
            parent = parent.rpartition("/")[0]


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _found(folder: Path) -> Iterator[str]:
    """Every file and every link (never what it points to), relative to the folder."""
    for current, folders, names in os.walk(folder, onerror=_refused):
        links = [name for name in folders if (Path(current) / name).is_symlink()]
        here = current.removeprefix(str(folder)).strip("/")
        for name in (*names, *links):
            yield f"{here}/{name}" if here else name


def _refused(problem: OSError) -> None:
    raise problem


def _same(path: Path, content: bytes) -> bool:
    return not path.is_symlink() and path.is_file() and path.read_bytes() == content


def _replace(folder: Path, changed: Mapping[str, bytes], removed: Sequence[str]) -> None:
    # Staged inside the folder, to be on its disk even where it is a mount point. What a killed run leaves
    # here is an orphan like any other.
    with tempfile.TemporaryDirectory(prefix=_STAGED, dir=folder) as name:
        staging = Path(name)
        for parent in {path.rpartition("/")[0] for path in changed}:
            (staging / parent).mkdir(parents=True, exist_ok=True)
        for path, content in changed.items():
            _put(staging / path, content)
        for path in removed:
            (folder / path).unlink()
        _remove_empty(folder, staging)
        _move(staging, folder)


def _move(source: Path, target: Path) -> None:
    """A folder that is not there yet moves whole: the first build has thousands of files, few folders."""
    for item in source.iterdir():
        there = target / item.name
        if item.is_dir() and there.is_dir():
            _move(item, there)
        else:
            item.replace(there)


def _put(path: Path, content: bytes, mode: int = _MODE) -> None:
    path.write_bytes(content)
    # Whatever the umask: the same plan makes the same site on every machine.
    path.chmod(mode)


def _remove_empty(folder: Path, kept: Path) -> None:
    for current, _, _ in os.walk(folder, topdown=False):
        here = Path(current)
        if here not in {folder, kept} and not any(here.iterdir()):
            here.rmdir()
