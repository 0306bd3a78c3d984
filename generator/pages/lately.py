"""What the log says has changed, newest first: what an executive asks for since they last read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from generator.addresses import parse_ref
from generator.happened import Happened, everything
from generator.linked import Kpi, Linked, Playbook
from generator.linked.entry import event_name
from generator.model import Entry
from generator.pages.clock import clock
from generator.pages.onpaper import Flag, Part, Row, lines, named, sentence

#: What changes how the response stands; all else is work, and talk about it.
TOLD = frozenset(
    {
        "declared",
        "ended",
        "decided",
        "occurred",
        "invoked",
        "reached",
        "blocked",
        "unblocked",
        "done",
        "dropped",
        "reopened",
        "missed",
        "kept",
        "renegotiated",
        "measured",
    }
)

#: So far back the page looks unless its reader says otherwise.
WINDOW = timedelta(hours=24)

#: How many characters a moment takes.
CLOCK = 17

#: More changes than these are left to the log.
MOST = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One line of what changed; `lines` is what it takes on paper.

    `is_shown` says that it lies within the time that the page looks back, `is_on_paper` that it fits as well.
    """

    row: Row
    at: datetime
    address: str
    lines: float
    is_shown: bool = True
    is_on_paper: bool = True


def changes(book: Playbook) -> tuple[Change, ...]:
    """All changes that the log tells of, newest first; of each number the last value alone."""
    found = []
    measured: set[Linked[Entry]] = set()
    for one in reversed(everything(book)):
        if one.kind not in TOLD or one.at > book.now:
            continue
        if one.kind == "measured":
            new = {entry for entry in one.about if isinstance(entry, Kpi)} - measured
            measured |= new
            if not new:
                continue
        row = _row(one, book)
        found.append(Change(row, one.at, one.item.address, lines(row, book, before=CLOCK)))
    return tuple(found[:MOST])


def _row(one: Happened, book: Playbook) -> Row:
    first = one.about[0] if one.about else None
    others = one.about[1:]
    text = (Part("", sentence(one.text, book)),) if one.text else ()
    more = (named("also", others),) if others else ()
    head = one.value if one.kind == "measured" else ""
    said = (Part("", sentence(one.value, book)),) if one.value and not head else ()
    name = head if first else ", ".join(_events(one)) or head
    return Row(entry=first, head=name, flags=(Flag(one.kind, one.kind),), parts=(*said, *text, *more))


def _events(one: Happened) -> Iterator[str]:
    """The playbook's events that it names, which are no entries."""
    for written in one.item.record.about:
        ref = parse_ref(written)
        if ref is not None and ref.collection == "events":
            yield event_name(ref.id)


def since(book: Playbook) -> datetime:
    """The moment from which on the page looks: of a crisis that is over its T0, else a day before now."""
    calendar = book.calendar
    if calendar and clock(book).is_over:
        return calendar.rules.shown(calendar.t0)
    return book.now - WINDOW
