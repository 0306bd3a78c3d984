"""Events as iCalendar files (RFC 5545). Alone in knowing the library."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

from generator.exports.calendar.events import Event
from generator.exports.calendar.zone import zone_of
from generator.linked import Playbook

#: Zones whose moments every calendar writes with a Z.
_UTC = frozenset({"UTC", "Etc/UTC"})

#: How often a calendar that is subscribed to asks for a newer one.
_REFRESH = timedelta(hours=1)

#: What takes longer makes nobody busy.
_LONG = timedelta(days=1)

#: Nothing but our own pages is linked to, however the site's address is written.
_WEB = re.compile(r"https?://[^\s\x00-\x1f]+")


#: How every calendar ends; its events stand before that.
_END = b"END:VCALENDAR\r\n"


class Writer:
    """Writes calendars of one playbook; an event that stands in several is written once.

    `site` is where the newest version of the site starts, empty where that is not known.
    """

    def __init__(self, book: Playbook, site: str) -> None:
        self._book = book
        self._written: dict[str, bytes] = {}
        self._site = site if _WEB.fullmatch(site) else ""
        self._now = book.now.astimezone(UTC).replace(microsecond=0)
        zone = book.calendar.rules.timezone if book.calendar else UTC
        self._zone = zone if isinstance(zone, ZoneInfo) and zone.key not in _UTC else None

    def file(self, title: str, events: tuple[Event, ...]) -> bytes:
        """One calendar, with these events of the playbook."""
        found = icalendar.Calendar()
        found.add("prodid", f"-//{_line(self._book.summary.title)}//Crisis playbook//EN")
        found.add("version", "2.0")
        found.add("calscale", "GREGORIAN")
        found.add("method", "PUBLISH")
        found.add("name", _line(title))
        found.add("x-wr-calname", icalendar.vText(_line(title)))
        found.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
        found.add("x-published-ttl", icalendar.vDuration(_REFRESH))
        if self._zone:
            found.add("x-wr-timezone", icalendar.vText(self._zone.key))
        if self._zone or not events:
            # No calendar may be without any component.
            found.add_component(zone_of(self._zone or ZoneInfo("UTC"), *self._reach(events)))
        frame: bytes = found.to_ical()
        return b"".join((frame.removesuffix(_END), *map(self._text, events), _END))

    def _text(self, event: Event) -> bytes:
        if event.uid not in self._written:
            self._written[event.uid] = self._event(event).to_ical()
        return self._written[event.uid]

    def _reach(self, events: tuple[Event, ...]) -> tuple[datetime, datetime]:
        """The first and the last moment of which a calendar needs the clocks: rules go on for years."""
        moments = [event.start for event in events if isinstance(event.start, datetime)]
        moments += [event.until for event in events if isinstance(event.until, datetime)]
        return min(moments, default=self._now), max(moments, default=self._now)

    def _event(self, event: Event) -> icalendar.Event:
        found, item = icalendar.Event(), event.item
        found.add("uid", event.uid)
        found.add("dtstamp", self._now)
        found.add("last-modified", self._now)
        found.add("dtstart", self._at(event.start, event))
        found.add("dtend", self._at(event.end, event))
        found.add("summary", _line(item.title))
        found.add("description", self._description(event))
        found.add("categories", [item.kind.capitalize()])
        found.add("status", "CANCELLED" if event.is_off else "CONFIRMED")
        found.add("transp", "TRANSPARENT" if item.is_due or event.end - event.start >= _LONG else "OPAQUE")
        if self._site:
            found.add("url", self._page(event))
        if item.kind == "ritual" and self._place():
            found.add("location", self._place())
        if event.rule:
            found.add("rrule", dict(event.rule))
        if event.excepted:
            found.add("exdate", [self._at(at, event) for at in event.excepted])
        if event.rings and item.alarm is not None:
            found.add_component(_alarm(item.title, item.alarm))
        return found

    def _at(self, at: date, event: Event) -> date:
        """A date, or a moment by the playbook's clocks where those say which one is meant."""
        if not isinstance(at, datetime) or self._zone is None or event.in_utc:
            return at
        here = at.astimezone(self._zone)
        return at if here.fold else here

    def _description(self, event: Event) -> str:
        said = "\n".join((*event.said, f"Page: {self._page(event)}"))
        return f"{event.item.text}\n\n{said}"

    def _page(self, event: Event) -> str:
        address = event.item.entry.address
        return f"{self._site}{address.removeprefix('/')}" if self._site else address

    def _place(self) -> str:
        """Where the team meets."""
        ways = (way for one in self._book.overview.war_room for way in (one.link, one.call) if way)
        return ", ".join(map(_line, ways))


def _alarm(title: str, before: int) -> icalendar.Alarm:
    """One that tells people `before` minutes before an event begins."""
    found = icalendar.Alarm()
    found.add("action", "DISPLAY")
    found.add("description", _line(title))
    found.add("trigger", timedelta(minutes=-before))
    return found


def _line(text: str) -> str:
    return " ".join(text.split())
