"""What became of each promise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from generator.linked import Commitment, CommsPlan, Playbook
from generator.review.frame import Due, Frame, frame
from generator.review.series import BY_MESSAGE, counted, occurrences, series
from generator.review.shapes import Outcome, Series
from generator.sent import sent_by_plan
from generator.when import is_recurring, period, sort_key

#: Words that say of one occurrence that it was kept: a promised message is kept by sending it.
KEPT = frozenset({"kept", "sent", "done", BY_MESSAGE})


@dataclass(frozen=True, slots=True)
class Result:
    """How a promise came out: one word for its kind, and the whole in words: `medium`, `4 kept, 1 missed`."""

    kind: str
    words: str


def outcomes(seen: Frame) -> tuple[Outcome, ...]:
    """Every promise, in order of the plan's time; those without one last."""
    ordered = sorted(
        seen.book.commitments,
        key=lambda item: (item.planned is None, sort_key(item.planned) if item.planned else ()),
    )
    return tuple(_outcome(commitment, seen) for commitment in ordered)


def result(found: Outcome) -> Result:
    """How it came out; of what recurs all occurrences count, not the last alone."""
    of = found.series
    whole = found.commitment.state.words.get(None)
    if of is None or not of.said or (whole and whole.status == "dropped"):
        return Result(found.word, found.word)
    said = dict(of.said)
    silent = [f"{of.unrecorded} not recorded"] if of.unrecorded else []
    words = ", ".join([*(f"{count} {word}" for word, count in of.said), *silent])
    if "missed" in said:
        return Result("medium", words)
    others = [word for word in said if word not in KEPT]
    if others:
        return Result(others[-1], words)
    if silent:
        return Result("not confirmed", words)
    first = next(iter(said))
    return Result("kept" if first == BY_MESSAGE else first, words)


def is_kept(found: Outcome) -> bool:
    """Whether it was kept: each time where it recurs; by its date where a message or a deed stands for it."""
    of = found.series
    if of is not None:
        return bool(of.said) and not of.unrecorded and all(word in KEPT for word, _ in of.said)
    end = found.due.end if found.due else None
    is_in_time = found.at is None or end is None or found.at <= end
    return found.word == "kept" or (found.word in KEPT and is_in_time)


def outcome(commitment: Commitment) -> Outcome:
    """What became of one promise by now, with or without T0."""
    return _outcomes(commitment.book)[commitment]


@lru_cache(maxsize=1)
def _outcomes(book: Playbook) -> Mapping[Commitment, Outcome]:
    """Of every promise: each page where one stands asks for it, and for all its occurrences."""
    seen = frame(book)
    return {one: _outcome(one, seen) if seen else _undeclared(one) for one in book.commitments}


def stands(commitment: Commitment) -> Result:
    """How a promise stands by now, with or without T0."""
    return result(outcome(commitment))


def _outcome(commitment: Commitment, seen: Frame) -> Outcome:
    state, time = commitment.state, commitment.due
    recurs = time is not None and is_recurring(time)
    return Outcome(
        commitment=commitment,
        due=None if recurs else seen.planned(time),
        word=state.status,
        at=seen.shown(state.last.at) if state.last else None,
        series=series(commitment, time, seen, messages(commitment)) if time and recurs else None,
    )


def turns(commitment: Commitment) -> tuple[tuple[Due, str], ...]:
    """The occurrences of a promise that recurs, in order, each with the last word on it (empty for none).

    They reach a little beyond now. None without T0, or where nobody knows or counts them.
    """
    return _turns(commitment.book)[commitment]


@lru_cache(maxsize=1)
def _turns(book: Playbook) -> Mapping[Commitment, tuple[tuple[Due, str], ...]]:
    seen = frame(book)
    return {one: _turns_of(one, seen) if seen else () for one in book.commitments}


def _turns_of(commitment: Commitment, seen: Frame) -> tuple[tuple[Due, str], ...]:
    time = commitment.due
    if time is None or not is_recurring(time):
        return ()
    return occurrences(commitment, time, seen, messages(commitment)) or ()


def messages(commitment: Commitment) -> tuple[datetime, ...]:
    """When something was sent that keeps an occurrence of a promise that rests on messages alone (aware).

    Of an audience's plan those are the messages for the lines that come as often as was promised; where no
    line does, all of them. A promise that rests on anything else is not kept by writing about it.
    """
    time = commitment.due
    plans = [entry for entry in commitment.backing if isinstance(entry, CommsPlan)]
    if time is None or len(plans) < len(commitment.backing):
        return ()
    return tuple(moment for plan in plans for moment in _sent(plan, period(time)))


def _sent(plan: CommsPlan, length: timedelta | None) -> Iterator[datetime]:
    # Of an audience that an edition withholds nothing is on record.
    alike = _by_length(plan.book).get(plan, {}).get(length)
    if alike:
        yield from (moment for sent in alike for moment in sent)
    else:
        yield from (event.at for event in plan.state.events if event.record.kind == "sent")


@lru_cache(maxsize=1)
def _by_length(book: Playbook) -> Mapping[CommsPlan, Mapping[timedelta | None, list[tuple[datetime, ...]]]]:
    """The messages of each line of each audience, by how often the lines come."""
    found: dict[CommsPlan, dict[timedelta | None, list[tuple[datetime, ...]]]] = {}
    for plan, lines in sent_by_plan(book).items():
        of_plan = found.setdefault(plan, {})
        for time, sent in lines:
            if time:
                of_plan.setdefault(period(time), []).append(sent)
    return found


def _undeclared(commitment: Commitment) -> Outcome:
    """Without T0 nothing is due: the occurrences are those that the log speaks of."""
    state, time = commitment.state, commitment.due
    said = counted(word.status for word in state.words.values())
    recurs = time is not None and is_recurring(time)
    return Outcome(commitment, None, state.status, None, Series(None, said, None) if recurs else None)
