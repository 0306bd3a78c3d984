"""The questions that a run leaves, for the people who were there: each made from a gap on its record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from generator.linked import Contingency, Decision, Target
from generator.review.blocked import Wait, long_waits
from generator.review.frame import Frame
from generator.review.gaps import Missing, missing
from generator.review.lengths import TOLERANCE, length
from generator.review.shapes import Goal, Heard, Outcome, Review, Series, Work
from generator.review.wording import due_words, listing, moment_words, quoted, times

T = TypeVar("T")

#: More alike questions than these become one.
APART = 2


def questions(review: Review, frame: Frame) -> tuple[str, ...]:
    """Plain sentences, in the order of the review's parts."""
    found = missing(review, frame)
    return (
        *_about_actions(review, found),
        *_about_waits(frame),
        *_about_what_recurs(found),
        *_about_messages(found),
        *_about_promises(review, found),
        *_about_decisions(review, found, frame),
        *_about_numbers(review, found, frame),
        *_about_risks(review, found),
        *_about_the_whole(review),
    )


def _asked(
    items: Sequence[T], title: Callable[[T], str], one: Callable[[T], str], many: str
) -> Iterator[str]:
    """A question each; of more than `APART` one for all: `many` with their `{count}` and `{names}`."""
    if len(items) > APART:
        yield many.format(count=len(items), names=listing([title(item) for item in items]))
    else:
        yield from map(one, items)


def _title(work: Work) -> str:
    return work.action.title


def _about_actions(review: Review, found: Missing) -> Iterator[str]:
    yield from _asked(
        found.unrecorded,
        _title,
        lambda work: f"Was {quoted(_title(work))} done, and when? The plan had it end {_planned_end(work)}.",
        "Were these done, and when? {count} actions are past their planned end without a record: {names}.",
    )
    yield from _asked(
        found.unfinished,
        _title,
        lambda work: (
            f"Was {quoted(_title(work))} finished, and when? The plan had it end {_planned_end(work)}, "
            f"and the record leaves it {work.status}."
        ),
        "Were these finished, and when? {count} actions are on record, but not their end: {names}.",
    )
    late = [work for front in review.fronts for work in front.works if work.slip and work.slip > TOLERANCE]
    yield from _asked(
        sorted(late, key=lambda work: -(work.slip or TOLERANCE)),
        _title,
        lambda work: f"What held up {quoted(_title(work))}? It ended {length(work.slip or TOLERANCE)} late.",
        "What held these up? {count} actions ended late, the latest first: {names}.",
    )
    yield from _asked(
        found.unstarted,
        _title,
        lambda work: f"When did {quoted(_title(work))} begin? Its end is on record, its start is not.",
        "When did these begin? {count} actions have an end on record, but no start: {names}.",
    )
    yield from _asked(
        found.nobody,
        _title,
        lambda work: f"Who did {quoted(_title(work))}? The record of its end names nobody.",
        "Who did these? The records of {count} actions name nobody: {names}.",
    )
    yield from _asked(
        found.unexplained,
        _title,
        lambda work: f"Why was {quoted(_title(work))} dropped?",
        "Why were these dropped? {count} actions have no reason on record: {names}.",
    )


def _planned_end(work: Work) -> str:
    return moment_words(work.planned.end) if work.planned and work.planned.end else ""


def _about_waits(frame: Frame) -> Iterator[str]:
    yield from _asked(
        long_waits(frame),
        lambda wait: wait.action.title,
        lambda wait: (
            f"What would have unblocked {quoted(wait.action.title)} sooner? "
            f"It was blocked for {length(wait.lasted)}{_on(wait)}."
        ),
        "What would have unblocked these sooner? {count} actions were blocked for hours, "
        "the longest first: {names}.",
    )


def _on(wait: Wait) -> str:
    return f", waiting on {quoted(wait.on.title)}" if wait.on else ""


def _about_what_recurs(found: Missing) -> Iterator[str]:
    yield from _asked(
        found.recurring,
        _title,
        lambda work: f"Was {quoted(_title(work))} kept up? {_due(work.series)}",
        "Were these kept up? {count} recurring actions were due at times that nobody recorded: {names}.",
    )
    yield from _asked(
        found.rituals,
        lambda pair: pair[0].title,
        lambda pair: f"Was {quoted(pair[0].title)} held each time? {_due(pair[1])}",
        "Were these held each time? {count} were due at times that nobody recorded: {names}.",
    )


def _due(of: Series | None) -> str:
    return due_words(of.due or 0, of.unrecorded or 0) if of else ""


def _about_messages(found: Missing) -> Iterator[str]:
    yield from _asked(
        found.unsent,
        lambda one: one.plan.title,
        lambda one: f"What did {quoted(one.plan.title)} hear, and when? {_of_messages(one)}",
        "What did these audiences hear, and when? {count} have messages due without a record: {names}.",
    )


def _of_messages(one: Heard) -> str:
    due_in_all = sum(line.due or 0 for line in one.lines)
    lost = sum(line.missing or 0 for line in one.lines)
    if due_in_all == 1:
        return "The one message that was due has no record."
    return f"Of {due_in_all:,} messages that were due {lost:,} {'has' if lost == 1 else 'have'} no record."


