"""Reads what a time may start from, end with or count from: days, dates, events, words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time

from generator.when.lexis import (
    DASH,
    DATE,
    FLAGS,
    MOST,
    NUMBER,
    TO,
    clock,
    is_calendar_name,
    iso_date,
    number,
    shown,
    which_day,
)
from generator.when.values import (
    DAYS_IN,
    Anchor,
    Dates,
    DayAt,
    DayPart,
    Moment,
    MonthEnd,
    Part,
    Placed,
    Point,
    Stretch,
    StretchUnit,
    Unreadable,
    Words,
)

_UNITS: dict[str, StretchUnit] = {"day": "day", "week": "week", "month": "month", "quarter": "quarter"}
_NAMED = "(day|week|month|quarter)s?"
_STRETCH = re.compile(rf"{_NAMED} ?({NUMBER})(?:{TO}(?:{_NAMED} ?)?({NUMBER}))?", FLAGS)
_EDGE = re.compile(rf"(?:the )?(end|start|beginning) of {_NAMED} ?({NUMBER})", FLAGS)
_DAY_PART = re.compile(rf"day ?({NUMBER}),? (morning|afternoon)", FLAGS)
_DAY_AT = re.compile(rf"day ?({NUMBER}),? at (.+)", FLAGS)
_MONTH_END = re.compile(rf"month(?:{DASH}| )end|end of (?:the )?month", FLAGS)
_DATES = re.compile(rf"({DATE})(?:{TO}({DATE}))?", FLAGS)
_MOMENT = re.compile(
    rf"({DATE})(?:t| at | )([0-9]{{1,2}}[:.][0-9]{{2}})(:[0-9]{{2}})?(z|[-+][0-9:]+)?", FLAGS
)
_OFFSET = re.compile(r"[-+](?:0[0-9]|1[0-4]):?[0-5][0-9]")
#: What begins so, or holds a numbered day or a date, is meant as a time, and is never taken for words.
_MEANT_AS_TIME = re.compile(
    rf"{_NAMED} ?{NUMBER}\b|(?:within|every|until|till|from|after|before)\b|.*(?:\b{_NAMED} ?[0-9]|{DATE})",
    FLAGS,
)

_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_EVENT = re.compile(_ID)
_REFERENCE = re.compile(rf"[a-z]+/{_ID}(?:\.{_ID})?")
_BARE_ACTION = re.compile(rf"{_ID}\.{_ID}")


def point(text: str) -> Placed | Unreadable | None:
    """A day, week, month, quarter or date; None where the text is nothing of the kind."""
    for pattern, read in _FORMS:
        if match := pattern.fullmatch(text):
            return read(match)
    return None


def anchor(text: str) -> Point | Unreadable:
    """A point; else a reference, one word as an event's id, several words as words."""
    found = point(text)
    if found is not None:
        return found
    if _MEANT_AS_TIME.match(text):
        return Unreadable(
            f"`{shown(text)}` cannot be read as a time.",
            "Write it as `day 3`, `week 2` or `2026-11-20`.",
        )
    if " " in text:
        return _words(text)
    return _name(text)


def _stretch(match: re.Match[str]) -> Stretch | Unreadable:
    named, first_text, other_named, last_text = match.groups()
    kind = _UNITS[named.lower()]
    first = number(first_text)
    last = number(last_text) if last_text else first
    if other_named and _UNITS[other_named.lower()] != kind:
        return Unreadable(
            f"`{shown(match[0])}` mixes {kind}s and {_UNITS[other_named.lower()]}s.",
            "Write both ends in one unit, or `from week 2 until month 2`.",
        )
    found = Stretch(kind, first, last)
    for count in (first, last):
        if problem := _out_of_reach(kind, count):
            return problem
    if last < first:
        turned = Stretch(kind, last, first)
        return Unreadable(f"`{found}` ends before it starts.", f"Did you mean `{turned}`?")
    return found


