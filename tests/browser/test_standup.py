"""The stand-up in the browser: short sentences with the numbers first, by the clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import OUTAGE, BuildSite, NewPage
from tests.browser.serving import serve

DRILL = """async () => {
  const { enterDrill } = await import(new URL("../assets/playbook/clock.js", document.baseURI))
  const [t0, start] = [new Date("2026-11-23T09:00Z"), new Date("2026-11-23T09:30Z")]
  enterDrill({ t0, start, role: null, title: null })
}"""

LEAVE = """async () => {
  const { leaveDrill } = await import(new URL("../assets/playbook/clock.js", document.baseURI))
  leaveDrill()
}"""
BLOCKED = (
    "Renew the certificate on both nodes blocked since Tue 24 Nov 02:00, waiting on Incident lead: "
    "Nobody has decided on the rollback."
)
#: Its visible parts, each with the text of its heading and of its visible lines, but for the links to record.
READ = """() => {
  const visible = found => [...found].filter(one => one.checkVisibility())
  const text = one => one.innerText.replace(/\\s+Record(?=\\s|$)/, " ").trim()
  return visible(document.querySelectorAll(".pb-standup"))
    .map(part => [text(part.querySelector("h2")), visible(part.querySelectorAll("li")).map(text)])
}"""


@pytest.fixture(scope="module")
def undeclared(build_site: BuildSite) -> Iterator[str]:
    """The address of the same plan before anybody has declared the crisis."""

    def before(text: str) -> str:
        return text.replace("  activated: 2026-11-23T09:00\n", "")

    with serve(build_site(OUTAGE, {"data/playbook.yml": before}), "/") as address:
        yield address


def at(page: Page, site: str, moment: str) -> Page:
    """The stand-up at a moment that stands still until the test moves it."""
    # It runs until it is told to stand still, which it cannot do in the past.
    page.clock.install(time=datetime.fromisoformat(moment) - timedelta(minutes=1))
    page.clock.pause_at(moment)
    page.goto(site + "standup/")
    expect(page.locator(".pb-standup-when")).to_contain_text("London")
    return page


def read(page: Page) -> list[Any]:
    """What is read aloud: each role's sentence, and its lines."""
    found: list[Any] = page.evaluate(READ)
    return [[title, [" ".join(line.split()) for line in lines]] for title, lines in found]


def test_each_role_says_what_matters_today(new_page: NewPage, outage: str) -> None:
    """Numbers first, one line a thing with its time; who has nothing to say is named at the end."""
    page = at(new_page(), outage, "2026-11-24T09:00:00+00:00")

    expect(page.locator(".pb-standup-when")).to_have_text("Day 2, Tue 24 Nov, 09:00 London")
    assert [
        ["Incident lead: 1 late.", ["Decide whether to roll back, late since Mon 23 Nov, 18:00."]],
        [
            "Platform lead: 1 due today, 1 blocked.",
            [
                "Watch the success rate, due at 09:00.",
                BLOCKED,
            ],
        ],
        ["Support lead: 1 due today, 1 under way.", ["Tell the counters what to say, due at 18:00."]],
    ] == read(page)
    expect(page.locator(".pb-standup-silent")).to_have_text(
        "Nothing due today, late, blocked or unconfirmed: Chief technology officer."
    )


def test_what_nobody_recorded_is_asked_for(new_page: NewPage, outage: str) -> None:
    """The day after its time it is not called late."""
    page = at(new_page(), outage, "2026-11-25T08:30:00+00:00")

    assert [
        "Support lead: 1 not confirmed, 1 starts today, 1 under way.",
        [
            "Tell the counters what to say, was due Tue 24 Nov, 18:00: is it done?",
            "Call the twelve largest merchants, starts at 09:00, due Thu 26 Nov, 18:00.",
        ],
    ] == read(page)[2]


def test_the_minutes_count_while_it_is_read(new_page: NewPage, outage: str) -> None:
    """The heading and the sentences move with the clock."""
    page = at(new_page(), outage, "2026-11-24T17:59:30+00:00")
    assert "Support lead: 1 due today, 1 under way." == read(page)[2][0]
    page.clock.run_for(60_000)

    assert "Support lead: 1 not confirmed, 1 under way." == read(page)[2][0]
    expect(page.locator(".pb-standup-when")).to_have_text("Day 2, Tue 24 Nov, 18:00 London")


@pytest.mark.parametrize("scripts", [True, False])
def test_without_a_clock_it_is_the_plan(new_page: NewPage, undeclared: str, scripts: bool) -> None:
    """Open actions with their days, and what the log says is blocked; the same without scripts."""
    page = new_page(java_script_enabled=scripts)
    page.goto(undeclared + "standup/")
    part = page.locator(".pb-standup").nth(1)

    expect(page.locator(".pb-standup-when")).to_have_text("Every open action by role, in order of time.")
    expect(part.locator("h2")).to_contain_text("Platform lead: 2 open, 1 blocked.")
    expect(part.locator("li:visible")).to_have_count(2)
    expect(part.locator("li", has_text="Renew the certificate")).to_contain_text("day 2 morning")
    expect(part.locator(".pb-hindrance")).to_contain_text("waiting on Incident lead")
    expect(page.locator(".pb-standup-silent")).to_have_text("Nothing to do: Chief technology officer.")


def test_a_drill_knows_nothing_of_later(new_page: NewPage, outage: str) -> None:
    """What was recorded after the drill's clock has not happened; leaving it brings that back."""
    page = at(new_page(), outage, "2026-11-24T09:00:00+00:00")
    before = read(page)
    page.evaluate(DRILL)

    expect(page.locator(".pb-standup-when")).to_have_text("Day 1, Mon 23 Nov, 09:30 London")
    said = dict(read(page))
    assert ["Decide whether to roll back, due at 18:00."] == said["Incident lead: 1 due today."]
    assert ["Watch the success rate, due at 09:30.", "Find the cause, due at 12:00."] == sorted(
        said["Platform lead: 2 due today."], reverse=True
    )
    page.evaluate(LEAVE)

    assert before == read(page)
