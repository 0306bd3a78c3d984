"""The way to a calendar on the pages; the one that a browser makes for a drill, or by a reader's own T0."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.fixtures import OUTAGE, BuildSite, Host, NewPage
from tests.browser.serving import serve
from tests.browser.test_icalfile import parsed
from tests.ical import alarm, happenings

PLAN, ROLE = "plan/", "roles/incident-lead/"
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 10, 24, 14, tzinfo=UTC)

#: T0 on a Friday; the clocks in London go back on the Sunday.
T0, T0_HERE = "2026-10-23T08:00Z", "2026-10-23T09:00"
DRILL = {
    "id": "abc",
    "t0": "2026-10-23T08:00:00.000Z",
    "start": "2026-10-24T08:00:00.000Z",
    "began": "2026-10-24T13:00:00.000Z",
    "role": None,
    "title": None,
}
HOSTILE_TITLE = 'Call, all; "of" \\ them\U0001f525 BEGIN:VEVENT'


@pytest.fixture(scope="module")
def official_site(build_site: BuildSite) -> Path:
    """The files of the outage, declared on Friday 23 October 2026 at 09:00 in London, without a record."""
    edits = {
        "data/playbook.yml": lambda text: text.replace("2026-11-23T09:00", T0_HERE),
        "data/log.yml": lambda _: "log: {}\n",
    }  # fmt: skip
    return build_site(OUTAGE, edits, at="2026-10-24T14:00:00+00:00")


@pytest.fixture(scope="module")
def official(official_site: Path) -> Iterator[str]:
    """The address of that crisis."""
    with serve(official_site, "/") as address:
        yield address


def opened(new_page: NewPage, address: str, kept: dict[str, Any] | None = None, **options: Any) -> Page:
    """A page for a reader whose browser keeps these values, on the day after T0."""
    page = new_page(**options)
    page.clock.set_fixed_time(NOW)
    for name, value in (kept or {}).items():
        item = [f"playbook:card-outage:{name}", json.dumps(value)]
        page.add_init_script(f"localStorage.setItem(...{json.dumps(item)})")
    page.goto(address)
    return page


def made(page: Page, press: str) -> tuple[str, str]:
    """The name and the text of the file that a press of the button saves."""
    with page.expect_download() as saving:
        page.get_by_role("button", name=press).click()
    return saving.value.suggested_filename, saving.value.path().read_bytes().decode()


#: A browser that keeps nothing.
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })"

DRILL_PRESS, OWN_PRESS = "Make a calendar for this drill", "Make an unofficial calendar"
Times = dict[str, list[tuple[str, str]]]


def times(content: bytes, mark: str = "") -> Times:
    """By title, less what marks it, when something happens, in order."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in happenings(content):
        assert each.title.startswith(mark)
        found[each.title.removeprefix(mark)].append((when(each.start), when(each.end)))
    return dict(found)


def reminding(text: str, mark: str = "") -> set[tuple[str, timedelta]]:
    """Titles, less what marks them, of what reminds people, and how long before."""
    found = ((str(event["SUMMARY"]).removeprefix(mark), alarm(event)) for event in parsed(text))
    return {(title, length) for title, length in found if length}


