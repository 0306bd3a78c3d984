"""The drill: a reader pretends another day on the live site, and nothing of the real run is touched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.fixtures import OUTAGE, BuildSite, NewPage
from tests.browser.serving import serve
from tests.browser.test_built import CONTRAST

LONDON, NEW_YORK = "Europe/London", "America/New_York"
NOW = datetime(2026, 11, 24, 3, 12, tzinfo=UTC)
ASKED = "?drill=day-3,09:00,platform-lead"
PAGE = "priorities/restore-service/"
#: What a page of the crisis that really is declared says above its text.
REAL = "Day 2 · Tue 24 Nov, 03:12 London · 18 h since declared"

CLOCK = "async base => { const { clock } = await import(base + 'assets/playbook/clock.js'); return [RESULT] }"

#: Keeps a tick of a run that is over.
KEEP_RUN = """async base => {
  const { fingerprint, save } = await import(base + "assets/playbook/ticks.js")
  const [subject, step, text] = ["actions/restore-service.decide-rollback", "hear", "Hear the platform lead"]
  const at = "2026-10-01T10:00:00.000Z"
  const tick = { subject, step, pass: 1, text, print: fingerprint(text), at, on: true }
  save("2026-10-01T09:00Z", { [`${subject}#${step}@1`]: tick })
}"""

#: A browser whose storage has no room left.
FULL = "Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError') }"

#: Calls `pretend` of the module: day and time, zone, T0 or null, now; its T0 and its start in ISO 8601.
PRETEND = """async ([day, time, days, real, now]) => {
  const { pretend } = await import("/assets/playbook/pretend.js")
  const counting = { zone: "Europe/London", days, quiet: null }
  const { t0, start } = pretend({ day, time }, counting, real && new Date(real), new Date(now))
  return [t0, start].map(date => date.toISOString().slice(0, 16))
}"""


@pytest.fixture(scope="module")
def calm(build_site: BuildSite) -> Iterator[str]:
    """The address of the same playbook before any crisis."""
    edits = {
        "data/playbook.yml": lambda text: text.replace("activated: 2026-11-23T09:00", "activated: null"),
        "data/log.yml": lambda _: "log: {}\n",
    }  # fmt: skip
    with serve(build_site(OUTAGE, edits), "/") as address:
        yield address


def opened(new_page: NewPage, address: str, at: datetime = NOW, zone: str = LONDON, **more: Any) -> Page:
    """A page at an address, for a reader in a zone, at a moment."""
    page = new_page(timezone_id=zone, **more)
    page.clock.set_fixed_time(at)
    page.goto(address)
    return page


def drilling(new_page: NewPage, site: str, path: str = PAGE, **more: Any) -> Page:
    """A page in a drill of day 3, 09:00, as the platform lead."""
    page = opened(new_page, f"{site}{path}{ASKED}", **more)
    page.get_by_role("button", name="Yes").click()
    return page


def bar(page: Page) -> Locator:
    """What says on every screen that this is a drill."""
    return page.get_by_role("region", name="Drill")


def leave(page: Page) -> None:
    """Leaves the drill, and waits until it is summed up."""
    bar(page).get_by_role("button", name="Leave").click()
    expect(page.get_by_label("Summary of the drill").first).to_be_visible()


def clock(page: Page, site: str, what: str) -> Any:
    """What the scripts' clock says."""
    return page.evaluate(CLOCK.replace("RESULT", what), site)[0]


def tick(page: Page, step: str) -> None:
    """Ticks a step of the page."""
    page.get_by_role("checkbox", name=step).first.check()


def text_of(page: Page) -> str:
    """All that the page says outside the drill's own marks, without what scripts remember of it."""
    return page.locator(".md-content").inner_text()


def test_a_link_starts_a_drill_once_it_is_confirmed(new_page: NewPage, outage: str) -> None:
    """It asks in the page, nothing is pretended before the answer, and the address loses it then."""
    page = opened(new_page, f"{outage}{PAGE}{ASKED}")
    expect(page.get_by_role("group", name="Start a drill: day 3, 09:00, as Platform lead?")).to_be_focused()
    assert clock(page, outage, "clock.mode") == "official"
    page.get_by_role("button", name="Yes").click()

    expect(bar(page)).to_contain_text("DRILL · day 3, 09:00 pretending to be Platform lead")
    expect(page).to_have_url(f"{outage}{PAGE}")
    expect(bar(page).get_by_role("button", name="Leave")).to_be_focused()


