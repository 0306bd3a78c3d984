"""Lengths in words, and how an action came out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from generator.happened import history
from generator.review.lengths import length, slip
from generator.review.shapes import Series, Work
from generator.when import Interval
from tests.playbooks import book

START, END = datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 11, 23, 12, tzinfo=UTC)
BOOK = book(
    "priorities: {x: {title: X, actions: {a: {title: A}}}}\n"
    "log: {l: {at: 2026-11-23T09:30, kind: started, about: [actions/x.a]}}\n"
)
SILENT = Work(BOOK.action("x.a"), Interval(START, END), None, None, "open", None, None, None, None, ())
TOLD = replace(SILENT, started=START, status="started", history=history(BOOK.action("x.a")))


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, "0 min"),
        (0.4, "0 min"),
        (59, "59 min"),
        (59.6, "1 h"),
        (60, "1 h"),
        (260, "4 h 20 min"),
        (-260, "4 h 20 min"),
        (24 * 60 - 0.2, "1 day"),
        (24 * 60 + 29, "1 day"),
        (51 * 60, "2 days 3 h"),
        (7 * 24 * 60 - 20, "7 days"),
        # Rounded once: not to 180 hours, and those to 8 days.
        (7 * 24 * 60 + 11 * 60 + 40, "7 days"),
        (90 * 24 * 60 + 700, "90 days"),
    ],
)
def test_lengths_are_as_exact_as_anybody_needs(minutes: float, expected: str) -> None:
    """Minutes within a day, hours within a week, then days; rounding never leaves 60 min or 24 h."""
    assert expected == length(timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(-16, "16 min early"), (-15, "on time"), (0, "on time"), (15, "on time"), (16, "16 min late")],
)
def test_a_quarter_of_an_hour_is_on_time(minutes: int, expected: str) -> None:
    """Nobody records to the minute; beyond that the words say how much, and in which direction."""
    done = replace(TOLD, status="done", ended=END, slip=timedelta(minutes=minutes))

    assert expected == slip(done).words


def test_what_is_not_known_is_not_judged() -> None:
    """Without a planned end done is just done; what was dropped is neither late nor early."""
    done = replace(TOLD, status="done", ended=END, planned=None)
    dropped = replace(TOLD, status="dropped", ended=END, slip=timedelta(hours=5))

    assert ["done", "dropped"] == [slip(work).words for work in (done, dropped)]


def test_what_is_open_says_how_far_over_it_is() -> None:
    """Before its planned end it is under way; after it the time over counts, blocked or not."""
    over = replace(TOLD, over=timedelta(hours=3))
    works = (TOLD, replace(TOLD, status="blocked"), over, replace(over, status="blocked"))

    assert [
        "under way",
        "blocked",
        "not finished: 3 h over",
        "not finished: 3 h over, blocked",
    ] == [slip(work).words for work in works]


def test_silence_is_not_failure() -> None:
    """Past its end, or without one, it was never recorded; before its end it is not due."""
    works = (SILENT, replace(SILENT, over=timedelta(hours=3)), replace(SILENT, planned=None))

    assert ["not due", "never recorded", "never recorded"] == [slip(work).kind for work in works]


@pytest.mark.parametrize(
    ("series", "kind", "words"),
    [
        (Series(11, (("done", 9), ("skipped", 1)), 1), "recurring", "9 done, 1 skipped of 11 due"),
        (Series(None, (("done", 2),), None), "recurring", "2 done"),
        (Series(11, (), 11), "never recorded", "none of 11 due recorded"),
        (Series(None, (), None), "never recorded", "never recorded"),
        (Series(0, (), 0), "not due", "not due"),
    ],
)
def test_what_recurs_is_counted(series: Series, kind: str, words: str) -> None:
    """How often it was due and what became of it; never late as a whole."""
    found = slip(replace(SILENT, planned=None, series=series))

    assert (kind, words) == (found.kind, found.words)
