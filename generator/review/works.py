"""Actions, planned and real."""

from __future__ import annotations

from generator.happened import history
from generator.linked import Action, Priority
from generator.review.frame import Frame
from generator.review.series import series
from generator.review.shapes import Front, Work

#: How an action stands that nobody has to finish any more.
FINISHED = frozenset({"done", "dropped"})


def fronts(frame: Frame) -> tuple[Front, ...]:
    """Every priority by rank, with its actions in order of time."""
    return tuple(_front(priority, frame) for priority in frame.book.priorities)


def _front(priority: Priority, frame: Frame) -> Front:
    done, total = priority.progress
    return Front(priority, tuple(_work(action, frame) for action in priority.actions), done, total)


def _work(action: Action, frame: Frame) -> Work:
    state, status, when = action.state, action.status, action.when
    planned = frame.planned(when)
    due = planned.end if planned else None
    started = next((event.at for event in state.events if event.record.kind == "started"), None)
    ended = state.last.at if state.last and status in FINISHED else None
    return Work(
        action=action,
        planned=planned,
        started=frame.shown(started) if started else None,
        ended=frame.shown(ended) if ended else None,
        status=status,
        by=frame.book.role(state.last.record.by) if state.last else None,
        slip=ended - due if ended and due and status == "done" else None,
        over=frame.until - due if due and status not in FINISHED and due < frame.until else None,
        series=series(action, when, frame) if when and action.is_recurring else None,
        history=history(action),
    )
