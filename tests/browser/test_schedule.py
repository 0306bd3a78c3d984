"""The dates of schedules by a reader's clock: those of the page, a drill's, those of a T0 declared here."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.pages.comms import plan_view
from generator.pages.schedule import Date, Dates
from tests import playbooks
from tests.browser.calendar_cases import Case, differences
from tests.browser.fixtures import NewPage
from tests.unit.test_when_schedules import SCHEDULES
from tests.unit.when_support import read

HEAD = (
    "playbook: {key: test, title: Test, timezone: Europe/London, quiet_hours: '22:00-07:00',"
    " horizon: day 20, events: {closed: It is}, activated: 2026-11-23T09:00%s}\n"
)
LOG = """
log:
  a: {at: 2026-11-23T13:05, kind: sent, about: [comms/press]}
  b: {at: 2026-11-24T09:20, kind: sent, about: [comms/press], for: 2026-11-24T09:00}
"""
LINES = (
    "every: 4 hours until day 4",
    "every: 4 hours until closed",
    "every: daily",
    "every: daily at 09:00 and 16:30 until day 60",
    "every: twice daily until day 9",
    "every: weekly",
    "every: monthly until month 6",
    "every: 20 minutes day and night",
    "every: daily from closed",
    "when: within 30 minutes",
    "when: days 2-3",
    "when: after day 3",
    "every: as needed",
)
CLOCK = {
    "zone": "Europe/London",
    "days": "calendar",
    "quiet": ["22:00", "07:00"],
    "t0": "2026-11-23T09:00:00Z",
}
LOOK = """async ([lines, head, ended, now]) => {
  const { datesOf } = await import("/occurring.js")
  const rules = { ...head, t0: new Date(head.t0), anchors: {} }
  const date = iso => iso && new Date(iso)
  return lines.map(({ when, horizon, recorded }) => datesOf(
    { when, horizon, recorded: recorded.map(date) }, rules, date(ended), new Date(now)))
}"""
DRILL = """async () => {
  const { enterDrill } = await import("/assets/playbook/clock.js")
  const [t0, start] = [new Date("2027-03-26T09:00Z"), new Date("2027-03-26T14:00Z")]
  enterDrill({ t0, start, role: null, title: null })
}"""
DECLARE = """async () => {
  const { declare, undeclare } = await import("/assets/playbook/clock.js")
  %s
}"""


@pytest.mark.parametrize(
    "now", ["2026-11-23T09:00", "2026-11-24T14:00", "2026-12-24T03:12", "2027-06-01T12:00"]
)
@pytest.mark.parametrize("ended", [None, "2026-11-26T12:00"])
def test_a_browser_comes_to_the_dates_of_the_page(page: Page, now: str, ended: str | None) -> None:
    """Whatever the cadence: the same dates, in the same words, standing alike, as many of them in sight."""
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    lines = ", ".join(f"{{what: Update, {line}}}" for line in LINES)
    plan = f"comms: {{press: {{title: Press, schedule: [{lines}]}}}}\n"
    book = playbooks.book(plan + LOG, HEAD % (f", ended: {ended}" if ended else ""), now=moment)
    views = plan_view(book.comms_plan("press")).schedule
    asked = [
        {
            "when": line.time.content.data,
            "horizon": line.horizon.data if line.horizon else None,
            "recorded": [iso(at) for at in line.dates.recorded] if line.dates else [],
        }
        for line in views
        if line.time
    ]
    head = {
        "zone": "Europe/London",
        "days": "calendar",
        "quiet": ["22:00", "07:00"],
        "t0": "2026-11-23T09:00:00Z",
    }
    found = page.evaluate(LOOK, [json.loads(json.dumps(asked)), head, ended and f"{ended}:00Z", f"{now}:00Z"])

    assert [python(line.dates) for line in views] == [browser(one) for one in found]


def iso(at: datetime) -> str:
    """A moment for a browser."""
    return at.astimezone(UTC).isoformat()


def python(dates: Dates | None) -> dict[str, Any] | None:
    """Dates as this test compares them."""
    if dates is None:
        return None
    groups = {
        "past": dates.past,
        "next": (dates.next,) if dates.next else (),
        "soon": dates.soon,
        "later": dates.later,
    }
    return {
        **{name: [(one.day, one.clock, one.standing) for one in some] for name, some in groups.items()},
        "standing": dates.standing,
        "more": dates.more if dates.later else "",
        "so far": dates.so_far if dates.past else "",
        "shown": dates.shown,
        "flags": (dates.is_single, dates.goes_on, dates.is_cut),
    }


def plain(some: tuple[Date, ...]) -> list[tuple[str, str, str]]:
    """What readers see of each."""
    return [(one.day, one.clock, one.standing) for one in some]


def browser(dates: Any) -> dict[str, Any] | None:
    """The same of what a browser says."""
    if dates is None:
        return None
    groups = {**dates, "next": [dates["next"]] if dates["next"] else []}
    return {
        **{
            name: [(one["day"], one["clock"], one["standing"]) for one in groups[name]]
            for name in ("past", "next", "soon", "later")
        },
        "standing": dates["standing"],
        "more": dates["more"] if dates["later"] else "",
        "so far": dates["soFar"] if dates["past"] else "",
        "shown": dates["shown"],
        "flags": (dates["isSingle"], dates["goesOn"], dates["isCut"]),
    }


def test_schedules_as_plans_write_them(page: Page) -> None:
    """What was worked out by hand holds in the browser."""
    cases = [Case(read(one.text), one.calendar, limit=100) for one in SCHEDULES]

    assert [] == differences(page, cases)


def at(page: Page, address: str, moment: str) -> Page:
    """A page at a moment that stands still."""
    page.clock.install(time=datetime.fromisoformat(moment) - timedelta(minutes=1))
    page.clock.pause_at(moment)
    page.goto(address)
    return page


def merchants(page: Page, site: str, moment: str) -> Page:
    """The audience with the schedule."""
    return at(page, f"{site}comms/merchants/", moment)


def line(page: Page, what: str) -> Locator:
    """A line of the schedule."""
    return page.locator(".pb-schedule > li").filter(has_text=what)


def test_dates_follow_the_clock(new_page: NewPage, outage: str) -> None:
    """What is over moves behind its line, which stays unfolded; the one after it is next."""
    page = merchants(new_page(timezone_id="Europe/London"), outage, "2026-11-24T12:59:00+00:00")
    update = line(page, "Status update")
    past = update.locator(".pb-occ-past")

    expect(past.locator("summary")).to_have_text("5 so far: 1 on record, 4 not recorded")
    past.locator("summary").click()
    page.clock.run_for(2 * 60 * 1000)
    expect(past.locator("summary")).to_have_text("6 so far: 1 on record, 5 not recorded")
    expect(past.locator("li").last).to_be_visible()
    expect(past.locator("li").first).to_have_text(
        "Mon 23 Nov 13:00 on record 17:00 not recorded 21:00 not recorded"
    )
    expect(update.locator(".pb-dates")).to_contain_text("next: Tue 24 Nov 17:00")
    expect(update.locator(".pb-occ-soon li").first).to_have_text("Tue 24 Nov 21:00")
    expect(update.locator(".pb-occ-later summary")).to_have_text("and 2 more until Thu 26 Nov")


def test_whoever_lives_elsewhere_is_told_whose_clock_it_is(new_page: NewPage, outage: str) -> None:
    """The dates are the playbook's."""
    page = at(
        new_page(timezone_id="America/New_York"), f"{outage}comms/merchants/", "2026-11-24T14:00:00+00:00"
    )

    expect(line(page, "Status update").locator(".pb-occ")).to_contain_text(
        "Times of London, not of New York."
    )


