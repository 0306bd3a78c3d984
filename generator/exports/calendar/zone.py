"""A zone's clocks as a calendar file carries them, because no program need know the zone by its name.

The library's own are an hour late where summer time begins: it counts with the offset that comes after.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_STEP = timedelta(days=1)
_PRECISELY = timedelta(minutes=1)

#: Offset before, offset after, what the clocks are then called, whether it is summer time.
_Change = tuple[timedelta, timedelta, str, bool]


def zone_of(zone: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    """The clocks of a zone from the year before one moment to the year after another (aware)."""
    begins = datetime(first.year - 1, 1, 1, tzinfo=UTC)
    changes: dict[_Change, list[datetime]] = {}
    here = begins.astimezone(zone)
    offset = _offset(here)
    changes[offset, offset, here.tzname() or "", _is_summer(here)] = [begins]
    for at in _changes(zone, begins, datetime(last.year + 2, 1, 1, tzinfo=UTC)):
        before, after = _offset((at - _PRECISELY).astimezone(zone)), at.astimezone(zone)
        change = (before, _offset(after), after.tzname() or "", _is_summer(after))
        changes.setdefault(change, []).append(at)
    found = Timezone()
    found.add("tzid", zone.key)
    for change, moments in changes.items():
        found.add_component(_observance(change, moments))
    return found


def _observance(change: _Change, moments: list[datetime]) -> TimezoneStandard | TimezoneDaylight:
    before, after, name, is_summer = change
    found = TimezoneDaylight() if is_summer else TimezoneStandard()
    # By the clocks as they stood until then.
    onsets = [(at + before).replace(tzinfo=None) for at in moments]
    found.add("dtstart", onsets[0])
    if onsets[1:]:
        found.add("rdate", onsets[1:])
    found.add("tzname", name)
    found.add("tzoffsetfrom", before)
    found.add("tzoffsetto", after)
    return found


def _changes(zone: ZoneInfo, begins: datetime, ends: datetime) -> Iterator[datetime]:
    """The moments (UTC) at which the clocks change, to the minute."""
    at = begins
    while at < ends:
        after = at + _STEP
        if _clock(at, zone) != _clock(after, zone):
            yield _between(at, after, zone)
        at = after


def _between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    known = _clock(before, zone)
    while after - before > _PRECISELY:
        middle = before + (after - before) // _PRECISELY // 2 * _PRECISELY
        before, after = (middle, after) if _clock(middle, zone) == known else (before, middle)
    return after


def _clock(moment: datetime, zone: ZoneInfo) -> tuple[timedelta, str | None]:
    here = moment.astimezone(zone)
    return _offset(here), here.tzname()


def _offset(here: datetime) -> timedelta:
    return here.utcoffset() or timedelta()


def _is_summer(here: datetime) -> bool:
    # Some zones say that they take time off in winter instead: for calendars that is no summer time.
    return (here.dst() or timedelta()) > timedelta()
