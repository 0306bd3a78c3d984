"""Reads what recurs: `every 4 hours until day 2`, `weekly on Friday at 16:00`, and the bounds of it."""

from __future__ import annotations

import re
from datetime import time

from generator.when.edges import runs_backwards
from generator.when.lexis import (
    DASH,
    FLAGS,
    NUMBER,
    UNIT,
    clocks,
    duration,
    length,
    month_day,
    number,
    shown,
    unit,
    weekdays,
)
from generator.when.points import anchor
from generator.when.values import (
    AsNeeded,
    Cadence,
    DailyAt,
    Duration,
    Every,
    MonthlyOn,
    Ongoing,
    Point,
    Recurring,
    Span,
    Twice,
    Unit,
    Unreadable,
    WeeklyOn,
    Words,
)

_ADVERBS: dict[str, tuple[int, Unit]] = {
    "hourly": (1, "hour"),
    "daily": (1, "day"),
    "weekly": (1, "week"),
    "fortnightly": (2, "week"),
    "monthly": (1, "month"),
    "quarterly": (1, "quarter"),
    "yearly": (1, "year"),
    "annually": (1, "year"),
}
_HEAD = re.compile(
    rf"(?:every (?:({NUMBER}|other) ?)?({UNIT})|({'|'.join(_ADVERBS)})|once (?:an? |per |every )({UNIT}))"
    "(?: on (.+?))?(?: at (.+))?",
    FLAGS,
)
_EVERY_WEEKDAY = re.compile(r"every ([a-z, ]+?)(?: at (.+))?", FLAGS)
_TWICE = re.compile(r"twice (?:an? |per |each |every )?(day|week|month|daily|weekly|monthly)", FLAGS)
_AMBIGUOUS = re.compile(rf"bi(?:{DASH}| )?(daily|weekly|monthly|annually|yearly)", FLAGS)
_BOUND = re.compile(r",? (?=(?:from|until|till|for) )", FLAGS)
_FROM = re.compile(r"from (.+)", FLAGS)
_UNTIL = re.compile(r"(?:until|till) (.+)", FLAGS)
_FOR = re.compile(r"for (.+)", FLAGS)
_SPLIT_UNTIL = re.compile(r",? (?=(?:until|till) )", FLAGS)
_SPLIT_FOR = re.compile(rf",? (?=for (?:{NUMBER}|an?) ?{UNIT}$)", FLAGS)
_NIGHT = re.compile(r"(.+?),? day and night", FLAGS)

_ITEMS = "`every 4 hours`, `daily at 09:00`, `weekly on Friday` or `as needed`"


def recurring(text: str) -> Recurring | Unreadable | None:
    """A cadence with its bounds; None where the text is nothing of the kind."""
    head, *rest = _BOUND.split(text, maxsplit=1)
    head, early = without_night(head)
    cadence = _cadence(head)
    if cadence is None or isinstance(cadence, Unreadable):
        return cadence
    counts_by_clock = isinstance(cadence, Every) and cadence.length.is_elapsed
    tail = rest[0] if rest else ""
    bare, late = without_night(tail) if counts_by_clock else (tail, False)
    # Said before, it may also be the end of some words that follow.
    tail = tail if early and _ends_in_words(bare) else bare
    if early and not counts_by_clock:
        return Unreadable(
            f"`{shown(head)}` keeps no quiet hours that `day and night` could lift.",
            "Leave `day and night` out: it belongs to what counts in minutes or hours.",
        )
    span = bounds(tail) if tail else Span()
    if span is None or isinstance(span, Unreadable):
        return span
    return Recurring(cadence, span, early or late)


def _ends_in_words(tail: str) -> bool:
    found = bounds(tail) if tail else None
    return isinstance(found, Span) and isinstance(found.end, Words)


def without_night(text: str) -> tuple[str, bool]:
    """The text without `day and night` at its end, and whether that was there."""
    match = _NIGHT.fullmatch(text)
    return (match[1], True) if match else (text, False)


def bounds(text: str) -> Span | Unreadable | None:
    """`from ...`, `until ...`, `for ...`, `from ... until ...` or `from ... for ...`."""
    start_text = end_text = while_text = None
    if match := _FROM.fullmatch(text):
        start_text, *rest = _SPLIT_UNTIL.split(match[1], maxsplit=1)
        if not rest:
            start_text, *rest = _SPLIT_FOR.split(match[1], maxsplit=1)
        text = rest[0] if rest else ""
    if match := _UNTIL.fullmatch(text):
        end_text = match[1]
    elif match := _FOR.fullmatch(text):
        while_text = match[1]
    elif start_text is None:
        return None
    return _span(start_text, end_text, while_text)


