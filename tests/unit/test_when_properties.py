"""What holds for every time of the grammar, whatever T0, the zone and the way of counting."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.when import (
    Calendar,
    Expects,
    Interval,
    Time,
    Unreadable,
    as_data,
    is_recurring,
    parse,
    period,
    references,
    sort_key,
    span_of_days,
)
from generator.when.lexis import MOST
from generator.when.values import (
    WEEKDAYS,
    Dates,
    Duration,
    Every,
    Moment,
    Recurring,
    Span,
    Words,
)
from tests.unit.when_strategies import calendars, reached, recurrings, times

#: A busy machine is slow, and no property is about that.
unhurried = settings(deadline=None)

EXPECTS: tuple[Expects, ...] = ("time", "end", "cadence", "duration", "date", "moment")


def expecting(value: Time) -> list[Expects]:
    """The kinds of fields that take a time."""
    found: list[Expects] = ["time"]
    if not isinstance(value, (Recurring, Span)):
        found.append("end")
    if isinstance(value, Recurring):
        found.append("cadence")
    if isinstance(value, Duration):
        found.append("duration")
    if isinstance(value, Dates) and value.first == value.last:
        found += ["date", "moment"]
    if isinstance(value, Moment):
        found.append("moment")
    return found


@unhurried
@given(times)
@example(
    Recurring(Every(Duration(4, "hour")), Span(None, Words("they work day and night")), day_and_night=True)
)
@example(Span(Words("the wait for legal"), Words("two signatures until noon")))
def test_a_time_reads_as_printed(value: Time) -> None:
    """Print and parse again: the same time, in every field that takes it."""
    read = [parse(str(value), expects) for expects in expecting(value)]

    assert [value] * len(read) == read


@unhurried
@given(times)
def test_case_blanks_and_dashes_do_not_matter(value: Time) -> None:
    """Capitals, repeated blanks and an en dash read as the plain form (words keep their capitals)."""
    shouted = f"  {str(value).upper().replace(' ', '   ')} "
    kinds = [expects for expects in expecting(value) if expects not in ("date", "moment")]

    assert {str(value).lower()} == {str(parse(shouted, expects)).lower() for expects in kinds}


@unhurried
@given(st.text(max_size=220), st.sampled_from(EXPECTS))
def test_any_text_is_a_time_or_told_to_be_none(text: str, expects: Expects) -> None:
    """No text raises; what is no time has a sentence that ends, and a hint that does."""
    found = parse(text, expects)

    assert not isinstance(found, Unreadable) or (found.message[-1], found.hint[-1] in ".?") == (".", True)


READABLE = Path(__file__).parents[1] / "cases" / "when" / "readable.toml"
texts: list[list[str]] = [
    case["text"].split() for case in tomllib.loads(READABLE.read_text(encoding="utf-8"))["case"]
]
mixtures = st.builds(
    lambda text, kept, others: " ".join([*text[:kept], *others]),
    st.sampled_from(texts),
    st.integers(0, 5),
    st.lists(st.sampled_from(sorted({word for text in texts for word in text})), max_size=8),
)


@unhurried
@given(mixtures, st.sampled_from(EXPECTS))
def test_a_time_in_odd_words_prints_and_reads_again(text: str, expects: Expects) -> None:
    """Whatever mixture of words is read as a time has a canonical form that is the same time."""
    found = parse(text, expects)

    assert isinstance(found, Unreadable) or found == parse(str(found), expects)


@unhurried
@given(times, calendars(), reached)
def test_an_interval_never_ends_before_it_starts(
    value: Time, calendar: Calendar, anchors: dict[str, datetime]
) -> None:
    """Both ends are aware, in order, and at least one is known."""
    found = calendar.interval(value, anchors) or Interval(None, calendar.t0)
    ends = [end for end in (found.start, found.end) if end is not None]

    assert [True] * len(ends) == [end.tzinfo is not None for end in ends]
    assert ends == sorted(ends)
    assert ends


@unhurried
@given(recurrings(), calendars(), reached, st.integers(-100, 20_000), st.integers(0, 200))
def test_occurrences_are_increasing_and_inside_the_window(
    value: Recurring, calendar: Calendar, anchors: dict[str, datetime], hours: int, length: int
) -> None:
    """Each occurrence starts in the half-open window and within the bounds, once, in order."""
    opens = calendar.t0 + timedelta(hours=hours)
    closes = opens + timedelta(hours=length)
    found = calendar.occurrences(value, Interval(opens, closes), anchors, limit=50)
    starts = [item.start for item in found if item.start]
    whole = calendar.interval(value, anchors)

    assert sorted(set(starts)) == starts
    assert len(found) == len(starts)
    assert all(opens <= start < closes for start in starts)
    assert all(item.start and item.end and item.start <= item.end for item in found)
    assert all(
        whole and (not whole.start or whole.start <= start) and (not whole.end or start <= whole.end)
        for start in starts
    )


@unhurried
@given(recurrings(), calendars(), reached, st.integers(0, 2_000), st.integers(1, 100))
def test_windows_side_by_side_find_what_one_window_finds(
    value: Recurring, calendar: Calendar, anchors: dict[str, datetime], hours: int, length: int
) -> None:
    """No occurrence falls between two windows, or into both."""
    opens = calendar.t0 + timedelta(hours=hours)
    middle, closes = opens + timedelta(hours=length), opens + timedelta(hours=2 * length)
    whole = calendar.occurrences(value, Interval(opens, closes), anchors, 10_000)
    halves = (Interval(opens, middle), Interval(middle, closes))

    assert whole == tuple(
        item for half in halves for item in calendar.occurrences(value, half, anchors, 10_000)
    )


@unhurried
@given(times)
def test_what_is_known_without_t0_agrees_with_itself(value: Time) -> None:
    """Days are in order, from 1; only what recurs has a period; references are names, data is plain."""
    span = span_of_days(value)

    assert span is None or 1 <= span[0] <= span[1]
    assert is_recurring(value) == (period(value) is not None)
    assert all("/" in name or name.islower() for name in references(value))
    assert as_data(value)["kind"] in ("interval", "recurring", "unknown")


@unhurried
@given(st.lists(times, max_size=6))
def test_the_order_of_time_is_total(values: list[Time]) -> None:
    """Any times can be sorted, and two with one key are the same time."""
    keys = {sort_key(value): value for value in sorted(values, key=sort_key)}

    assert all(keys[sort_key(value)] == value for value in values)


@unhurried
@given(calendars(), st.integers(1, MOST["day"]))
def test_a_day_is_the_number_of_its_date(calendar: Calendar, day: int) -> None:
    """From a day's number to its date and back."""
    noon = datetime.combine(calendar.date_of(day), time(12), calendar.rules.timezone)

    assert day == calendar.day_of(noon)


def test_every_weekday_has_a_name() -> None:
    """The grammar's weekdays are those of the calendar, Monday first."""
    names = tuple(f"{date(2026, 11, 23) + timedelta(days=number):%A}" for number in range(7))

    assert names == WEEKDAYS
