"""Cases as data: a folder with a playbook's `data/` and, in expected.txt, what a check must say of it.

`invalid/` holds what people type wrong, by the stage that finds it; `valid/` what must be accepted.
expected.txt is the text report without its excerpts; without the file nothing may be said.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import report
from generator.diagnostics import Diagnostic, has_errors
from generator.pipeline import check as check_playbook

CASES = Path(__file__).parent / "cases"
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def check(root: Path) -> tuple[Diagnostic, ...]:
    """Every problem that the program finds in a playbook."""
    return check_playbook(root, NOW).diagnostics


def cases(kind: str) -> list[Path]:
    """The folders of the cases of one kind, at any depth."""
    return sorted(data.parent for data in (CASES / kind).glob("**/data"))


def name(case: Path) -> str:
    """What a case is called in a report of the tests."""
    return case.relative_to(CASES).as_posix()


@pytest.mark.parametrize("case", [*cases("invalid"), *cases("valid")], ids=name)
def test_a_case_gives_exactly_these_problems(case: Path) -> None:
    """Every problem is found, at its line and column, in these words, and no other."""
    expected = case / "expected.txt"

    assert (expected.read_text(encoding="utf-8") if expected.exists() else "") == report.text(check(case))


@pytest.mark.parametrize("case", cases("invalid"), ids=name)
def test_invalid_data_is_an_error(case: Path) -> None:
    """What stands in `invalid/` stops a build."""
    problems = check(case)

    assert has_errors(problems)


@pytest.mark.parametrize("case", cases("valid"), ids=name)
def test_valid_data_is_no_error(case: Path) -> None:
    """What stands in `valid/` builds."""
    problems = check(case)

    assert not has_errors(problems)


@pytest.mark.parametrize("case", [*cases("invalid"), *cases("valid")], ids=name)
def test_every_problem_is_one_sentence_with_a_hint(case: Path) -> None:
    """Whoever reads a problem learns what is wrong, and how to mend it."""
    lacking = [
        problem
        for problem in check(case)
        if not problem.hint or not problem.message.endswith(".") or "\n" in problem.message + problem.hint
    ]

    assert [] == lacking
