"""Calendar files: two parsers read them, an update changes what it should, nothing hostile gets out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from generator.exports import exports
from generator.exports.calendar import calendars
from generator.linked import Playbook
from tests import ical
from tests.playbooks import HEAD, book

SITE = "https://plan.example.org/latest/"
NOW = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
DECLARED = HEAD.replace(
    "London}",
    'London, activated: 2026-11-23T09:00, horizon: day 30, war_room: [{link: "https://call.example.org/1"}]}',
)
PLAN = """
roles:
  lead: {title: Lead, deputy: second}
  second: {title: Second}
  idle: {title: Idle}
  board: {title: Board, members: [second]}
priorities:
  fix:
    title: Fix
    owner: lead
    actions:
      find: {title: Find, when: day 1 morning}
      miss: {title: Miss, when: day 1 afternoon}
      mend: {title: Mend, when: days 3-4}
      test: {title: Test, when: day 3 at 14:00}
      stop: {title: Stop, when: day 5}
      tidy: {title: Tidy, when: after day 5, supports: [board]}
      watch: {title: Watch, when: daily at 08:00 until day 5}
      later: {title: Later, when: after contained}
comms:
  press:
    title: Press
    owner: second
    schedule:
      - {what: First word, when: within 30 hours}
      - {what: Update, every: daily at 18:00 until day 3}
rituals: {meet: {title: Meet, cadence: daily at 09:00, minutes: 20, who: [board]}}
targets: {calm: {title: Calm, by: week 2}}
commitments: {refund: {title: Refund, to: press, by: day 3}}
log:
  a: {at: 2026-11-23T11:00, about: [actions/fix.find, actions/fix.test], kind: done}
  b: {at: 2026-11-23T12:00, about: [actions/fix.stop], kind: dropped}
  c: {at: 2026-11-24T12:00, about: [actions/fix.watch], kind: dropped, for: 2026-11-26T08:00}
"""


def declared(text: str = PLAN, head: str = DECLARED) -> Playbook:
    """A playbook a day after it was declared."""
    reached = "contained: It is quiet"
    return book(text, head.replace("activated", f"events: {{{reached}}}, activated"), now=NOW)


def made(text: str = PLAN, head: str = DECLARED, name: str = "calendar.ics") -> bytes:
    """One of its calendars."""
    return calendars(declared(text, head), SITE)[name]


def found(text: str = PLAN, head: str = DECLARED) -> dict[str, icalendar.Event]:
    """The events of the calendar of everything."""
    return ical.events(made(text, head))


def minutes(count: int) -> timedelta:
    """A length."""
    return timedelta(minutes=count)


@pytest.fixture(scope="module", params=["made here", "outage", "small"])
def content(request: pytest.FixtureRequest) -> bytes:
    """Calendars of several playbooks."""
    folder = Path(__file__).resolve().parents[1] / "fixtures"
    return made() if request.param == "made here" else calendars(_at(folder / request.param))["calendar.ics"]


def _at(folder: Path) -> Playbook:
    read = "\n".join(path.read_text(encoding="utf-8") for path in sorted((folder / "data").glob("*.yml")))
    return book(read, "", now=NOW)


def test_before_t0_there_is_none() -> None:
    """Without T0 nothing has a date; what a script can make a calendar of is there all the same."""
    plan = PLAN.partition("log:")[0].replace("after contained", "day 9")

    assert ["calendar.json"] == [name for name in exports(book(plan, HEAD)) if "calendar" in name]


def test_each_role_has_its_own() -> None:
    """What somebody acts in and nothing else; a group's member has what the group has."""
    files = calendars(declared(), SITE)

    assert {
        "calendar.ics": 12,
        "roles/lead/calendar.ics": 7,
        "roles/second/calendar.ics": 4,
        "roles/idle/calendar.ics": 0,
        "roles/board/calendar.ics": 2,
    } == {name: len(ical.events(content)) for name, content in files.items()}


def test_a_second_parser_reads_the_same(content: bytes) -> None:
    """What one library wrote, another reads: as many events, the same names, the same beginnings."""
    ours = ical.events(content)
    theirs = {event.uid.value: event for event in vobject.readOne(content.decode()).vevent_list}

    def in_utc(at: date) -> date:
        return at.astimezone(UTC) if isinstance(at, datetime) else at

    assert {uid: (str(event["SUMMARY"]), in_utc(event.start)) for uid, event in ours.items()} == {
        uid: (event.summary.value, in_utc(event.dtstart.value)) for uid, event in theirs.items()
    }


