"""What became of each promise."""

from __future__ import annotations

from generator.linked import Commitment, as_time
from generator.review.frame import Frame
from generator.review.series import series
from generator.review.shapes import Outcome
from generator.when import Interval, is_recurring, sort_key


def outcomes(frame: Frame) -> tuple[Outcome, ...]:
    """Every promise, in order of the plan's time; those without one last."""
    ordered = sorted(
        frame.book.commitments, key=lambda item: (item.due is None, sort_key(item.due) if item.due else ())
    )
    return tuple(_outcome(commitment, frame) for commitment in ordered)


def _outcome(commitment: Commitment, frame: Frame) -> Outcome:
    state, time = commitment.state, commitment.due
    recurs = time is not None and is_recurring(time)
    return Outcome(
        commitment=commitment,
        due=None if recurs else _renegotiated(commitment, frame) or frame.planned(time),
        word=state.status,
        at=frame.shown(state.last.at) if state.last else None,
        series=series(commitment, time, frame) if time is not None and recurs else None,
    )


def _renegotiated(commitment: Commitment, frame: Frame) -> Interval | None:
    """The date that the audience last agreed to instead, if the log names one."""
    agreed = [event for event in commitment.state.events if event.record.kind == "renegotiated"]
    return frame.planned(as_time(agreed[-1].record.until, "moment")) if agreed else None
