"""A measurement that is not one number of one KPI."""

from __future__ import annotations

from generator.rules import not_one_number, run
from tests.unit.rules.conftest import Make


def test_a_correction_takes_one_of_two_kpis_out(book: Make) -> None:
    """What is corrected is no problem any more."""
    text = """\
roles:
  lead: {title: Lead}
kpis:
  rate: {title: Rate}
  clients: {title: Clients}
log:
  both: {at: 2026-11-23T10:00, by: lead, kind: measured, about: [kpis/rate, kpis/clients], value: 81}
"""
    mended = "  one: {at: 2026-11-23T11:00, by: lead, kind: corrected, corrects: both, about: [kpis/rate]}\n"
    before, after = (run(book(log), (not_one_number.RULE,))[1] for log in (text, text + mended))

    expected = ["Append a record with `corrects: both` and one KPI in `about`, and one for each other KPI."]
    assert expected == [problem.hint for problem in before]
    assert () == after
