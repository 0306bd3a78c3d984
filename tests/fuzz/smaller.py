"""What must hold of single texts: of prose and names on their way to a page, of phrases that may be times."""

from __future__ import annotations

import html
from datetime import UTC, datetime, timedelta
from typing import get_args

from generator.load.characters import FORBIDDEN
from generator.text import (
    Reference,
    Resolved,
    broken_references,
    message,
    plain,
    references,
    rich,
    rich_inline,
    typed,
    visible,
)
from generator.when import (
    Calendar,
    Expects,
    Interval,
    Recurring,
    Rules,
    Time,
    Unreadable,
    as_data,
    in_days,
    is_recurring,
    last_of,
    parse,
    parse_quiet_hours,
    period,
    sort_key,
    span_of_days,
)
from generator.when import references as named_in
from tests.fuzz import markup, said
from tests.fuzz.patience import patience
from tests.unit.when_support import LONDON, NEW_YORK

_KINDS: tuple[Expects, ...] = get_args(Expects)
_QUIET = parse_quiet_hours("22:00-07:00")

#: In one of these the clocks change; one counts working days, one keeps quiet hours.
_CALENDARS = (
    Calendar(datetime(2026, 11, 23, 9, tzinfo=UTC), Rules(LONDON, "calendar", None)),
    Calendar(datetime(2026, 10, 24, 23, tzinfo=UTC), Rules(LONDON, "working", None)),
    Calendar(
        datetime(2026, 3, 8, 3, tzinfo=UTC),
        Rules(NEW_YORK, "calendar", None if isinstance(_QUIET, Unreadable) else _QUIET),
    ),
)
_REACHED = {
    "contained": datetime(2026, 11, 24, 10, tzinfo=UTC),
    "actions/x.y": datetime(2026, 10, 25, 1, tzinfo=UTC),
}


def text_faults(text: str) -> list[str]:
    """What is wrong with what becomes of a text, plain or rich."""
    with patience():
        block, line = rich(text, _resolve), rich_inline(text, _resolve)
        seen = visible(text, _resolve)
        name, kept = plain(text), typed(text)
        named = references(text), broken_references(text), message(text)
    faults = [
        f"{kind}: {fault}"
        for kind, made in (("rich", block), ("inline", line), ("plain", name), ("typed", kept))
        for fault in _html_faults(made)
    ]
    if any(mark in name for mark in "<>\"'`*_[]\\|"):
        faults.append("a plain text has punctuation")
    # A direction that is turned is turned back where the text ends.
    if bad := said.controls(seen.replace("\n", ""), directions=False):
        faults.append(f"what is seen holds {bad}")
    faults += [f"a reference outside the text: {found}" for found in named[0] if found.end > len(text)]
    faults += [f"broken brackets outside the text: {one}" for one in named[1] if one.start >= len(text)]
    return faults


def time_faults(text: str) -> list[str]:
    """What is wrong with what is read from a text as a time, by any field that holds one.

    No data file hands on a text with characters that it must not hold.
    """
    if FORBIDDEN.search(text):
        return []
    with patience():
        return [fault for expects in _KINDS for fault in _read_faults(text, expects)]


def _resolve(reference: Reference) -> Resolved | None:
    return None if reference.target.startswith("kpis/") else Resolved("The <churn>", f"@/{reference.target}/")


def _html_faults(made: str) -> list[str]:
    found = markup.read(made)
    faults = list(found.faults)
    if "\n" in made:
        faults.append("more than one line")
    shown = html.unescape(made).replace("\n", "")
    if bad := said.controls(shown, directions=False):
        faults.append(f"it holds {bad}")
    if found.ids:
        faults.append(f"it has ids: {found.ids}")
    allowed = ("http://", "https://", "mailto:", "tel:", "@/")
    faults += [f"a link to {link}" for link in found.links if not link.lower().startswith(allowed)]
    return faults


def _read_faults(text: str, expects: Expects) -> list[str]:
    found = parse(text, expects)
    if isinstance(found, Unreadable):
        words = (found.message, found.hint)
        return [f"not one clean sentence: {one!r}" for one in words if not one or said.controls(one)]
    faults = []
    if parse(str(found), expects) != found:
        faults.append(f"{expects}: {found!s} reads as {parse(str(found), expects)!r}")
    repr(
        (as_data(found), span_of_days(found), period(found), named_in(found), in_days(found), last_of(found))
    )
    if not sort_key(found) <= sort_key(found):
        faults.append("it has no place in order")
    return faults + [fault for calendar in _CALENDARS for fault in _dated_faults(found, calendar)]


def _dated_faults(found: Time, calendar: Calendar) -> list[str]:
    interval = calendar.interval(found, _REACHED)
    calendar.runs_backwards(found, _REACHED)
    ends = [end for end in (interval.start, interval.end) if end] if interval else []
    faults = [] if ends == sorted(ends) else [f"it ends before it begins: {interval}"]
    if is_recurring(found) and isinstance(found, Recurring):
        window = Interval(calendar.t0, calendar.t0 + timedelta(days=400))
        starts = [one.start for one in calendar.occurrences(found, window, _REACHED, limit=20) if one.start]
        if starts != sorted(set(starts)):
            faults.append(f"occurrences out of order: {starts}")
    return faults
