"""The time grammar and its calendar: `day 1 morning`, `every 48 hours`. docs/time.md lists every form.

A text becomes a `Time` (`parse`), which says the same again (`str`). Before T0 is known, a time has days
(`span_of_days`), an order (`sort_key`) and a shape for scripts (`as_data`); a `Calendar` gives it moments.
"""

from generator.when.calendar import Calendar, Interval
from generator.when.data import as_data
from generator.when.days import in_days, last_of
from generator.when.grammar import Expects, parse
from generator.when.order import is_recurring, period, references, sort_key, span_of_days
from generator.when.reckoning import Rules, moment_in, parse_quiet_hours
from generator.when.values import Dates, Duration, Moment, Recurring, Time, Unreadable, words

__all__ = [
    "Calendar",
    "Dates",
    "Duration",
    "Expects",
    "Interval",
    "Moment",
    "Recurring",
    "Rules",
    "Time",
    "Unreadable",
    "as_data",
    "in_days",
    "is_recurring",
    "last_of",
    "moment_in",
    "parse",
    "parse_quiet_hours",
    "period",
    "references",
    "sort_key",
    "span_of_days",
    "words",
]