def written_out(some: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of more than 500 times the first 500 that were not over a day ago: a browser makes no rules."""
    since = when(NOW - timedelta(days=1))
    return some if len(some) <= 500 else [each for each in some if each[1] > since][:500]


def when(start: date) -> str:
    """A date as it is, a moment in UTC."""
    return f"{start.astimezone(UTC):%Y-%m-%dT%H:%M}" if isinstance(start, datetime) else str(start)


def test_a_calendar_made_here_is_the_official_one(
    new_page: NewPage, before: str, official_site: Path
) -> None:
    """With the same T0 a browser gives every item the official file's times, also as the clocks change."""
    page = opened(new_page, before + PLAN, {"declared": {"t0": T0}})
    name, text = made(page, OWN_PRESS)
    file = official_site.joinpath("calendar.ics").read_bytes()
    official = times(file)
    expected = {title: written_out(each) for title, each in official.items()}
    actual = times(text.encode(), "Unofficial: ")
    reminds = reminding(file.decode())
    standups = [each[0] for each in actual["Daily stand-up"][:4]]

    assert "card-outage-unofficial.ics" == name
    assert len(expected) > 10
    assert expected == actual
    assert len(reminds) > 5
    assert reminds == reminding(text, "Unofficial: ")
    assert ["2026-10-23T08:00", "2026-10-24T08:00", "2026-10-25T09:00", "2026-10-26T09:00"] == standups


def test_a_role_s_calendar_made_here_is_its_official_one(
    new_page: NewPage, before: str, official_site: Path
) -> None:
    """The page of a role makes what that role does, and no more."""
    page = opened(new_page, before + ROLE, {"declared": {"t0": T0}})
    name, text = made(page, OWN_PRESS)
    expected = times(official_site.joinpath(ROLE, "calendar.ics").read_bytes())
    everything = times(official_site.joinpath("calendar.ics").read_bytes())

    assert "card-outage-incident-lead-unofficial.ics" == name
    assert expected == times(text.encode(), "Unofficial: ")
    assert 0 < len(expected) < len(everything)


def test_a_drill_s_calendar_says_so_everywhere(new_page: NewPage, official: str) -> None:
    """Each title begins with DRILL, also in reminders, and no event replaces one of the official calendar."""
    page = opened(new_page, official + PLAN, {"drill": DRILL})
    name, text = made(page, DRILL_PRESS)
    events = parsed(text)
    official_text = page.request.get(f"{official}calendar.ics").text()
    uids = [str(event["UID"]) for event in events]
    reminders = [part for event in events for part in event.walk() if isinstance(part, icalendar.Alarm)]

    assert "card-outage-drill.ics" == name
    assert "X-WR-CALNAME:DRILL: Card payments outage\r\n" in text
    assert [] == [event for event in events if not str(event["SUMMARY"]).startswith("DRILL: ")]
    assert [] == [part for part in reminders if not str(part["DESCRIPTION"]).startswith("DRILL: ")]
    assert len(reminders) > 10
    assert len(uids) == len(set(uids))
    assert set() == {*uids} & {str(event["UID"]) for event in parsed(official_text)}
    assert {True} == {uid.startswith("drill-abc.") for uid in uids}
    assert len(events) == len(vobject.readOne(text).vevent_list)


def test_the_same_drill_gives_the_same_names(new_page: NewPage, official: str) -> None:
    """A file that is made again changes events, and never doubles them."""
    page = opened(new_page, official + PLAN, {"drill": DRILL})
    texts = [made(page, DRILL_PRESS)[1] for _ in range(2)]
    first, second = [[str(event["UID"]) for event in parsed(text)] for text in texts]

    assert first == second


def test_only_what_comes_reminds(new_page: NewPage, official: str) -> None:
    """By the drill's clock: what is over reminds nobody; days remind at nine, moments a quarter before."""
    page = opened(new_page, official + PLAN, {"drill": DRILL})
    events = parsed(made(page, DRILL_PRESS)[1])
    now = datetime.fromisoformat(DRILL["start"] or "") + timedelta(hours=1)
    over = [event for event in events if at_midnight(event.end) <= now]
    coming = [event for event in events if alarm(event)]
    found = {(isinstance(event.start, datetime), alarm(event)) for event in coming}

    assert len(over) > 3
    assert {None} == {alarm(event) for event in over}
    assert {(True, timedelta(minutes=-15)), (False, timedelta(hours=9))} == {
        each for each in found if each[1]
    }


def at_midnight(moment: date) -> datetime:
    """A moment; of a date the midnight in London with which it begins."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(), LONDON)


def test_what_is_cut_is_told(new_page: NewPage, official: str) -> None:
    """The page says how many events it made, how far they reach, and of what there are more."""
    page = opened(new_page, official + PLAN, {"drill": DRILL})
    _, text = made(page, DRILL_PRESS)
    told = page.get_by_role("status").filter(has_text="Made:")

    expect(told).to_contain_text(f"Made: {text.count('BEGIN:VEVENT')} events.")
    expect(told).to_contain_text("until Wed 20 Jan 2027, 18:00")
    expect(told).to_contain_text("but of “Watch the success rate” only 500 times.")
    assert 500 == text.count("SUMMARY:DRILL: Watch the success rate")


def test_the_file_can_be_saved_again(new_page: NewPage, official: str) -> None:
    """Whoever dismissed the download gets the same file by a link."""
    page = opened(new_page, official + PLAN, {"drill": DRILL})
    first = made(page, DRILL_PRESS)
    with page.expect_download() as saving:
        page.get_by_role("link", name="Save it again").click()

    assert first == (saving.value.suggested_filename, saving.value.path().read_bytes().decode())


def test_hostile_data_makes_no_other_event(new_page: NewPage, build_site: BuildSite, host: Host) -> None:
    """A title of the plan reaches the file as the text that it is."""
    title = HOSTILE_TITLE.replace("\\", "\\\\").replace('"', '\\"')
    edits = {
        "data/response.yml": lambda text: text.replace("Call the twelve largest merchants", f'"{title}"'),
        "data/playbook.yml": lambda text: text.replace("activated: 2026-11-23T09:00", "activated: null"),
        "data/log.yml": lambda _: "log: {}\n",
    }  # fmt: skip
    page = opened(new_page, host(build_site(OUTAGE, edits), "/") + PLAN, {"declared": {"t0": T0}})
    _, text = made(page, OWN_PRESS)
    titles = [str(event["SUMMARY"]) for event in parsed(text)]

    assert 1 == titles.count(f"Unofficial: {HOSTILE_TITLE}")
    assert {*titles} == {each.summary.value for each in vobject.readOne(text).vevent_list}


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({}, "the site does not answer"),
        ({"status": 404, "body": ""}, "the site does not answer"),
        ({"status": 200, "body": "<html>Log in</html>"}, "Load the page anew"),
        ({"status": 200, "body": '{"format": 2, "items": []}'}, "Load the page anew"),
        ({"status": 200, "body": '{"format": 1, "items": []}'}, "nothing here has a date"),
        ({"status": 200, "body": '{"format": 1, "items": [{}]}'}, "Load the page anew"),
    ],
)
def test_what_cannot_be_made_is_told(
    new_page: NewPage, official: str, answer: dict[str, Any], says: str
) -> None:
    """Without a connection, or with an answer that this page cannot read: one sentence, and no file."""
    page = opened(new_page, official + PLAN, {"drill": DRILL}, missing=True)
    page.route("**/calendar.json", lambda route: route.fulfill(**answer))
    if not answer:
        page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no connection')) }")
    downloads: list[Any] = []
    page.on("download", lambda download: downloads.append(download))  # noqa: PLW0108  a method is not taken
    page.get_by_role("button", name=DRILL_PRESS).click()

    expect(page.get_by_role("status").filter(has_text="No calendar was made")).to_contain_text(says)
    expect(page.get_by_role("link", name="Save it again")).to_have_count(0)
    assert [] == downloads


def test_the_official_calendar_is_subscribed_to(new_page: NewPage, official: str) -> None:
    """A link opens the calendar's own program, another gives the file itself, a field the whole address."""
    page = opened(new_page, official + ROLE, permissions=["clipboard-read", "clipboard-write"])
    address = f"{official}{ROLE}calendar.ics"
    ways = page.locator(".pb-calendar-ways")
    download = ways.get_by_role("link", name="Download")

    expect(ways.get_by_role("link", name="Subscribe")).to_have_attribute(
        "href", address.replace("http:", "webcal:")
    )
    expect(download).to_have_attribute("type", "text/calendar")
    assert [address, False] == download.evaluate("link => [link.href, link.hasAttribute('download')]")
    ways.get_by_role("button", name="Copy").click()
    expect(ways.get_by_role("status")).to_have_text("Copied.")
    assert address == page.evaluate("navigator.clipboard.readText()")
    expect(page.get_by_role("button", name=DRILL_PRESS)).to_have_count(0)
    expect(page.get_by_text("The real crisis, not this drill")).to_be_hidden()


def test_a_frozen_version_leads_to_the_latest(new_page: NewPage, official_site: Path, host: Host) -> None:
    """What a frozen version holds never changes, so its page leads to the calendar that follows the plan."""
    stamp = json.loads(official_site.joinpath("stamp.json").read_bytes())
    address = host(official_site, f"/playbook/{stamp['version']}/")
    page = opened(new_page, address + PLAN, missing=True)
    latest = address.replace("http:", "webcal:").replace(stamp["version"], "latest")

    expect(page.get_by_role("link", name="Subscribe")).to_have_attribute("href", f"{latest}calendar.ics")


def test_a_drill_tells_the_official_calendar_apart(new_page: NewPage, official: str) -> None:
    """While a drill runs its calendar is offered first, and the official one is named as that."""
    page = opened(new_page, official + PLAN, {"drill": DRILL})

    expect(page.get_by_role("button", name=DRILL_PRESS)).to_be_visible()
    expect(page.get_by_text("The real crisis, not this drill")).to_be_visible()
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_role("button", name=DRILL_PRESS)).to_have_count(0)
    expect(page.get_by_text("The real crisis, not this drill")).to_be_hidden()
    expect(page.get_by_role("link", name="Subscribe")).to_be_visible()


