"""A measured number that its unit cannot mean."""

from __future__ import annotations

import pytest

from generator.rules import run, value_outside_scale
from tests.unit.rules.conftest import Make

RATE = """\
roles:
  lead: {title: Lead}
kpis:
  rate: {title: Card success rate, unit: "%%"}
log:
  wrong: {at: 2026-11-23T10:00, by: lead, kind: measured, about: [kpis/rate], value: %s}
"""


def test_the_hint_says_what_to_append(book: Make) -> None:
    """The number is corrected by another record."""
    _, problems = run(book(RATE % 812), (value_outside_scale.RULE,))

    expected = (
        "Append a record with `corrects: wrong` and the right `value`; or name the scale that is meant in "
        "the KPI's `unit`."
    )
    assert [expected] == [problem.hint for problem in problems]


def test_a_wrong_correction_is_found_where_it_stands(book: Make) -> None:
    """The number that counts stands in the newest correction that gives one."""
    corrections = (
        "  said: {at: 2026-11-23T11:00, by: lead, kind: corrected, corrects: wrong, text: Late.}\n"
        "  mended: {at: 2026-11-23T12:00, by: lead, kind: corrected, corrects: said, value: 101}\n"
        "  again: {at: 2026-11-23T13:00, by: lead, kind: corrected, corrects: mended, text: Later.}\n"
    )

    _, problems = run(book(RATE % 81 + corrections), (value_outside_scale.RULE,))

    assert [(8, 84)] == [(problem.location.line, problem.location.column) for problem in problems]


@pytest.mark.parametrize("value", [0, 0.5, 100])
def test_the_ends_of_a_scale_are_on_it(value: float, book: Make) -> None:
    """As bad as can be is a number too."""
    _, problems = run(book(RATE % value), (value_outside_scale.RULE,))

    assert () == problems
