"""Which line of a schedule a recorded message belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from generator.linked import CommsPlan
from generator.pages.board import messages
from generator.pages.comms import plan_view
from generator.review.outcomes import stands, turns
from generator.sent import sent_by_line
from generator.when import Time
from tests.playbooks import HEAD, book

#: The schedule of an audience, in an order that no test relies on.
SCHEDULE = """
rituals: {daily: {title: Daily, cadence: daily at 09:00}}
comms:
  press:
    title: Press
    schedule:
      - {what: Update, every: 4 hours until day 3}
      - {what: Notice, when: within 30 minutes}
      - {what: Call, ritual: daily}
      - {what: Digest, every: weekly}
      - {what: Correction, whenever: We were wrong}
"""
CRISIS = HEAD.replace("}", ", activated: 2026-11-23T09:00}")


def sent(head: str, *records: str, schedule: str = SCHEDULE) -> dict[str, list[str]]:
    """What each line of the schedule has, its day and time of day; lines without a record are left out."""
    lines = (f"  r{at}: {{kind: sent, about: [comms/press], {text}}}" for at, text in enumerate(records))
    log = "\n".join(lines)
    found = messages(book(f"{schedule}log:\n{log}", head))
    return {item.what: [moment[8:16] for moment in item.sent] for item in found if item.sent}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("at: 2026-11-23T09:25", {"Notice": ["23T09:25"]}),
        ("at: 2026-11-23T09:05", {"Call": ["23T09:05"]}),
        ("at: 2026-11-23T13:05", {"Update": ["23T13:05"]}),
        # What it names counts, not when it was written down.
        ("at: 2026-11-23T13:05, for: 2026-11-23T09:30", {"Notice": ["23T09:30"]}),
        ("at: 2026-11-23T09:25, for: 2026-11-23T13:00", {"Update": ["23T13:00"]}),
        # What lasts days is due when it ends.
        ("at: 2026-11-29T17:30", {"Digest": ["29T17:30"]}),
        # What is due no more was due last at its end.
        ("at: 2026-11-25T17:20", {"Update": ["25T17:20"]}),
        ("at: 2026-12-20T09:20", {"Call": ["20T09:20"]}),
    ],
)
def test_a_message_belongs_to_the_line_due_nearest(record: str, expected: dict[str, list[str]]) -> None:
    """And confirms no other: nobody has heard of the call because a notice was sent."""
    assert expected == sent(CRISIS, record)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Correction: it was not the database.", (0, 1, 0)),
        ("correction", (0, 1, 0)),
        ("Correction of a date: Friday.", (0, 0, 1)),
        # Nobody says which one it is of: the nearest.
        ("Corrections follow.", (1, 0, 0)),
        ("One more correction.", (1, 0, 0)),
        ("", (1, 0, 0)),
    ],
)
def test_what_an_occasion_sets_off_is_told_by_its_name(said: str, expected: tuple[int, int, int]) -> None:
    """Else it would stand for a message that was due about then, and hide that nobody sent that one."""
    lines = "{what: Correction, whenever: W}, {what: Correction of a date, whenever: W}"
    schedule = f"comms: {{press: {{title: P, schedule: [{{what: Update, every: 4 hours}}, {lines}]}}}}\n"
    record = f"at: 2026-11-23T13:05, kind: sent, about: [comms/press], text: '{said}'"
    plan = book(f"{schedule}log: {{a: {{{record}}}}}\n", CRISIS).comms[0]
    times = [plan.due(item) for item in plan.record.schedule]

    assert expected == tuple(len(found) for found in sent_by_line(plan, times))


def test_the_moment_that_a_message_names_counts_before_its_words() -> None:
    """Whoever says which one is meant has said it."""
    named = "at: 2026-11-23T13:05, for: 2026-11-23T13:00, text: 'Correction: it works.'"

    assert {"Update": ["23T13:00"]} == sent(CRISIS, named)


def test_a_date_means_what_is_due_on_it() -> None:
    """At whatever time of that day, so that the day before is not confirmed instead."""
    evening = """
comms:
  press:
    title: Press
    schedule: [{what: Briefing, every: daily at 18:00}]
"""

    assert {"Briefing": ["24T18:00"]} == sent(
        CRISIS, "at: 2026-11-25T08:00, for: 2026-11-24", schedule=evening
    )


def test_of_lines_due_alike_each_gets_its_record() -> None:
    """The one written first has the first one, the other the second."""
    alike = """
