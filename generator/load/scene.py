"""The place where the YAML parser gave up, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import yaml

from generator.diagnostics import Diagnostic, Location, error

#: Longer lines are cut before they are looked at: what matters stands near their start.
_LONGEST_LINE = 1000


class Mark(Protocol):
    """A place in the text, counted from 0 in characters; PyYAML has two classes of them."""

    index: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the parser stopped. Lines and columns count from 0 here, as the parser's own do."""

    file: str
    lines: tuple[str, ...]
    problem: str
    context: str
    at: tuple[int, int]
    since: tuple[int, int]
    last: yaml.ScalarEvent | None
    bracket: Location | None

    @property
    def line(self) -> str:
        """The line on which the parser stopped."""
        return self.line_at(self.at[0])

    @property
    def char(self) -> str:
        """The character at which it stopped; empty at the end of a line."""
        return self.line[self.at[1] : self.at[1] + 1]

    @property
    def indent(self) -> int:
        """How far the line is indented."""
        return len(self.line) - len(self.line.lstrip(" "))

    def line_at(self, number: int) -> str:
        """A line without the spaces at its end; empty past the last one."""
        return self.lines[number][:_LONGEST_LINE].rstrip(" \r") if 0 <= number < len(self.lines) else ""

    def line_above(self, number: int) -> int:
        """The nearest line above that holds more than a comment, -1 without any."""
        above = number - 1
        while above >= 0 and (
            not self.line_at(above).strip() or self.line_at(above).lstrip().startswith("#")
        ):
            above -= 1
        return above

    def found(
        self, code: str, message: str, hint: str, at: tuple[int, int] | None = None, length: int = 1
    ) -> Diagnostic:
        """The diagnostic, by default where the parser stopped; `length` in characters."""
        line, column = at or self.at
        return error(code, message, Location(self.file, line + 1, column + 1, max(length, 1)), hint)


def position(mark: Mark | None) -> tuple[int, int] | None:
    """Line and column, counted from 0."""
    return (mark.line, mark.column) if mark is not None else None
