"""Folders that try the same as the files of `hostile_files`: links, pipes, names, depths, numbers."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.hostile_files import RISK, Hostile


def _in_data(make: Callable[[Path], object], *codes: str) -> Hostile:
    def made(root: Path) -> None:
        make(root / "data")

    return Hostile(made, frozenset(codes))


def _named(name: str | bytes, *codes: str) -> Hostile:
    """A sound file of this name."""
    return _in_data(lambda data: _write(data, name, RISK), *codes)


def _write(folder: Path, name: str | bytes, text: str) -> None:
    path = os.path.join(os.fsencode(folder), os.fsencode(name))  # noqa: PTH118  a Path takes no bytes
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123  as above
        file.write(text)


def _socket(data: Path) -> None:
    # An address has a hundred characters at most, so it is bound where the process stands.
    before = Path.cwd()
    os.chdir(data)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("hostile.yml")
    finally:
        os.chdir(before)


def _many(count: int, text: str) -> Callable[[Path], None]:
    def make(data: Path) -> None:
        for number in range(count):
            (data / f"f{number}.yml").write_text(text.replace("{}", str(number)), encoding="utf-8")

    return make


def _deep(levels: int) -> Callable[[Path], None]:
    """Folders in folders with a file in the innermost."""

    def make(data: Path) -> None:
        before = Path.cwd()
        os.chdir(data)
        try:
            for _ in range(levels):
                Path("d").mkdir()
                os.chdir("d")
            Path("risks.yml").write_text(RISK, encoding="utf-8")
        finally:
            os.chdir(before)

    return make


def _data_is_a_link(root: Path) -> None:
    (root / "data").rename(root / "elsewhere")
    (root / "data").symlink_to("elsewhere")


def _sparse(data: Path) -> None:
    with (data / "hostile.yml").open("wb") as file:
        file.truncate(100 * 1024**3)


#: Each under a name that says what it is; without a code there is nothing wrong with it.
FOLDERS = {
    "a link to a file": _in_data(lambda data: (data / "x.yml").symlink_to("/etc/passwd"), "symbolic-link"),
    "a link to a folder": _in_data(lambda data: (data / "x").symlink_to("/etc"), "symbolic-link"),
    "a link to itself": _in_data(lambda data: (data / "x.yml").symlink_to("x.yml"), "symbolic-link"),
    "a link to the folder above": _in_data(lambda data: (data / "x").symlink_to(".."), "symbolic-link"),
    "a link to nothing": _in_data(lambda data: (data / "x.yml").symlink_to("nowhere"), "symbolic-link"),
    "a link to an endless device": _in_data(
        lambda data: (data / "x.yml").symlink_to("/dev/zero"), "symbolic-link"
    ),
    "data as a link": Hostile(_data_is_a_link, frozenset(("missing-playbook", "no-data"))),
    "a hard link": _in_data(lambda data: (data / "x.yml").hardlink_to(data / "playbook.yml"), "duplicate-id"),
    "a pipe": _in_data(lambda data: os.mkfifo(data / "x.yml"), "unreadable-file"),
    "a socket": _in_data(_socket, "unreadable-file"),
    "a pipe of another name": _in_data(lambda data: os.mkfifo(data / "pipe")),
    "a folder that is named as a file": _in_data(lambda data: (data / "x.yml").mkdir()),
    "a file of 100 GiB": _in_data(_sparse, "file-too-large"),
    "10,000 small files": _in_data(_many(9_999, "risks: {r{}: {title: R}}\n")),
    "12,000 small files": _in_data(_many(12_000, "risks: {r{}: {title: R}}\n"), "too-much-data"),
    "10,000 files with an error": _in_data(_many(9_999, "risks: {r{}: {title: &a R}}\n"), "anchor"),
    "5,000 files with a hundred errors": _in_data(
        _many(5_000, "risks:\n" + "  r: &a x\n" * 99), "anchor", "duplicate-key", "too-many-errors"
    ),
    "10,000 files that are empty": _in_data(_many(9_999, ""), "too-many-errors"),
    "5,000 files with a field of the playbook": _in_data(
        _many(5_000, "playbook: {f{}: x}\n"), "too-many-errors", "unknown-key"
    ),
    "folders 40 deep": _in_data(_deep(40), "too-deep"),
    "folders 1,500 deep": _in_data(_deep(1500), "too-deep"),
    "a name with a line feed": _named("a\nb.yml", "forbidden-character"),
    "a name with an escape": _named("a\x1b[31mb.yml", "forbidden-character"),
    "a name that turns the writing": _named("a\u202elmy.b.yml", "forbidden-character"),
    "a name that is no UTF-8": _named(b"a\xffb.yml", "forbidden-character"),
    "a name of 255 bytes": _named("a" * 251 + ".yml"),
    "a name that begins as an option does": _named("-C.yml"),
    "a name with colons": _named("a:1:2.yml"),
    "a name with percent signs": _named("%0A::error::x.yml"),
    "another suffix": _named("x.yaml", "wrong-suffix"),
    "another suffix, in capitals": _named("x.YML", "wrong-suffix"),
}
