"""Calendars: one of everything and one a role once T0 is known, and what scripts make them of before."""

from __future__ import annotations

from generator.agenda import agenda
from generator.exports.calendar.calendar_json import calendar_json
from generator.exports.calendar.events import events
from generator.linked import Playbook

__all__ = ["calendar_json", "calendars"]


def calendars(book: Playbook, site: str = "") -> dict[str, bytes]:
    """The calendar of everything and each role's, by their paths below the site's root; none before T0.

    `site` is where the newest version of the site starts, with a slash at its end; empty where that is not
    known. A role that acts in nothing has an empty calendar: who subscribes to it gets what comes.
    """
    if book.calendar is None:
        return {}
    from generator.exports.calendar.ics import Writer  # noqa: PLC0415  slow to import; not before T0

    writer, title, found_events = Writer(book, site), book.summary.title, events(agenda(book), book)
    found = {"calendar.ics": writer.file(title, found_events)}
    for role in book.roles:
        own = tuple(event for event in found_events if role in event.item.roles)
        found[f"roles/{role.id}/calendar.ics"] = writer.file(f"{title}: {role.title}", own)
    return found