def _about_promises(review: Review, found: Missing) -> Iterator[str]:
    missed = [(one, _missed(one)) for one in review.outcomes]
    yield from _asked(
        [(one, count) for one, count in missed if count],
        lambda pair: pair[0].commitment.title,
        lambda pair: (
            f"Why was {quoted(pair[0].commitment.title)} missed"
            f"{'' if pair[1] == 1 else f' {times(pair[1])}'}, and what was {_audience(pair[0])} told?"
        ),
        "Why were these promises missed, and what were the audiences told? {count} were: {names}.",
    )
    yield from _asked(
        found.silent,
        lambda one: one.commitment.title,
        _kept,
        "Were these promises kept? {count} were due, and the record does not say: {names}.",
    )


def _missed(one: Outcome) -> int:
    if one.series is not None:
        return dict(one.series.said).get("missed", 0)
    return int(one.word == "missed")


def _audience(one: Outcome) -> str:
    audience = one.commitment.audience
    return quoted(audience.title) if audience else "the audience"


def _kept(one: Outcome) -> str:
    title = quoted(one.commitment.title)
    if one.series is not None:
        return f"Was {title} kept each time? {_due(one.series)}"
    due_by = moment_words(one.due.end) if one.due and one.due.end else ""
    return f"Was {title} kept? It was due {due_by}, and the record does not say."


def _about_decisions(review: Review, found: Missing, frame: Frame) -> Iterator[str]:
    def end(decision: Decision) -> str:
        planned = frame.planned(decision.needed_by)
        return moment_words(planned.end) if planned and planned.end else ""

    yield from _asked(
        found.undecided,
        lambda decision: decision.title,
        lambda decision: (
            f"Why is {quoted(decision.title)} still open, and what did waiting cost? "
            f"It was needed by {end(decision)}."
        ),
        "Why are these decisions still open, and what did waiting cost? "
        "{count} are past their date: {names}.",
    )
    yield from _asked(
        list(_decided_late(review, frame)),
        lambda pair: pair[0].title,
        lambda pair: f"What held up {quoted(pair[0].title)}? It was decided {pair[1]} after it was needed.",
        "What held up these decisions? {count} were taken after their date: {names}.",
    )


def _decided_late(review: Review, frame: Frame) -> Iterator[tuple[Decision, str]]:
    """Decisions by the first moment at which the log says they were taken."""
    seen = set()
    for one in review.decided:
        for decision in one.about:
            if not isinstance(decision, Decision) or decision.ref in seen:
                continue
            seen.add(decision.ref)
            planned = frame.planned(decision.needed_by)
            if planned and planned.end and one.at - planned.end > TOLERANCE:
                yield decision, length(one.at - planned.end)


def _about_numbers(review: Review, found: Missing, frame: Frame) -> Iterator[str]:
    yield from _asked(
        found.unmeasured,
        lambda kpi: kpi.title,
        lambda kpi: f"How did {quoted(kpi.title)} go? No number is on record.",
        "How did these numbers go? {count} were never recorded: {names}.",
    )

    def those(*standings: str) -> list[Target]:
        return [target for target, standing in review.targets if standing in standings]

    def day(target: Target) -> str:
        by = target.day
        return f" by {moment_words(by)}" if by else ""

    yield from _asked(
        those("not met"),
        lambda target: target.title,
        lambda target: f"Why was {quoted(target.title)} not reached{day(target)}?",
        "Why were these targets not reached? {count} were not: {names}.",
    )
    yield from _asked(
        list(_short(review)) if review.is_over else [],
        lambda pair: pair[0],
        lambda pair: (
            f"How does {quoted(pair[0])} get to {pair[1].asked}? Its last number was {pair[1].found}."
        ),
        "How do these get to what was asked for good? {count} numbers were not there at the end: {names}.",
    )
    yield from _asked(
        [target for target in those("not measured", "not measurable") if frame.is_past(target.day)],
        lambda target: target.title,
        lambda target: f"Was {quoted(target.title)} reached{day(target)}? The record cannot tell.",
        "Were these targets reached? Of {count} the record cannot tell: {names}.",
    )


def _short(review: Review) -> Iterator[tuple[str, Goal]]:
    """KPIs by title whose last number is not what it must be for good."""
    for course in review.courses:
        for goal in course.goals:
            if goal.target is None and goal.standing == "not met":
                yield course.kpi.title, goal


def _about_risks(review: Review, found: Missing) -> Iterator[str]:
    yield from _asked(
        found.uncovered,
        lambda risk: risk.title,
        lambda risk: (
            f"What was done when {quoted(risk.title)} came true? No contingency is on record as invoked."
        ),
        "What was done when these risks came true? {count} did, and no contingency for them is on record "
        "as invoked: {names}.",
    )
    contingencies = _unique(
        entry for one in review.invoked for entry in one.about if isinstance(entry, Contingency)
    )
    yield from _asked(
        [item for item in contingencies if item.state.status == "invoked"],
        lambda item: item.title,
        lambda item: f"Did {quoted(item.title)} help? It was invoked, and the record has no end of it.",
        "Did these contingencies help? {count} were invoked, and the record has no end of them: {names}.",
    )


def _unique(items: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(items))


def _about_the_whole(review: Review) -> Iterator[str]:
    if not review.learned:
        yield "What was learned? Nothing on record says."
    if not review.is_over:
        yield "Is it over, and since when? The record has no end."
