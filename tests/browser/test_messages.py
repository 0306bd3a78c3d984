"""When an audience hears something next, and whether the last time is recorded."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.when import Unreadable, as_data, parse
from tests.browser.fixtures import NewPage

LOOK = """async ([when, sent, now]) => {
  const { due } = await import('/assets/playbook/messages.js')
  const t0 = new Date('2026-11-23T09:00:00Z')
  const rules = { zone: 'Europe/London', days: 'calendar', quiet: ['22:00', '07:00'], t0, anchors: {} }
  const found = due(when, sent.map(at => new Date(at)), rules, new Date(now))
  return [found.next, found.missed].map(at => at?.toISOString().slice(5, 16) ?? null)
}"""


def when(words: str, expects: str = "time") -> dict[str, Any]:
    """The time as scripts get it."""
    time = parse(words, expects)  # type: ignore[arg-type]  # literals of `Expects`
    assert not isinstance(time, Unreadable)
    return as_data(time)


@pytest.mark.parametrize(
    ("words", "sent", "now", "expected"),
    [
        # Once, within a limit: due until then, sent when the log says so, missed when it says nothing.
        ("within 30 minutes", [], "2026-11-23T09:10Z", ["11-23T09:30", None]),
        ("within 30 minutes", ["2026-11-23T09:05Z"], "2026-11-23T09:10Z", [None, None]),
        ("within 30 minutes", [], "2026-11-23T10:00Z", [None, "11-23T09:30"]),
        ("within 30 minutes", ["2026-11-23T09:25Z"], "2026-11-23T10:00Z", [None, None]),
        # Again and again: the one to come, and the last one.
        ("4 hours until day 4", [], "2026-11-23T12:00Z", ["11-23T13:00", None]),
        ("4 hours until day 4", [], "2026-11-23T13:30Z", ["11-23T17:00", "11-23T13:00"]),
        ("4 hours until day 4", ["2026-11-23T13:00Z"], "2026-11-23T13:30Z", ["11-23T17:00", None]),
        ("4 hours until day 4", ["2026-11-23T12:50Z"], "2026-11-23T13:30Z", ["11-23T17:00", None]),
        # Of what was sent for a moment to come the one after it is next.
        ("4 hours until day 4", ["2026-11-23T13:00Z"], "2026-11-23T12:00Z", ["11-23T17:00", None]),
        ("4 hours until day 4", ["2026-11-23T17:00Z"], "2026-11-23T12:00Z", ["11-23T13:00", None]),
        ("day 3", ["2026-11-25T18:00Z"], "2026-11-23T12:00Z", [None, None]),
        # What was sent for an earlier one says nothing of the last.
        (
            "4 hours until day 4",
            ["2026-11-23T13:00Z"],
            "2026-11-23T18:00Z",
            ["11-23T21:00", "11-23T17:00"],
        ),
        # In the quiet hours nothing is due until they end.
        ("4 hours until day 4", ["2026-11-23T21:00Z"], "2026-11-24T03:12Z", ["11-24T07:00", None]),
        # After its end nothing is due.
        ("4 hours until day 1", ["2026-11-23T17:00Z"], "2026-11-24T12:00Z", [None, None]),
        # Stretches of days are due until they end.
        ("weekly", [], "2026-11-25T12:00Z", ["11-29T18:00", None]),
        ("weekly", ["2026-11-24T12:00Z"], "2026-11-25T12:00Z", ["12-06T18:00", None]),
        ("as needed", [], "2026-11-25T12:00Z", [None, None]),
        # What is rare is due all the same, however far away that is.
        ("every 6 months", [], "2026-11-25T12:00Z", ["05-21T17:00", None]),
        ("every 6 months", [], "2027-06-01T12:00Z", ["11-17T18:00", "05-21T17:00"]),
        ("yearly", [], "2026-11-25T12:00Z", ["11-22T18:00", None]),
        # What is dense has its last one found after months, too; early for one is not early for the next.
        ("every 5 minutes day and night", [], "2027-02-23T12:02Z", ["02-23T12:05", "02-23T12:00"]),
        (
            "every 5 minutes day and night",
            ["2027-02-23T12:00Z"],
            "2027-02-23T12:02Z",
            ["02-23T12:05", None],
        ),
    ],
)
def test_what_is_due_next_and_what_is_not_confirmed(
    new_page: NewPage, outage: str, words: str, sent: list[str], now: str, expected: list[str | None]
) -> None:
    """Due until its limit; not confirmed once that has passed and the log is silent."""
    page = new_page()
    page.goto(f"{outage}404.html")

    found = page.evaluate(LOOK, [when(words, "cadence" if "hours" in words else "time"), sent, now])

    assert expected == json.loads(json.dumps(found))


def test_without_a_clock_nothing_is_due(new_page: NewPage, outage: str) -> None:
    """Nobody knows when T0 is."""
    page = new_page()
    page.goto(f"{outage}404.html")
    script = """async when => {
      const { due } = await import('/assets/playbook/messages.js')
      return due(when, [], null, new Date())
    }"""

    assert {"next": None, "missed": None} == page.evaluate(script, when("daily at 18:00"))
