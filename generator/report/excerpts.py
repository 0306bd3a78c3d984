"""The line that a problem stands in, and the marker below it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from generator.diagnostics import Location
from generator.load import LARGEST, read_plain
from generator.report.terminal import cell, columns

Reader = Callable[[str], str]
"""The text of a file named as in a `Location`; empty where there is none to show."""

Lines = Callable[[str], list[str]]
"""The lines of such a file."""

#: How much of a line is shown, in columns of a terminal, and how much of that before the marker.
_WIDTH = 100
_BEFORE = 60


def reader(root: Path) -> Reader:
    """Reads the files of the playbook in `root` for excerpts, each once; never fails."""

    @cache
    def read(file: str) -> str:
        data = read_plain(root / file, LARGEST)
        # UTF-16, or no text at all: an excerpt would show noise.
        if not isinstance(data, bytes) or b"\0" in data:
            return ""
        return data.decode("utf-8-sig", "replace")

    return read


def nothing(_file: str) -> str:
    """A reader for reports without excerpts."""
    return ""


def lines_of(read: Reader) -> Lines:
    """Splits a file once, however many of its lines are shown."""
    return cache(lambda file: read(file).split("\n"))


def excerpt(place: Location, lines: Lines) -> tuple[str, str]:
    """The line and, for below it, a marker under what is meant; both empty where there is nothing to show."""
    if not place.file or not place.line:
        return "", ""
    every = lines(place.file)
    line = every[place.line - 1].rstrip("\r") if place.line <= len(every) else ""
    if not line.strip():
        return "", ""
    # A line of a million characters costs no more than what is shown of it.
    column = max(place.column - 1, 0)
    start = max(column - _WIDTH, 0)
    before = [cell(char) for char in line[start:column]]
    after = [cell(char) for char in line[column : column + _WIDTH]]
    shown_before = _fitting(before[::-1], _BEFORE)[::-1]
    cut_left = start > 0 or len(shown_before) < len(before)
    left = ("\u2026" if cut_left else "") + "".join(shown_before)
    shown_after = _fitting(after, _WIDTH - columns(left))
    cut_right = column + len(shown_after) < len(line)
    right = "".join(shown_after) + ("\u2026" if cut_right else "")
    if not place.column:
        return f"{left}{right}".rstrip(), ""
    meant = columns("".join(shown_after[: place.length]).rstrip())
    return f"{left}{right}".rstrip(), " " * columns(left) + "^" * max(meant, 1)


def _fitting(cells: list[str], width: int) -> list[str]:
    """The first cells that fit into a width."""
    used = 0
    for count, each in enumerate(cells):
        used += columns(each)
        if used > width:
            return cells[:count]
    return cells
