"""What each audience heard, against its schedule."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from generator.happened import Happened, happened
from generator.linked import CommsPlan
from generator.review.frame import Frame, nearest
from generator.review.shapes import Heard, Line
from generator.sent import sent_by_plan
from generator.when import Time, is_recurring


def heard(frame: Frame) -> tuple[Heard, ...]:
    """Every audience, its lines as its schedule has them."""
    return tuple(_heard(plan, frame) for plan in frame.book.comms)


def _heard(plan: CommsPlan, frame: Frame) -> Heard:
    sent = tuple(happened(event, plan.book) for event in plan.heard)
    return Heard(
        plan=plan,
        lines=tuple(
            _line(item.what, time, tuple(frame.shown(moment) for moment in moments), frame)
            for item, (time, moments) in zip(plan.record.schedule, sent_by_plan(plan.book)[plan], strict=True)
        ),
        sent=sent,
        silence=_silence(sent, frame),
    )


def _line(what: str, time: Time | None, sent: tuple[datetime, ...], frame: Frame) -> Line:
    if time is None:
        return Line(what, time, None, sent, None)
    if is_recurring(time):
        dues = frame.occurrences(time)
        if dues is None:
            return Line(what, time, None, sent, None)
        due = {one for one in dues if frame.is_past(one.at)}
        return Line(what, time, len(due), sent, len(due - {nearest(dues, moment) for moment in sent}))
    planned = frame.planned(time)
    if planned is None or planned.end is None:
        return Line(what, time, None, sent, None)
    is_due = frame.is_past(planned.end)
    return Line(what, time, int(is_due), sent, int(is_due and not sent))


def _silence(sent: tuple[Happened, ...], frame: Frame) -> timedelta | None:
    """The longest time without a word, from T0 to the review's end; None where nothing was ever sent."""
    if not sent:
        return None
    within = (one.at for one in sent if frame.began <= one.at <= frame.until)
    marks = [frame.began, *(frame.shown(moment) for moment in within), frame.until]
    return max(later - earlier for earlier, later in pairwise(marks))