def test_every_event_is_whole(content: bytes) -> None:
    """A name, a stamp, a beginning, a later end, a title, a text, a state: in every event."""
    needed = {"UID", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS"}
    faulty = [
        uid for uid, event in ical.events(content).items() if needed - set(event) or event.end <= event.start
    ]

    assert [] == faulty


def test_lines_are_short_and_end_as_they_must(content: bytes) -> None:
    """At most 75 octets a line, CR LF at its end, no character cut in two."""
    lines = content.split(b"\r\n")

    assert ([], 0, b"") == (
        [line for line in lines if len(line) > 75 or not line.decode().isprintable()],
        content.replace(b"\r\n", b"").count(b"\n"),
        lines[-1],
    )


def test_times_are_those_of_the_plan() -> None:
    """A morning is hours, a stretch of days is days, and what is due stands at its end."""
    london = ZoneInfo("Europe/London")

    def at(day: int, hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 11, day, hour, minute, tzinfo=london)

    assert {
        "actions.fix.find@test": (at(23, 9), at(23, 12)),
        "actions.fix.miss@test": (at(23, 12), at(23, 18)),
        "actions.fix.mend@test": (date(2026, 11, 25), date(2026, 11, 27)),
        "actions.fix.test@test": (at(25, 14), at(25, 14, 15)),
        "actions.fix.stop@test": (date(2026, 11, 27), date(2026, 11, 28)),
        "actions.fix.tidy@test": (at(28, 9), at(28, 9, 15)),
        "actions.fix.watch@test": (at(24, 8), at(24, 8, 15)),
        "comms.press.first-word@test": (at(24, 15), at(24, 15, 15)),
        "comms.press.update@test": (at(23, 18), at(23, 18, 15)),
        "rituals.meet@test": (at(23, 9), at(23, 9, 20)),
        "targets.calm@test": (date(2026, 12, 6), date(2026, 12, 7)),
        "commitments.refund@test": (date(2026, 11, 25), date(2026, 11, 26)),
    } == {uid: (event.start, event.end) for uid, event in found().items()}


def test_a_day_declared_in_its_evening_is_that_day_alone() -> None:
    """It goes on until midnight; the day that begins there is none of it."""
    events = found(head=DECLARED.replace("T09:00", "T20:00"), text=PLAN.replace("day 5}", "day 1}"))
    stop = events["actions.fix.stop@test"]

    assert (date(2026, 11, 23), date(2026, 11, 24)) == (stop.start, stop.end)


def test_people_are_told_before_what_is_to_come() -> None:
    """A quarter of an hour before a moment, at nine on a day; not of what is over, done or dropped."""
    assert {
        "actions.fix.find@test": None,
        "actions.fix.miss@test": None,
        "actions.fix.mend@test": minutes(9 * 60),
        "actions.fix.test@test": None,
        "actions.fix.stop@test": None,
        "actions.fix.tidy@test": minutes(-15),
        "actions.fix.watch@test": minutes(-15),
        "comms.press.first-word@test": minutes(-15),
        "comms.press.update@test": minutes(-15),
        "rituals.meet@test": minutes(-15),
        "targets.calm@test": minutes(9 * 60),
        "commitments.refund@test": minutes(9 * 60),
    } == {uid: ical.alarm(event) for uid, event in found().items()}


def test_what_was_dropped_is_cancelled() -> None:
    """A calendar that has it takes it out; what is done stays where it was."""
    events = found()

    assert {"actions.fix.stop@test"} == {uid for uid, event in events.items() if ical.cancelled(event)}
    assert "By the log: done." in str(events["actions.fix.find@test"]["DESCRIPTION"])


def test_an_occurrence_that_was_dropped_is_left_out() -> None:
    """The others of its rule stay."""
    watches = [one.start for one in ical.happenings(made()) if one.title == "Watch"]

    assert [datetime(2026, 11, day, 8, tzinfo=UTC) for day in (24, 25, 27)] == watches


def test_a_message_that_was_sent_rings_no_more() -> None:
    """The log has it: nobody is told again to send it."""
    sent = PLAN + "  d: {at: 2026-11-24T13:00, about: [comms/press], kind: sent, for: 2026-11-24T15:00}\n"

    assert ical.alarm(found(sent)["comms.press.first-word@test"]) is None


def test_what_hangs_on_an_event_comes_once_it_is_reached() -> None:
    """Until then it is in no calendar."""
    reached = PLAN + "  d: {at: 2026-11-24T13:00, about: [events/contained], kind: reached}\n"

    assert {"actions.fix.later@test"} == set(found(reached)) - set(found())


def test_an_event_leads_to_its_page() -> None:
    """Its address stands in the text as well, for calendars that show no links."""
    event = found()["actions.fix.mend@test"]
    address = f"{SITE}priorities/fix/#mend"

    assert (address, True, "Action") == (
        str(event["URL"]),
        str(event["DESCRIPTION"]).endswith(f"Page: {address}"),
        *event.categories,
    )


@pytest.mark.parametrize("site", ["", "javascript:alert(1)//", "ftp://x.example/", "https://x.example/ y/"])
def test_without_an_address_of_our_own_nothing_is_linked_to(site: str) -> None:
    """Where the site stands nowhere that is known, the text says where on it the page is."""
    events = ical.events(calendars(declared(), site)["calendar.ics"])
    texts = {str(event["DESCRIPTION"]).rpartition("\n")[2] for event in events.values()}

    assert [] == [uid for uid, event in events.items() if "URL" in event]
    assert "Page: /priorities/fix/#mend" in texts


def test_a_meeting_says_where() -> None:
    """The war room; actions and messages happen anywhere."""
    assert {"rituals.meet@test": "https://call.example.org/1"} == {
        uid: str(event["LOCATION"]) for uid, event in found().items() if "LOCATION" in event
    }


def test_what_ends_with_the_horizon_says_so() -> None:
    """A standing meeting does not fill calendars for ever."""
    text = str(found()["rituals.meet@test"]["DESCRIPTION"])
    last = [one.start for one in ical.happenings(made()) if one.title == "Meet"][-1]

    assert ("In this calendar until 22 December 2026.", datetime(2026, 12, 22, 9, tzinfo=UTC)) == (
        text.splitlines()[-2],
        last,
    )


def test_the_end_of_the_crisis_ends_what_recurs() -> None:
    """Nobody is called to a stand-up of a crisis that is over."""
    ended = DECLARED.replace("activated", "ended: 2026-11-26T12:00, activated")
    last = [one.start for one in ical.happenings(made(head=ended)) if one.title == "Meet"][-1]

    assert datetime(2026, 11, 26, 9, tzinfo=UTC) == last


IRREGULAR = "rituals: {meet: {title: Meet, cadence: every 7 minutes}}\n"


def test_what_no_rule_says_stands_one_by_one() -> None:
    """At most 500, what is over left out first, and each keeps its name from one day to the next."""
    head = DECLARED.replace("London", 'London, quiet_hours: "22:00-07:00"')
    today = calendars(book(IRREGULAR, head, now=NOW), SITE)["calendar.ics"]
    tomorrow = calendars(book(IRREGULAR, head, now=NOW + timedelta(days=1)), SITE)["calendar.ics"]
    both = [{one.uid: one.start for one in ical.happenings(content)} for content in (today, tomorrow)]
    kept = set(both[0]) & set(both[1])

    assert ([500, 500], {uid: both[0][uid] for uid in kept}) == (
        [len(one) for one in both],
        {uid: both[1][uid] for uid in kept},
    )
    assert 300 < len(kept) < 500


def test_a_rule_takes_the_place_of_what_stood_once() -> None:
    """The first event of an entry has the entry's own name, whether it recurs or not."""
    once, daily, twice = (
        PLAN.replace("days 3-4", when) for when in ("days 3-4", "daily at 10:00", "daily at 10:00 and 16:30")
    )
    first, second = "actions.fix.mend@test", "actions.fix.mend.2@test"

    assert ([first], [first], [first, second]) == tuple(
        [uid for uid in found(text) if ".mend" in uid] for text in (once, daily, twice)
    )
