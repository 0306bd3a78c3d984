"""What templates may do to a value."""

from __future__ import annotations

import html
import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.filters import data, dates, href, iso, telephone
from generator.when import Interval

LONDON = ZoneInfo("Europe/London")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("expected", "interval"),
    [
        ("", None),
        ("", Interval(None, None)),
        ("Mon 23 Nov 09:00 – 12:00", Interval(at(23, 9), at(23, 12))),
        ("Mon 23 Nov 09:00 – Tue 24 Nov 18:00", Interval(at(23, 9), at(24, 18))),
        ("Mon 23 Nov 09:05", Interval(at(23, 9, 5), at(23, 9, 5))),
        ("from Sun 1 Nov 00:00", Interval(at(1, 0), None)),
        ("until Sun 1 Nov 00:00", Interval(None, at(1, 0))),
    ],
)
def test_dates_are_as_short_as_they_can_be(expected: str, interval: Interval | None) -> None:
    """The day is said once; an open end is said in a word."""
    assert expected == dates(interval)


@pytest.mark.parametrize(
    ("expected", "number"),
    [
        ("+442079460000", "+44 20 7946 0000"),
        ("02079460000", " (020) 7946-0000"),
        ("112", "112 (any phone)"),
        ("+442079460003", "+44 (0)20 7946 0003"),
        ("02079460004,12", "020 7946 0004 ext. 12"),
        ("+442079460005,7", "+44 20 7946 0005 x7"),
        ("02079460006,33", "020 7946 0006 #33"),
        ("", "ask the desk"),
    ],
)
def test_a_number_can_be_dialled(expected: str, number: str) -> None:
    """Digits and a leading plus, nothing that a phone would stumble over."""
    assert expected == telephone(number)


def test_moments_for_machines_have_their_offset() -> None:
    """ISO 8601 to the minute; nothing for no moment."""
    assert ("2026-11-23T09:00+00:00", "") == (iso(at(23, 9)), iso(None))


# Data holds no control characters, and pages make one blank of several.
TEXT = st.text(st.characters(exclude_categories=["C", "Z"]))


@given(st.dictionaries(TEXT, TEXT | st.integers()))
def test_data_survives_its_attribute(value: dict[str, object]) -> None:
    """Scripts read back exactly what was put in, and no quote ends the attribute early."""
    made = str(data(value))

    assert not set(made) & set("\"'<>")
    assert value == json.loads(html.unescape(made))


def test_links_are_rooted() -> None:
    """Addresses are marked as the site's own, to be made relative with the page."""
    assert "@/roles/lead/" == str(href("/roles/lead/"))
