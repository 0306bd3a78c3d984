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
    from generator.exports.calendar.ics import calendar_file  # noqa: PLC0415  slow to import; not before T0

    found_events, title = events(agenda(book), book), book.summary.title
    found = {"calendar.ics": calendar_file(title, found_events, book, site)}
    for role in book.roles:
        own = (event for event in found_events if role in event.item.roles)
        name = f"{title}: {role.title}"
        found[f"roles/{role.id}/calendar.ics"] = calendar_file(name, own, book, site)
    return found
