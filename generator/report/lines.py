"""Problems as text, for people at a terminal and in files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Literal

from generator.diagnostics import Diagnostic, Location
from generator.report.excerpts import Lines, Reader, excerpt, lines_of, nothing
from generator.report.foremost import foremost, left_out
from generator.report.terminal import safe

Part = Literal["place", "error", "warning", "hint"]

Paint = Callable[[str, Part], str]
"""Gives a part of a report its colour; the text itself stays as it is."""

_INDENT = "    "


def plain(text: str, _part: Part) -> str:
    """For a file or a pipe: no colour."""
    return text


def text(problems: Iterable[Diagnostic], read: Reader = nothing, paint: Paint = plain) -> str:
    """For people: each problem, the line it stands in with a marker, its hint; last their number.

    Of very many the foremost are shown, and how many more there are.
    """
    problems = tuple(problems)
    lines = lines_of(read)
    shown = foremost(problems)
    blocks = [block(problem, lines, paint) for problem in shown]
    rest = left_out(len(problems) - len(shown))
    return "".join([*blocks, f"{counted(problems)}\n", rest]) if problems else ""


def pointer(problems: Iterable[Diagnostic]) -> str:
    """Where more is said of the first error; empty without one."""
    first = next((problem.code for problem in problems if problem.severity == "error"), "")
    return f"For cause, example and cure of a code: playbook explain {first}\n" if first else ""


def block(problem: Diagnostic, lines: Lines, paint: Paint = plain) -> str:
    """One problem, as several lines."""
    severity = problem.severity
    head = f"{paint(f'{severity}[{problem.code}]', severity)}: {safe(problem.message)}"
    told = [f"{paint(place(problem.location), 'place')}{head}"]
    line, marker = excerpt(problem.location, lines)
    told += [f"{_INDENT}{line}"] if line else []
    told += [f"{_INDENT}{paint(marker, severity)}"] if marker else []
    told += [f"{_INDENT}{paint('hint:', 'hint')} {safe(problem.hint)}"] if problem.hint else []
    return "".join(f"{each}\n" for each in told)


def place(where: Location) -> str:
    """File, line and column, as editors and terminals make links of them; empty without a file."""
    numbers = [str(number) for number in (where.line, where.column) if number]
    return f"{':'.join([safe(where.file), *numbers])}: " if where.file else ""


def counted(problems: Iterable[Diagnostic]) -> str:
    """How many there are: `2 errors, 1 warning`."""
    count = Counter(problem.severity for problem in problems)
    parts = [
        f"{count[severity]} {severity}{'' if count[severity] == 1 else 's'}"
        for severity in ("error", "warning")
        if count[severity]
    ]
    return ", ".join(parts)
