"""A time that comes to nothing once T0 is known: from a day of the plan until a date that lies before it.

Without T0 nobody knows which date a day is. What hangs on an event or an action is left to the log.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.linked import Linked, Playbook, as_time
from generator.model import Entry
from generator.rules.base import Finding, Rule, place, quoted
from generator.when import Calendar, Interval, Time, is_recurring, references

CODE = "never-due"

_ALWAYS = Interval(None, None)


@dataclass(frozen=True, slots=True)
class _Timed:
    """A time of the plan: of what, in words, and where it stands."""

    entry: Linked[Entry]
    what: str
    time: Time | None
    path: tuple[str | int, ...]


def _check(book: Playbook) -> Iterator[Finding]:
    calendar = book.calendar
    if calendar is None:
        return
    t0 = calendar.rules.shown(calendar.t0)
    for one in _timed(book):
        if one.time is not None and not references(one.time) and _is_empty(one.time, calendar):
            yield Finding(
                rule=CODE,
                entry=one.entry.ref,
                place=place(one.entry, *one.path),
                message=(
                    f"{quoted(one.what)} is never due: with T0 on {t0:%a %Y-%m-%d} at {t0:%H:%M},"
                    f" `{one.time}` comes to nothing."
                ),
                hint="Check both ends; write both as days of the plan, or both as dates.",
            )


def _is_empty(time: Time, calendar: Calendar) -> bool:
    if calendar.runs_backwards(time):
        return True
    return is_recurring(time) and not calendar.occurrences(time, _ALWAYS, limit=1)


def _timed(book: Playbook) -> Iterator[_Timed]:
    for plan in book.comms:
        for index, item in enumerate(plan.record.schedule):
            path = ("schedule", index)
            yield _Timed(plan, item.what, as_time(item.every, "cadence"), (*path, "every"))
            yield _Timed(plan, item.what, as_time(item.when), (*path, "when"))
        for index, offer in enumerate(plan.record.offers):
            for number, part in enumerate(offer.items):
                where = ("offers", index, "items", number, "when")
                yield _Timed(plan, offer.title, as_time(part.when), where)
    for ritual in book.rituals:
        yield _Timed(ritual, ritual.title, ritual.cadence, ("cadence",))
    for promise in book.commitments:
        field = "by" if promise.record.by else "every"
        yield _Timed(promise, promise.title, promise.planned, (field,))


RULE = Rule(CODE, "warning", "What is planned comes to a date once T0 is known.", _check, comes_and_goes=True)