def _span(start_text: str | None, end_text: str | None, while_text: str | None) -> Span | Unreadable:
    start = anchor(start_text) if start_text else None
    if isinstance(start, Unreadable):
        return start
    end: Point | Duration | Unreadable | None = anchor(end_text) if end_text else None
    if while_text:
        end = duration(while_text) or Unreadable(
            f"`for {shown(while_text)}` does not say for how long.", "Write a length such as `for 13 weeks`."
        )
    if isinstance(end, Unreadable):
        return end
    found = Span(start, end)
    if runs_backwards(found):
        return Unreadable(f"`{shown(str(found))}` ends before it starts.", "Check both ends.")
    return found


def _cadence(head: str) -> Cadence | Unreadable | None:
    lower = head.lower()
    if lower == "ongoing":
        return Ongoing()
    if lower == "as needed":
        return AsNeeded()
    if match := _HEAD.fullmatch(head):
        return _every(match)
    if match := _TWICE.fullmatch(head):
        kind = match[1].lower()
        return Twice("day" if kind in ("day", "daily") else "week" if kind in ("week", "weekly") else "month")
    if match := _EVERY_WEEKDAY.fullmatch(head):
        return _weekly(1, match[1], match[2])
    if match := _AMBIGUOUS.fullmatch(head):
        single = {"daily": "day", "weekly": "week", "monthly": "month"}.get(match[1].lower(), "year")
        twice = f"`twice {match[1].lower()}`" if single != "year" else "`every 6 months`"
        return Unreadable(
            f"`{shown(head)}` may mean twice a {single} or every two {single}s.",
            f"Write {twice} or `every 2 {single}s`.",
        )
    return None


def _every(match: re.Match[str]) -> Cadence | Unreadable:
    count_text, unit_text, adverb, once, on, at = match.groups()
    if adverb:
        count, of = _ADVERBS[adverb.lower()]
    else:
        count = {"": 1, "other": 2}.get((count_text or "").lower()) or number(count_text)
        of = unit(unit_text or once)
    every = length(count, of)
    if isinstance(every, Unreadable):
        return (
            Unreadable(f"Nothing can happen every {shown(str(count))} {of}s.", every.hint)
            if count == 0
            else every
        )
    if of == "week" and on:
        return _weekly(count, on, at) or _not_weekdays(on)
    if of == "month" and on:
        return _monthly(count, on, at)
    if on or (at and of != "day"):
        return _no_detail(every)
    if at:
        times = clocks(at)
        return times if isinstance(times, Unreadable) else DailyAt(count, times)
    return Every(every)


def _weekly(weeks: int, on: str, at: str | None) -> WeeklyOn | Unreadable | None:
    days, times = weekdays(on), _times(at)
    if days is None:
        return None
    return times if isinstance(times, Unreadable) else WeeklyOn(weeks, days, times)


def _monthly(months: int, on: str, at: str | None) -> MonthlyOn | Unreadable:
    day, times = month_day(on), _times(at)
    if day is None:
        return Unreadable(f"`{shown(on)}` is not a day of the month.", "Write `monthly on day 5`.")
    if isinstance(day, Unreadable):
        return day
    return times if isinstance(times, Unreadable) else MonthlyOn(months, day, times)


def _times(at: str | None) -> tuple[time, ...] | Unreadable:
    return clocks(at) if at else ()


def _not_weekdays(on: str) -> Unreadable:
    return Unreadable(f"`{shown(on)}` is not a weekday.", "Write `weekly on Friday`.")


def _no_detail(every: Duration) -> Unreadable:
    reason, form = {
        "day": ("falls on every weekday", "weekly on Friday"),
        "week": ("needs a weekday for its time of the clock", "weekly on Friday at 16:00"),
        "month": ("needs a day of the month for its time of the clock", "monthly on day 5 at 10:00"),
        "quarter": ("takes neither a day nor a time of the clock", "every 3 months on day 5"),
        "year": ("takes neither a day nor a time of the clock", "every 12 months on day 5"),
    }.get(every.unit, ("counts by the clock, whatever the day and the time", "daily at 09:00"))
    return Unreadable(f"`{Every(every)}` {reason}.", f"Write it as `{form}`.")


def no_cadence(text: str) -> Unreadable:
    """What is said where something once or vague stands in a field that says how often."""
    return Unreadable(f"`{shown(text)}` does not say how often.", f"Write {_ITEMS}.")
