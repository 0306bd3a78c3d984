"""What became of each promise."""

from __future__ import annotations

import pytest

from generator.review import Series
from tests.reviewing import promise, reviewed

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
