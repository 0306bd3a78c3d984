"""Diagnostics as text for people, as JSON for programs, as annotations for GitHub.

What a person typed is shown so that no terminal obeys it: control characters, marks that turn the
direction of writing and halves of characters appear as pictures or as U+FFFD.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from generator.diagnostics import Diagnostic, Location

Reader = Callable[[str], str]
"""The text of a file named as in a `Location`; empty where there is none to show."""

#: How much of a line is shown, in columns of a terminal, and how much of that before the marker.
_WIDTH = 100
_BEFORE = 60
_TAB = "    "
_INDENT = "    "


def reader(root: Path) -> Reader:
    """Reads the files of the playbook in `root` for excerpts, each once; never fails."""

    @cache
    def read(file: str) -> str:
        try:
            data = (root / file).read_bytes()
        except OSError:
            return ""
        # UTF-16, or no text at all: an excerpt would show noise.
        return "" if b"\0" in data else data.decode("utf-8-sig", "replace")

    return read


def nothing(_file: str) -> str:
    """A reader for reports without excerpts."""
    return ""


def text(problems: Iterable[Diagnostic], read: Reader = nothing) -> str:
    """For people: each problem, the line it stands in with a marker, its hint; last their number."""
    problems = tuple(problems)
    # A file is split once, however many of its lines are shown.
    lines_of = cache(lambda file: read(file).split("\n"))
    blocks = [_block(problem, lines_of) for problem in problems]
    return "".join([*blocks, f"{_summary(problems)}\n"]) if problems else ""


def json_text(problems: Iterable[Diagnostic], _read: Reader = nothing) -> str:
    """For programs: `diagnostics` and a `summary`; null where there is no file, line, column or hint."""
    problems = tuple(problems)
    count = _count(problems)
    shape = {
        "diagnostics": [_as_data(problem) for problem in problems],
        "summary": {"errors": count["error"], "warnings": count["warning"]},
    }
    return json.dumps(shape, indent=2) + "\n"


def github(problems: Iterable[Diagnostic], _read: Reader = nothing) -> str:
    """For GitHub: one workflow command a problem, then their number."""
    problems = tuple(problems)
    return "".join([*map(_annotation, problems), f"{_summary(problems)}\n"]) if problems else ""


def _block(problem: Diagnostic, lines_of: Callable[[str], list[str]]) -> str:
    lines = [f"{_place(problem.location)}{problem.severity}[{problem.code}]: {_safe(problem.message)}"]
    lines += _excerpt(problem.location, lines_of)
    if problem.hint:
        lines.append(f"{_INDENT}hint: {_safe(problem.hint)}")
    return "".join(f"{line}\n" for line in lines)


def _place(place: Location) -> str:
    numbers = [str(number) for number in (place.line, place.column) if number]
    return f"{':'.join([_safe(place.file), *numbers])}: " if place.file else ""


def _excerpt(place: Location, lines_of: Callable[[str], list[str]]) -> list[str]:
    """The line and, below it, a marker under the column."""
    if not place.file or not place.line:
        return []
    lines = lines_of(place.file)
    if place.line > len(lines):
        return []
    line = lines[place.line - 1].rstrip("\r")
    if not line.strip():
        return []
    # A line of a million characters costs no more than what is shown of it.
    column = max(place.column - 1, 0)
    start = max(column - _WIDTH, 0)
    before = [_cell(char) for char in line[start:column]]
    after = [_cell(char) for char in line[column : column + _WIDTH]]
    shown_before = _fitting(before[::-1], _BEFORE)[::-1]
    cut_left = start > 0 or len(shown_before) < len(before)
    left = ("\u2026" if cut_left else "") + "".join(shown_before)
    shown_after = _fitting(after, _WIDTH - _columns(left))
    cut_right = column + len(shown_after) < len(line)
    right = "".join(shown_after) + ("\u2026" if cut_right else "")
    marker = [f"{_INDENT}{' ' * _columns(left)}^"] if place.column else []
    return [f"{_INDENT}{left}{right}".rstrip(), *marker]


def _fitting(cells: list[str], width: int) -> list[str]:
    """The first cells that fit into a width."""
    used = 0
    for count, cell in enumerate(cells):
        used += _columns(cell)
        if used > width:
            return cells[:count]
    return cells


def _cell(char: str) -> str:
    """A character as a terminal may show it."""
    if " " <= char <= "~":
        return char
    if char == "\t":
        return _TAB
    if char < " ":
        return chr(0x2400 + ord(char))
    category = unicodedata.category(char)
    if category in ("Cc", "Cs", "Zl", "Zp") or (category == "Cf" and unicodedata.bidirectional(char) != "BN"):
        return "\ufffd"
    return char


def _columns(shown: str) -> int:
    """How many columns of a terminal a text takes."""
    if shown.isascii():
        return len(shown)
    return sum(_width(char) for char in shown)


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _safe(message: str) -> str:
    return "".join(_cell(char) for char in " ".join(message.splitlines()))


def _as_data(problem: Diagnostic) -> dict[str, str | int | None]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "file": problem.location.file or None,
        "line": problem.location.line or None,
        "column": problem.location.column or None,
        "hint": problem.hint or None,
    }


def _annotation(problem: Diagnostic) -> str:
    place = problem.location
    properties = {"file": place.file, "line": place.line, "col": place.column, "title": problem.code}
    written = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items() if value)
    words = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    shown = "\n".join(_safe(line) for line in words.split("\n"))
    return f"::{problem.severity} {written}::{_escaped(shown)}\n"


def _escaped(value: str, also: str = "") -> str:
    """GitHub's escapes: per cent, line ends, and in properties colon and comma."""
    for char in "%\r\n" + also:
        value = value.replace(char, f"%{ord(char):02X}")
    return value


def _summary(problems: tuple[Diagnostic, ...]) -> str:
    count = _count(problems)
    parts = [
        f"{count[severity]} {severity}{'' if count[severity] == 1 else 's'}"
        for severity in ("error", "warning")
        if count[severity]
    ]
    return ", ".join(parts)


def _count(problems: tuple[Diagnostic, ...]) -> Counter[str]:
    return Counter(problem.severity for problem in problems)
