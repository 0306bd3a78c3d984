"""What stands in calendar files: texts that stay texts, clocks that are right, the same bytes everywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from generator.exports.calendar import calendars
from generator.exports.calendar.zone import zone_of
from tests import ical, playbooks
from tests.playbooks import book
from tests.unit.test_calendar_files import DECLARED, NOW, SITE, declared, made

HOSTILE = [
    "BEGIN:VEVENT\\nX",
    'a, b; c\\\\ \\"d\\"',
    "\\U0001f600" * 40,
    "END:VCALENDAR\\r\\nBEGIN:VCALENDAR",
    "ATTACH;VALUE=URI:file:///x",
    "\\u00e9" * 80,
]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_stays_a_title(title: str) -> None:
    """Whatever is typed: one event, its title in one line, its text after every escape as it was."""
    plain = " ".join(title.encode().decode("unicode_escape").split())
    text = f'priorities: {{fix: {{title: Fix, actions: {{x: {{title: "{title}", when: day 1}}}}}}}}\n'
    head = DECLARED.replace("title: Test", f'title: "{title}"')
    calendar = ical.read(calendars(book(text, head, now=NOW), SITE)["calendar.ics"])
    second = vobject.readOne(calendars(book(text, head, now=NOW), SITE)["calendar.ics"].decode())

    assert [plain] == [str(event["SUMMARY"]) for event in calendar.events]
    assert (plain, plain) == (str(calendar["NAME"]), second.vevent.summary.value)


@pytest.mark.parametrize("prose", ["&#8232;x", "&#13;&#10;END:VEVENT", "&#7;x", "{{ 7 * 7 }}", "<b>x</b>"])
def test_a_text_stays_a_text(prose: str) -> None:
    """Nothing that a reader's program obeys comes out of prose, spelt with references or not."""
    action = f'{{title: X, when: day 1, steps: ["{prose}"]}}'
    text = f"priorities: {{fix: {{title: Fix, actions: {{x: {action}}}}}}}\n"
    content = calendars(book(text, DECLARED, now=NOW), SITE)["calendar.ics"]

    assert 1 == content.count(b"END:VEVENT\r\n") == len(ical.events(content))
    assert content.decode().replace("\r\n", "").isprintable()


@pytest.mark.parametrize(
    "name", ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca"]
)
def test_the_clocks_of_a_zone_are_right(name: str) -> None:
    """Whoever does not know the zone reads the right hour from the file, to the minute."""
    zone = ZoneInfo(name)
    first, last = datetime(2026, 10, 20, tzinfo=UTC), datetime(2027, 4, 2, tzinfo=UTC)
    told = zone_of(zone, first, last)
    onsets = sorted(
        (at.replace(tzinfo=UTC) - part.TZOFFSETFROM, part.TZOFFSETTO)
        for part in told.walk()
        if isinstance(part, (icalendar.TimezoneStandard, icalendar.TimezoneDaylight))
        for at in (part.DTSTART, *(at for at, _ in part.rdates))
        if isinstance(at, datetime)
    )
    hours = [first + timedelta(minutes=30 * number) for number in range(2 * 24 * 164)]

    assert [moment.astimezone(zone).utcoffset() for moment in hours] == [
        [offset for at, offset in onsets if at <= moment][-1] for moment in hours
    ]


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC"])
def test_in_utc_times_need_no_zone(zone: str) -> None:
    """A playbook that lives by UTC needs nobody's clocks."""
    head = f"playbook: {{key: test, title: Test, timezone: {zone}, activated: 2026-11-23T09:00}}\n"
    text = "priorities: {fix: {title: Fix, actions: {x: {title: X, when: day 2 at 10:00}}}}\n"
    content = calendars(book(text, head, now=NOW), SITE)["calendar.ics"]

    assert (False, False, True) == (
        b"VTIMEZONE" in content,
        b"TZID" in content,
        b"DTSTART:20261124T100000Z" in content,
    )


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    """Half past one comes twice in the night of 25 October 2026: the second is written in UTC."""
    text = "priorities: {fix: {title: Fix, actions: {x: {title: X, when: 2026-10-25T01:30+00:00}}}}\n"
    head = DECLARED.replace("2026-11-23", "2026-10-24")
    content = calendars(book(text, head, now=NOW), SITE)["calendar.ics"]

    assert b"DTSTART:20261025T013000Z" in content


@pytest.mark.parametrize("zone", ["UTC", "Europe/London"])
def test_an_empty_calendar_is_a_calendar(zone: str) -> None:
    """Who acts in nothing yet can subscribe all the same: the file holds a component, as it must."""
    calendar = ical.read(made(head=DECLARED.replace("Europe/London", zone), name="roles/idle/calendar.ics"))

    assert ([], 1) == (calendar.events, len(calendar.subcomponents))


def test_programs_are_told_to_ask_again() -> None:
    """A calendar that was subscribed to is an hour behind at most, and has the playbook's name."""
    calendar = ical.read(made(name="roles/lead/calendar.ics"))

    assert ("PUBLISH", timedelta(hours=1), "PT1H", "Test: Lead") == (
        str(calendar["METHOD"]),
        calendar.refresh_interval,
        str(calendar["X-PUBLISHED-TTL"]),
        str(calendar["X-WR-CALNAME"]),
    )


PROGRAM = """
import hashlib, sys
from tests.unit.test_calendar_files import calendars, declared
print(hashlib.sha256(b"".join(calendars(declared(), "https://x.example/").values())).hexdigest())
"""


@pytest.mark.parametrize(("zone", "seed"), [("Pacific/Auckland", "1"), ("America/New_York", "2")])
def test_the_same_plan_makes_the_same_bytes(zone: str, seed: str) -> None:
    """Wherever it is made."""
    here = hashlib.sha256(b"".join(calendars(declared(), "https://x.example/").values())).hexdigest()
    root = Path(playbooks.__file__).resolve().parents[1]
    there = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
    )

    assert here == there.stdout.strip()
