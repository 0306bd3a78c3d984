"""Times as rules compare them: whole days counted from T0, and how often something comes again.

A plan must agree with itself whenever the crisis is declared, so that hours count as the days that they
fill ("within 48 hours" is over with day 2) and `month-end` as the end of a first month of 30 days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from math import inf

from generator.linked import (
    Action,
    Commitment,
    Decision,
    Hire,
    Improvement,
    Linked,
    Playbook,
    Priority,
    Target,
    as_time,
)
from generator.model import Entry
from generator.when import Recurring, Time, Unreadable, parse, period, span_of_days
from generator.when.values import Dates, Deferred, Moment, MonthEnd

_MONTH = 30


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both included. `dated`: counted in dates of the calendar, because T0 is not known.

    Days and dates cannot be compared: every comparison between them is false.
    """

    first: float
    last: float
    dated: bool = False

    def before(self, other: Days) -> bool:
        """Whether it is over when the other begins."""
        return self.dated == other.dated and self.last < other.first

    def begins_before(self, other: Days) -> bool:
        """Whether it begins before the other does."""
        return self.dated == other.dated and self.first < other.first

    def ends_after(self, other: Days) -> bool:
        """Whether it ends after the other does."""
        return self.dated == other.dated and self.last > other.last

    def overlaps(self, other: Days) -> bool:
        """Whether they share a day."""
        return self.dated == other.dated and self.first <= other.last and other.first <= self.last


def days(time: Time, book: Playbook) -> Days | None:
    """The days that a time covers; None where it covers no certain ones (`ongoing`, an event)."""
    if isinstance(time, (Dates, Moment)):
        return _dated(time, book)
    if isinstance(time, MonthEnd):
        return Days(_MONTH, _MONTH)
    covered = span_of_days(time)
    return Days(*covered) if covered else None


def _dated(time: Dates | Moment, book: Playbook) -> Days:
    first, last = (time.first, time.last) if isinstance(time, Dates) else (time.at.date(), time.at.date())
    if book.calendar is None:
        return Days(first.toordinal(), last.toordinal(), dated=True)
    interval = book.interval(time)
    if interval is None or interval.start is None or interval.end is None:
        return Days(first.toordinal(), last.toordinal(), dated=True)
    return Days(book.calendar.day_of(interval.start), book.calendar.day_of(interval.end))


def is_deferred(time: Time) -> bool:
    """Whether a time says when work begins again, not when it is done."""
    return isinstance(time, Deferred)


def planned(entry: Linked[Entry]) -> Time | None:
    """When an entry's work is done, or is to be done by; None for what has no such time."""
    match entry:
        case Action() | Hire():
            return entry.when
        case Priority():
            return entry.window
        case Target():
            return entry.by
        case Commitment():
            return as_time(entry.record.by)
        case Improvement():
            return as_time(entry.record.horizon)
        case Decision():
            return entry.needed_by if entry.is_open else None
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often something comes, and over which days; `words` is how the plan puts it."""

    every: timedelta
    days: Days
    words: str


def cadence(time: Time) -> Cadence | None:
    """What recurs at a rate; None for `ongoing`, `as needed`, and what begins with an event."""
    if not isinstance(time, Recurring):
        return None
    every, covered = period(time), _covered(time)
    return Cadence(every, covered, str(time)) if every and covered else None


def _covered(time: Recurring) -> Days | None:
    """From the first day to the last; without an end for ever, with an uncertain end the first day only."""
    if covered := span_of_days(time):
        return Days(*covered)
    start = time.bounds.start
    opening = (1, 1) if start is None else span_of_days(start) if isinstance(start, Time) else None
    if opening is None:
        return None
    return Days(opening[0], inf if time.bounds.end is None else opening[0])


#: Where a cadence may begin in a sentence. "Bi-weekly" is twice a week to some, so that it tells nothing.
_CADENCE = re.compile(
    r"(?<![\w-])(?:twice(?: \w+)?|every|hourly|daily|weekly|monthly|quarterly)\b", re.IGNORECASE
)
#: The most words that a cadence takes: "every 2 weeks on Friday from week 2 until month 2".
_LONGEST = 12
#: What is left of a sentence that limits its cadence to days which cannot be read.
_LIMITS = re.compile(
    r"\b(?:after|days?|first|from|initially|last|later|months?|next|once|second|then|third|until|weeks?)\b",
    re.IGNORECASE,
)


def cadence_in_prose(text: str) -> Cadence | None:
    """The cadence that a sentence states; None where it states none, several, or only for some days."""
    starts = list(_CADENCE.finditer(text))
    if len(starts) != 1:
        return None
    before, after = text[: starts[0].start()], text[starts[0].start() :]
    spoken = re.findall(r"\S+", after)[:_LONGEST]
    for count in range(len(spoken), 0, -1):
        time = parse(" ".join(spoken[:count]).rstrip(".,;:!?)"), "cadence")
        if isinstance(time, Unreadable):
            continue
        rest = " ".join((before, *spoken[count:]))
        return None if _LIMITS.search(rest) else cadence(time)
    return None


_DEADLINE = re.compile(
    r"\b(?:(?P<within>within \w+ ?(?:minute|min|hour|hr|h|day|week|month|quarter)s?)"
    r"|by (?:the end of )?(?P<by>(?:day|week|month|quarter) \d+|month[- ]end|\d{4}-\d\d-\d\d))\b"
    r"(?! (?:of|after|from)\b)",
    re.IGNORECASE,
)
#: A deadline for each of several cases, none of which begins at T0.
_EACH = re.compile(r"\b(?:any|each|every|per)\b", re.IGNORECASE)


def deadline(text: str, book: Playbook) -> Time | None:
    """The date by which all is done that a sentence tells of ("within 48 hours", "by day 5").

    Of several the last: which of them belongs to what, no program can say. What counts from another moment
    than T0 ("within 48 hours of the report", "each call within an hour") is none.
    """
    found = (
        [] if _EACH.search(text) else [parse(hit["within"] or hit["by"]) for hit in _DEADLINE.finditer(text)]
    )
    dated = [
        (covered, time)
        for time in found
        if not isinstance(time, Unreadable) and (covered := days(time, book)) is not None
    ]
    if len({covered.dated for covered, _ in dated}) != 1:
        return None
    return max(dated, key=lambda one: one[0].last)[1]
