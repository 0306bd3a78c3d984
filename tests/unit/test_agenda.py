"""The agenda: what has a place in a calendar, for whom, by which name."""

from __future__ import annotations

import json

import pytest

from generator.agenda import Item, agenda
from generator.exports import exports
from tests.playbooks import book

PLAN = """
roles:
  lead: {title: Lead, deputy: second}
  second: {title: Second}
  board: {title: Board, members: [second]}
priorities:
  fix:
    title: Fix
    owner: lead
    actions:
      find: {title: Find, when: day 1 morning, supports: [board], steps: ["Look at **it**", Say so]}
      whenever: {title: Whenever, when: as needed}
      someday: {title: Someday}
comms:
  press:
    title: Press
    owner: lead
    schedule:
      - {what: First word, when: within 2 hours, channel: call, owner: second}
      - {what: Update, every: 4 hours until day 2}
      - {what: Update}
      - {what: Update, ritual: meet}
      - {what: Correction, whenever: We were wrong}
rituals: {meet: {title: Meet, cadence: daily at 09:00, minutes: 20, who: [board], agenda: [Numbers]}}
targets: {calm: {title: Calm, by: month 1, owner: lead}}
commitments:
  refund: {title: Refund, to: press, by: 2026-12-01 to 2026-12-05, owner: second, promise: "You get *all*."}
  weekly-note: {title: Weekly note, every: weekly, owner: lead}
"""


def items(text: str = PLAN) -> dict[str, Item]:
    """The agenda by UIDs."""
    return {item.uid: item for item in agenda(book(text))}


def test_everything_with_a_time_is_there_once() -> None:
    """Actions, messages, rituals, targets and promises; not what has no time, or is done when needed."""
    assert [
        "actions.fix.find@test",
        "comms.press.first-word@test",
        "comms.press.update@test",
        "comms.press.update--3@test",
        "rituals.meet@test",
        "targets.calm@test",
        "commitments.refund@test",
        "commitments.weekly-note@test",
    ] == [item.uid for item in agenda(book(PLAN))]


def test_roles_are_those_that_act() -> None:
    """Owner and helpers, the sender, who takes part; a group stands with its members."""
    found = items()

    assert {
        "actions.fix.find@test": ["lead", "board", "second"],
        "comms.press.first-word@test": ["second"],
        "comms.press.update@test": ["lead"],
        "rituals.meet@test": ["board", "second"],
        "commitments.refund@test": ["second"],
    } == {
        uid: [role.id for role in found[uid].roles]
        for uid in (
            "actions.fix.find@test",
            "comms.press.first-word@test",
            "comms.press.update@test",
            "rituals.meet@test",
            "commitments.refund@test",
        )
    }


def test_the_text_says_what_to_do_in_plain_words() -> None:
    """Steps without marks, the time in words, who answers for it and who stands in."""
    assert (
        "- Look at it\n- Say so\nWhen: day 1 morning\nOwner: Lead (deputy: Second)"
        == items()["actions.fix.find@test"].text
    )


def test_a_message_says_to_whom_and_from_whom() -> None:
    """Its title names the audience, since a sender writes to several."""
    found = items()["comms.press.first-word@test"]

    assert ("Press: First word", "To: Press\nBy: call\nWhen: within 2 hours\nFrom: Second") == (
        found.title,
        found.text,
    )


def test_what_must_be_there_by_a_time_stands_at_its_end() -> None:
    """A target by month 1 is due on day 30, a promise by a stretch of dates on the last of them."""
    found = items()
    uids = ("targets.calm@test", "commitments.refund@test", "comms.press.first-word@test")

    assert [("day 30", True), ("2026-12-05", True), ("within 2 hours", True)] == [
        (str(found[uid].time), found[uid].is_due) for uid in uids
    ]


def test_a_promise_that_was_moved_has_its_new_date() -> None:
    """The audience agreed to another day: that one counts."""
    moved = (
        "log: {a: {at: 2026-11-23T10:00, about: [commitments/refund], kind: renegotiated, until: 2027-01-08}}"
    )

    assert "2027-01-08" == str(items(PLAN + moved)["commitments.refund@test"].time)


@pytest.mark.parametrize(("owner", "expected"), [("lead", None), ("second", 15)])
def test_who_is_told_to_write_is_not_told_twice(owner: str, expected: int | None) -> None:
    """A promise to write regularly, and the line that keeps it: for one sender the line alone rings."""
    promise = f"daily: {{title: Daily, to: press, every: 4 hours until day 2, owner: {owner}}}"
    found = items(PLAN + f"  {promise}\n")

    assert (15, expected) == (found["comms.press.update@test"].alarm, found["commitments.daily@test"].alarm)


@pytest.mark.parametrize(("who", "expected"), [("[board]", 15), ("[lead]", None)])
def test_a_message_in_a_meeting_rings_with_the_meeting(who: str, expected: int | None) -> None:
    """Who takes part is told of the meeting; who only sends is told of the message."""
    found = items(PLAN.replace("minutes: 20, who: [board]", f"minutes: 20, who: {who}"))

    assert (15, expected) == (found["rituals.meet@test"].alarm, found["comms.press.update--3@test"].alarm)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Find,", "title: Look for the cause,"),
        ("when: day 1 morning", "when: day 3"),
        ("every: 4 hours until day 2", "every: daily at 10:00"),
        ("title: Press\n", "title: The media\n"),
        ("cadence: daily at 09:00", "cadence: weekly"),
        ("      - {what: First word, when: within 2 hours, channel: call, owner: second}\n", ""),
        ("by: month 1", "by: day 12"),
    ],
)
def test_names_outlive_titles_times_and_order(old: str, new: str) -> None:
    """An update of the calendar changes what people have in it, and doubles nothing."""
    assert old in PLAN
    changed = set(items(PLAN.replace(old, new)))

    assert set() == changed - set(items())


def test_a_line_named_twice_keeps_its_number_when_another_gets_a_time() -> None:
    """Lines without a time are counted: what has a time keeps its name."""
    timed = PLAN.replace("{what: Update}", "{what: Update, when: day 9}")

    assert {"comms.press.update--2@test"} == set(items(timed)) - set(items())


def test_calendar_json_holds_the_agenda() -> None:
    """Scripts get every item with all that they need to place it by a reader's clock."""
    found = json.loads(exports(book(PLAN))["calendar.json"])

    assert (1, "interval", len(items())) == (found["format"], found["horizon"]["kind"], len(found["items"]))
    assert {
        "uid": "rituals.meet@test",
        "kind": "ritual",
        "title": "Meet",
        "text": "- Numbers\nWho: Board\nWhen: daily at 09:00",
        "address": "/delegation/#meet",
        "roles": ["board", "second"],
        "time": {
            "kind": "recurring",
            "every": {"days": 1},
            "at": ["09:00"],
            "from": {"t0": True},
            "to": None,
            "first": 1,
            "rests": True,
        },
        "days": False,
        "due": False,
        "minutes": 20,
        "alarm": 15,
    } == found["items"][4]