comms:
  press:
    title: Press
    schedule: [{what: Mail, every: daily at 13:00}, {what: Call, every: daily at 13:00}]
"""
    records = ["at: 2026-11-24T13:05, for: 2026-11-24T13:00", "at: 2026-11-24T13:09, for: 2026-11-24T13:00"]

    assert {"Mail": ["24T13:00"]} == sent(CRISIS, records[0], schedule=alike)
    assert {"Mail": ["24T13:00"], "Call": ["24T13:00"]} == sent(CRISIS, *records, schedule=alike)


def test_a_second_message_is_of_what_still_waits_for_one() -> None:
    """A notice with hours to go is sent in them, not a second update, however far away its last minute is."""
    notice = """
comms:
  press:
    title: Press
    schedule: [{what: Update, every: 4 hours until day 3}, {what: Answer, when: within 12 hours}]
"""
    records = ["at: 2026-11-23T13:05", "at: 2026-11-23T13:40", "at: 2026-11-23T13:50"]

    assert {"Update": ["23T13:05"]} == sent(CRISIS, records[0], schedule=notice)
    assert {"Update": ["23T13:05", "23T13:50"], "Answer": ["23T13:40"]} == sent(
        CRISIS, *records, schedule=notice
    )


def test_what_takes_a_day_is_named_by_its_beginning() -> None:
    """As pages offer it; what is due at a nearer moment does not get its record."""
    schedule = """
comms:
  press:
    title: Press
    schedule:
      - {what: Update, every: 4 hours}
      - {what: Note, every: daily}
"""
    start = CRISIS.replace("T09:00", "T09:01")

    assert {"Note": ["24T09:00"]} == sent(
        start, "at: 2026-11-24T15:00, for: 2026-11-24T09:00", schedule=schedule
    )


def test_what_is_due_when_something_ends_waits_for_that() -> None:
    """Until that is known the line has no moment, and no message is of it."""
    after = """
comms:
  press:
    title: Press
    schedule: [{what: Report, when: within 2 days after contained}, {what: Notice, when: within 30 minutes}]
"""
    head = CRISIS.replace("}", ", events: {contained: All is well}}")

    assert {"Notice": ["25T12:00"]} == sent(head, "at: 2026-11-25T12:00", schedule=after)


def test_before_t0_every_message_may_be_of_every_line() -> None:
    """Nothing is due at any moment yet, but a reader may declare the crisis on their own device."""
    records = ["at: 2026-11-23T09:25", "at: 2026-11-23T13:05, for: 2026-11-23T13:00"]
    every = ["23T09:25", "23T13:00"]

    assert {"Notice": every, "Call": every, "Update": every, "Digest": every} == sent(HEAD, *records)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (CRISIS, {"Call": ["24T09:10", "25T09:00"]}),
        (HEAD, {"Call": ["24T09:10", "25T09:00"]}),
    ],
)
def test_a_meeting_held_is_of_the_line_that_names_it(head: str, expected: dict[str, list[str]]) -> None:
    """Of no other, however near that is due; a meeting that was skipped is of none."""
    log = """log:
  a: {at: 2026-11-24T09:10, kind: held, about: [rituals/daily]}
  b: {at: 2026-11-25T13:00, for: 2026-11-25T09:00, kind: held, about: [rituals/daily]}
  c: {at: 2026-11-26T09:00, kind: skipped, about: [rituals/daily]}
"""
    found = messages(book(SCHEDULE + log, head))

    assert expected == {item.what: [at[8:16] for at in item.sent] for item in found if item.sent}


def test_a_schedule_is_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many promises rest on it: each page that shows one asks for the messages behind it."""
    asked: list[str] = []

    def counted(plan: CommsPlan, times: Sequence[Time | None]) -> tuple[tuple[datetime, ...], ...]:
        asked.append(plan.id)
        return sent_by_line(plan, times)

    monkeypatch.setattr("generator.sent.sent_by_line", counted)
    promises = ", ".join(f"p{n}: {{title: P, every: 4 hours, backed_by: [comms/press]}}" for n in range(5))
    found = book(f"{SCHEDULE}commitments: {{{promises}}}\n", CRISIS)
    for _ in range(2):
        for promise in found.commitments:
            turns(promise)
            stands(promise)
    plan_view(found.comms[0])
    messages(found)

    assert ["press"] == asked
