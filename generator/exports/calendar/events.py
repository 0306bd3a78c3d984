"""The events of a calendar: what stands where, by which name, and what the log says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from generator.agenda import Item
from generator.exports.calendar.series import Rule, Series, series
from generator.exports.calendar.slots import Placed, Slot, placed
from generator.linked import Action, Commitment, CommsPlan, Playbook, Target
from generator.review.frame import Due, named
from generator.sent import sent_by_plan
from generator.when import is_recurring

#: How many occurrences of one item stand in a calendar one by one.
MOST = 500

#: What the log says of an occurrence that will not take place.
_OFF = frozenset({"dropped", "skipped"})

#: What the log says of what is over and done with.
_OVER = frozenset({"done", "kept", "missed", "sent", "held"})


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `start`, `end`: two moments (UTC), or two dates of which the second is the first day after.

    `until` is the end of the last one that its `rule` gives, `excepted` are beginnings that it gives and that
    do not take place; `in_utc`: it counts elapsed time. `said` is what people read besides the item's text.
    `rings`: people are told before it begins.
    """

    uid: str
    item: Item
    start: date
    end: date
    until: date
    rule: Rule
    said: tuple[str, ...]
    excepted: tuple[date, ...]
    in_utc: bool
    is_off: bool
    rings: bool


def events(items: Iterable[Item], book: Playbook) -> tuple[Event, ...]:
    """The events of these items, in their order; none before T0."""
    if book.calendar is None:
        return ()
    found = placed(items, book)
    zone = book.calendar.rules.timezone
    return tuple(event for one in found for event in _events(one, book.now, zone))


def _events(one: Placed, now: datetime, zone: tzinfo) -> Iterator[Event]:
    words, whole = _words(one), _whole(one.item)
    found, cut = _parts(one, now, zone)
    for number, part in found:
        said = whole if part.rule else whole or words.get(part.slots[0].begins, "")
        is_over = _moment(part.slots[-1].end, zone) <= now
        yield Event(
            uid=_uid(one.item, number),
            item=one.item,
            start=part.slots[0].start,
            end=part.slots[0].end,
            until=part.slots[-1].end,
            rule=part.rule,
            said=tuple(filter(None, (f"By the log: {said}." if said else "", cut))),
            excepted=tuple(slot.start for slot in part.slots if part.rule and words.get(slot.begins) in _OFF),
            in_utc=part.in_utc,
            is_off=said in _OFF,
            rings=not is_over and said not in _OFF | _OVER,
        )


def _parts(one: Placed, now: datetime, zone: tzinfo) -> tuple[list[tuple[int, Series]], str]:
    """What becomes an event each, with its number; and what is said where the plan goes on."""
    regular = series(one.slots, zone)
    if regular is not None:
        return list(enumerate(regular)), _until(one.slots[-1], zone) if one.is_cut else ""
    found = [(number, Series((slot,), {})) for number, slot in enumerate(one.slots)]
    if len(found) > MOST:
        # What is over gives way; the numbers stay.
        since = now - timedelta(days=1)
        found = [pair for pair in found if _moment(pair[1].slots[0].end, zone) > since] or found
    last = found[:MOST][-1][1].slots[0]
    return found[:MOST], _until(last, zone) if one.is_cut or last != one.slots[-1] else ""


def _until(last: Slot, zone: tzinfo) -> str:
    day = last.start.astimezone(zone) if isinstance(last.start, datetime) else last.start
    return f"In this calendar until {day.day} {day:%B %Y}."


def _uid(item: Item, number: int) -> str:
    """The nth event of an item; the first has the item's own name, whatever it was or becomes."""
    name, at, key = item.uid.rpartition("@")
    return item.uid if number == 0 else f"{name}.{number + 1}{at}{key}"


def _words(one: Placed) -> Mapping[datetime, str]:
    """What the log says of single occurrences, by where they begin."""
    if not is_recurring(one.item.time) or isinstance(one.item.entry, CommsPlan):
        return {}
    dues = tuple(Due(slot.begins, slot.begins) for slot in one.slots)
    found = one.item.entry.state.occurrences
    placed_words = ((named(dues, moment), word) for moment, word in sorted(found.items()))
    return {due.start: word for due, word in placed_words if due}


def _whole(item: Item) -> str:
    """What the log says of all of it, where that ends it; empty for what is still to come."""
    entry, word = item.entry, ""
    if isinstance(entry, Action):
        word = entry.status
    elif isinstance(entry, (Commitment, Target)) and not is_recurring(item.time):
        word = entry.state.status
    elif isinstance(entry, Commitment):
        # A word that names no occurrence is of the one at hand, unless it ends all of them.
        whole = entry.state.words.get(None)
        word = "dropped" if whole and whole.status == "dropped" else ""
    elif isinstance(entry, CommsPlan) and not is_recurring(item.time):
        word = "sent" if _sent(item, entry) else ""
    return word if word in _OVER | _OFF else ""


def _sent(item: Item, plan: CommsPlan) -> bool:
    _, sent = sent_by_plan(plan.book)[plan][item.line]
    return bool(sent)


def _moment(at: date, zone: tzinfo) -> datetime:
    return at if isinstance(at, datetime) else datetime.combine(at, time(), zone).astimezone(UTC)
