"""Problems as JSON, for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from generator.diagnostics import Diagnostic
from generator.report.excerpts import Reader, nothing


def json_text(problems: Iterable[Diagnostic], _read: Reader = nothing) -> str:
    """For programs: `diagnostics` and a `summary`; null where there is no file, line, column or hint."""
    problems = tuple(problems)
    count = Counter(problem.severity for problem in problems)
    shape = {
        "diagnostics": [_as_data(problem) for problem in problems],
        "summary": {"errors": count["error"], "warnings": count["warning"]},
    }
    return json.dumps(shape, indent=2) + "\n"


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
