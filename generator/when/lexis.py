"""The smallest readable pieces: numbers, units, times of the clock, weekdays, dates.

Every pattern is matched against text whose white space is single blanks, and matches it whole; none
repeats a group that could match in two ways, so the time taken grows with the text's length alone.
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import get_args

from generator.when.values import WEEKDAYS, Duration, Unit, Unreadable

FLAGS = re.IGNORECASE | re.ASCII
_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        start=1,
    )
}
NUMBER = rf"(?:[0-9]+|{'|'.join(_NUMBER_WORDS)})"
#: Hyphen, non-breaking hyphen, figure dash, en dash, em dash, minus.
DASH = "[-\u2010-\u2015\u2212]"
TO = rf"(?: ?{DASH} ?| to | until | till )"
UNIT = "(?:minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|quarters?|years?)"
DATE = "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"

#: How far a plan reaches: ten years of anything, a year of hours, a week of minutes.
MOST: dict[Unit, int] = {
    "minute": 10_080,
    "hour": 8_760,
    "day": 3_650,
    "week": 520,
    "month": 120,
    "quarter": 40,
    "year": 10,
}
YEARS = range(2000, 2101)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))? ?(am|pm)?", FLAGS)
_NAMED_CLOCKS = {"noon": time(12), "midnight": time(0)}
_LOOSE_DAYS = frozenset({"now", "today", "tomorrow", "tonight", "yesterday"})
_LIST = re.compile(r",? and |, ?", FLAGS)
_DURATION = re.compile(rf"({NUMBER}|an?) ?({UNIT})", FLAGS)
_MONTH_DAY = re.compile(r"(?:day ([0-9]+)|(?:the )?([0-9]+)(?:st|nd|rd|th)|(?:the )?(last) day)", FLAGS)
_UNIT_OF_PREFIX: dict[str, Unit] = {unit[:2]: unit for unit in get_args(Unit)}


def number(text: str) -> int:
    """The number that `NUMBER` or an article matched."""
    lower = text.lower()
    return 1 if lower in ("a", "an") else _NUMBER_WORDS.get(lower) or int(lower)


def unit(text: str) -> Unit:
    """The unit that `UNIT` matched, whatever its spelling."""
    lower = text.lower()
    return "hour" if lower.startswith("h") else _UNIT_OF_PREFIX[lower[:2]]


def duration(text: str) -> Duration | Unreadable | None:
    """`15 minutes`, `two days`, `an hour`; None where the text is nothing of the kind."""
    match = _DURATION.fullmatch(text)
    return length(number(match[1]), unit(match[2])) if match else None


def length(count: int, of: Unit) -> Duration | Unreadable:
    """A duration, if it is one at all and not absurd."""
    found = Duration(count, of)
    if count == 0:
        return Unreadable(f"`{found}` is no time at all.", f"Write a number from 1 on, such as `1 {of}`.")
    if count > MOST[of]:
        return Unreadable(
            f"`{shown(str(found))}` is longer than any plan: at most {MOST[of]} {of}s.",
            "Check the number, or use a larger unit.",
        )
    return found


def clock(text: str) -> time | Unreadable:
    """`09:00`, `9.30`, `9 am`, `noon`."""
    if (named := _NAMED_CLOCKS.get(text.lower())) is not None:
        return named
    match = _CLOCK.fullmatch(text)
    if match is None or not (match[2] or match[3]):
        return Unreadable(f"`{shown(text)}` is not a time of the clock.", "Write hours and minutes: `09:00`.")
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return Unreadable(
                f"There is no {text}.", "Hours go from 1 to 12 with `am` and `pm`, without from 00 to 23."
            )
        hour = hour % 12 + (12 if match[3].lower() == "pm" else 0)
    if hour > 23 or minute > 59:
        hint = "Midnight is `00:00`." if hour == 24 else "Hours go from 00 to 23, minutes from 00 to 59."
        return Unreadable(f"There is no {text}.", hint)
    return time(hour, minute)


def clocks(text: str) -> tuple[time, ...] | Unreadable:
    """One or several times of the clock: `09:00, 13:00 and 17:00`; in order, each once."""
    found = []
    for item in _LIST.split(text):
        one = clock(item)
        if isinstance(one, Unreadable):
            return one
        found.append(one)
    return tuple(sorted(set(found)))


def weekdays(text: str) -> tuple[int, ...] | None:
    """`Friday`, `Mon and Thu`: 0 is Monday; in order, each once. None where one is no weekday."""
    found = [_weekday(item.lower()) for item in _LIST.split(text)]
    return None if None in found else tuple(sorted({item for item in found if item is not None}))


def month_day(text: str) -> int | Unreadable | None:
    """`day 5`, `the 5th`, `the last day`: 1 to 31, where 31 is the last day of any month."""
    match = _MONTH_DAY.fullmatch(text)
    if match is None:
        return None
    day = 31 if match[3] else int(match[1] or match[2])
    if not 1 <= day <= 31:
        return Unreadable(f"No month has a day {shown(str(day))}.", "Days of a month go from 1 to 31.")
    return day


def iso_date(text: str) -> date | Unreadable:
    """A date that `DATE` matched, if there is such a date."""
    year, month, day = (int(item) for item in text.split("-"))
    if not 1 <= month <= 12:
        return Unreadable(f"There is no month {month}.", "Write year, month and day: `2026-11-20`.")
    if year not in YEARS:
        message = f"The year {year:04} is out of reach: from {YEARS[0]} to {YEARS[-1]}."
        return Unreadable(message, "Check the year.")
    try:
        found = date(year, month, day)
    except ValueError:
        return Unreadable(
            f"There is no {day} {_MONTHS[month - 1]} in {year}.", "Check the day and the month."
        )
    if text != str(found):
        return Unreadable(
            f"In `{text}` the month and the day need two digits each.", f"Did you mean `{found}`?"
        )
    return found


def month_number(name: str) -> int | None:
    """1 to 12 for a month's name, in full or its first three letters or more."""
    lower = name.lower()
    known = (index for index, month in enumerate(_MONTHS, start=1) if month.lower().startswith(lower))
    return next(known, None) if len(lower) >= 3 else None


def is_calendar_name(word: str) -> bool:
    """Whether it names a weekday, a month or `today`: no date is written so, and no event is called so."""
    lower = word.lower()
    return lower in _LOOSE_DAYS or _weekday(lower) is not None or month_number(lower) is not None


def which_day(text: str) -> Unreadable:
    """What is said of a weekday, a month or `today` that stands alone."""
    return Unreadable(
        f"`{shown(text)}` does not say which day it means.", "Write a date such as `2026-11-20`, or `day 3`."
    )


def shown(text: str) -> str:
    """A text as a message quotes it: long ones are cut."""
    return text if len(text) <= 60 else f"{text[:57]}..."


def _weekday(lower: str) -> int | None:
    if len(lower) < 3:
        return None
    known = (index for index, name in enumerate(WEEKDAYS) if name.lower().startswith(lower))
    return next(known, None)
