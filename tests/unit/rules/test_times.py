"""Times as rules compare them."""

from __future__ import annotations

from datetime import date, timedelta
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rules.times import Days, cadence, cadence_in_prose, days, deadline
from generator.when import Expects, Time, Unreadable, parse
from tests.unit.rules.conftest import Make

DATED = Days(date(2026, 11, 25).toordinal(), date(2026, 11, 25).toordinal(), dated=True)
PIECES = [
    "every",
    "within",
    "by",
    "twice daily",
    "4",
    "99999",
    "hours",
    "day 0",
    "month-end",
    "until",
    "of",
    ".",
]
UNDECLARED = "playbook: {key: test, title: Test, timezone: Europe/London}\n"
DECLARED = "playbook: {key: test, title: Test, timezone: Europe/London, activated: 2026-11-23T09:00}\n"


def time(text: str, expects: Expects = "time") -> Time:
    """A time that the grammar reads."""
    found = parse(text, expects)
    assert not isinstance(found, Unreadable)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within 48 hours", Days(1, 2)),
        ("days 2-3", Days(2, 3)),
        ("deferred to month 2", Days(31, 60)),
        ("month-end", Days(30, 30)),
        ("2026-11-25", DATED),
        ("ongoing", None),
        ("after contained", None),
    ],
)
def test_a_time_covers_whole_days(text: str, expected: Days | None, book: Make) -> None:
    """Before T0 is known, hours are days and dates stay dates."""
    assert expected == days(time(text), book("", UNDECLARED))


def test_a_date_becomes_a_day_once_t0_is_known(book: Make) -> None:
    """The third day of a crisis that was declared on 23 November is the 25th."""
    found = days(time("2026-11-25"), book("", DECLARED))

    assert Days(3, 3) == found


def test_days_and_dates_are_never_compared() -> None:
    """Without T0 nobody can say which comes first."""
    day = Days(1, 2)

    assert not any([day.before(DATED), day.begins_before(DATED), DATED.ends_after(day), day.overlaps(DATED)])


@pytest.mark.parametrize(
    ("text", "every", "covered"),
    [
        ("every 48 hours", timedelta(days=2), Days(1, inf)),
        ("daily until day 7", timedelta(days=1), Days(1, 7)),
        ("weekly from week 2", timedelta(days=7), Days(8, inf)),
        ("daily from week 2 for 3 days", timedelta(days=1), Days(8, 10)),
        ("every 30 minutes until contained", timedelta(minutes=30), Days(1, 1)),
    ],
)
def test_a_cadence_has_a_rate_and_days(text: str, every: timedelta, covered: Days) -> None:
    """An end that only the log can tell leaves the first day certain."""
    found = cadence(time(text, "cadence"))

    assert found is not None
    assert (every, covered, text) == (found.every, found.days, found.words)


@pytest.mark.parametrize("text", ["as needed", "ongoing", "daily from contained"])
def test_what_has_no_rate_or_no_known_beginning_is_no_cadence(text: str) -> None:
    """Nothing can be compared with it."""
    assert cadence(time(text, "cadence")) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Regular updates every 48 hours", "every 48 hours"),
        ("Daily 15-minute standups", "daily"),
        ("We write every four hours until day 2.", "every 4 hours until day 2"),
        ("Twice daily, a call", "twice daily"),
        ("Bi-weekly updates", None),
        ("Updates every 2 hours, then daily", None),
        ("Daily updates in the first week", None),
        ("Every merchant hears of it", None),
        ("What happened", None),
    ],
)
def test_a_sentence_states_one_cadence_or_none(sentence: str, expected: str | None) -> None:
    """What is ambiguous, or holds for days that cannot be read, is not guessed at."""
    found = cadence_in_prose(sentence)

    assert expected == (found.words if found else None)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Bug fixed within 48 hours", "within 48 hours"),
        ("Cause known within 72 hours, told within 24 hours", "within 72 hours"),
        ("All done by the end of day 5, reported by month-end", "month-end"),
        ("Paid by 2026-12-24.", "2026-12-24"),
        ("Paid by 2026-12-24, told by day 3", None),
        ("Answered within two days", "within 2 days"),
        ("Within 48 hours of the report", None),
        ("Nothing for 24 hours", None),
        ("Every call answered within 1 hour", None),
        ("Within many hours", None),
    ],
)
def test_a_deadline_counts_from_t0(sentence: str, expected: str | None, book: Make) -> None:
    """By the last of several all is done; what counts from another moment, or lasts a while, is none."""
    found = deadline(sentence, book(""))

    assert expected == (str(found) if found else None)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3)))
def test_no_sentence_stops_a_rule(book: Make, pieces: list[str]) -> None:
    """Whatever a leader types is read as a time or left alone."""
    sentence = " ".join(pieces)

    found = cadence_in_prose(sentence)

    assert found is None or found.every > timedelta(0)
    assert str(deadline(sentence, book("")))
