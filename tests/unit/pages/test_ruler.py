"""The ruler of a review: its marks in the playbook's clocks, for hours as for months."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.ruler import AIR, MOST_MARKS, REACH, WORDS, ruler
from generator.when import Rules

LONDON = ZoneInfo("Europe/London")
RULES = Rules(LONDON)
T0 = datetime(2026, 11, 23, 9, tzinfo=LONDON)


def words(start: datetime, length: timedelta) -> list[str]:
    """What the ruler says of so long a run."""
    return [mark.words for mark in ruler(start, start + length, (), RULES).marks if mark.words]


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (timedelta(minutes=1), ["09:30", "10:00", "10:30"]),
        (timedelta(hours=6), ["10:00", "12:00", "14:00"]),
        (timedelta(hours=30), ["12:00", "18:00", "Tue 24", "06:00"]),
        (timedelta(days=3), ["Tue 24", "Wed 25", "Thu 26"]),
        (timedelta(days=10), ["Wed 25", "Fri 27", "Sun 29", "Tue 1"]),
        (timedelta(days=28), ["30 Nov", "7 Dec", "14 Dec"]),
        (timedelta(days=120), ["Dec", "Jan", "Feb"]),
        (timedelta(days=1500), ["2027", "2028", "2029"]),
    ],
)
def test_the_marks_suit_the_length(length: timedelta, expected: list[str]) -> None:
    """The finest round division that has room, from half hours to years; a midnight is told by its date."""
    found = words(T0, length)

    assert expected == found[: len(expected)]


def spans(length: timedelta, start: datetime = T0) -> tuple[list[tuple[float, float]], float]:
    """From where to where words stand, in percent, and where the upright line of now stands."""
    found = ruler(start, start + length, (), RULES)
    worded = [mark for mark in found.marks if mark.words]
    return [
        (mark.x - WORDS, mark.x) if mark.ends_here else (mark.x, mark.x + WORDS) for mark in worded
    ], found.at(start + length)


def test_words_in_the_way_of_now_stand_before_their_mark() -> None:
    """Thursday is the last day of three, and now is a little after its midnight."""
    found = ruler(T0, T0 + timedelta(days=3), (), RULES).marks

    assert [("Tue 24", False), ("Wed 25", False), ("Thu 26", True)] == [
        (mark.words, mark.ends_here) for mark in found
    ]


@given(st.integers(min_value=0, max_value=2_000_000), st.integers(min_value=0, max_value=527_040))
def test_no_line_runs_through_words(minutes: int, later: int) -> None:
    """Whatever the length and the start: inside the picture, apart from each other, clear of now."""
    found, line = spans(timedelta(minutes=minutes), T0 + timedelta(minutes=later))

    assert [] == [(start, end) for start, end in found if start < line < end or start < 0 or end > 100]
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@given(st.integers(min_value=0, max_value=2_000_000), st.integers(min_value=0, max_value=527_040))
def test_marks_are_few_and_in_order(minutes: int, later: int) -> None:
    """Whatever the length and the start: some marks, no more than have room, each within the picture."""
    start = T0 + timedelta(minutes=later)
    found = [mark.x for mark in ruler(start, start + timedelta(minutes=minutes), (), RULES).marks]

    assert 1 <= len(found) <= MOST_MARKS
    assert sorted(set(found)) == found
    assert 0 < found[0]
    assert found[-1] < 100


def test_a_night_in_which_the_clock_changes_keeps_real_time() -> None:
    """In October 01:00 comes twice in London: from midnight to three it is four hours."""
    start = datetime(2026, 10, 25, 0, tzinfo=LONDON)
    found = ruler(start, datetime(2026, 10, 25, 5, tzinfo=LONDON), (), RULES)
    marks = {mark.words: mark.x for mark in found.marks if mark.words}
    hour = 100 / (6 * AIR)

    assert [round(3 * hour, 1), round(5 * hour, 1)] == [round(marks["02:00"], 1), round(marks["04:00"], 1)]


@pytest.mark.parametrize(
    ("ahead", "expected"), [(0, AIR), (10, 1.1 * AIR), (24 * 90, REACH)], ids=["none", "near", "far"]
)
def test_the_plan_reaches_only_so_far_beyond_what_happened(ahead: int, expected: float) -> None:
    """A planned end nearby is shown whole; ninety planned days leave two real ones most of the picture."""
    until = T0 + timedelta(hours=100)
    found = ruler(T0, until, (until + timedelta(hours=ahead),), RULES)

    assert round(expected * 100, 3) == round((found.end - found.start) / timedelta(hours=1), 3)


def test_what_lies_outside_stands_at_the_edge() -> None:
    """What began before T0 is drawn from the left edge, what ends later to the right; in summer too."""
    summer = T0.replace(month=7)
    found = ruler(summer, summer + timedelta(hours=10), (), RULES)
    places = [found.at(summer + timedelta(hours=hours)) for hours in (-3, 0, 5.2, 40)]

    assert [0.0, 0.0, 50.0, 100.0] == places
