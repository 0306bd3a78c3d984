"""Records of which nobody says who made them."""

from __future__ import annotations

from generator.rules import record_without_author, run
from tests.unit.rules.conftest import Make


def test_thousands_are_one_line(book: Make) -> None:
    """A log kept in a hurry is not buried under its warnings."""
    log = "".join(f"  n{number}: {{at: 2026-11-23T09:00, kind: note}}\n" for number in range(100, 400))

    _, problems = run(book(f"log:\n{log}"), (record_without_author.RULE,))

    assert [
        (
            "Nobody says who made 300 records: “n100”, “n101”, “n102” and 297 more.",
            "Write `by:` with a role's id into each: a correction keeps who said it.",
            2,
        )
    ] == [(problem.message, problem.hint, problem.location.line) for problem in problems]
