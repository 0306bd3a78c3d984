"""What others have set free, on desks and at the stand-up, by the reader's clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import OUTAGE, BuildSite, NewPage
from tests.browser.serving import serve

DRILL = """async (start) => {
  const { enterDrill } = await import(new URL("../assets/playbook/clock.js", document.baseURI))
  enterDrill({ t0: new Date("2026-11-23T09:00Z"), start: new Date(start), role: null, title: null })
}"""

#: What the page says, chip and links included.
SAID = (
    "can start Decide whether to roll back, because Platform lead finished Find the cause (Mon 23 Nov 11:40)."
)


@pytest.fixture(scope="module")
def free(build_site: BuildSite) -> Iterator[str]:
    """The address of the outage when the cause is found, and nobody has begun to decide."""

    def unbegun(text: str) -> str:
        return re.sub(r"  2026-11-23-1840-rollback-started:\n(    .*\n)+", "", text)

    with serve(build_site(OUTAGE, {"data/log.yml": unbegun}), "/") as address:
        yield address


def at(page: Page, address: str, moment: str) -> Page:
    """A page at a moment that stands still."""
    page.clock.install(time=datetime.fromisoformat(moment) - timedelta(minutes=1))
    page.clock.pause_at(moment)
    page.goto(address)
    return page


@pytest.mark.parametrize("place", ["now/#_role-incident-lead", "roles/incident-lead/"])
def test_a_desk_says_what_can_be_started(new_page: NewPage, free: str, place: str) -> None:
    """And who made it possible; nobody else's desk says so."""
    page = at(new_page(), free + place, "2026-11-23T12:30:00+00:00")

    expect(page.locator('[data-desk="incident-lead"] .pb-unblocked')).to_contain_text(f"you {SAID}")
    assert 1 == page.locator(".pb-unblocked").count()


def test_the_stand_up_counts_it(new_page: NewPage, free: str) -> None:
    """It is read out with its reason."""
    page = at(new_page(), free + "standup/", "2026-11-23T12:30:00+00:00")
    part = page.locator(".pb-standup").filter(has=page.locator("#_role-incident-lead"))

    expect(part.locator(".pb-spoken")).to_contain_text("1 can start.")
    expect(part.locator(".pb-unblocked")).to_contain_text(SAID)


def test_it_is_said_even_where_nothing_else_is(new_page: NewPage, free: str) -> None:
    """Before its time has come a role has nothing due, but it can begin."""
    page = at(new_page(), free + "standup/", "2026-11-22T12:30:00+00:00")
    part = page.locator(".pb-standup").filter(has=page.locator("#_role-incident-lead"))
    expect(part).to_be_hidden()

    page.clock.set_system_time("2026-11-25T12:30:00+00:00")
    page.clock.run_for(2 * 60 * 1000)

    expect(part.locator(".pb-unblocked")).to_contain_text(SAID)


@pytest.mark.parametrize("place", ["roles/incident-lead/", "standup/"])
def test_in_a_drill_nobody_has_finished_it_yet(new_page: NewPage, free: str, place: str) -> None:
    """At 11:30 the cause is not found; at 11:41 it is."""
    page = at(new_page(), free + place, "2026-11-23T12:30:00+00:00")
    told = page.locator(".pb-unblocked").first
    expect(told).to_be_visible()

    page.evaluate(DRILL.replace('"../', '"../../') if "roles" in place else DRILL, "2026-11-23T11:30Z")

    expect(told).to_be_hidden()
    page.clock.run_for(11 * 60 * 1000)
    expect(told).to_be_visible()
