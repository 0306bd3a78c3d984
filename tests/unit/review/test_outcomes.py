"""What became of each promise."""

from __future__ import annotations

import pytest

from generator.review import Series
from generator.review.outcomes import is_kept, result, stands, turns
from tests.reviewing import playbook, promise, reviewed

ONCE = "commitments: {c: {title: C, by: day 2}}"
OFTEN = "commitments: {c: {title: C, every: 4 hours}}"
ABOUT = "about: [commitments/c]"


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ((), "open"),
        (("kept",), "kept"),
        (("missed",), "missed"),
        # Kept after all: what was said last is the word.
        (("missed", "kept"), "kept"),
        # What was sent for it does not judge what somebody judged.
        (("missed", "sent"), "missed"),
        (("sent",), "sent"),
        (("kept", "note"), "kept"),
    ],
)
def test_the_last_word_counts(log: tuple[str, ...], expected: str) -> None:
    """Each an hour after the other."""
    records = (f"at: 2026-11-24T{10 + hour}:00, kind: {kind}, {ABOUT}" for hour, kind in enumerate(log))

    assert expected == promise(reviewed(ONCE, *records)).word


def test_a_date_that_was_agreed_later_counts() -> None:
    """The first one was given up, with the audience's consent; a date means the end of its work."""

    def due(until: str) -> str:
        agreed = f"at: 2026-11-24T10:00, kind: renegotiated, {ABOUT}{until}"
        found = promise(reviewed(ONCE, agreed)).due
        return f"{found.end:%d %H:%M}" if found and found.end else ""

    assert "24 18:00" == due("")
    assert "26 12:00" == due(", until: 2026-11-26T12:00")
    assert "26 18:00" == due(", until: 2026-11-26")


def test_a_promise_that_recurs_has_its_occurrences() -> None:
    """Kept at 13:00, missed at 17:00, and of 21:00 nothing is said."""
    found = promise(
        reviewed(
            OFTEN,
            f"at: 2026-11-23T13:05, kind: kept, {ABOUT}",
            f"at: 2026-11-23T18:00, kind: missed, for: 2026-11-23T17:00, {ABOUT}",
            at="2026-11-23T21:30",
        )
    )

    assert Series(3, (("kept", 1), ("missed", 1)), 1) == found.series
    assert found.due is None


def test_promises_stand_in_order_of_time() -> None:
    """Those without a date last."""
    plan = "commitments: {c: {title: C}, d: {title: D, by: day 9}, e: {title: E, by: day 2}}"

    assert ["E", "D", "C"] == [one.commitment.title for one in reviewed(plan).outcomes]


@pytest.mark.parametrize(
    ("said", "kind", "words", "kept"),
    [
        (("kept", "kept"), "kept", "2 kept", True),
        (("sent", "sent"), "sent", "2 sent", True),
        (("sent", "kept"), "sent", "1 sent, 1 kept", True),
        (("missed", "kept"), "medium", "1 kept, 1 missed", False),
        (("kept", "missed"), "medium", "1 kept, 1 missed", False),
        (("kept", ""), "not confirmed", "1 kept, 1 not recorded", False),
        (("missed", ""), "medium", "1 missed, 1 not recorded", False),
        (("kept", "renegotiated"), "renegotiated", "1 kept, 1 renegotiated", False),
        (("", ""), "open", "open", False),
    ],
)
def test_all_occurrences_count(said: tuple[str, str], kind: str, words: str, kept: bool) -> None:
    """Due at 13:00 and at 17:00. One that was missed is no good whole, and the last makes up for none."""
    hours = zip((13, 17), said, strict=True)
    records = [
        f"at: 2026-11-23T{hour}:05, for: 2026-11-23T{hour}:00, kind: {word}, {ABOUT}"
        for hour, word in hours
        if word
    ]
    found = promise(reviewed(OFTEN, *records, at="2026-11-23T18:00"))

    assert ((kind, words), kept) == ((result(found).kind, result(found).words), is_kept(found))


def test_what_was_dropped_is_dropped() -> None:
    """Whatever became of its occurrences before."""
    kept = f"at: 2026-11-23T13:05, kind: kept, {ABOUT}"
    dropped = f"at: 2026-11-23T14:00, kind: dropped, {ABOUT}"

    assert "dropped" == result(promise(reviewed(OFTEN, kept, dropped))).kind


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (("10:00, kind: kept",), True),
        # Whoever was promised it says so, late or not.
        (("19:00, kind: kept",), True),
        (("10:00, kind: sent",), True),
        (("19:00, kind: sent",), False),
        (("10:00, kind: missed",), False),
        ((), False),
    ],
)
def test_what_happens_once_is_kept_by_its_date(records: tuple[str, ...], expected: bool) -> None:
    """A message that went out stands for the promise, one that came too late does not."""
    found = promise(reviewed(ONCE, *(f"at: 2026-11-24T{record}, {ABOUT}" for record in records)))

    assert expected == is_kept(found)


