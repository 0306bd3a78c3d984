"""Problems as values: what is wrong, where, and how to mend it.

Detection makes a `Diagnostic` with a stable code; only `report` turns it into text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; `file` is relative to the playbook's folder, with forward slashes.

    `line` and `column` count characters from 1; 0 stands for "none". `length` is how many characters of
    the line are meant, as far as it is known; two places that differ in nothing else are one place.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    length: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: a stable `code`, one plain sentence, one hint (may be empty)."""

    code: str
    severity: Severity
    message: str
    location: Location = Location()
    hint: str = ""


def error(code: str, message: str, location: Location = Location(), hint: str = "") -> Diagnostic:
    """A problem that stops the build."""
    return Diagnostic(code, "error", message, location, hint)


def warning(code: str, message: str, location: Location = Location(), hint: str = "") -> Diagnostic:
    """A problem that readers of the plan should know; it stops the build only under `--strict`."""
    return Diagnostic(code, "warning", message, location, hint)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether anything here forbids writing."""
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file, line, column and code, so that two runs print the same; doubles are dropped."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda item: (item.location, item.code, item.message)))
