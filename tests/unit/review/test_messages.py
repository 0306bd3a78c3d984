"""What each audience heard, against its schedule."""

from __future__ import annotations

from datetime import timedelta

import pytest

from generator.review import Line
from tests.reviewing import audience, reviewed

PLAN = """
rituals: {daily: {title: Daily, cadence: daily at 09:00}}
comms:
  press:
    title: Press
    schedule:
      - {what: Notice, when: within 30 minutes}
      - {what: Update, every: 4 hours until day 2}
      - {what: Call, ritual: daily}
      - {what: Correction, whenever: We were wrong}
      - {what: All clear, when: within 2 hours of contained}
      - {what: Answers, every: as needed}
"""
SENT = "kind: sent, about: [comms/press]"
EVENTS = {"contained": "All is well"}


def lines(*log: str, at: str) -> dict[str, tuple[int | None, int, int | None]]:
    """Each line: how often due, sent, missing."""

    def counts(line: Line) -> tuple[int | None, int, int | None]:
        return line.due, len(line.sent), line.missing

    found = audience(reviewed(PLAN, *log, at=at, events=EVENTS))
    return {line.what: counts(line) for line in found.lines}


def test_only_what_was_due_can_be_missing() -> None:
    """Before its last minute the first notice is not due; what an occasion sets off never is."""
    never = {"Correction": (None, 0, None), "All clear": (None, 0, None), "Answers": (None, 0, None)}

    assert {"Notice": (0, 0, 0), "Update": (0, 0, 0), "Call": (1, 0, 1), **never} == lines(
        at="2026-11-23T09:29"
    )
    assert {"Notice": (1, 0, 1), "Update": (2, 0, 2), "Call": (1, 0, 1), **never} == lines(
        at="2026-11-23T17:00"
    )


def test_a_message_counts_for_the_line_due_nearest() -> None:
    """One update of two is on record, and no call is made of it."""
    found = lines(f"at: 2026-11-23T13:10, {SENT}", at="2026-11-23T17:00")

    assert (2, 1, 1) == found["Update"]
    assert (1, 0, 1) == found["Call"]
    assert (1, 0, 1) == found["Notice"]


def test_two_messages_for_one_moment_make_up_for_no_other() -> None:
    """Sent twice for 13:00, and the one of 17:00 has no record."""
    found = lines(f"at: 2026-11-23T12:55, {SENT}", f"at: 2026-11-23T13:10, {SENT}", at="2026-11-23T17:00")

    assert (2, 2, 1) == found["Update"]


def test_a_message_ahead_of_its_time_does_not_stand_for_the_one_before() -> None:
    """Nobody has heard the update of 13:00 because that of 17:00 went out early."""
    found = lines(f"at: 2026-11-23T15:30, for: 2026-11-23T17:00, {SENT}", at="2026-11-23T16:00")

    assert (1, 1, 1) == found["Update"]


def test_what_waits_for_an_event_is_due_after_it() -> None:
    """Once the log says that it was reached."""
    reached = "at: 2026-11-23T10:00, kind: reached, about: [events/contained]"

    assert (1, 0, 1) == lines(reached, at="2026-11-23T12:00")["All clear"]


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ((), None),
        # From T0 to the first word, between two, from the last to the review's end.
        (("23T15:00", "23T16:00"), timedelta(hours=6)),
        (("23T10:00", "23T17:00"), timedelta(hours=7)),
        (("23T09:30", "23T10:00"), timedelta(hours=8)),
        # What was said before T0, or after the end, breaks no silence within.
        (("22T10:00", "23T19:00"), timedelta(hours=9)),
    ],
)
def test_silence_is_the_longest_time_without_a_word(log: tuple[str, ...], expected: timedelta | None) -> None:
    """Of an audience that never heard anything it has no length."""
    records = (f"at: 2026-11-{at}, {SENT}" for at in log)
    found = reviewed(PLAN, *records, at="2026-11-24T12:00", ended="2026-11-23T18:00", events=EVENTS)

    assert expected == audience(found).silence
    assert len(log) == len(audience(found).sent)


def test_a_meeting_held_is_heard_by_those_whose_schedule_names_it() -> None:
    """The call of the first day is on record as held, and that breaks the silence."""
    found = reviewed(
        PLAN,
        "at: 2026-11-23T09:20, kind: held, about: [rituals/daily]",
        "at: 2026-11-24T09:00, kind: skipped, about: [rituals/daily]",
        at="2026-11-24T12:20",
        events=EVENTS,
    )
    call = next(line for line in audience(found).lines if line.what == "Call")

    assert (2, 1, 1) == (call.due, len(call.sent), call.missing)
    assert ["held"] == [one.kind for one in audience(found).sent]
    assert timedelta(hours=27) == audience(found).silence


def test_a_message_for_a_promise_is_heard_by_whom_it_was_given_to() -> None:
    """As on the pages that say when an audience last heard anything."""
    promised = f"{PLAN}commitments: {{word: {{title: Word, to: press}}}}\n"
    records = ("at: 2026-11-23T12:00, kind: sent, about: [commitments/word]",)
    found = reviewed(promised, *records, at="2026-11-23T17:00", events=EVENTS)

    assert timedelta(hours=5) == audience(found).silence
