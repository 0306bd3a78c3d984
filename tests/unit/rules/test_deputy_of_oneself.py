"""A role that is its own deputy."""

from __future__ import annotations

from generator.rules import deputy_of_oneself, run
from tests.unit.rules.conftest import Make


def test_whoever_takes_over_may_have_the_same_deputy(book: Make) -> None:
    """Two roles that stand in for each other are fine."""
    found = book("roles:\n  one: {title: One, deputy: two}\n  two: {title: Two, deputy: one}\n")

    assert () == run(found, (deputy_of_oneself.RULE,))[1]


def test_the_hint_lets_it_be_left_out(book: Make) -> None:
    """Nobody is better than a name that leads nowhere."""
    _, problems = run(book("roles:\n  one: {title: One, deputy: one}\n"), (deputy_of_oneself.RULE,))

    expected = ["Name another role, or leave it out until there is one."]
    assert expected == [problem.hint for problem in problems]