def test_a_drill_has_dates_of_its_own(new_page: NewPage, outage: str) -> None:
    """Marked as the drill's, through a change of the clock, and nothing of the log counts in it."""
    page = merchants(new_page(timezone_id="Europe/London"), outage, "2026-11-24T14:00:00+00:00")
    page.evaluate(DRILL)
    update = line(page, "Status update").locator(".pb-occ")

    expect(update).to_contain_text("In this drill:")
    expect(update.locator(".pb-occ-past summary")).to_have_text("1 so far")
    expect(update.locator(".pb-occ-soon li").first).to_have_text("Fri 26 Mar 21:00")
    expect(update.locator(".pb-chip")).to_have_count(0)


def test_a_t0_declared_here_gives_dates(new_page: NewPage, before: str) -> None:
    """Without one the page says how many there will be; taken back, it says so again."""
    page = merchants(new_page(timezone_id="Europe/London"), before, "2026-11-24T14:00:00+00:00")
    update = line(page, "Status update")

    expect(update).to_contain_text("about 17 times")
    expect(update.locator(".pb-occ")).to_be_hidden()
    page.evaluate(DECLARE % 'declare(new Date("2026-11-24T09:00Z"))')
    expect(update.locator(".pb-occ")).to_contain_text("By the T0 declared on this device:")
    expect(update.locator(".pb-occ-soon li").first).to_have_text("Tue 24 Nov 21:00")
    page.evaluate(DECLARE % "undeclare()")
    expect(update.locator(".pb-occ")).to_be_hidden()


def test_the_table_says_what_became_of_what_came_once(new_page: NewPage, outage: str) -> None:
    """By the log, which says nothing of a drill."""
    page = at(new_page(timezone_id="Europe/London"), f"{outage}comms/", "2026-11-24T14:00:00+00:00")
    notice = page.get_by_role("row").filter(has_text="First notice").locator(".pb-occ")

    expect(notice).to_have_text("on record")
    page.evaluate(DRILL)
    expect(notice).to_be_hidden()


def test_without_scripts_the_dates_are_there(new_page: NewPage, outage: str) -> None:
    """As of when the page was built."""
    page = new_page(java_script_enabled=False)
    page.goto(f"{outage}comms/merchants/")

    expect(line(page, "Status update").locator(".pb-occ-soon li").first).to_have_text(
        "Tue 24 Nov 09:00 13:00 17:00 21:00"
    )


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_table_fits_the_screen(new_page: NewPage, outage: str, width: int) -> None:
    """Each audience, each line, without scrolling sideways."""
    page = new_page(viewport={"width": width, "height": 844})
    page.goto(f"{outage}comms/")

    expect(page.get_by_role("table").get_by_role("row")).to_have_count(9)
    expect(page.get_by_role("rowheader", name="Merchants")).to_be_visible()
    assert width >= page.evaluate("document.documentElement.scrollWidth")
