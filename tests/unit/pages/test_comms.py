"""What audiences hear, what they were promised, what the log says of it."""

from __future__ import annotations

import pytest

from generator.pages.comms import plan_view
from generator.pages.journal import journal, listed
from generator.pages.promises import promises
from generator.review.outcomes import Result
from tests import playbooks, sites
from tests.playbooks import HEAD, book

DECLARED = HEAD.replace("London}", "London, activated: 2026-11-20T09:00}")
PLAN = """
roles: {lead: {title: Lead, contacts: [{call: "1"}]}}
comms:
  press:
    title: Press
    owner: lead
    schedule:
      - {what: Later, when: day 3}
      - {what: Often, every: 4 hours until day 4}
      - {what: If need be, whenever: They call}
      - {what: First, when: day 1 morning, channel: mail}
    offers:
      - title: A tour
        items: [{text: Of the office, when: day 9}, {text: Of the cellar}]
"""


def test_a_schedule_stands_in_order_of_time() -> None:
    """Each line has its time and all else that the plan says of it; what has no time is last."""
    found = plan_view(book(PLAN).comms_plan("press")).schedule

    assert ["First", "Often", "Later", "If need be"] == [line.what.content for line in found]
    assert ["day 1 morning", "every 4 hours until day 4", "day 3", None] == [
        line.time.content.words if line.time else None for line in found
    ]
    assert [["channel"], [], [], ["whenever"]] == [[fact.name for fact in line.more] for line in found]


def test_what_comes_most_often_stands_first() -> None:
    """Of what begins on one day; what goes on without end or is said when needed comes last."""
    cadences = ("monthly", "ongoing", "weekly", "daily", "daily at 09:00 and 17:00", "quarterly")
    lines = ", ".join(f"{{what: {text}, every: {text}}}" for text in cadences)
    plan = book(f"comms: {{press: {{title: Press, schedule: [{lines}]}}}}").comms_plan("press")
    found = [line.what.content for line in plan_view(plan).schedule]

    assert ["daily at 09:00 and 17:00", "daily", "weekly", "monthly", "quarterly", "ongoing"] == found


def test_an_offer_stands_in_parts() -> None:
    """Each with its own time."""
    (offer,) = plan_view(book(PLAN).comms_plan("press")).offers

    assert "A tour" == offer.title.content
    assert [("Of the office", "day 9"), ("Of the cellar", "")] == [
        (part.what.content, part.time.content.words if part.time else "") for part in offer.parts
    ]


COMMITMENTS = """
kpis: {k: {title: K}}
commitments:
  late: {title: Late, by: day 9}
  backed: {title: Backed, by: day 1, backed_by: [kpis/k]}
  kept: {title: Kept, by: day 1, backed_by: [kpis/k]}
  over: {title: Over, every: daily until day 2, backed_by: [kpis/k]}
  often: {title: Often, every: daily}
  whenever: {title: Whenever}
log:
  a: {at: 2026-11-20T12:00, kind: kept, about: [commitments/often], for: 2026-11-20T09:00}
  b: {at: 2026-11-21T12:00, kind: kept, about: [commitments/often], for: 2026-11-21T09:00}
  c: {at: 2026-11-22T12:00, kind: missed, about: [commitments/often], for: 2026-11-22T09:00}
  d: {at: 2026-11-20T17:00, kind: kept, about: [commitments/kept]}
"""


def test_promises_stand_by_date() -> None:
    """Those without one last."""
    found = promises(book(COMMITMENTS, DECLARED))

    assert "whenever" == found[-1].entry.id
    assert ["backed", "kept", "late"] == [item.entry.id for item in found if item.entry.record.by]


def test_a_promise_past_its_date_without_a_record_is_not_confirmed() -> None:
    """Nobody has said that it was broken."""
    found = {item.entry.id: item for item in promises(book(COMMITMENTS, DECLARED))}

    assert {"backed", "over"} == {name for name, item in found.items() if item.line.is_silent}


def test_a_promise_that_recurs_is_told_by_all_its_occurrences() -> None:
    """Kept last is not kept: one that was missed is in the word, and the word is not a good one."""
    plan = book(COMMITMENTS, DECLARED)
    found = {item.entry.id: item for item in promises(plan)}

    assert Result("medium", "2 kept, 1 missed") == found["often"].line.result
    assert sites.read(playbooks.made(plan).docs["commitments.md"]).says("2 kept, 1 missed daily")


MOVED = """
roles: {lead: {title: Lead}}
comms: {press: {title: Press, roles: [lead], owner: lead}}
priorities: {fix: {title: Fix, actions: {mend: {title: Mend}}}}
commitments:
  first: {title: First, by: day 3, to: press}
  second: {title: Second, by: day 1, to: press, owner: lead, backed_by: [actions/fix.mend]}
  third: {title: Third, by: day 9, to: press}
log:
  a: {at: 2026-11-20T12:00, kind: renegotiated, about: [commitments/second], until: 2026-11-21T12:00}
  b: {at: 2026-11-20T15:30, kind: renegotiated, about: [commitments/second], until: %s}
  c: {at: 2026-11-20T16:00, kind: renegotiated, about: [commitments/second], text: They agree.}
"""
SINCE = "moved from Fri 20 Nov 18:00 (said Fri 20 Nov 15:30)"


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("commitments.md", "renegotiated Tue 24 Nov 18:00"),
        ("comms/press.md", "Second Tue 24 Nov 18:00 ·"),
        ("priorities/fix.md", "to Press · Tue 24 Nov 18:00 ·"),
        ("roles/lead.md", "Promised Second, Tue 24 Nov 18:00 ·"),
        ("now.md", "Promised Second, Tue 24 Nov 18:00 ·"),
    ],
)
def test_a_promise_is_due_on_the_day_that_its_audience_agreed_to(where: str, expected: str) -> None:
    """Wherever it stands; beside it, from when it was moved and when that was said. The last date counts."""
    page = sites.read(playbooks.made(book(MOVED % "2026-11-24T18:00", DECLARED)).docs[where])

    assert page.says(f"{expected} {SINCE}")
    assert not page.says("day 1")


