"""The picture of planned against actual: a row an action, by priority, on one ruler of real time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from generator.linked import Priority
from generator.pages.ruler import Ruler, ruler
from generator.review import Front, Review, Work
from generator.review.blocked import RESUMES, stretches
from generator.review.lengths import Slip, slip
from generator.when import Interval

#: The smallest bar, in percent: ten minutes among weeks are still to be seen.
NARROWEST = 1.5

#: Ticks closer together than this, in percent, would be one blot.
FINEST = 0.8

#: How what went as planned came out.
CALM = frozenset({"on time", "early", "done", "recurring"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """From where to where, in percent; `goes_on`: beyond the picture, or nothing says when it ended."""

    x: float
    end: float
    goes_on: bool = False

    @property
    def width(self) -> float:
        return round(self.end - self.x, 2)


@dataclass(frozen=True, slots=True)
class Bar:
    """What is drawn of an action.

    `planned` is its plan, `recurs` whether that is one of occurrences; `real` runs from its first start to
    its end, or on; `ended` is where it ended while nobody recorded a start; `dropped` where it was given up;
    `ticks` are recorded occurrences.
    """

    planned: Stretch | None
    recurs: bool
    real: Stretch | None
    ended: float | None
    dropped: float | None
    blocked: tuple[Stretch, ...]
    ticks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An action: how it came out, its bar (None where no moment is known), when it was blocked.

    `real` is from its first start to its end, where both are known.
    """

    work: Work
    slip: Slip
    real: Interval | None
    bar: Bar | None
    blocked: tuple[Interval, ...]

    @property
    def is_calm(self) -> bool:
        """Whether nobody will ask about it."""
        return self.slip.kind in CALM and not self.blocked


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one priority; `later` are actions that were not due and have no record."""

    priority: Priority
    rows: tuple[Row, ...]
    later: tuple[Work, ...]
    done: int
    total: int

    @property
    def drawn(self) -> tuple[Row, ...]:
        """The rows of which at least one moment is known."""
        return tuple(row for row in self.rows if row.bar)


@dataclass(frozen=True, slots=True)
class Picture:
    """All groups on one ruler; `end` is where the review ends."""

    ruler: Ruler
    end: float
    groups: tuple[Group, ...]

    @property
    def is_empty(self) -> bool:
        return not any(group.drawn for group in self.groups)


def picture(review: Review) -> Picture:
    """The picture of a review. One whose playbook has no T0 is an error: a review needs it."""
    calendar = review.book.calendar
    if calendar is None:
        raise ValueError("a review without T0")
    works = [work for front in review.fronts for work in front.works if slip(work).kind != "not due"]
    real = (at for work in works for at in (work.started, work.ended) if at)
    planned = [work.planned.end for work in works if work.planned and work.planned.end]
    on = ruler(review.began, max((review.until, *real)), planned, calendar.rules)
    return Picture(on, on.at(review.until), tuple(_group(front, on, review) for front in review.fronts))


def _group(front: Front, on: Ruler, review: Review) -> Group:
    shown = [(work, slip(work)) for work in front.works]
    rows = tuple(_row(work, found, on, review) for work, found in shown if found.kind != "not due")
    later = tuple(work for work, found in shown if found.kind == "not due")
    return Group(front.priority, rows, later, front.done, front.total)


def _row(work: Work, found: Slip, on: Ruler, review: Review) -> Row:
    still = tuple(Interval(one.start, one.end) for one in stretches(work.history, review.until))
    planned = _planned(work, review)
    bar = Bar(
        planned=_stretch(planned.start or review.began, planned.end, on) if planned else None,
        recurs=work.series is not None,
        real=_real(work, on, review),
        ended=on.at(work.ended) if work.ended and not work.started and work.status != "dropped" else None,
        dropped=on.at(work.ended) if work.ended and work.status == "dropped" else None,
        blocked=tuple(_stretch(one.start, one.end, on) for one in still if one.start),
        ticks=_ticks(work, on),
    )
    drawn = (bar.planned, bar.real, bar.ended is not None, bar.dropped is not None, bar.blocked, bar.ticks)
    whole = Interval(work.started, work.ended) if work.started and work.ended else None
    return Row(work, found, whole, bar if any(drawn) else None, still)


def _planned(work: Work, review: Review) -> Interval | None:
    """Its interval; of what recurs, where its occurrences may lie."""
    if work.series is None:
        return work.planned
    return review.book.interval(work.action.when) if work.action.when else None


def _real(work: Work, on: Ruler, review: Review) -> Stretch | None:
    if work.started is None or work.series is not None:
        return None
    if work.ended:
        return _stretch(work.started, work.ended, on)
    found = _stretch(work.started, max(review.until, work.started), on)
    return Stretch(found.x, found.end, goes_on=True)


def _stretch(start: datetime, end: datetime | None, on: Ruler) -> Stretch:
    """The stretch on the ruler, never too narrow to be seen, marked where the ruler ends before it does."""
    x = min(on.at(start), 100 - NARROWEST)
    stops = on.at(end) if end else 100.0
    goes_on = end is None or end > on.end
    return Stretch(round(x, 2), round(max(stops, x + NARROWEST), 2), goes_on)


def _ticks(work: Work, on: Ruler) -> tuple[float, ...]:
    """The occurrences that somebody recorded, at their own moments; a blot of them is thinned out."""
    if work.series is None:
        return ()
    named = work.action.state.occurrences
    others = (item.at for item in work.history if item.item.record.for_ is None and item.kind in RESUMES)
    places = sorted({on.at(moment) for moment in (*named, *others)})
    return tuple(_apart(places))


def _apart(places: list[float]) -> Iterator[float]:
    yield from places[:1]
    kept = places[0] if places else 0.0
    for _, place in pairwise(places):
        if place - kept >= FINEST:
            kept = place
            yield place
