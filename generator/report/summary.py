"""Problems as Markdown, for the summary of a job or a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from generator.diagnostics import Diagnostic
from generator.report.excerpts import Lines, Reader, lines_of, nothing
from generator.report.lines import block, counted, place
from generator.report.terminal import safe

#: GitHub takes no summary of more than a mebibyte; what else a job says needs room as well.
_MOST_BYTES = 900_000

_TICKS = re.compile("`+")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def markdown(problems: Iterable[Diagnostic], read: Reader = nothing) -> str:
    """For GitHub's pages: the number, then by file a list with each problem, its line and its hint.

    Whatever a file holds stands in blocks of code that it cannot end. Past the size that GitHub takes it
    says how many problems are left out.
    """
    problems = tuple(problems)
    if not problems:
        return ""
    told, parts = 0, [f"## {counted(problems)}\n"]
    size, lines = 0, lines_of(read)
    for file, group in groupby(problems, key=lambda problem: problem.location.file):
        heading = _heading(file)
        for problem in group:
            part = f"{heading}{_item(problem, lines)}"
            size += len(part.encode("utf-8", "replace"))
            if size > _MOST_BYTES:
                left = len(problems) - told
                return "".join(
                    [*parts, f"\n{left} more did not fit; `playbook check --format json` lists them all.\n"]
                )
            parts.append(part)
            told += 1
            heading = ""
    return "".join(parts)


def _heading(file: str) -> str:
    name = _PUNCTUATION.sub(r"\\\1", safe(file)) or "The whole"
    return f"\n### {name}\n\n"


def _item(problem: Diagnostic, lines: Lines) -> str:
    where = f", line {problem.location.line}" if problem.location.line else ""
    told = block(problem, lines).removeprefix(place(problem.location))
    fence = "`" * max(3, *(len(run) + 1 for run in _TICKS.findall(told)), 3)
    body = "".join(f"  {line}\n" for line in (f"{fence}text", *told.splitlines(), fence))
    return f"- **{problem.severity}** `{problem.code}`{where}\n\n{body}\n"