def test_a_link_that_is_refused_starts_nothing(new_page: NewPage, outage: str) -> None:
    """No: the real clock stands, the address is clean."""
    page = opened(new_page, f"{outage}{PAGE}{ASKED}")
    page.get_by_role("button", name="No").click()

    expect(page).to_have_url(f"{outage}{PAGE}")
    expect(page.locator(".pb-clockbar-line")).to_have_text(REAL)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("", "The link names no drill"),
        ("day-0,09:00", "The link names no drill"),
        ("day-3,24:00", "The link names no drill"),
        ("day-3,09:00,<b>", "The link names no drill"),
        ("day-3,09:00,nobody", "The link names the role “nobody”, which this playbook does not have"),
        ("day-3,09:00,regulator", "The link names the role “regulator”, which this playbook does not have"),
    ],
)
def test_a_bad_link_is_ignored_with_a_sentence(new_page: NewPage, outage: str, asked: str, told: str) -> None:
    """What is no drill, or names a role that no reader can have, starts nothing."""
    page = opened(new_page, f"{outage}{PAGE}?drill={asked}")
    expect(page.locator(".pb-said-text")).to_have_text(f"{told}: it is ignored.")

    expect(page).to_have_url(f"{outage}{PAGE}")
    expect(bar(page)).to_have_count(0)


def test_a_drill_starts_from_the_form(new_page: NewPage, calm: str) -> None:
    """Any day, any time, any role of ours; also without one."""
    page = opened(new_page, f"{calm}levels/")
    form = page.locator("#__drill")
    expect(form.get_by_role("option")).to_have_text(
        ["nobody in particular", "Incident lead", "Platform lead", "Support lead", "Chief technology officer"]
    )
    form.get_by_label("Day").fill("12")
    form.get_by_label("Time").fill("22:30")
    form.get_by_role("button", name="Start the drill").click()
    page.get_by_role("button", name="Yes").click()

    expect(bar(page)).to_contain_text("DRILL · day 12, 22:30 not the real clock")
    expect(form).to_be_hidden()


@pytest.mark.parametrize("path", ["", "now/", "plan/", "levels/", "everything/", "log/"])
def test_every_page_says_that_it_is_a_drill(new_page: NewPage, outage: str, path: str) -> None:
    """A bar that stays on the screen, a watermark over all of it, the title."""
    page = drilling(new_page, outage)
    page.goto(f"{outage}{path}")
    page.mouse.wheel(0, 4000)
    expect(bar(page)).to_be_in_viewport(ratio=0.9)
    mark = page.locator(".pb-watermark")
    expect(mark).to_be_in_viewport(ratio=1)
    styles = mark.evaluate("e => [getComputedStyle(e).position, getComputedStyle(e).pointerEvents]")

    assert ["fixed", "none"] == styles
    assert page.title().startswith("DRILL: ")


def test_every_printed_page_says_that_it_is_a_drill(new_page: NewPage, outage: str) -> None:
    """On paper the watermark is fixed, which repeats it on each page, and the bar keeps its words."""
    page = drilling(new_page, outage)
    page.emulate_media(media="print")
    mark = page.locator(".pb-watermark")
    expect(mark).to_be_visible()
    expect(bar(page)).to_contain_text("DRILL · day 3, 09:00")
    expect(bar(page).get_by_role("button", name="Leave", include_hidden=True)).to_be_hidden()

    assert mark.evaluate("e => getComputedStyle(e).position") == "fixed"
    assert mark.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"


