"""An absence that ends before it begins."""

from __future__ import annotations

from generator.rules import away_ends_before_it_begins, run
from tests.unit.rules.conftest import Make

AWAY = "roles:\n  one: {title: One, away: [{from: %s, to: %s}]}\n"
DECLARED = "playbook: {key: test, title: Test, timezone: Europe/London, activated: 2026-11-23T09:00}\n"


def test_days_and_dates_are_compared_once_t0_is_known(book: Make) -> None:
    """Day 5 is the 27th, which is later than the 24th."""
    _, problems = run(book(AWAY % ("day 5", "2026-11-24"), DECLARED), (away_ends_before_it_begins.RULE,))

    assert [
        (
            "“One” is away from day 5 to 2026-11-24, which is earlier.",
            "Mend the one or the other: `from` is the first day, `to` the last.",
        )
    ] == [(problem.message, problem.hint) for problem in problems]


def test_moments_of_one_day_are_compared_across_zones(book: Make) -> None:
    """Ten in the morning in New York is later than noon in London."""
    found = book(AWAY % ("2026-12-24T12:00", '"2026-12-24T10:00-05:00"'))

    assert () == run(found, (away_ends_before_it_begins.RULE,))[1]
