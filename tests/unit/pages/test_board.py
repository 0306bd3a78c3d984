"""The board, and the lists that several pages share."""

from __future__ import annotations

from generator.linked import Playbook
from generator.pages.board import board, by_date, log_days, role_groups
from tests import playbooks, sites
from tests.playbooks import HEAD, book

PLAN = """
roles:
  lead: {title: Lead, contacts: [{call: "1"}]}
  two: {title: Two, people: [{name: Ada, contacts: [{call: "+44 20 7946 0099"}]}]}
  idle: {title: Idle}
  all: {title: All, members: [lead]}
  press: {title: Press, kind: external, contacts: [{call: "9"}]}
priorities:
  ready: {title: Get ready, phase: before, order: 2, actions: {train: {title: Train, owner: two}}}
  fix:
    title: Fix
    order: 1
    owner: lead
    actions:
      second: {title: Second, when: day 2}
      first: {title: First, when: day 1}
"""
LOG = """
kpis:
  a: {title: A, target: {op: ">=", value: 5}}
  b: {title: B, target: {op: ">=", value: 5}}
  c: {title: C}
log:
  a: {at: 2026-11-23T09:00, kind: done, about: [actions/fix.first]}
  b: {at: 2026-11-23T09:10, kind: measured, value: 4, about: [kpis/a]}
  c: {at: 2026-11-23T09:20, kind: measured, value: 5, about: [kpis/b]}
"""


def names(found: Playbook) -> list[tuple[str, str]]:
    """Whose next action is which."""
    return [(role.id, action.id) for role, action in board(found).first_actions]


def test_each_role_sees_its_next_action() -> None:
    """The first in time that is neither done nor dropped."""
    assert [("lead", "fix.first"), ("two", "ready.train")] == names(book(PLAN))
    assert [("lead", "fix.second"), ("two", "ready.train")] == names(book(PLAN + LOG))


def test_numbers_to_call_are_those_of_our_own() -> None:
    """A role is reachable by its own contacts or those of its people; outsiders and groups are not listed."""
    found = board(book(PLAN))

    assert ["lead", "two"] == [role.id for role in found.reachable]
    assert ["idle"] == [role.id for role in found.unreachable]


def test_every_number_stands_on_the_board() -> None:
    """Whoever can be called is called from there, the people of a role as well."""
    made = playbooks.made(book(PLAN))

    page = sites.read(made.docs["index.md"])

    assert {"tel:1", "tel:+442079460099"} == {link for link in page.links if link.startswith("tel:")}


def test_what_is_measured_and_missed_is_off_target() -> None:
    """What is met, or not measured, is not."""
    assert ["a"] == [item.entry.id for item in board(book(PLAN + LOG)).off_target]


def test_who_can_tell_a_number_is_named() -> None:
    """Whom a role reports to, else whom most report to; nobody is sent to themselves."""
    text = """
roles:
  head: {title: Head}
  boss: {title: Boss, reports_to: head}
  one: {title: One, reports_to: boss}
  two: {title: Two, reports_to: boss}
  alone: {title: Alone}
"""
    found = book(text)
    reached = book(text.replace("{title: Head}", '{title: Head, contacts: [{call: "1"}]}')).lead
    asked = {role.id: role.ask.id if role.ask else None for role in found.roles}

    assert {"head": "boss", "boss": None, "one": "boss", "two": "boss", "alone": "boss"} == asked
    assert "head" == reached.ask.id if reached and reached.ask else ""
    assert found.lead is found.role("boss")
    assert book("roles: {alone: {title: Alone}}\n").lead is None


def test_the_first_thing_to_do_is_the_highest_priority_s() -> None:
    """Not what happens to begin first; what is done or blocked is passed over."""
    found = board(book(PLAN))
    later = board(book(PLAN + LOG))

    assert "fix.first" == found.first.id if found.first else ""
    assert "fix.second" == later.first.id if later.first else ""


