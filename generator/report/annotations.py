"""Problems as GitHub's workflow commands, which become annotations at their lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.diagnostics import Diagnostic
from generator.report.excerpts import Reader, nothing
from generator.report.foremost import foremost
from generator.report.lines import counted
from generator.report.terminal import safe

#: So many annotations of one severity are shown of a step; GitHub drops the rest without a word.
_SHOWN = 10


def github(problems: Iterable[Diagnostic], _read: Reader = nothing) -> str:
    """For GitHub: errors first, one workflow command a problem, then their number.

    Where GitHub will not show all, a notice says where the whole list is.
    """
    problems = tuple(problems)
    if not problems:
        return ""
    errors_first = sorted(foremost(problems), key=lambda problem: problem.severity != "error")
    commands = [*map(_annotation, errors_first), *_notice(problems)]
    return "".join([*commands, f"{counted(problems)}\n"])


def _notice(problems: tuple[Diagnostic, ...]) -> list[str]:
    count = Counter(problem.severity for problem in problems)
    if max(count.values()) <= _SHOWN:
        return []
    words = (
        f"There are {counted(problems).replace(', ', ' and ')}; at most {_SHOWN} of each are shown at their "
        "lines. The whole list is in the summary of this job, and `playbook check --format json` has it."
    )
    return [f"::notice title=More problems than are shown::{_escaped(words)}\n"]


def _annotation(problem: Diagnostic) -> str:
    place = problem.location
    end = place.column + place.length if place.column and place.length > 1 else 0
    properties = {
        "file": safe(place.file),
        "line": place.line,
        "endLine": place.line if end else 0,
        "col": place.column,
        "endColumn": end,
        "title": problem.code,
    }
    written = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items() if value)
    words = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    shown = "\n".join(safe(line) for line in words.split("\n"))
    return f"::{problem.severity} {written}::{_escaped(shown)}\n"


def _escaped(value: str, also: str = "") -> str:
    """GitHub's escapes: per cent, line ends, and in properties colon and comma."""
    for char in "%\r\n" + also:
        value = value.replace(char, f"%{ord(char):02X}")
    return value
