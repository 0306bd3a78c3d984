"""From when until when a review looks, and what was due within that time."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from generator.linked import Playbook
from generator.when import Calendar, Interval, Recurring, Time, period

#: More occurrences than these are not counted: nobody recorded so many (every 10 minutes for a year).
MOST = 50_000

#: Quiet hours, weekends and uneven months move an occurrence away from where the average puts it.
SLACK = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Due:
    """One occurrence: from `start` on, over at `at`; both alike for a moment."""

    start: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class Frame:
    """A run from `began` (T0) until its end, or until now while it goes on.

    All moments carry the offset of the playbook's zone and not the zone, so that to subtract them means
    elapsed time in the night when the clocks change, too.
    """

    book: Playbook
    calendar: Calendar
    began: datetime
    until: datetime
    is_over: bool
    _found: dict[Time, tuple[Due, ...] | None] = field(default_factory=dict)

    def shown(self, moment: datetime) -> datetime:
        """A moment on the playbook's clocks."""
        return self.calendar.rules.shown(moment)

    def planned(self, time: Time | None) -> Interval | None:
        """From when until when something that happens once is planned; None where nothing says.

        What goes on, or is done when needed, has no end that could be missed: None, as for what recurs.
        """
        return None if time is None or isinstance(time, Recurring) else self.book.interval(time)

    def occurrences(self, time: Time) -> tuple[Due, ...] | None:
        """Those of something recurring from T0 on, in order, and a few after the review's end.

        None where nothing says when the first one is due, or where they are more than `MOST`.
        """
        if time not in self._found:
            self._found[time] = self._occurrences(time)
        return self._found[time]

    def _occurrences(self, time: Time) -> tuple[Due, ...] | None:
        between = period(time)
        if between is None or self.book.interval(time) is None:
            return None
        window = Interval(self.began, self.until + 2 * between + SLACK)
        found = self.calendar.occurrences(time, window, self.book.anchors, MOST + 1)
        dues = tuple(Due(one.start, one.end) for one in found if one.start and one.end)
        return dues if len(dues) <= MOST else None

    def is_past(self, moment: datetime | None) -> bool:
        """Whether a moment is known and was reached by the review's end."""
        return moment is not None and moment <= self.until


@lru_cache(maxsize=1)
def frame(book: Playbook) -> Frame | None:
    """The time that a review of this playbook looks at; None without T0.

    Every promise asks for it on every page where it stands, so the last one is kept.
    """
    if book.calendar is None:
        return None
    shown = book.calendar.rules.shown
    began, now, ended = shown(book.calendar.t0), shown(book.now), book.anchors.get("ended")
    # An end that lies ahead is a plan.
    is_over = ended is not None and ended <= now
    until = shown(ended) if ended is not None and is_over else now
    return Frame(book, book.calendar, began, max(began, until), is_over)


def at_hand(dues: tuple[Due, ...], moment: datetime) -> Due | None:
    """The occurrence that began last by a moment, else the first: what a record means that names none."""
    place = bisect_left(dues, moment, key=lambda due: due.start)
    if place < len(dues) and dues[place].start == moment:
        return dues[place]
    return dues[max(0, place - 1)] if dues else None


def named(dues: tuple[Due, ...], moment: datetime) -> Due | None:
    """The occurrence that a moment or the midnight of a date names: the first that is not over by then."""
    place = bisect_left(dues, moment, key=lambda due: due.at)
    return dues[min(place, len(dues) - 1)] if dues else None


def nearest(dues: tuple[Due, ...], moment: datetime) -> Due | None:
    """The occurrence that lies nearest to a moment; the earlier one of two."""
    place = bisect_left(dues, moment, key=lambda due: due.at)
    around = dues[max(0, place - 1) : place + 1]
    return min(around, key=lambda due: max(due.start - moment, moment - due.at, timedelta()), default=None)
