"""Lengths of time in words, and how an action's real end stands to the planned one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from generator.review.shapes import Series, Work

#: An end so close to the planned one is on time: nobody records to the minute.
TOLERANCE = timedelta(minutes=15)

MINUTES_AN_HOUR, HOURS_A_DAY, DAYS_A_WEEK = 60, 24, 7

SlipKind = Literal[
    "on time",
    "early",
    "late",
    "done",
    "dropped",
    "not finished",
    "under way",
    "blocked",
    "never recorded",
    "not due",
    "recurring",
]


@dataclass(frozen=True, slots=True)
class Slip:
    """How an action came out: one word for its kind, and the whole in words: `late`, `4 h 20 min late`."""

    kind: SlipKind
    words: str


def length(delta: timedelta) -> str:
    """A length in words, without its sign: `25 min`, `4 h 20 min`, `2 days 3 h`; from a week on in days."""
    minutes = round(abs(delta).total_seconds() / 60)
    if minutes < MINUTES_AN_HOUR:
        return f"{minutes} min"
    if minutes < MINUTES_AN_HOUR * HOURS_A_DAY:
        hours, rest = divmod(minutes, MINUTES_AN_HOUR)
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    all_hours = round(minutes / MINUTES_AN_HOUR)
    if all_hours < HOURS_A_DAY * DAYS_A_WEEK:
        days, rest = divmod(all_hours, HOURS_A_DAY)
        return f"{_days(days)} {rest} h" if rest else _days(days)
    return _days(round(minutes / (MINUTES_AN_HOUR * HOURS_A_DAY)))


def slip(work: Work) -> Slip:
    """How an action came out; what nobody recorded is `never recorded`, which is not `not done`."""
    if work.series is not None:
        return _recurring(work.series)
    if work.status == "dropped":
        return Slip("dropped", "dropped")
    if work.ended is not None:
        return _ended(work.slip)
    if not work.is_recorded:
        is_ahead = work.over is None and work.planned is not None and work.planned.end is not None
        return Slip("not due", "not due") if is_ahead else Slip("never recorded", "never recorded")
    if work.over is not None:
        state = ", blocked" if work.status == "blocked" else ""
        return Slip("not finished", f"not finished: {length(work.over)} over{state}")
    return Slip("blocked", "blocked") if work.status == "blocked" else Slip("under way", "under way")


def _ended(by: timedelta | None) -> Slip:
    if by is None:
        return Slip("done", "done")
    if abs(by) <= TOLERANCE:
        return Slip("on time", "on time")
    return Slip("late", f"{length(by)} late") if by > timedelta() else Slip("early", f"{length(by)} early")


def _recurring(series: Series) -> Slip:
    due = "" if series.due is None else f" of {series.due} due"
    if not series.said:
        words = "never recorded" if series.due is None else f"none{due} recorded"
        return Slip("not due", "not due") if series.due == 0 else Slip("never recorded", words)
    said = ", ".join(f"{count} {word}" for word, count in series.said)
    return Slip("recurring", f"{said}{due}")


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
