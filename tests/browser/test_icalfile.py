"""Calendar files that a browser writes, read again by two parsers: no text becomes more than text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import vobject
from playwright.sync_api import Page

from tests.browser.fixtures import NewPage
from tests.ical import alarm, read

#: Writes a file of events whose moments came as ISO 8601, and whose dates as dates.
WRITE = """async events => {
  const { calendarText } = await import("/icalfile.js")
  const time = text => text.includes("T") ? new Date(text) : text
  const made = new Date("2026-11-24T03:12:00Z")
  const whole = events.map(each => ({ ...each, start: time(each.start), end: time(each.end) }))
  return calendarText({ title: "DRILL: Tills; all, of them", program: "-//Test//EN", made, events: whole })
}"""

PLAIN: dict[str, Any] = {
    "uid": "one@test",
    "title": "Find the cause",
    "text": "Read the budget.",
    "url": "https://playbook.example.org/priorities/restore-service/#find-cause",
    "kind": "action",
    "start": "2026-11-24T09:00:00Z",
    "end": "2026-11-24T12:00:00Z",
    "free": False,
    "alarm": 15,
}

#: Texts that would end their line, begin another, or be cut where a line is folded.
HOSTILE = (
    "BEGIN:VEVENT\nSUMMARY:x",
    "END:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR",
    "one\rtwo",
    "a, b; c: d\\, e\\n f \\",
    '"quoted" ^n ^^ {x} <b>&amp;',
    "\U0001f525" * 60,
    "a" + "\u6f22" * 90,
    "ab" + "\U0001f9d1\u200d\U0001f692" * 40,
    "\x00\x07\x1b\x7f\x85\u2028\u2029\ufeff",
    " leading, trailing ",
    "x" * 75,
    "y" * 500,
)


@pytest.fixture
def page(new_page: NewPage, scripts: str) -> Page:
    """A page beside the scripts."""
    found = new_page()
    found.goto(scripts)
    return found


def written(page: Page, *events: dict[str, Any]) -> str:
    """The file that the script makes of events."""
    text: str = page.evaluate(WRITE, [{**PLAIN, **event} for event in events])
    return text


def parsed(text: str) -> list[icalendar.Event]:
    """The events of a file, which its own parser found nothing wrong with."""
    return list(read(text.encode()).events)


def test_a_file_of_two_events(page: Page) -> None:
    """A moment is in UTC, a day is a date, an alarm before or after the beginning; nothing else is added."""
    whole: dict[str, Any] = {"uid": "two@test", "start": "2026-11-25", "end": "2026-11-27", "alarm": -540}
    whole |= {"url": None, "free": True}
    expected = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:DRILL: Tills\\; all\\, of them
BEGIN:VEVENT
UID:one@test
DTSTAMP:20261124T031200Z
DTSTART:20261124T090000Z
DTEND:20261124T120000Z
SUMMARY:Find the cause
DESCRIPTION:Read the budget.
URL:https://playbook.example.org/priorities/restore-service/#find-cause
CATEGORIES:action
STATUS:CONFIRMED
TRANSP:OPAQUE
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Find the cause
TRIGGER:-PT15M
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:two@test
DTSTAMP:20261124T031200Z
DTSTART;VALUE=DATE:20261125
DTEND;VALUE=DATE:20261127
SUMMARY:Find the cause
DESCRIPTION:Read the budget.
CATEGORIES:action
STATUS:CONFIRMED
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Find the cause
TRIGGER:PT540M
END:VALARM
END:VEVENT
END:VCALENDAR
"""

    assert expected == written(page, {}, whole).replace("\r\n", "\n")


def test_two_parsers_read_the_same(page: Page) -> None:
    """What one program wrote, two others read: times, dates, alarms, addresses."""
    text = written(page, {}, {"uid": "two@test", "start": "2026-11-25", "end": "2026-11-27", "alarm": None})
    timed, whole = parsed(text)
    other = vobject.readOne(text)
    nine = datetime(2026, 11, 24, 9, tzinfo=UTC)

    assert (nine, nine + timedelta(hours=3)) == (timed.start, timed.end)
    assert (date(2026, 11, 25), date(2026, 11, 27)) == (whole.start, whole.end)
    assert (timedelta(minutes=-15), None) == (alarm(timed), alarm(whole))
    assert [nine, date(2026, 11, 25)] == [each.dtstart.value for each in other.vevent_list]
    assert [PLAIN["url"]] * 2 == [each.url.value for each in other.vevent_list]


def test_hostile_texts_stay_texts(page: Page) -> None:
    """Whatever a title or a text holds, there is one event with that title and text, and none besides."""
    events = [{"uid": f"{number}@test", "title": text, "text": text} for number, text in enumerate(HOSTILE)]
    text = written(page, *events)
    expected = [as_kept(each) for each in HOSTILE]
    found = parsed(text)
    other = vobject.readOne(text).vevent_list

    assert expected == [str(each.get("DESCRIPTION", "")) for each in found]
    assert expected == [each.description.value if hasattr(each, "description") else "" for each in other]
    assert [" ".join(each.split()) for each in expected] == [str(each["SUMMARY"]).strip() for each in found]


def as_kept(text: str) -> str:
    """A text without what no data file may hold, each end of a line the same."""
    for ending in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(ending, "\n")
    return "".join(each for each in text if each not in "\x00\x07\x1b\x7f\ufeff")


def test_no_line_is_too_long(page: Page) -> None:
    """No line has more than 75 octets, and each is whole characters; lines end as the standard says."""
    text = written(page, *({"title": each, "text": each * 3} for each in HOSTILE))
    lines = text.split("\r\n")

    assert "" == lines.pop()
    assert [] == [line for line in lines if "\n" in line or "\r" in line]
    assert [] == [line for line in lines if len(line.encode()) > 75]
    assert len([line for line in lines if line.startswith(" ")]) > 20


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://x/y"]
)
def test_an_address_is_of_the_web(page: Page, url: str) -> None:
    """A calendar leads to pages, and runs nothing."""
    text = written(page, {"url": url})

    assert "URL" not in text


def test_an_address_stays_in_its_line(page: Page) -> None:
    """What stands in an address cannot begin a line of the file."""
    (event,) = parsed(written(page, {"url": "https://x.example/a b\r\nBEGIN:VALARM\nx,y;z"}))

    assert "https://x.example/a%20bBEGIN:VALARMx,y;z" == str(event["URL"])
    assert timedelta(minutes=-15) == alarm(event)


def test_what_ends_at_midnight_takes_no_day_more(page: Page) -> None:
    """Day 1 of a crisis declared in the evening ends at midnight: the event is of that one date."""
    found = page.evaluate(
        """async () => {
          const { eventsOf } = await import("/icalevents.js")
          const t0 = new Date("2026-11-23T20:00:00Z")
          const rules = { zone: "Europe/London", days: "calendar", quiet: null, t0, anchors: {} }
          const edges = { from: { day: 1, time: "09:00" }, to: { day: 1, time: "18:00" } }
          const item = { uid: "x", kind: "action", title: "x", text: "", address: "/x/", roles: [],
            days: true, due: false, minutes: null, alarm: null, time: { kind: "interval", ...edges } }
          const frame = { run: "run", mark: "DRILL", base: new URL("http://x.example/"), now: t0 }
          const { events } = eventsOf({ items: [item], horizon: null }, rules, frame)
          return events.map(({ start, end }) => [start, end])
        }"""
    )

    assert [["2026-11-23", "2026-11-24"]] == found
