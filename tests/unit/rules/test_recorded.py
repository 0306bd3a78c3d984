"""The log as rules compare it."""

from __future__ import annotations

import time

import pytest

from generator.rules import ON_THE_LOG, run
from generator.rules.recorded import histories, records, recurs, whole
from tests.unit.rules.conftest import Make

PLAN = """\
roles:
  lead: {title: Lead}
priorities:
  service:
    title: Restore service
    actions:
      find: {title: Find the cause}
      watch: {title: Watch, when: every 2 hours}
      answer: {title: Answer, repeat: per report}
      wait: {title: Wait, when: as needed}
commitments:
  refund: {title: A refund, by: day 5}
  updates: {title: Updates, every: 4 hours}
rituals:
  standup: {title: Standup}
kpis:
  rate: {title: Card success rate, unit: "%"}
log:
"""
SAID = "  %s: {at: 2026-11-23T%s, by: lead, kind: %s, about: [%s]%s}\n"


def test_only_what_has_one_end_is_told_from_its_order(book: Make) -> None:
    """What is done anew has a history for each occurrence that a record names, and no other."""
    log = "".join(
        SAID % (f"{ref}-{number}".replace("/", "-").replace(".", "-"), f"1{number}:00", "done", ref, for_)
        for ref in ("actions/service.find", "actions/service.watch")
        for number, for_ in enumerate(("", ", for: 2026-11-23T12:00", ", for: 2026-11-23T12:00", ""))
    )

    found = {(history.entry.title, len(history.events)) for history in histories(book(PLAN + log))}

    assert {("Find the cause", 2), ("Watch", 2)} == found


def test_one_moment_in_two_zones_is_one_occurrence(book: Make) -> None:
    """What people type differs, the occurrence does not."""
    log = SAID % ("one", "12:00", "done", "actions/service.watch", ", for: 2026-11-23T12:00") + SAID % (
        "two",
        "12:05",
        "started",
        "actions/service.watch",
        ', for: "2026-11-23T13:00+01:00"',
    )

    assert [2] == [len(history.events) for history in histories(book(PLAN + log))]


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("actions/service.find", False),
        ("actions/service.watch", True),
        ("actions/service.answer", True),
        ("actions/service.wait", True),
        ("commitments/refund", False),
        ("commitments/updates", True),
        ("rituals/standup", True),
        ("kpis/rate", False),
    ],
)
def test_what_recurs_is_done_more_than_once(ref: str, expected: bool, book: Make) -> None:
    """By its cadence, because it is done for each of several, or because it is a meeting."""
    (history,) = whole(book(PLAN + SAID % ("it", "12:00", "note", ref, "")))

    assert expected == recurs(history.entry)


def test_corrections_are_records_of_their_own(book: Make) -> None:
    """Who wrote a correction, and when, is asked of it like of any record."""
    log = SAID % ("first", "12:00", "note", "roles/lead", "") + (
        "  second: {at: 2026-11-23T11:00, kind: corrected, corrects: first, text: Again.}\n"
    )

    assert ["second", "first"] == [event.id for event in records(book(PLAN + log))]


def test_a_long_log_is_checked_at_once(book: Make) -> None:
    """Two thousand records, half of them wrong in some way, take well under a second."""
    kinds = ("started", "done", "blocked", "done", "unblocked", "unblocked", "measured", "kept")
    refs = ("actions/service.find", "actions/service.watch", "kpis/rate", "commitments/updates")
    head = "playbook: {key: test, title: Test, timezone: Europe/London, activated: 2026-11-23T09:00}\n"
    log = "".join(
        f"  e{number}: {{at: 2026-11-{23 + number % 5}T{number % 24:02d}:{number % 60:02d}, "
        f"kind: {kinds[number % 8]}, about: [{refs[number % 4]}], "
        f"for: 2026-11-{23 + number % 5}T{number % 24:02d}:{number % 60:02d}, value: {number}}}\n"
        for number in range(2000)
    )
    found = book(PLAN + log, head)

    began = time.process_time()
    verdict, _ = run(found, ON_THE_LOG)

    assert 1000 < len(verdict.findings)
    assert time.process_time() - began < 5
