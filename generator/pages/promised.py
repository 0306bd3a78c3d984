"""A promise in a line: when it is due, whether that was moved, how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.facts import Value, time_value
from generator.linked import Commitment
from generator.pages.history import moment_of
from generator.review.outcomes import Result, stands
from generator.review.wording import moved


@dataclass(frozen=True, slots=True)
class Promised:
    """`due` says when, without any nobody said; `moved` from which date and when that was said (plain).

    A date that its audience agreed to counts instead of the first one; `moved` is empty without.
    """

    entry: Commitment
    due: tuple[Value, ...]
    moved: str
    result: Result


def promised(entry: Commitment) -> Promised:
    """One promise."""
    return Promised(entry, _due(entry), moved(entry), stands(entry))


def _due(entry: Commitment) -> tuple[Value, ...]:
    if entry.moved:
        return (Value("plain", moment_of(entry.moved.written, entry.book)),)
    written = ((entry.record.by, "time"), (entry.record.every, "cadence"))
    return tuple(time_value(text, expects, entry.book) for text, expects in written if text)
