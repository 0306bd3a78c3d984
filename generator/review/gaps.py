"""What should have left a trace in the log and did not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.linked import Decision, Kpi, Linked, Playbook, Risk, Ritual
from generator.model import Entry
from generator.review.frame import Frame
from generator.review.series import series
from generator.review.shapes import Gap, Heard, Outcome, Review, Series, Work

#: Words of a promise that say how it came out.
JUDGED = frozenset({"kept", "missed", "done", "sent", "dropped"})


@dataclass(frozen=True, slots=True)
class Missing:
    """What nobody recorded, part by part; `silent` are promises past their date without a word."""

    unrecorded: tuple[Work, ...]
    unfinished: tuple[Work, ...]
    unstarted: tuple[Work, ...]
    nobody: tuple[Work, ...]
    unexplained: tuple[Work, ...]
    recurring: tuple[Work, ...]
    rituals: tuple[tuple[Ritual, Series], ...]
    unsent: tuple[Heard, ...]
    silent: tuple[Outcome, ...]
    unmeasured: tuple[Kpi, ...]
    undecided: tuple[Decision, ...]
    uncovered: tuple[Risk, ...]


def missing(review: Review, frame: Frame) -> Missing:
    """What is missing on the record of a run, by the review's end."""
    works = [work for front in review.fronts for work in front.works]

    def those(wanted: Callable[[Work], bool]) -> tuple[Work, ...]:
        return tuple(work for work in works if wanted(work))

    return Missing(
        unrecorded=those(lambda work: work.over is not None and not work.is_recorded),
        unfinished=those(lambda work: work.over is not None and work.is_recorded),
        unstarted=those(lambda work: work.status == "done" and work.started is None),
        nobody=those(lambda work: work.status == "done" and work.by is None),
        unexplained=those(_is_unexplained),
        recurring=those(lambda work: is_incomplete(work.series)),
        rituals=_rituals(review.book, frame),
        unsent=tuple(one for one in review.heard if any(line.missing for line in one.lines)),
        silent=tuple(one for one in review.outcomes if _is_silent(one, frame)),
        unmeasured=tuple(one.kpi for one in review.courses if one.first is None and _is_watched(one.kpi)),
        undecided=tuple(one for one in review.undecided if _was_needed(one, frame)),
        uncovered=_uncovered(review),
    )


def gaps(review: Review, frame: Frame) -> tuple[Gap, ...]:
    """The gaps that there are, each with the entries that it is about."""
    found = missing(review, frame)
    every: tuple[tuple[str, tuple[Linked[Entry], ...]], ...] = (
        ("Past their planned end, with no record at all", _actions(found.unrecorded)),
        ("On record, but never as finished", _actions(found.unfinished)),
        ("Done, with no start on record", _actions(found.unstarted)),
        ("Done, without a word by whom", _actions(found.nobody)),
        ("Dropped, without a reason", _actions(found.unexplained)),
        ("Recurring, with times that nobody recorded", _actions(found.recurring)),
        ("Meetings and habits, with times that nobody recorded", tuple(item for item, _ in found.rituals)),
        ("Audiences with a message due that is not on record", tuple(one.plan for one in found.unsent)),
        ("Promises past their date, without a word", tuple(one.commitment for one in found.silent)),
        ("Numbers never measured", found.unmeasured),
        ("Decisions still open after their date", found.undecided),
        ("Risks that came true, with no contingency invoked", found.uncovered),
    )
    return tuple(Gap(title, entries) for title, entries in every if entries)


def is_incomplete(of: Series | None) -> bool:
    """Whether something recurring was due at a time that nobody recorded."""
    return of is not None and bool(of.unrecorded)


def _actions(works: tuple[Work, ...]) -> tuple[Linked[Entry], ...]:
    return tuple(work.action for work in works)


def _is_unexplained(work: Work) -> bool:
    last = work.action.state.last
    return work.status == "dropped" and last is not None and not last.record.text


def _rituals(book: Playbook, frame: Frame) -> tuple[tuple[Ritual, Series], ...]:
    counted = ((ritual, series(ritual, ritual.cadence, frame)) for ritual in book.rituals if ritual.cadence)
    return tuple((ritual, found) for ritual, found in counted if is_incomplete(found))


def _is_silent(outcome: Outcome, frame: Frame) -> bool:
    if outcome.series is not None:
        return is_incomplete(outcome.series)
    due = outcome.due.end if outcome.due else None
    return outcome.word not in JUDGED and frame.is_past(due)


def _is_watched(kpi: Kpi) -> bool:
    """A wish in words has no number that anybody could have written down."""
    return kpi.threshold is not None or kpi.record.measured is not None


def _was_needed(decision: Decision, frame: Frame) -> bool:
    planned = frame.planned(decision.needed_by)
    return planned is not None and frame.is_past(planned.end)


def _uncovered(review: Review) -> tuple[Risk, ...]:
    """Risks that the log says occurred, while no contingency that covers them was invoked."""
    invoked = {entry.ref for one in review.invoked for entry in one.about}
    risks = (entry for one in review.occurred for entry in one.about if isinstance(entry, Risk))
    return tuple(
        risk
        for risk in dict.fromkeys(risks)
        if not any(contingency.ref in invoked for contingency in risk.contingencies)
    )
