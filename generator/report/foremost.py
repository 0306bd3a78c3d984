"""The problems that are shown where there are more than anybody reads at once."""

from __future__ import annotations

from collections.abc import Iterable

from generator.diagnostics import Diagnostic

#: So many are shown to people; programs get them all.
MOST = 150


def foremost(problems: Iterable[Diagnostic], most: int = MOST) -> tuple[Diagnostic, ...]:
    """At most so many problems, in the order in which they came; errors before warnings where not all fit."""
    problems = tuple(problems)
    if len(problems) <= most:
        return problems
    by_weight = sorted(range(len(problems)), key=lambda index: problems[index].severity != "error")
    return tuple(problems[index] for index in sorted(by_weight[:most]))


def left_out(count: int) -> str:
    """What to say of so many problems that are not shown; empty without any."""
    return f"{count:,} more are not shown; `playbook check --format json` lists them.\n" if count else ""
