"""How long ago each audience last heard anything, by the reader's clock."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import OUTAGE, BuildSite, Host, NewPage

LOOK = """async ([moments, t0, now]) => {
  const { lastHeard } = await import("/messages.js")
  const found = lastHeard(moments.map(at => new Date(at)), t0 && new Date(t0), new Date(now))
  return found?.toISOString().slice(0, 16) ?? null
}"""

DRILL = """async () => {
  const { enterDrill } = await import(new URL("assets/playbook/clock.js", document.baseURI))
  const [t0, start] = [new Date("2026-11-23T09:00Z"), new Date("2026-11-23T09:20Z")]
  enterDrill({ t0, start, role: null, title: null })
}"""

LATER, EARLIER = "2026-11-23T13:05", "2026-11-23T09:25"


@pytest.mark.parametrize(
    ("expected", "moments", "t0", "now"),
    [
        (LATER, [EARLIER, LATER], "2026-11-23T09:00", "2026-11-23T14:00"),
        (LATER, [EARLIER, LATER], "2026-11-23T09:00", LATER),
        (EARLIER, [EARLIER, LATER], "2026-11-23T09:00", "2026-11-23T13:00"),
        (EARLIER, [EARLIER, LATER], None, "2026-11-23T13:00"),
        (None, [EARLIER, LATER], "2026-11-23T10:00", "2026-11-23T13:00"),
        (None, [], None, "2026-11-23T13:00"),
    ],
)
def test_the_last_message_that_can_be_known(
    new_page: NewPage, scripts: str, expected: str | None, moments: list[str], t0: str | None, now: str
) -> None:
    """None of an earlier crisis, none of later than now."""
    page = new_page(timezone_id="UTC")
    page.goto(scripts)

    assert expected == page.evaluate(LOOK, [moments, t0, now])


def at(page: Page, address: str, moment: str) -> Page:
    """A page at a moment that stands still."""
    page.clock.install(time=datetime.fromisoformat(moment) - timedelta(minutes=1))
    page.clock.pause_at(moment)
    page.goto(address)
    return page


@pytest.mark.parametrize("place", ["", "comms/", "comms/merchants/"])
def test_every_reader_is_told_how_long_ago(new_page: NewPage, outage: str, place: str) -> None:
    """The page has the moment, the browser the length; it runs on with the clock."""
    page = at(new_page(), outage + place, "2026-11-23T15:15:00+00:00")
    heard = page.locator("[data-heard]").filter(has_text="last heard Mon 23 Nov 13:05")

    expect(heard).to_have_count(1)
    expect(heard.locator("[data-ago]")).to_have_text("2 h 10 min ago")
    page.clock.run_for(60 * 60 * 1000)
    expect(heard.locator("[data-ago]")).to_have_text("3 h 10 min ago")


def test_silence_is_told_since_the_crisis_was_declared(new_page: NewPage, outage: str) -> None:
    """Who heard nothing stands first."""
    page = at(new_page(), outage, "2026-11-23T15:15:00+00:00")
    first = page.locator("[data-heard]").first

    expect(first).to_contain_text("Executive briefing")
    expect(first).to_contain_text("heard nothing since the crisis was declared")
    expect(first.locator("[data-ago]")).to_have_text("6 h ago")


def test_in_a_drill_nobody_has_heard_yet_what_was_sent_later(new_page: NewPage, outage: str) -> None:
    """At 09:20 the notice of 09:25 is not out; the real clock comes back with the end of the drill."""
    page = at(new_page(), outage, "2026-11-23T15:15:00+00:00")
    heard = page.locator("[data-heard]").filter(has_text="Merchants")
    expect(heard).to_contain_text("2 h 10 min ago")

    page.evaluate(DRILL)

    expect(heard).to_contain_text("heard nothing since the crisis was declared")
    expect(heard.locator("[data-ago]")).to_have_text("20 min ago")
    page.clock.run_for(6 * 60 * 1000)
    expect(heard).to_contain_text("last heard Mon 23 Nov, 09:25")


def test_the_order_follows_the_clock(new_page: NewPage, build_site: BuildSite, host: Host) -> None:
    """In a drill another audience may have waited longest than when the page was made."""
    later = """
  2026-11-23-0910-briefing: {at: 2026-11-23T09:10, kind: sent, about: [comms/board]}
  2026-11-23-1500-briefing: {at: 2026-11-23T15:00, kind: sent, about: [comms/board]}
"""
    site = host(build_site(OUTAGE, {"data/log.yml": lambda text: text + later}), "/")
    page = at(new_page(), site, "2026-11-23T15:15:00+00:00")
    first = page.locator("[data-heard]").first
    expect(first).to_contain_text("Merchants")

    page.evaluate(DRILL.replace("09:20Z", "10:00Z"))

    expect(first).to_contain_text("Executive briefing")
    expect(first.locator("[data-ago]")).to_have_text("50 min ago")


def test_before_anything_is_declared_nothing_is_said(new_page: NewPage, before: str) -> None:
    """No heading stands over nothing, with scripts as without."""
    page = at(new_page(), before, "2026-11-23T15:15:00+00:00")

    expect(page.locator("[data-heard-all]")).to_be_hidden()
    assert 0 == page.locator("[data-ago]:not(:empty)").count()