def test_the_drill_runs_on_in_real_speed(new_page: NewPage, outage: str) -> None:
    """Twelve minutes later it is 09:12, on this page and on the next."""
    page = new_page(timezone_id=LONDON)
    page.clock.install(time=NOW)
    page.goto(f"{outage}{PAGE}{ASKED}")
    page.get_by_role("button", name="Yes").click()
    page.clock.run_for(timedelta(minutes=12) // timedelta(milliseconds=1))
    expect(bar(page)).to_contain_text("day 3, 09:12")
    page.goto(f"{outage}plan/")

    expect(page.locator(".pb-clockbar-line")).to_contain_text("Day 3 · Wed 25 Nov, 09:12 London")


def test_the_whole_page_pretends(new_page: NewPage, outage: str) -> None:
    """Its day, its role, its dates; the log of later, and what it says was reached, is not known."""
    page = drilling(new_page, outage)
    expect(page.locator(".pb-clockbar-line")).to_contain_text("in a drill since Tue 24 Nov, 03:12 London")
    known = [clock(page, outage, f"clock.knows('{at}')") for at in ("2026-11-25T09:00Z", "2026-11-25T09:01Z")]
    role = "async base => (await import(base + 'assets/playbook/role.js')).role()"

    assert [True, False] == known
    assert {} == clock(page, outage, "clock.rules.anchors")
    assert page.evaluate(role, outage) == "platform-lead"


def test_a_role_picked_in_a_drill_ends_with_it(new_page: NewPage, outage: str) -> None:
    """In a drill of nobody in particular, also after a reload; the reader's own role stays as it was."""
    page = opened(new_page, f"{outage}now/")
    role = page.get_by_label("You are")
    role.select_option("Platform lead")
    page.goto(f"{outage}now/?drill=day-3,09:00")
    page.get_by_role("button", name="Yes").click()
    expect(role).to_have_value("platform-lead")
    role.select_option("Support lead")
    page.reload()
    expect(role).to_have_value("support-lead")
    role.select_option(index=0)
    page.reload()
    expect(role).to_have_value("")
    leave(page)

    expect(role).to_have_value("platform-lead")
    assert '"platform-lead"' == page.evaluate("localStorage.getItem('playbook:card-outage:role')")


def test_the_role_that_a_drill_was_started_for_stays(new_page: NewPage, outage: str) -> None:
    """Whatever asks for another is refused, and the reader's own role is not touched either."""
    page = drilling(new_page, outage)
    choose = "async base => { const role = await import(base + 'assets/playbook/role.js'); return [RESULT] }"
    done = page.evaluate(choose.replace("RESULT", "role.isFixed(), role.choose('cto'), role.role()"), outage)

    assert [True, False, "platform-lead"] == done
    assert page.evaluate("localStorage.getItem('playbook:card-outage:role')") is None


def test_without_a_real_clock_the_drill_pretends_one(new_page: NewPage, calm: str) -> None:
    """Day 3 is then today, and every relative time gets its date."""
    page = drilling(new_page, calm)
    expect(page.locator(".pb-clockbar-line")).to_contain_text("Day 3 · Tue 24 Nov, 09:00 London")
    expect(page.locator("[data-action='restore-service.find-cause'] .pb-dates").first).to_have_text(
        "(Sun 22 Nov 09:00 – 12:00 London)"
    )


def test_leaving_restores_the_page(new_page: NewPage, outage: str) -> None:
    """Dates, title, role, line: all as they were, here and on the next page."""
    page = opened(new_page, f"{outage}{PAGE}", zone=NEW_YORK)
    expect(page.locator(".pb-dates").first).to_contain_text("your time")
    expect(page.get_by_role("checkbox").first).to_be_visible()
    before = [page.title(), text_of(page)]
    page.goto(f"{outage}{PAGE}{ASKED}")
    page.get_by_role("button", name="Yes").click()
    expect(page.locator(".pb-clockbar-line")).to_contain_text("Day 3")
    leave(page)
    page.get_by_role("button", name="OK").click()

    expect(bar(page)).to_have_count(0)
    expect(page.locator(".pb-watermark")).to_have_count(0)
    assert before == [page.title(), text_of(page)]
    assert clock(page, outage, "clock.mode") == "official"
    assert clock(page, outage, "clock.role") is None


def test_ticks_of_a_drill_never_touch_the_real_run(new_page: NewPage, outage: str) -> None:
    """What was ticked before is not there in the drill; what is ticked in the drill is gone afterwards."""
    page = opened(new_page, f"{outage}{PAGE}")
    tick(page, "Hear the platform lead")
    page.goto(f"{outage}{PAGE}{ASKED}")
    page.get_by_role("button", name="Yes").click()
    real = page.get_by_role("checkbox", name="Hear the platform lead").first
    drilled = page.get_by_role("checkbox", name="Renew it on the second node").first
    expect(real).not_to_be_checked()
    drilled.check()
    page.reload()
    expect(page.get_by_role("checkbox", name="Renew it on the second node").first).to_be_checked()
    leave(page)

    expect(real).to_be_checked()
    expect(drilled).not_to_be_checked()
    kept = page.evaluate("Object.keys(localStorage).filter(name => name.includes(':ticks:')).length")
    assert kept == 2


def test_a_drill_offers_no_real_run(new_page: NewPage, outage: str) -> None:
    """Neither to delete nor to bring in, where a run that is over is offered before and after the drill."""
    page = opened(new_page, f"{outage}checklists/")
    page.evaluate(KEEP_RUN, outage)
    expect(page.locator(".pb-run")).to_have_count(1)
    page.goto(f"{outage}checklists/?drill=day-3,09:00")
    page.get_by_role("button", name="Yes").click()
    expect(page.locator(".pb-run")).to_have_count(0)
    page.reload()
    expect(bar(page)).to_be_visible()
    expect(page.locator(".pb-run")).to_have_count(0)
    leave(page)

    expect(page.locator(".pb-run")).to_have_attribute("data-run", "2026-10-01T09:00Z")


def test_a_drill_ends_with_a_summary(new_page: NewPage, outage: str) -> None:
    """What was pretended, from when until when, what was ticked, by the drill's clock, in that order."""
    page = new_page(timezone_id=LONDON, permissions=["clipboard-read", "clipboard-write"])
    page.clock.install(time=NOW)
    page.goto(f"{outage}{PAGE}{ASKED}")
    page.get_by_role("button", name="Yes").click()
    page.clock.run_for(timedelta(minutes=5) // timedelta(milliseconds=1))
    tick(page, "Renew it on the second node")
    page.clock.run_for(timedelta(minutes=7) // timedelta(milliseconds=1))
    tick(page, "Hear the platform lead")
    tick(page, "Decide, and say so in the war room")
    page.get_by_role("checkbox", name="Decide, and say so in the war room").first.uncheck()
    leave(page)
    expect(page.locator(".pb-said-text")).to_be_focused()
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".pb-copy-told")).to_have_text("Copied.")

    assert page.evaluate("navigator.clipboard.readText()").splitlines() == [
        "DRILL: Card payments outage",
        "Pretended: day 3, Wed 25 Nov, 09:00 London, as Platform lead",
        "Began Tue 24 Nov, 03:12 London, ended Tue 24 Nov, 03:24 London (12 min)",
        "",
        "Ticked, by the drill's clock:",
        "- Wed 25 Nov, 09:05  Renew the certificate on both nodes: Renew it on the second node",
        "- Wed 25 Nov, 09:12  Decide whether to roll back: Hear the platform lead",
    ]


def test_a_summary_is_kept_until_it_is_deleted(new_page: NewPage, outage: str) -> None:
    """With nothing ticked it says so; it stands with the clock; deleting leaves no trace."""
    page = drilling(new_page, outage)
    leave(page)
    page.goto(f"{outage}levels/")
    page.get_by_text("Drill of Tue 24 Nov, 03:12 London").click()
    summary = page.locator(".pb-drills").get_by_label("Summary of the drill")
    assert summary.input_value().endswith("\n\nNothing was ticked.")
    page.locator(".pb-drills").get_by_role("button", name="Delete").click()

    expect(summary).to_have_count(0)
    left = page.evaluate("Object.entries(localStorage).filter(pair => pair.join().includes('drill'))")
    assert [["playbook:card-outage:drills", "[]"]] == left


def test_a_drill_that_was_left_open_is_still_there(new_page: NewPage, outage: str) -> None:
    """On the next visit, days later, every page says so, and since when."""
    page = drilling(new_page, outage)
    page.clock.set_fixed_time(NOW + timedelta(days=4, hours=2))
    page.goto(outage)

    expect(bar(page)).to_contain_text("DRILL · day 7, 11:00")
    expect(bar(page)).to_contain_text("since Tue 24 Nov, 03:12 London")
    expect(page.locator(".pb-clock")).to_contain_text("in a drill since Tue 24 Nov, 03:12 London")


def test_all_tabs_follow(new_page: NewPage, outage: str) -> None:
    """A drill begins and ends in every tab of this playbook at once."""
    page = opened(new_page, f"{outage}plan/")
    other = page.context.new_page()
    other.clock.set_fixed_time(NOW)
    other.goto(f"{outage}{PAGE}{ASKED}")
    other.get_by_role("button", name="Yes").click()
    expect(bar(page)).to_contain_text("DRILL · day 3, 09:00")
    leave(other)

    expect(bar(page)).to_have_count(0)
    expect(page.locator(".pb-clockbar-line")).to_have_text(REAL)


def test_a_drill_starts_no_clock(new_page: NewPage, calm: str) -> None:
    """A link with T0 waits until the drill is left, and says so."""
    page = drilling(new_page, calm)
    page.goto(f"{calm}?t0=2026-11-23T09:00Z")
    expect(page.locator(".pb-said-text")).to_have_text(
        "A drill is running. Leave it, then open the link again."
    )
    leave(page)

    assert clock(page, calm, "clock.mode") == "none"


def test_a_browser_that_does_not_remember_drills_for_one_page(new_page: NewPage, outage: str) -> None:
    """The drill works and is summed up; the page says that it is forgotten when it is left."""
    page = new_page(timezone_id=LONDON)
    refuse = "get() { throw new DOMException('no', 'SecurityError') }"
    page.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ {refuse} }})")
    page.clock.set_fixed_time(NOW)
    page.goto(f"{outage}{PAGE}{ASKED}")
    page.get_by_role("button", name="Yes").click()
    expect(page.locator(".pb-clockbar-line")).to_contain_text(
        "this browser does not remember: the clock is for this page only"
    )
    tick(page, "Hear the platform lead")
    leave(page)

    assert "Hear the platform lead" in page.get_by_label("Summary of the drill").input_value()