@pytest.mark.parametrize("path", [PLAN, ROLE])
def test_without_scripts(new_page: NewPage, official: str, before: str, path: str) -> None:
    """There is a plain link to the file, and how to subscribe; before T0 the page says what is missing."""
    page = new_page(java_script_enabled=False)
    page.goto(official + path)

    expect(page.get_by_role("link", name="Download", exact=True)).to_be_visible()
    expect(page.get_by_text("let your calendar subscribe to the address of this link")).to_be_visible()
    page.goto(before + path)
    expect(page.get_by_text("There is no official calendar yet")).to_be_visible()
    expect(page.get_by_role("link", name="Download", exact=True)).to_have_count(0)


def test_before_t0_there_is_nothing_to_press(new_page: NewPage, before: str) -> None:
    """Without any clock no date is known, so nothing is offered that could not be made."""
    page = opened(new_page, before + PLAN)

    expect(page.get_by_text("There is no official calendar yet")).to_be_visible()
    expect(page.get_by_role("button", name="Make")).to_have_count(0)
    expect(page.get_by_role("link", name="Subscribe")).to_have_count(0)


def test_by_keyboard_and_where_storage_is_blocked(new_page: NewPage, before: str) -> None:
    """A T0 declared for this page alone is enough, and keys do all; the focus stays where it was."""
    page = new_page()
    page.add_init_script(BLOCKED)
    page.clock.set_fixed_time(NOW)
    page.goto(f"{before}{PLAN}?t0={T0}")
    page.get_by_role("button", name="Yes").click()
    press = page.get_by_role("button", name=OWN_PRESS)
    press.focus()
    with page.expect_download():
        page.keyboard.press("Enter")

    expect(page.get_by_role("status").filter(has_text="Made:")).to_be_visible()
    expect(press).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Save it again")).to_be_focused()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", [PLAN, ROLE])
def test_accessible_and_within_the_screen(new_page: NewPage, official: str, width: int, path: str) -> None:
    """All ways at once, after one was made: nothing that axe-core finds, nothing wider than the screen."""
    size = {"width": width, "height": 844}
    page = opened(new_page, official + path, {"drill": DRILL}, viewport=size, reduced_motion="reduce")
    made(page, DRILL_PRESS)
    expect(page.get_by_role("link", name="Save it again")).to_be_visible()

    assert [] == violations(page)
    assert width == page.evaluate("document.documentElement.scrollWidth")
    small = """() => [...document.querySelectorAll(".pb-calendars :is(button, a.pb-button)")]
      .filter(one => one.getBoundingClientRect().height < 44).map(one => one.textContent)"""
    assert [] == page.evaluate(small)
