"""What pages tell scripts of what a reader may record."""

from __future__ import annotations

import html
import json

import pytest

from generator.addresses import parse_ref
from generator.facts import timed
from generator.filters import record_data
from generator.linked import Linked, Playbook
from generator.model import ENTRY_COLLECTIONS, LOG_KINDS, Entry
from generator.record import offered
from generator.recording import RECORDABLE, recording
from generator.when import Unreadable, parse
from tests import playbooks

DATA = """
playbook: {key: test, title: Test, timezone: Europe/London, activated: 2026-11-23T09:00}
roles: {lead: {title: Lead}}
kpis: {rate: {title: Success rate, unit: "%", measured: hourly}}
rituals: {standup: {title: Stand-up, cadence: "every 4 hours"}}
comms:
  merchants:
    title: Merchants
    templates:
      update: {body: It works again.}
      late:
        subject: "[[kpis/rate]], {now}"
        body: "[[kpis/rate.unit]] by [[commitments/by-friday.by]]"
        blanks: {now: Now}
commitments:
  updates: {title: An update, every: "every 4 hours", to: merchants}
  by-friday: {title: Once, by: day 5, to: merchants}
priorities:
  restore:
    title: Restore
    actions:
      find: {title: "Find the \\"cause\\"", when: within 2 hours}
      watch: {title: Watch, when: every 4 hours}
log:
  2026-11-23-1300-held: {at: 2026-11-23T13:05, kind: held, about: [rituals/standup], for: 2026-11-23T13:00}
  2026-11-23-1700-started:
    at: 2026-11-23T17:05
    kind: started
    about: [actions/restore.watch]
    for: 2026-11-23T17:00
"""


@pytest.fixture(scope="module")
def book() -> Playbook:
    """A crisis with one entry of each kind that differs."""
    return playbooks.book(DATA, "")


def entry(book: Playbook, ref: str) -> Linked[Entry]:
    """The entry of that name."""
    found = parse_ref(ref)
    assert found is not None
    return book.entries[found]


def test_everything_but_the_log_itself_can_be_recorded() -> None:
    """Each collection that the log can name is offered kinds that the log knows."""
    assert {*ENTRY_COLLECTIONS, "templates"} - {"log"} == RECORDABLE
    assert set() == {kind for name in RECORDABLE for kind in offered(name)} - set(LOG_KINDS)


def test_scripts_know_what_it_is_and_which_kinds_there_are(book: Playbook) -> None:
    """An action by its address in the log, its title, and what can be said of it."""
    assert {
        "record": "actions/restore.find",
        "kinds": "done started blocked unblocked dropped reopened note",
        "title": 'Find the "cause"',
    } == recording(entry(book, "actions/restore.find"))


def test_a_number_has_its_unit(book: Playbook) -> None:
    """Whoever measures sees what the number is in."""
    assert "%" == recording(entry(book, "kpis/rate"))["unit"]


@pytest.mark.parametrize("ref", ["rituals/standup", "commitments/updates", "actions/restore.watch"])
def test_what_recurs_is_told_as_data(book: Playbook, ref: str) -> None:
    """Its occurrences are chosen from by scripts."""
    found = json.loads(recording(entry(book, ref))["recurs"])

    assert ("recurring", {"hours": 4}) == (found["kind"], found["every"])


@pytest.mark.parametrize("ref", ["kpis/rate", "commitments/by-friday", "actions/restore.find", "roles/lead"])
def test_what_happens_once_has_no_occurrences(book: Playbook, ref: str) -> None:
    """A KPI is measured whenever somebody measures it."""
    assert "recurs" not in recording(entry(book, ref))


def test_occurrences_with_a_last_word_wait_for_none(book: Playbook) -> None:
    """What is only started still waits."""
    assert "2026-11-23T13:00+00:00" == recording(entry(book, "rituals/standup"))["told"]
    assert "told" not in recording(entry(book, "actions/restore.watch"))


def test_a_line_of_a_schedule_is_named_and_recurs_by_itself(book: Playbook) -> None:
    """The plan's name and the line's; the line's own time."""
    time = parse("every 2 days", "cadence")
    assert not isinstance(time, Unreadable)

    found = recording(entry(book, "comms/merchants"), "Status update", timed(time, "", book))

    assert "Merchants: Status update" == found["title"]
    assert {"days": 2} == json.loads(found["recurs"])["every"]


@pytest.mark.parametrize(("when", "expected"), [("within 2 hours", "interval"), ("as needed", None)])
def test_a_line_that_is_due_once_says_when(book: Playbook, when: str, expected: str | None) -> None:
    """Else its record could be taken for that of another line."""
    time = parse(when)
    assert not isinstance(time, Unreadable)
    found = recording(entry(book, "comms/merchants"), "First notice", timed(time, "", book))

    assert expected == json.loads(found.get("recurs", "{}")).get("kind")


def test_a_line_without_a_time_begins_with_its_name(book: Playbook) -> None:
    """So that its record is told from that of a line that was due about then."""
    found = recording(entry(book, "comms/merchants"), "Correction")
    time = parse("day 1")
    assert not isinstance(time, Unreadable)
    due = recording(entry(book, "comms/merchants"), "Update", timed(time, "", book))

    assert "Correction" == found["opening"]
    assert "opening" not in due
    assert "opening" not in recording(entry(book, "comms/merchants"))


def test_a_message_ready_to_send_is_recorded_for_its_audience(book: Playbook) -> None:
    """The log names the audience, and the text that it was."""
    assert {
        "record": "comms/merchants",
        "also": "templates/merchants.update",
        "kinds": "sent note",
        "title": "Merchants: Update",
    } == recording(entry(book, "templates/merchants.update"))


def test_a_message_tells_the_facts_that_it_states(book: Playbook) -> None:
    """By their sources, as they read now; what is known to the sender alone is none."""
    found = json.loads(recording(entry(book, "templates/merchants.late"))["said"])

    assert {"kpis/rate": "Success rate", "kpis/rate.unit": "%", "commitments/by-friday.by": "day 5"} == found
    assert "said" not in recording(entry(book, "comms/merchants"))


def test_of_the_log_nothing_is_recorded(book: Playbook) -> None:
    """An entry of the log is corrected; the playbook itself is no entry that the log can name."""
    assert "" == record_data(entry(book, "log/2026-11-23-1300-held"))
    assert "" == record_data(book.summary)


def test_attributes_hold_any_title(book: Playbook) -> None:
    """What stands in quotes cannot end the attribute; the name begins with what is seen."""
    found = str(record_data(entry(book, "actions/restore.find")))

    assert 'aria-label="Record: Find the "cause"" data-record' in html.unescape(found)
    assert '"cause"' not in found