def test_messages_have_a_time_and_a_sender() -> None:
    """In order of time. What only an occasion sets off is not due; a ritual lends its cadence."""
    text = """
roles: {lead: {title: Lead}, two: {title: Two}}
rituals: {daily: {title: Daily, cadence: daily at 09:00}}
comms:
  press:
    title: Press
    owner: lead
    schedule:
      - {what: Notice, when: within 2 hours, owner: two, channel: mail}
      - {what: Update, every: 4 hours}
      - {what: Correction, whenever: We were wrong}
      - {what: Call, ritual: daily}
log:
  a: {at: 2026-11-23T09:40, kind: sent, about: [comms/press], for: 2026-11-23T09:30}
  b: {at: 2026-11-23T09:50, kind: sent, about: [comms/press]}
"""
    found = board(book(text)).messages

    assert [("Notice", "two"), ("Call", "lead"), ("Update", "lead")] == [
        (item.what, item.sender.id if item.sender else None) for item in found
    ]
    assert ["within 2 hours", "daily at 09:00", "every 4 hours"] == [item.time.words for item in found]
    assert ("2026-11-23T09:30:00+00:00", "2026-11-23T09:50:00+00:00") == found[0].sent


def test_a_message_leads_to_the_text_that_is_ready_for_it() -> None:
    """Whoever is to send it taps once, and has who clears it and what to say."""
    text = """
comms:
  press:
    title: Press
    schedule: [{what: Status update, every: 4 hours}]
    templates: {update: {body: It works again.}}
"""
    page = sites.read(playbooks.made(book(text)).docs["index.md"])

    assert page.says("Press: Status update every 4 hours · text: Update")
    assert "./comms/press/#update" in page.links


def test_preparation_is_what_comes_before() -> None:
    """Actions of priorities of the phase before the crisis."""
    assert ["ready.train"] == [action.id for action in board(book(PLAN)).preparation]


def test_reviews_that_are_due_are_listed_longest_first() -> None:
    """An entry is due once its interval has passed since its last review."""
    text = """
risks:
  fresh: {title: Fresh, reviewed: 2026-11-20, review_every: 3 months}
  older: {title: Older, reviewed: 2026-01-01, review_every: 1 month}
  old: {title: Old, reviewed: 2026-08-01, review_every: 3 months}
"""

    assert ["older", "old"] == [entry.id for entry, _ in board(book(text)).due_for_review]


def test_roles_stand_in_groups() -> None:
    """Ours, groups, outsiders; no heading without roles."""
    groups = {group.title: [role.id for role in group.roles] for group in role_groups(book(PLAN))}
    few = [group.title for group in role_groups(book("roles: {lead: {title: Lead}}\n"))]

    assert {"Our roles": ["lead", "two", "idle"], "Groups": ["all"], "Outside": ["press"]} == groups
    assert ["Our roles"] == few


def test_promises_stand_by_date() -> None:
    """The soonest first, those without a date last."""
    text = "commitments: {x: {title: X}, late: {title: L, by: day 30}, soon: {title: S, by: day 2}}\n"

    assert ["soon", "late", "x"] == [item.id for item in by_date(book(text).commitments)]


def test_each_day_of_the_log_stands_once() -> None:
    """Days are those of the playbook's zone, newest first, whatever offset a moment was written with."""
    text = """
kpis: {a: {title: A}}
log:
  a: {at: 2026-11-24T00:30, kind: note}
  b: {at: 2026-11-23T23:50-01:00, kind: note}
  c: {at: 2026-11-24T01:10, kind: measured, value: 1, about: [kpis/a]}
  d: {at: 2026-11-25T08:00, kind: note}
  e: {at: 2026-11-24T09:00, kind: corrected, corrects: c, value: 2, about: [kpis/a]}
"""
    days = {day: [item.id for item in items] for day, items in log_days(book(text, HEAD))}

    assert {"2026-11-25": ["d"], "2026-11-24": ["e", "c", "b", "a"]} == days
    assert 2 == len(log_days(book(text, HEAD)))
