"""Reads a text as a time. One grammar for every field; `expects` says which of its forms a field takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from generator.when.cadences import bounds, no_cadence, recurring, without_night
from generator.when.hints import unreadable
from generator.when.lexis import DATE, FLAGS, NUMBER, UNIT, duration, shown
from generator.when.points import anchor, point
from generator.when.values import (
    After,
    Before,
    Dates,
    Deferred,
    Duration,
    Immediately,
    Moment,
    Recurring,
    Span,
    Time,
    Unreadable,
    Within,
)

Expects = Literal["time", "end", "cadence", "duration", "date", "moment"]
"""The forms that a field takes: any, until when, how often, how long, a date alone, or a date with a time.

A moment may also be a bare date: its midnight.
"""

#: A time is a phrase; what is longer is prose in the wrong field.
LONGEST = 200

_LENGTH = rf"(?:{NUMBER}|an?) ?{UNIT}"
_WITHIN = re.compile(rf"within (?:the )?({_LENGTH})(?: (?:of|after) (.+))?", FLAGS)
_DEFERRED = re.compile(r"(?:deferred|defer) (?:to|until|till) (.+)", FLAGS)
# Dates and moments are sorted and compared as text as well: these fields take ISO 8601 alone, as it stands.
_VERBATIM = ("date", "moment")
_ISO_DATE = re.compile(DATE, FLAGS)
_ISO_MOMENT = re.compile(rf"{DATE}(?:[T ][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?:Z|[-+][0-9:]+)?)?", re.ASCII)


def parse(text: str, expects: Expects = "time") -> Time | Unreadable:
    """The time that a text says, or why it says none.

    Case, repeated blanks and the kind of dash do not matter. `parse(str(time), expects)` is `time`.
    """
    return _parse(text, expects)


@lru_cache(maxsize=8192)
def _parse(text: str, expects: Expects) -> Time | Unreadable:
    clean = " ".join(text.split())
    if len(clean) > LONGEST:
        return Unreadable(
            f"A time has at most {LONGEST} characters, this text has {len(clean)}.",
            "Write the time alone; what else there is to say belongs in `note`.",
        )
    read = _READERS[expects]
    found = read(clean)
    if expects in _VERBATIM and clean != text and isinstance(found, Time):
        return Unreadable(f"`{shown(text)}` has blanks that do not belong there.", f"Write `{clean}`.")
    return found or unreadable(clean, expects, read)


def _any(text: str) -> Time | Unreadable | None:
    head = text.partition(" ")[0].lower()
    if reader := _BY_FIRST_WORD.get(head):
        return reader(text)
    return point(text) or duration(text) or recurring(text)


def _immediately(text: str) -> Immediately | None:
    return Immediately() if text.lower() == "immediately" else None


def _within(text: str) -> Within | Unreadable | None:
    text, day_and_night = without_night(text)
    match = _WITHIN.fullmatch(text)
    length = duration(match[1]) if match else None
    if match is None or length is None:
        return None
    if isinstance(length, Unreadable):
        return length
    if day_and_night and not length.is_elapsed:
        return Unreadable(
            f"`within {length}` keeps no quiet hours that `day and night` could lift.",
            "Leave `day and night` out: it belongs to what counts in minutes or hours.",
        )
    of = anchor(match[2]) if match[2] and match[2].lower() != "t0" else None
    return of if isinstance(of, Unreadable) else Within(length, of, day_and_night)


def _after(text: str) -> After | Unreadable:
    what = text[len("after ") :]
    if what.lower() in ("", "the crisis"):
        return After()
    found = duration(what) or anchor(what)
    return found if isinstance(found, Unreadable) else After(found)


def _before(text: str) -> Before | Unreadable:
    what = text[len("before ") :]
    if what.lower() in ("", "the crisis"):
        return Before()
    found = anchor(what)
    return found if isinstance(found, Unreadable) else Before(found)


def _deferred(text: str) -> Deferred | Unreadable | None:
    match = _DEFERRED.fullmatch(text)
    if match is None:
        return None
    to = anchor(match[1])
    return to if isinstance(to, Unreadable) else Deferred(to)


_BY_FIRST_WORD: dict[str, Callable[[str], Time | Unreadable | None]] = {
    "immediately": _immediately,
    "within": _within,
    "after": _after,
    "before": _before,
    "deferred": _deferred,
    "defer": _deferred,
    "from": bounds,
    "until": bounds,
    "till": bounds,
    "for": bounds,
    "every": recurring,
    "day": point,
    "days": point,
    "week": point,
    "weeks": point,
}


def _end(text: str) -> Time | Unreadable | None:
    found = _any(text)
    within = found.bounds if isinstance(found, Recurring) else found
    if not isinstance(within, Span):
        return found
    last = within.end
    if last is None:
        return Unreadable(f"`{shown(text)}` has no last day.", "Write that day: `day 30`, or a date.")
    if isinstance(found, Recurring):
        return Unreadable(f"`{shown(text)}` says how often as well.", f"Write the end alone: `{last}`.")
    return found


def _cadence(text: str) -> Recurring | Unreadable | None:
    found = recurring(text) or recurring(f"every {text}")
    if found is not None:
        return found
    return no_cadence(text) if isinstance(_any(text), Time) else None


def _duration(text: str) -> Duration | Unreadable | None:
    found = duration(text)
    if found is None and isinstance(_any(text), Time):
        return Unreadable(
            f"`{shown(text)}` does not say how long.", "Write `15 minutes`, `4 hours` or `3 months`."
        )
    return found


def _date(text: str) -> Dates | Unreadable | None:
    found = point(text) if _ISO_DATE.fullmatch(text) else None
    return found if isinstance(found, (Dates, Unreadable)) else None


def _moment(text: str) -> Dates | Moment | Unreadable | None:
    found = point(text) if _ISO_MOMENT.fullmatch(text) or _ISO_DATE.fullmatch(text) else None
    return found if isinstance(found, (Dates, Moment, Unreadable)) else None


_READERS: dict[Expects, Callable[[str], Time | Unreadable | None]] = {
    "time": _any,
    "end": _end,
    "cadence": _cadence,
    "duration": _duration,
    "date": _date,
    "moment": _moment,
}