def test_before_t0_the_words_of_the_log_are_counted() -> None:
    """Nothing is due yet, and nothing is missing."""
    records = (f"at: 2026-11-2{day}T13:05, for: 2026-11-2{day}T13:00, kind: sent, {ABOUT}" for day in (1, 2))
    found = playbook(OFTEN, *records, activated=None)

    assert "2 sent" == stands(found.commitments[0]).words


MESSAGES = """
comms:
  press:
    title: Press
    schedule: [%s]
commitments: {c: {title: C, to: press, every: 4 hours, backed_by: [%s]}}
"""
LIKE_IT = "{what: Update, every: 4 hours}, {what: Report, every: daily at 18:30}"
TO_PRESS = "kind: sent, about: [comms/press]"


@pytest.mark.parametrize(
    ("schedule", "backing", "sent", "words"),
    [
        (LIKE_IT, "comms/press", ("13:05",), "1 by message, 1 not recorded"),
        # A message a little early is the one that is due; two for one moment make up for no other.
        (LIKE_IT, "comms/press", ("12:50", "13:30"), "1 by message, 1 not recorded"),
        (LIKE_IT, "comms/press", ("13:05", "17:00"), "2 by message"),
        # The report of the evening is another message than the one that was promised.
        (LIKE_IT, "comms/press", ("18:25",), "open"),
        # Where no line comes as often as was promised, whatever they hear keeps them informed.
        ("{what: Report, every: daily at 18:30}", "comms/press", ("16:55",), "1 by message, 1 not recorded"),
        ("", "comms/press", ("16:55",), "1 by message, 1 not recorded"),
        # What rests on anything else is not kept by writing about it.
        (LIKE_IT, "comms/press, commitments/c", ("13:05",), "open"),
        (LIKE_IT, "", ("13:05",), "open"),
    ],
)
def test_a_promised_message_is_kept_by_sending_it(
    schedule: str, backing: str, sent: tuple[str, ...], words: str
) -> None:
    """Nobody has to say so twice. Due at 13:00 and at 17:00."""
    records = (f"at: 2026-11-23T{clock}, {TO_PRESS}" for clock in sent)
    found = promise(reviewed(MESSAGES % (schedule, backing), *records, at="2026-11-23T20:30"))

    assert words == result(found).words


def test_what_was_said_of_a_promise_goes_before_its_message() -> None:
    """They wrote, and it was not what was promised: both are shown, and the whole is no good one."""
    found = promise(
        reviewed(
            MESSAGES % (LIKE_IT, "comms/press"),
            f"at: 2026-11-23T13:05, {TO_PRESS}",
            f"at: 2026-11-23T14:00, kind: missed, for: 2026-11-23T13:00, {ABOUT}",
            f"at: 2026-11-23T17:05, {TO_PRESS}",
            at="2026-11-23T18:00",
        )
    )

    assert ("medium", "1 missed, 1 by message") == (result(found).kind, result(found).words)
    assert not is_kept(found)


def test_what_goes_on_is_not_kept_by_a_message() -> None:
    """It has no occurrence that a message could stand for."""
    plan = (MESSAGES % ("", "comms/press")).replace("every: 4 hours,", "every: ongoing,")

    assert "open" == result(promise(reviewed(plan, f"at: 2026-11-23T13:05, {TO_PRESS}"))).words


def test_a_promise_knows_its_turns() -> None:
    """In order, past ones with their word, and those that come next."""
    records = (f"at: 2026-11-23T13:05, {TO_PRESS}", f"at: 2026-11-23T17:05, kind: kept, {ABOUT}")
    plan = MESSAGES % (LIKE_IT, "comms/press")
    found = turns(playbook(plan, *records, at="2026-11-23T18:00").commitments[0])

    assert [("13", "by message"), ("17", "kept"), ("21", "")] == [
        (f"{one.at:%H}", word) for one, word in found[:3]
    ]
    assert () == turns(playbook(plan, activated=None).commitments[0])
    assert () == turns(playbook(ONCE).commitments[0])