def test_a_moved_promise_stands_at_its_new_day() -> None:
    """A date, too: promises are in order of time."""
    assert ["first", "second", "third"] == [
        item.entry.id for item in promises(book(MOVED % "2026-11-24", DECLARED))
    ]


@pytest.mark.parametrize(("until", "expected"), [("2026-11-23T13:00", True), ("2026-11-23T13:10", False)])
def test_a_moved_promise_is_confirmed_after_its_new_date(until: str, expected: bool) -> None:
    """Now is 13:05 on the 23rd; the first date is long over, and nobody waits for it any more."""
    found = {item.entry.id: item for item in promises(book(MOVED % until, DECLARED))}

    assert expected == found["second"].line.is_silent


def test_before_t0_a_promise_was_moved_from_the_plans_words() -> None:
    """Nobody can say yet which date they mean."""
    page = sites.read(playbooks.made(book(MOVED % "2026-11-24")).docs["commitments.md"])

    assert page.says("Tue 24 Nov moved from day 1 (said Fri 20 Nov 15:30)")


def test_what_backs_a_promise_is_said_or_missed() -> None:
    """Nothing behind a promise is said on its page."""
    page = sites.read(playbooks.made(book(COMMITMENTS, DECLARED)).docs["commitments.md"])

    assert {"late", "often", "whenever"} == {
        item.entry.id for item in promises(book(COMMITMENTS, DECLARED)) if item.is_unbacked
    }
    assert page.says("3 backed by nothing")
    assert page.says("Backed by K")


def test_the_log_stands_by_day_newest_first() -> None:
    """With the day of the crisis, the time of day, and a number in the unit of its KPI."""
    text = """
kpis: {rate: {title: Rate, unit: "%"}}
log:
  a: {at: 2026-11-19T23:59, kind: note, text: Quiet.}
  b: {at: 2026-11-20T10:00, kind: measured, about: [kpis/rate], value: 81}
  c: {at: 2026-11-20T11:30, kind: note, text: Better.}
"""
    found = journal(book(text, DECLARED)).days

    assert [
        ("Friday 20 November 2026", 1, [("11:30", ""), ("10:00", "81%")]),
        ("Thursday 19 November 2026", None, [("23:59", "")]),
    ] == [(day.words, day.number, [(line.clock, line.number) for line in day.lines]) for day in found]


@pytest.mark.parametrize("where", ["log.md", "commitments.md", "decisions.md", "hires.md"])
def test_an_empty_page_says_so(where: str) -> None:
    """Nobody takes a gap for a fault."""
    page = sites.read(playbooks.made(book("")).docs[where])

    assert any(
        page.says(words) for words in ("Nothing is recorded yet", "No promise stands here", "None here")
    )


def test_open_decisions_come_first_by_their_dates() -> None:
    """What is decided waits for nobody."""
    text = """
decisions:
  done: {title: Done, decision: Yes.}
  undated: {title: Undated}
  later: {title: Later, needed_by: day 5}
  soon: {title: Soon, needed_by: day 2}
"""
    assert [("soon", "open"), ("later", "open"), ("undated", "open"), ("done", "decided")] == [
        (item.entry.id, item.word) for item in listed(book(text), "decisions")
    ]


DECISIONS = """
roles: {lead: {title: Lead}}
decisions:
  ahead: {title: Ahead, needed_by: day 1, decided_by: lead}
  late: {title: Late, needed_by: 2026-11-22, decided_by: lead}
  taken: {title: Taken, needed_by: day 1, decision: Yes., decided_by: lead}
  whenever: {title: Whenever, decided_by: lead}
"""


def test_a_decision_past_its_date_comes_first_and_says_so() -> None:
    """Also where the role that decides it looks; one that was taken, or has no date, waits for nobody."""
    docs = playbooks.made(
        book(DECISIONS, HEAD.replace("London}", "London, activated: 2026-11-23T09:00}"))
    ).docs
    page, desk = sites.read(docs["decisions.md"]), sites.read(docs["roles/lead.md"])
    flags = [tags for _, tags in page.tags if "data-shown-after" in tags]

    assert page.says("Late open overdue since Sun 22 Nov 18:00")
    assert ["late", "ahead", "whenever", "taken"] == [one for one in page.anchors if "-" not in one][1:]
    assert [(False, "2026-11-22T18:00"), (True, "2026-11-23T18:00")] == [
        ("hidden" in tags, tags["data-shown-after"][:16]) for tags in flags
    ]
    assert desk.says(
        "Late: needed by 2026-11-22 (Sun 22 Nov 09:00 – 18:00) · overdue since Sun 22 Nov 18:00 Ahead"
    )
    assert 1 == desk.text.count("overdue")


def test_without_t0_no_decision_is_overdue() -> None:
    """Nothing is due before the crisis is declared."""
    assert [False, False, False, False] == [item.is_overdue for item in listed(book(DECISIONS), "decisions")]
