"""Says what is wrong with a text that no reader takes, and offers the nearest form that one does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from difflib import get_close_matches

from generator.when.lexis import (
    DASH,
    DATE,
    FLAGS,
    NUMBER,
    is_calendar_name,
    month_number,
    shown,
    which_day,
)
from generator.when.values import (
    WEEKDAYS,
    After,
    Before,
    Deferred,
    Recurring,
    Span,
    Time,
    Unreadable,
    Within,
    Words,
)

Reader = Callable[[str], Time | Unreadable | None]

_FORMS = {
    "time": "`day 1 morning`, `days 2-3`, `week 2`, `within 48 hours`, `after contained` or `2026-11-20`",
    "end": "`day 30`, `week 2`, `2026-12-31` or `after contained`",
    "cadence": "`every 4 hours`, `daily at 09:00`, `weekly on Friday` or `as needed`",
    "duration": "`15 minutes`, `4 hours` or `3 months`",
    "date": "year, month and day, as in `2026-11-20`",
    "moment": "date and time, as in `2026-11-23T09:00`",
}
_NOUNS = {
    "time": "a time",
    "end": "a time",
    "cadence": "how often something happens",
    "duration": "a length of time",
    "date": "a date",
    "moment": "a date with a time",
}
_SAYINGS = {
    "asap": "immediately",
    "at once": "immediately",
    "immediate": "immediately",
    "now": "immediately",
    "24/7": "ongoing",
    "always": "ongoing",
    "continuous": "ongoing",
    "continuously": "ongoing",
    "ad hoc": "as needed",
    "ad-hoc": "as needed",
    "on demand": "as needed",
    "when needed": "as needed",
    "if needed": "as needed",
}
#: What misspelt words are mended to.
_VOCABULARY = frozenset(
    {
        *("immediately", "within", "after", "before", "until", "from", "every", "other", "deferred"),
        *("hourly", "daily", "weekly", "fortnightly", "monthly", "quarterly", "yearly", "twice", "once"),
        *("minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months"),
        *("quarter", "quarters", "year", "years", "morning", "afternoon", "month-end", "night"),
        *("ongoing", "needed", *(name.lower() for name in WEEKDAYS)),
    }
)

_NO_MISTAKES = frozenset({"weekend", "weekends", "the", "for", "and"})
_OTHER_PART = re.compile(
    rf"day ?{NUMBER},? (?:early |late )?(?:evening|night|noon|midnight|midday|dawn)", FLAGS
)
_WORD = re.compile(r"[a-z-]{3,}", FLAGS)
_LEADING = re.compile(r"(?:in|by|on|at|during|around|about|approx\.?|ca\.?) (?:the )?", FLAGS)
_DECIMAL = re.compile(r"(?P<whole>[0-9]{1,4})[.,](?P<part>[0-9]{1,2}) ?(?P<unit>hours?|days?|weeks?)", FLAGS)
_DAY_MONTH_YEAR = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)?[ .-](?:of )?([a-z]+|[0-9]{1,2})[ .,-]{1,2}([0-9]{4})", FLAGS
)
_SLASHED = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4}|[0-9]{2})", FLAGS)
_MONTH_DAY_YEAR = re.compile(r"([a-z]+) ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})", FLAGS)
_DATE_AND_TIME = re.compile(rf"({DATE})[t ,]{{1,2}}([0-9]{{1,2}})[:.]([0-9]{{2}}).*", FLAGS)
_WORKING_DAYS = rf"(?:week|work|working |business )days?|mon(?:day)?s? ?(?:to|until|{DASH}) ?fri(?:day)?s?"
_WORKED = "Monday, Tuesday, Wednesday, Thursday and Friday"
#: What people write for a cadence, and how the grammar says it.
_REWORDED = tuple(
    (re.compile(pattern, FLAGS), reworded)
    for pattern, reworded in (
        (r"(.+?),? (?:in|for|during|over) the first (day|week|month|quarter)", r"\1 until \2 1"),
        (
            rf"(.+?),? (?:in|for|during|over) the first ({NUMBER}) (day|week|month|quarter)s",
            r"\1 until \3 \2",
        ),
        (r"twice (?:a day|daily) (at .+)", r"daily \1"),
        (r"(?:every|each) morning", "daily at 09:00"),
        (r"(?:every|each) (?:afternoon|evening)", "daily at 17:00"),
        (rf"(?:daily )?(?:on |every )?(?:{_WORKING_DAYS})(.*)", rf"weekly on {_WORKED}\1"),
        (r"([0-9]{1,2}[:.][0-9]{2}.*)", r"day 1 at \1"),
        (r"([0-9]{1,2}[:.][0-9]{2}.*)", r"daily at \1"),
        (r"([0-9]{1,2} ?[ap]\.?m\.?)", r"day 1 at \1"),
        (r"([0-9]{1,2} ?[ap]\.?m\.?)", r"daily at \1"),
    )
)


def unreadable(text: str, expects: str, read: Reader) -> Unreadable:
    """The problem of a text that `read`, the reader of such fields, does not take."""
    if not text:
        return Unreadable("There is no time here.", f"Write {_FORMS[expects]}, or leave the field out.")
    if expects in ("time", "end") and is_calendar_name(text) and text.lower() not in _SAYINGS:
        return which_day(text)
    message = f"`{shown(text)}` cannot be read as {_NOUNS[expects]}."
    if _OTHER_PART.fullmatch(text):
        return Unreadable(message, "A day has a `morning` and an `afternoon`; else write `day 1 at 19:00`.")
    for candidate in _candidates(text):
        found = read(candidate)
        if isinstance(found, Time) and not _guesses_words(found):
            return Unreadable(message, f"Did you mean `{found}`?")
    # A day that there is not, or one of which nobody can tell which number is the month.
    if any(form.fullmatch(text) for form in (_SLASHED, _DAY_MONTH_YEAR, _MONTH_DAY_YEAR)):
        return Unreadable(message, "Check the day and the month, and write the year first: `2026-11-20`.")
    return Unreadable(message, f"Write {_FORMS[expects]}.")


def _candidates(text: str) -> Iterator[str]:
    """What the author may have meant, the most certain first."""
    lower = text.lower()
    if lower in _SAYINGS:
        yield _SAYINGS[lower]
    yield from _dates(text)
    if match := _DECIMAL.fullmatch(text):
        yield from _whole(match)
    for pattern, reworded in _REWORDED:
        if match := pattern.fullmatch(text):
            yield match.expand(reworded)
    spelled = _WORD.sub(_nearest_word, text)
    bare = _LEADING.sub("", spelled, count=1) if _LEADING.match(spelled) else spelled
    leads_by_in = lower.startswith("in ")
    if leads_by_in:
        yield f"within {bare}"
    for form in dict.fromkeys((spelled, bare, bare.replace("-", " "))):
        yield form
        if form[:1].isdigit():
            yield from (f"every {form}", f"day {form}")


def _dates(text: str) -> Iterator[str]:
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        yield from _iso(match[3], match[2], match[1])
    elif match := _SLASHED.fullmatch(text):
        yield from _either_way(*match.groups())
    if match := _MONTH_DAY_YEAR.fullmatch(text):
        yield from _iso(match[3], match[1], match[2])
    if match := _DATE_AND_TIME.fullmatch(text):
        yield f"{match[1]}T{int(match[2]):02}:{match[3]}"
        yield match[1]


def _either_way(first: str, second: str, year: str) -> Iterator[str]:
    """`23/11/2026` and `11/23/2026` are one day; of `3/4/2026` nobody can tell which it is."""
    full = year if len(year) == 4 else f"20{year}"
    days = {*_iso(full, second, first), *_iso(full, first, second)}
    if len(days) == 1:
        yield from days


def _iso(year: str, month: str, day: str) -> Iterator[str]:
    number = int(month) if month.isdigit() else month_number(month)
    if number:
        try:
            yield str(date(int(year), number, int(day)))
        except ValueError:
            return


def _whole(match: re.Match[str]) -> Iterator[str]:
    """`1.5 hours` is 90 minutes."""
    amount = float(f"{match['whole']}.{match['part']}")
    factor, smaller = {"h": (60, "minutes"), "d": (24, "hours"), "w": (7, "days")}[match["unit"][0].lower()]
    if (amount * factor).is_integer():
        yield f"{int(amount * factor)} {smaller}"


def _nearest_word(match: re.Match[str]) -> str:
    word = match[0]
    lower = word.lower()
    if lower in _VOCABULARY or lower in _NO_MISTAKES:
        return word
    # Few people mistype a first letter; without this rule "yesterday" would become "Saturday".
    alike = sorted(known for known in _VOCABULARY if known[0] == lower[0])
    near = get_close_matches(lower, alike, n=1, cutoff=0.65)
    return near[0] if near else word


def _guesses_words(found: Time) -> bool:
    """A suggestion that rests on free words would only repeat what nobody understood."""
    match found:
        case Within(_, of):
            return isinstance(of, Words)
        case After(what) | Before(what) | Deferred(what):
            return isinstance(what, Words)
        case Span(start, end) | Recurring(_, Span(start, end)):
            return isinstance(start, Words) or isinstance(end, Words)
    return False