def test_a_drill_that_finds_no_room_says_that_it_ends(new_page: NewPage, outage: str) -> None:
    """In its bar, which otherwise promises every page; the next page is real, and says no word of a drill."""
    page = new_page(timezone_id=LONDON)
    page.add_init_script(FULL)
    page.clock.set_fixed_time(NOW)
    page.goto(f"{outage}{PAGE}{ASKED}")
    page.get_by_role("button", name="Yes").click()
    expect(bar(page)).to_contain_text("ends when you leave this page")
    page.goto(f"{outage}plan/")

    expect(page.locator(".pb-clockbar-line")).to_have_text(REAL)
    expect(bar(page)).to_have_count(0)


@pytest.mark.parametrize("path", ["", PAGE])
def test_a_drill_says_what_it_does_not_pretend(new_page: NewPage, outage: str, path: str) -> None:
    """What the build wrote into pages is the real log's, and each page of a drill says so."""
    told = "chips and numbers that the page was built with are the real log's"
    page = drilling(new_page, outage, path)
    place = page.locator(".pb-clockbar-proviso:visible")
    expect(place).to_contain_text(told)
    expect(bar(page)).not_to_contain_text("ends when you leave this page")
    leave(page)

    expect(place).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_bar_is_read_and_left_easily(new_page: NewPage, outage: str, scheme: str) -> None:
    """Contrast AA, a target of 44 px, no page wider than a phone."""
    phone = {"width": 390, "height": 844}
    page = drilling(new_page, outage, viewport=phone, color_scheme=scheme)
    texts = [each for each in bar(page).locator("strong, span, button").all() if each.is_visible()]
    box = bar(page).get_by_role("button", name="Leave").bounding_box()
    assert box is not None

    assert len(texts) == 3
    assert min(each.evaluate(CONTRAST) for each in texts) >= 4.5
    assert min(box["width"], box["height"]) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_moment_that_a_drill_pretends(new_page: NewPage, outage: str) -> None:
    """Its T0 and its start, for a playbook in London: all moments in UTC."""
    at, weekend, late = "2026-11-24T03:12Z", "2026-11-28T10:00Z", "2026-11-23T15:00Z"
    expected = {
        # Without a real T0 it is that day today; T0 is 09:00, or earlier where that day begins earlier.
        (3, "14:30", "calendar", None, at): ["2026-11-22T09:00", "2026-11-24T14:30"],
        (1, "11:00", "calendar", None, at): ["2026-11-24T09:00", "2026-11-24T11:00"],
        (1, "03:00", "calendar", None, at): ["2026-11-24T03:00", "2026-11-24T03:00"],
        # Working days: day 3 on a Tuesday began on a Friday; on a Saturday it is still Friday's day.
        (3, "09:00", "working", None, at): ["2026-11-20T09:00", "2026-11-24T09:00"],
        (2, "09:00", "working", None, weekend): ["2026-11-26T09:00", "2026-11-27T09:00"],
        # Across the end of summer time the clock's hours count.
        (2, "09:00", "calendar", None, "2026-10-25T10:00Z"): ["2026-10-24T08:00", "2026-10-25T09:00"],
        # From the real T0 the day may lie ahead or be over; day 1 does not begin before T0.
        (3, "09:00", "calendar", late, at): ["2026-11-23T15:00", "2026-11-25T09:00"],
        (1, "09:00", "calendar", late, at): ["2026-11-23T15:00", "2026-11-23T15:00"],
    }
    page = new_page()
    page.goto(outage)

    assert expected == {asked: page.evaluate(PRETEND, [*asked]) for asked in expected}