def _edge(match: re.Match[str]) -> Stretch | Unreadable:
    kind, count = _UNITS[match[2].lower()], number(match[3])
    day = count * DAYS_IN[kind] if match[1].lower() == "end" else (count - 1) * DAYS_IN[kind] + 1
    return _out_of_reach(kind, count) or Stretch("day", day, day)


def _day_part(match: re.Match[str]) -> DayPart | Unreadable:
    day = number(match[1])
    part: Part = "morning" if match[2].lower() == "morning" else "afternoon"
    return _out_of_reach("day", day) or DayPart(day, part)


def _day_at(match: re.Match[str]) -> DayAt | Unreadable:
    day, at = number(match[1]), clock(match[2])
    if isinstance(at, Unreadable):
        return at
    return _out_of_reach("day", day) or DayAt(day, at)


def _out_of_reach(kind: StretchUnit, count: int) -> Unreadable | None:
    if count == 0:
        hint = "For what is done before the crisis write `before`."
        if kind != "day":
            hint = f"The first one is `{kind} 1`."
        return Unreadable(f"There is no {kind} 0: {kind} 1 begins when the crisis is declared.", hint)
    if count > MOST[kind]:
        message = f"`{shown(f'{kind} {count}')}` is out of reach: a plan ends with {kind} {MOST[kind]}."
        return Unreadable(message, "Check the number.")
    return None


def _dates(match: re.Match[str]) -> Dates | Unreadable:
    first, last = iso_date(match[1]), iso_date(match[2] or match[1])
    if isinstance(first, Unreadable):
        return first
    if isinstance(last, Unreadable):
        return last
    found = Dates(first, last)
    if last < first:
        return Unreadable(f"`{found}` ends before it starts.", f"Did you mean `{Dates(last, first)}`?")
    return found


def _moment(match: re.Match[str]) -> Moment | Unreadable:
    day, at = iso_date(match[1]), clock(match[2])
    if isinstance(day, Unreadable):
        return day
    if isinstance(at, Unreadable):
        return at
    seconds = int(match[3][1:]) if match[3] else 0
    if seconds > 59:
        return Unreadable(f"There is no second {seconds} in a minute.", "Leave the seconds out.")
    offset = (match[4] or "").upper()
    if offset not in ("", "Z") and not _OFFSET.fullmatch(offset):
        return Unreadable(
            f"`{shown(offset)}` is not an offset from UTC.", "Write it as `+01:00`, or leave it out."
        )
    return Moment(datetime.fromisoformat(f"{day}T{time(at.hour, at.minute, seconds)}{offset}"))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Placed | Unreadable]], ...] = (
    (_STRETCH, _stretch),
    (_DAY_PART, _day_part),
    (_DAY_AT, _day_at),
    (_EDGE, _edge),
    (_MONTH_END, lambda _: MonthEnd()),
    (_DATES, _dates),
    (_MOMENT, _moment),
)


def _words(text: str) -> Words | Unreadable:
    if "[[" in text or text.lower().startswith(("actions/", "events/")):
        return _no_reference(text)
    return Words(text)


def _name(text: str) -> Anchor | Unreadable:
    lower = text.lower()
    if is_calendar_name(lower):
        return which_day(text)
    if _EVENT.fullmatch(lower):
        return Anchor(lower)
    if _REFERENCE.fullmatch(lower):
        return Anchor(lower.removeprefix("events/"))
    if _BARE_ACTION.fullmatch(lower):
        return Unreadable(
            f"`{shown(text)}` does not say that it is an action.", f"Did you mean `actions/{shown(lower)}`?"
        )
    return _no_reference(text)


def _no_reference(text: str) -> Unreadable:
    return Unreadable(
        f"`{shown(text)}` names neither an event nor an action.",
        "Write an event's id such as `contained`, an action as `actions/priority.action`, or several words.",
    )
