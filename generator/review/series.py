"""What recurs: how often it was due, and what the log says of how many occurrences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo

from generator.linked import Linked, as_time
from generator.model import LOG_KINDS, Entry
from generator.review.frame import Due, Frame, at_hand, named, nearest
from generator.review.shapes import Series
from generator.state import Event, states
from generator.when import Dates, Moment, Time, moment_in

#: The kinds that speak of one occurrence even where they name none; the others speak of the whole.
OF_ONE = frozenset({"done", "sent", "held", "skipped", "kept", "missed"})


#: The word on an occurrence that nobody spoke of, while the message for it is on record.
BY_MESSAGE = "by message"


def series(entry: Linked[Entry], time: Time, frame: Frame, messages: Iterable[datetime] = ()) -> Series:
    """The occurrences of an entry until the review's end, or until all of it was dropped.

    `messages` are the moments at which, or for which, something was sent that stands for an occurrence.
    """
    turns = occurrences(entry, time, frame, messages)
    if turns is None:
        return Series(None, counted(_words(entry, None, frame).values()), None)
    stop = _dropped(entry)

    def is_due(one: Due, word: str) -> bool:
        # What somebody spoke of while it went on was due, whether it is over or not.
        by = one.start if word else one.at
        return frame.is_past(by) and (stop is None or by <= stop)

    due = [word for one, word in turns if is_due(one, word)]
    said = [word for word in due if word]
    return Series(len(due), counted(said), len(due) - len(said))


def occurrences(
    entry: Linked[Entry], time: Time, frame: Frame, messages: Iterable[datetime] = ()
) -> tuple[tuple[Due, str], ...] | None:
    """Each occurrence from T0 on, and a few after the review's end, with the last word on it, empty for none.

    What the log says of the entry itself goes before a message, which stands for the occurrence that lies
    nearest. None where nobody knows or counts the occurrences.
    """
    dues = frame.occurrences(time)
    if dues is None:
        return None
    near = (nearest(dues, moment) for moment in messages)
    words = {one.start: BY_MESSAGE for one in near if one} | dict(_words(entry, dues, frame))
    return tuple((one, words.get(one.start, "")) for one in dues)


def _words(entry: Linked[Entry], dues: tuple[Due, ...] | None, frame: Frame) -> Mapping[datetime, str]:
    """The last word on each occurrence; where nobody knows the occurrences, on each moment spoken of."""
    zone = frame.calendar.rules.timezone
    placed = {}
    for event in entry.state.events:
        moment = _moment(event, dues, zone)
        if moment is not None:
            placed[event.id] = moment
    found = states(entry.state.events, placed).get(entry.ref)
    return found.occurrences if found else {}


def _moment(event: Event, dues: tuple[Due, ...] | None, zone: tzinfo) -> datetime | None:
    time = as_time(event.record.for_, "moment")
    if isinstance(time, (Moment, Dates)):
        moment = moment_in(time, zone)
        one = named(dues, moment) if dues else None
    elif event.record.kind in OF_ONE:
        moment = event.at
        one = at_hand(dues, moment) if dues else None
    else:
        return None
    return one.start if one else moment


def _dropped(entry: Linked[Entry]) -> datetime | None:
    """When all of it was dropped, if it stands so."""
    whole = entry.state.words.get(None)
    return whole.at if whole and whole.status == "dropped" else None


def counted(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How often each word was said, in the order of the log's kinds."""
    counted = Counter(words)
    return tuple(sorted(counted.items(), key=lambda pair: _place(pair[0])))


def _place(word: str) -> int:
    return LOG_KINDS.index(word) if word in LOG_KINDS else len(LOG_KINDS)
