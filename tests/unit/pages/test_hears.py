"""Who hears what, when, from whom."""

from __future__ import annotations

import pytest

from generator.pages.fitting import fitting
from generator.pages.hears import audiences
from tests import playbooks, sites
from tests.playbooks import HEAD, book

PLAN = """
roles: {lead: {title: Lead}, cto: {title: CTO}, press-office: {title: Press office}}
rituals:
  daily: {title: Daily, cadence: daily at 09:00, who: [press-office], owner: cto}
  weekly: {title: Weekly, cadence: weekly, who: [press-office, lead], owner: cto}
  loose: {title: Loose, who: [press-office]}
  rare: {title: Rare, cadence: as needed, who: [press-office]}
comms:
  press:
    title: Press
    owner: lead
    roles: [press-office]
    cleared_by: cto
    schedule:
      - {what: Correction, whenever: We were wrong}
      - {what: Status update, every: 4 hours until day 4, channel: mail}
      - {what: Round, ritual: daily}
      - {what: First notice, when: within 30 minutes, owner: cto}
    offers:
      - {title: A tour, items: [{text: Of the *office*, when: day 9}, {text: Of the cellar}]}
    templates:
      update: {body: It works again., approver: [lead, cto], channel: call}
    assumed: [owner, schedule]
  board:
    title: Board
"""
DECLARED = HEAD.replace("London}", "London, activated: 2026-11-20T09:00}")


def test_every_audience_has_its_rows_in_order_of_time() -> None:
    """Lines, meetings that it attends, parts of offers that have a time; occasions last."""
    press, board = audiences(book(PLAN))

    assert ["First notice", "Status update", "Of the *office*", "Round", "Weekly", "Correction"] == [
        row.what.content if isinstance(row.what.content, str) else row.what.content.title
        for row in press.rows
    ]
    assert ["message", "message", "offer", "meeting", "meeting", "message"] == [
        row.kind for row in press.rows
    ]
    assert ((), False, True) == (board.rows, board.is_assumed, press.is_assumed)


def test_a_row_says_from_whom_and_who_clears_it() -> None:
    """The line's owner, else the meeting's, else the plan's; who sends it need not clear it."""
    press, _ = audiences(book(PLAN))
    rows = {str(row.what.content): row for row in press.rows}

    assert {
        "First notice": ("cto", False, []),
        "Round": ("cto", True, []),
        "Status update": ("lead", True, ["cto"]),
        "Correction": ("lead", True, ["cto"]),
    } == {
        name: (
            row.sender.id if row.sender else "",
            row.is_sender_assumed,
            [role.id for role in row.cleared_by],
        )
        for name, row in rows.items()
        if name in ("First notice", "Round", "Status update", "Correction")
    }
    assert ("mail", "Daily", "") == tuple(
        rows[name].channel for name in ("Status update", "Round", "Correction")
    )


def test_the_page_says_it_in_one_table() -> None:
    """With the next date once T0 is known, the guesses marked, and what nobody knows said."""
    page = sites.read(playbooks.made(book(PLAN, DECLARED)).docs["comms/index.md"])

    assert 1 == page.structure.count("table")
    assert page.says("Status update every 4 hours until day 4 (next: Mon 23 Nov 17:00)")
    assert page.says("Round daily at 09:00 (next: Tue 24 Nov 09:00)")
    assert page.says("A tour: Of the office day 9 (Sat 28 Nov 09:00 – 18:00) Lead assumed, not confirmed")
    assert page.says("Correction whenever: We were wrong")
    assert page.says("Press schedule assumed, not confirmed")
    assert page.says("Board No schedule yet.")


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ("", "First notice within 30 minutes (Fri 20 Nov 09:00 – 09:30) not recorded CTO"),
        (
            "log: {a: {at: 2026-11-20T09:20, kind: sent, about: [comms/press]}}\n",
            "First notice within 30 minutes (Fri 20 Nov 09:00 – 09:30) on record CTO",
        ),
    ],
)
def test_what_is_over_says_whether_it_is_on_record(log: str, expected: str) -> None:
    """A date that lies behind looks done, whether or not anybody wrote."""
    page = sites.read(playbooks.made(book(f"{PLAN}{log}", DECLARED)).docs["comms/index.md"])

    assert page.says(expected)


SCHEDULE = """
rituals: {round: {title: Round, cadence: daily}}
comms:
  press:
    title: Press
    schedule:
      - {what: Daily briefings, every: daily}
      - {what: First word, when: within 1 hour}
      - {what: Personal call, when: day 2}
      - {what: The refund notices, when: day 5}
      - {what: Standing call, ritual: round}
      - {what: A correction, whenever: We were wrong}
      - {what: News, whenever: There is any}
      - {what: Ask us, every: as needed}
      - {what: Last word, when: month 2}
    templates: {%s}
"""


@pytest.mark.parametrize(
    ("templates", "expected"),
    [
        ("", [None] * 9),
        (
            "first-notice, update, correction, refund-notice, notice, call-script, briefing",
            [
                *("briefing", "first-notice", "call-script", "refund-notice", None),
                *("correction", None, None, "update"),
            ],
        ),
        (
            "first-notice, update",
            ["update", "first-notice", "update", "update", None, None, None, None, "update"],
        ),
        ("first-notice", [None, "first-notice", *[None] * 7]),
    ],
)
def test_a_line_leads_to_the_message_that_fits_it(templates: str, expected: list[str | None]) -> None:
    """Named as the line is, else the usual one; a meeting and an occasion have only one that is named so."""
    ids = ", ".join(f"{name}: {{body: B}}" for name in templates.split(", ") if name)
    plan = book(SCHEDULE % ids).comms_plan("press")
    found = [fitting(plan, item) for item in plan.record.schedule]

    assert expected == [one.anchor if one else None for one in found]


def test_what_is_heard_first_is_the_first_notice() -> None:
    """Whatever stands first in the data; what recurs is none."""
    lines = "{what: Round, every: daily}, {what: More, when: day 2}, {what: Word, when: day 1}"
    templates = "{first-notice: {body: B}, update: {body: B}}"
    text = f"comms: {{press: {{title: Press, schedule: [{lines}], templates: {templates}}}}}"
    plan = book(text).comms_plan("press")

    assert ["update", "update", "first-notice"] == [
        found.anchor for item in plan.record.schedule if (found := fitting(plan, item))
    ]
