"""A ruler of real time, from T0 on: hours, days, weeks or months, whichever leave room to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from generator.when import Rules

#: So many marks have room on the smallest screen.
MOST_MARKS = 5

#: The room that words take on the smallest screen, in percent.
WORDS = 13

#: The picture of a crisis just declared is as long as this.
SHORTEST = timedelta(hours=2)

#: How far the ruler goes beyond what happened: a little for the eye, more where a planned end is near.
AIR, REACH = 1.04, 1.25

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

#: How far marks may lie apart: hours by the clock, then days from T0's, then Mondays, then firsts of months.
MINUTES = (30, 60, 120, 180, 360, 720)
DAYS = (1, 2, 3)
WEEKS = (1, 2)
MONTHS = (1, 2, 3, 6, 12)


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment on the ruler: where, in percent, and its words, empty where they have no room.

    Words begin at their mark, or end there where something is in their way.
    """

    x: float
    words: str
    ends_here: bool = False


@dataclass(frozen=True, slots=True)
class Ruler:
    """A linear scale between two aware moments, with its marks."""

    start: datetime
    end: datetime
    marks: tuple[Mark, ...]

    def at(self, moment: datetime) -> float:
        """Where a moment stands, in percent of the whole; what lies outside stands at the edge."""
        share = (moment - self.start) / (self.end - self.start)
        return round(min(max(share, 0.0), 1.0) * 100, 2)


def ruler(start: datetime, until: datetime, ahead: Iterable[datetime], rules: Rules) -> Ruler:
    """The ruler from `start` to a bit after `until`; `ahead` are later moments, shown as far as is near.

    All moments are aware. Ninety planned days leave two real ones their room: what lies beyond is cut.
    """
    begins = rules.utc(start)
    passed = max(rules.utc(until) - begins, SHORTEST)
    longest = max((rules.utc(moment) - begins for moment in ahead), default=passed)
    ends = begins + min(max(longest, passed) * AIR, passed * REACH)
    blank = Ruler(begins, ends, ())
    dated = tuple((blank.at(moment), words) for moment, words in _marks(begins, ends, rules))
    return Ruler(begins, ends, tuple(_worded(dated, blank.at(until))))


def _worded(dated: Iterable[tuple[float, str]], line: float) -> Iterator[Mark]:
    """The marks, with words where they have room beside each other and the upright line of `until`."""
    taken = 0.0
    for x, words in dated:
        if x + WORDS <= 100 and not x < line < x + WORDS:
            taken = x + WORDS
            yield Mark(x, words)
        elif taken <= x - WORDS and not x - WORDS < line < x:
            taken = x
            yield Mark(x, words, ends_here=True)
        else:
            yield Mark(x, "")


def _marks(start: datetime, end: datetime, rules: Rules) -> list[tuple[datetime, str]]:
    """The marks of the finest division that has room; a clock that skips an hour makes no mark twice."""
    found: dict[datetime, str] = {}
    for marks in _divisions(start, end, rules):
        found = {moment: words for moment, words in marks if start < moment < end}
        if len(found) <= MOST_MARKS:
            break
    return sorted(found.items())


def _divisions(start: datetime, end: datetime, rules: Rules) -> Iterator[Iterator[tuple[datetime, str]]]:
    """From fine to coarse; what is far too fine for the length is not even counted."""
    first, last = rules.date_of(start), rules.date_of(end)
    length = end - start
    for minutes in MINUTES:
        if length / timedelta(minutes=minutes) <= MOST_MARKS + 1:
            yield _by_clock(first, last, minutes, rules)
    for days in DAYS:
        if length / DAY <= days * (MOST_MARKS + 1):
            yield _on_dates(_every(first, last, days), "{0:%a} {0.day}", rules)
    monday = first - timedelta(days=first.weekday())
    for weeks in WEEKS:
        yield _on_dates(_every(monday, last, 7 * weeks), "{0.day} {0:%b}", rules)
    for months in MONTHS:
        words = "{0:%Y}" if months == max(MONTHS) else "{0:%b}"
        yield _on_dates(_firsts(first, last, months), words, rules)


def _by_clock(first: date, last: date, minutes: int, rules: Rules) -> Iterator[tuple[datetime, str]]:
    for day in _every(first, last, 1):
        for minute in range(0, 24 * 60, minutes):
            at = time(minute // 60, minute % 60)
            words = f"{at:%H:%M}" if minute else f"{day:%a} {day.day}"
            yield rules.local(day, at), words


def _on_dates(dates: Iterable[date], words: str, rules: Rules) -> Iterator[tuple[datetime, str]]:
    return ((rules.local(day, time()), words.format(day)) for day in dates)


def _every(first: date, last: date, days: int) -> Iterator[date]:
    return (first + timedelta(days=count) for count in range(0, (last - first).days + 1, days))


def _firsts(first: date, last: date, months: int) -> Iterator[date]:
    """Firsts of months, of every such month of the year."""
    for year in range(first.year, last.year + 1):
        for month in range(1, 13, months):
            if first <= date(year, month, 1) <= last:
                yield date(year, month, 1)
