"""A role's desk in the browser: what to do now, whom to call, who waits, who is away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import OUTAGE, BuildSite, Host, NewPage
from tests.browser.serving import serve

NIGHT = "2026-11-24T03:12:00Z"
PHONE = {"width": 390, "height": 844}

#: What a module of the site is asked, on one of its pages.
DRILL = """async ([t0, start, role]) => {
  const { enterDrill } = await import(new URL("assets/playbook/clock.js", window.root ?? document.baseURI))
  enterDrill({ t0: new Date(t0), start: new Date(start), role, title: null })
}"""
TICK = """async ([keys, on]) => {
  const script = name => import(new URL(`assets/playbook/${name}.js`, window.root ?? document.baseURI))
  const [{ load, save, fingerprint }, { clock }] = await Promise.all(["ticks", "clock"].map(script))
  const subject = "actions/restore-service.decide-rollback"
  const texts = { "hear-the-platform-lead": "Hear the platform lead",
    "ask-what-a-rollback-would-break": "Ask what a rollback would break",
    "decide-and-say-so-in-the-war-room": "Decide, and say so in the war room" }
  const made = keys.map(step => [`${subject}#${step}@1`, { subject, step, pass: 1, text: texts[step],
    print: fingerprint(texts[step]), at: new Date().toISOString(), on }])
  save(clock.run, { ...load(clock.run), ...Object.fromEntries(made) })
}"""
CLOCK = """async name => {
  const clock = await import(new URL("assets/playbook/clock.js", window.root ?? document.baseURI))
  clock[name](new Date())
}"""
#: A browser whose storage has no room left.
FULL = "Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError') }"
#: A plan of one action and nobody to do it.
LONE = """
playbook: {key: lone, title: Lone}
priorities: {one: {title: One, actions: {act: {title: Act}}}}
"""
#: Where the root of the site is, so that the scripts above find it from any page.
ROOT = "root => { window.root = root }"


@pytest.fixture(scope="module")
def undeclared(build_site: BuildSite) -> Iterator[str]:
    """The address of the same plan before anybody has declared the crisis."""

    def before(text: str) -> str:
        return text.replace("  activated: 2026-11-23T09:00\n", "")

    with serve(
        build_site(OUTAGE, {"data/playbook.yml": before, "data/log.yml": lambda _: ""}), "/"
    ) as address:
        yield address


def at(page: Page, site: str, path: str, moment: str = NIGHT) -> Page:
    """The page of the site at a moment that stands still until the test moves it."""
    # It runs until it is told to stand still, which it cannot do in the past.
    page.clock.install(time=datetime.fromisoformat(moment) - timedelta(minutes=1))
    page.clock.pause_at(moment)
    page.goto(site + path)
    if path not in ("roles/", "standup/"):
        page.locator(".pb-desk > .pb-attention").first.wait_for(state="attached")
    return page


def pick(page: Page, title: str) -> None:
    """Chooses a role as a reader does."""
    page.get_by_label("You are").select_option(label=title)


def groups(page: Page) -> dict[str, list[str]]:
    """The visible groups of the desk with the titles of their cards; a number after a heading is left out."""
    found: list[list[Any]] = page.evaluate(
        """() => [...document.querySelectorAll(".pb-tasks")].filter(list => !list.closest("[hidden]"))
          .map(list => [(list.parentElement.querySelector("h2, h3, summary")).textContent.trim(),
            [...list.querySelectorAll(".pb-card-title")].map(title => title.textContent.trim())])"""
    )
    merged: dict[str, list[str]] = {}
    for title, cards in found:
        merged.setdefault(re.sub(r" \d+$", "", title), []).extend(cards)
    return merged


def test_without_scripts_every_role_has_its_desk(new_page: NewPage, outage: str) -> None:
    """A list of links on top leads to each role; its actions stand in order of time, the next one first."""
    page = new_page(java_script_enabled=False)
    page.goto(outage + "now/")
    links = page.locator(".pb-pick a")
    anchors = [link.get_attribute("href") for link in links.all()]

    expect(page.get_by_label("You are")).to_be_hidden()
    assert [
        "#_role-incident-lead",
        "#_role-platform-lead",
        "#_role-support-lead",
        "#_role-cto",
    ] == anchors
    for anchor in anchors:
        expect(page.locator(f"{anchor}:visible")).to_have_count(1)
    cards = page.locator("[data-desk=support-lead] .pb-card-title").all_inner_texts()
    assert [
        "Waive the fees of the outage",
        "Tell the counters what to say",
        "Call the twelve largest merchants",
    ] == cards


def test_a_role_is_picked_once(new_page: NewPage, outage: str) -> None:
    """Only its desk is shown then, also after the page is left, and in another tab at once."""
    page = at(new_page(), outage, "now/")
    other = page.context.new_page()
    other.goto(outage + "now/")
    page.locator(".pb-pick a", has_text="Support lead").click()

    for one in (page, other):
        expect(one.locator(".pb-desk:visible")).to_have_attribute("data-desk", "support-lead")
    page.reload()
    expect(page.get_by_label("You are")).to_have_value("support-lead")
    expect(page.locator(".pb-pick")).to_be_hidden()
    page.get_by_label("You are").select_option("")
    expect(page.locator(".pb-pick")).to_be_visible()
    expect(other.locator(".pb-pick")).to_be_visible()


def test_only_our_roles_are_offered(new_page: NewPage, outage: str) -> None:
    """Neither outsiders nor groups read here."""
    page = at(new_page(), outage, "now/")

    assert ["", "incident-lead", "platform-lead", "support-lead", "cto"] == page.locator(
        "#__role option"
    ).evaluate_all("options => options.map(option => option.value)")


def test_a_browser_that_keeps_nothing_lets_a_role_be_picked(new_page: NewPage, outage: str) -> None:
    """For as long as the page is open."""
    page = new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
    at(page, outage, "now/")
    pick(page, "Support lead")

    expect(page.locator(".pb-desk:visible")).to_have_attribute("data-desk", "support-lead")


def test_what_comes_first_stands_first(new_page: NewPage, outage: str) -> None:
    """What is to be done, then the numbers to call, both on a phone's first screens; the rest below."""
    page = at(new_page(viewport=PHONE), outage, "now/")
    pick(page, "Platform lead")
    tops = [
        page.locator(f".pb-desk:visible {name}").first.bounding_box()
        for name in (".pb-tasks-first .pb-card-title", ".pb-numbers a[href^=tel]", ".pb-tasks-then")
    ]
    heights = [box["y"] for box in tops if box]

    assert sorted(heights) == heights
    assert len(heights) == 3
    assert heights[0] < PHONE["height"]


@pytest.mark.parametrize(
    ("moment", "action", "group"),
    [
        ("2026-11-24T02:59:00Z", "Tell the counters what to say", "Later"),
        ("2026-11-24T04:00:00Z", "Tell the counters what to say", "Next"),
        ("2026-11-24T10:00:00Z", "Tell the counters what to say", "Waits for another action"),
        ("2026-11-24T18:00:00Z", "Tell the counters what to say", "Not confirmed"),
        ("2026-11-25T09:00:00Z", "Call the twelve largest merchants", "Do now"),
    ],
)
def test_the_clock_says_where_an_action_stands(
    new_page: NewPage, outage: str, moment: str, action: str, group: str
) -> None:
    """More than six hours before its time, before it, during and after it; nobody said that it is late."""
    page = at(new_page(), outage, "now/", moment)
    pick(page, "Support lead")

    assert action in groups(page)[group]
    assert "Late" not in groups(page)


def test_late_is_what_the_log_says(new_page: NewPage, outage: str) -> None:
    """It was recorded as started after its time was over; it is time to escalate it."""
    page = at(new_page(), outage, "now/")
    pick(page, "Incident lead")
    card = page.locator(".pb-task", has_text="Decide whether to roll back").first

    assert ["Decide whether to roll back"] == groups(page)["Late"]
    expect(card).to_contain_text("was due Mon 23 Nov, 18:00")
    expect(card).to_contain_text("time to escalate After 1 hour escalate to Chief technology officer.")


def test_what_is_blocked_says_why(new_page: NewPage, outage: str) -> None:
    """Since when, on whom it waits, and what was said."""
    page = at(new_page(), outage, "now/")
    pick(page, "Platform lead")

    assert ["Renew the certificate on both nodes"] == groups(page)["Blocked"]
    assert ["Find the cause"] == groups(page)["Done"]
    expect(page.locator(".pb-task:visible .pb-hindrance")).to_have_text(
        "blocked since Tue 24 Nov 02:00, waiting on Incident lead: Nobody has decided on the rollback."
    )


def test_others_wait_until_it_is_done(new_page: NewPage, outage: str) -> None:
    """Actions that need one of the reader's, or that the log says wait for the reader."""
    page = at(new_page(), outage, "now/")
    pick(page, "Incident lead")
    mine = page.locator(".pb-desk:visible .pb-wait:visible .pb-row > a")

    expect(mine).to_have_text(["Renew the certificate on both nodes", "Tell the counters what to say"])
    expect(page.get_by_role("heading", name="Waiting on you")).to_be_visible()
    expect(page.get_by_role("button", name="2 waiting on you")).to_be_visible()
    pick(page, "Platform lead")
    expect(page.locator(".pb-desk:visible .pb-waits")).to_be_hidden()


def test_a_line_leads_to_what_is_not_as_it_should_be(new_page: NewPage, outage: str) -> None:
    """One tap from the top of the page."""
    page = at(new_page(viewport=PHONE), outage, "now/")
    pick(page, "Platform lead")
    page.get_by_role("button", name="1 blocked").click()

    expect(
        page.get_by_role("link", name="Renew the certificate on both nodes", exact=True)
    ).to_be_in_viewport()


def test_time_goes_on_while_the_page_is_open(new_page: NewPage, outage: str) -> None:
    """What was next is to be done a minute later, without a reload."""
    page = at(new_page(), outage, "now/", "2026-11-25T08:59:30Z")
    pick(page, "Support lead")
    assert ["Call the twelve largest merchants"] == groups(page)["Next"]
    page.clock.run_for(60_000)

    assert ["Call the twelve largest merchants"] == groups(page)["Do now"]


def test_ticks_of_this_device_are_told_apart_from_the_record(new_page: NewPage, outage: str) -> None:
    """They count at once, in every tab; ticking all is not yet a record, and the log stays what it was."""
    page = at(new_page(), outage, "now/")
    pick(page, "Incident lead")
    other = page.context.new_page()
    other.goto(outage + "now/")
    page.evaluate(ROOT, outage)
    page.evaluate(TICK, [["hear-the-platform-lead"], True])

    for one in (page, other):
        expect(one.locator(".pb-tasks-first .pb-ticked:visible")).to_have_text(
            "1 of 3 ticked on this device · next step: Ask what a rollback would break"
        )
    rest = ["ask-what-a-rollback-would-break", "decide-and-say-so-in-the-war-room"]
    page.evaluate(TICK, [rest, True])
    for one in (page, other):
        expect(one.locator(".pb-tasks-first .pb-ticked:visible")).to_have_text(
            "all ticked on this device, not recorded"
        )
    assert ["Decide whether to roll back"] == groups(page)["Late"]
    page.evaluate(TICK, [rest, False])
    expect(page.locator(".pb-tasks-first .pb-ticked:visible")).to_contain_text("1 of 3 ticked on this device")


def test_a_drill_plays_its_role_and_knows_nothing_of_later(new_page: NewPage, outage: str) -> None:
    """At half past nine of the first day nothing was recorded yet; leaving gives the reader's role back."""
    page = at(new_page(), outage, "now/")
    pick(page, "Support lead")
    page.evaluate(ROOT, outage)
    page.evaluate(DRILL, ["2026-11-23T09:00:00Z", "2026-11-23T09:30:00Z", "platform-lead"])

    expect(page.locator(".pb-desk:visible")).to_have_attribute("data-desk", "platform-lead")
    expect(page.get_by_label("You are")).to_be_disabled()
    assert ["Find the cause", "Watch the success rate"] == sorted(groups(page)["Do now"])
    assert not {"Done", "Blocked"} & groups(page).keys()
    expect(page.locator(".pb-desk:visible .pb-hindrance:visible")).to_have_count(0)
    page.evaluate(
        """async () => {
          const clock = await import(new URL("assets/playbook/clock.js", window.root ?? document.baseURI))
          clock.leaveDrill()
        }"""
    )
    expect(page.locator(".pb-desk:visible")).to_have_attribute("data-desk", "support-lead")


def test_who_is_away_today_is_told_where_they_would_be_asked(new_page: NewPage, outage: str) -> None:
    """With who covers: on the role's own page, on the desk of who covers, where anybody would call them."""
    page = at(new_page(), outage, "roles/platform-lead/", "2026-11-25T00:10:00Z")
    expect(page.locator(".pb-cover")).to_have_text("Away until Thu 26 Nov: Incident lead covers.")
    page.goto(outage + "now/")
    pick(page, "Incident lead")
    desk = page.locator(".pb-desk:visible")

    expect(desk.locator(".pb-cover")).to_have_text("You cover: Platform lead, until Thu 26 Nov.")
    expect(desk.locator(".pb-numbers [data-role=platform-lead]")).to_contain_text(
        "away until Thu 26 Nov, you cover"
    )
    expect(desk.locator(".pb-wait", has_text="Renew the certificate")).to_contain_text(
        "away until Thu 26 Nov"
    )


def test_who_is_back_is_not_away(new_page: NewPage, outage: str) -> None:
    """Nor who has not left yet; what is to come stays listed, what is over does not."""
    page = at(new_page(), outage, "roles/incident-lead/", "2026-11-24T23:50:00Z")
    expect(page.locator(".pb-cover, .pb-away-note")).to_have_count(0)
    expect(page.locator(".pb-away:visible")).to_have_count(2)
    page.clock.pause_at("2026-11-27T00:10:00Z")
    page.reload()

    expect(page.locator(".pb-cover, .pb-away-note")).to_have_count(0)
    expect(page.locator(".pb-away:visible")).to_have_count(1)
    expect(page.locator(".pb-away:visible")).to_have_text(re.compile("Incident lead is away Thu 24 Dec 2026"))


def test_what_recurs_is_not_done_because_it_was(new_page: NewPage, build_site: BuildSite, host: Host) -> None:
    """Yesterday's occurrence is recorded, this one is due: no page says of it that it is done, or late."""

    def with_watch(text: str) -> str:
        return f"""{text.rstrip()}
  watched:
    at: 2026-11-25T09:58
    about: [actions/restore-service.watch-rate]
    kind: done
    for: 2026-11-24T09:00
"""

    site = host(build_site(OUTAGE, {"data/log.yml": with_watch}), "/")
    page = at(new_page(), site, "now/", "2026-11-25T09:31:00Z")
    pick(page, "Platform lead")
    card = page.locator(".pb-card:visible", has_text="Watch the success rate")
    expect(card.locator(".pb-meta .pb-chip:visible")).to_have_text("now")
    page.goto(f"{site}plan/")
    lines = page.locator("[data-action='restore-service.watch-rate']")
    expect(lines).to_have_count(2)
    expect(lines.locator(".pb-chip")).to_have_count(0)
    page.goto(site)
    expect(page.locator("#_pool [data-action='restore-service.watch-rate'] .pb-chip")).to_have_count(0)
    expect(page.locator(".pb-sub", has_text="actions done").first).to_contain_text("1 of 5 actions done")


def test_without_a_clock_it_is_the_order_of_the_plan(new_page: NewPage, undeclared: str) -> None:
    """The page says so, and pretends nothing about now; a date is a date all the same."""
    page = at(new_page(), undeclared, "now/", "2026-11-25T10:00:00Z")
    pick(page, "Platform lead")

    expect(page.locator(".pb-noclock:visible")).to_contain_text("No clock yet")
    assert {
        "First": ["Find the cause"],
        "In order of the plan": ["Renew the certificate on both nodes", "Watch the success rate"],
    } == groups(page)
    expect(page.locator(".pb-cover:visible")).to_have_text(
        "You are away until Thu 26 Nov: Incident lead covers."
    )


def test_a_clock_declared_here_counts_at_once(new_page: NewPage, undeclared: str) -> None:
    """The plan gets its days while the page is open."""
    page = at(new_page(), undeclared, "now/", "2026-11-25T10:00:00Z")
    pick(page, "Platform lead")
    page.evaluate(ROOT, undeclared)
    page.evaluate(CLOCK, "declare")

    expect(page.locator(".pb-noclock")).to_have_count(4)
    expect(page.locator(".pb-noclock:visible")).to_have_count(0)
    assert ["Find the cause"] == groups(page)["Do now"]


def test_a_roles_page_says_what_is_asked_of_it(new_page: NewPage, outage: str) -> None:
    """One that owns no action still decides, hears, approves and receives escalations."""
    page = at(new_page(), outage, "roles/cto/")
    asked = page.locator(".pb-desk dt").all_inner_texts()

    assert ["Decides", "Approves", "Receives escalations of", "Hears"] == asked
    expect(page.locator(".pb-desk")).to_contain_text("Keep the old gateway?: needed by day 3")
    expect(page.locator(".pb-noclock")).to_be_hidden()


def test_a_role_is_picked_on_its_own_page(new_page: NewPage, outage: str) -> None:
    """And the reader is taken to what it does now."""
    page = at(new_page(), outage, "roles/support-lead/")
    page.get_by_role("button", name="This is me").click()
    page.wait_for_url("**/now/")
    page.locator(".pb-desk > .pb-attention").first.wait_for(state="attached")

    expect(page.locator(".pb-desk:visible")).to_have_attribute("data-desk", "support-lead")


def test_a_role_that_finds_no_room_is_said_to_be_forgotten(new_page: NewPage, outage: str) -> None:
    """Picked from the list it holds for the page; picked on the role's own page, it leads to no other."""
    page = new_page()
    page.add_init_script(FULL)
    told = page.get_by_text(
        "This browser does not remember your role: it is forgotten when you leave this page."
    )
    at(page, outage, "now/")
    pick(page, "Support lead")
    expect(page.locator(".pb-desk:visible")).to_have_attribute("data-desk", "support-lead")
    expect(told).to_be_visible()
    page.goto(outage + "roles/support-lead/")
    page.get_by_role("button", name="This is me").click()
    expect(told).to_be_visible()

    expect(page).to_have_url(outage + "roles/support-lead/")


def test_a_role_that_is_kept_needs_no_word(new_page: NewPage, outage: str) -> None:
    """Where the browser remembers, nothing is said of it."""
    page = at(new_page(), outage, "now/")
    pick(page, "Support lead")

    expect(page.locator(".pb-desk:visible")).to_have_attribute("data-desk", "support-lead")
    expect(page.locator(".pb-said")).to_have_count(0)


def test_a_plan_without_roles_leads_to_what_there_is(
    new_page: NewPage, build_site: BuildSite, tmp_path: Path, host: Host
) -> None:
    """The board and the plan have the actions that nobody owns."""
    data = tmp_path / "lone" / "data"
    data.mkdir(parents=True)
    data.joinpath("plan.yml").write_text(LONE, encoding="utf-8")
    page = new_page()
    address = host(build_site(tmp_path / "lone"), "/")
    for name, path in {"board": "", "plan": "plan/"}.items():
        page.goto(f"{address}now/")
        page.locator("#__now").get_by_role("link", name=name).click()
        expect(page).to_have_url(address + path)


@pytest.mark.parametrize("path", ["now/", "roles/", "roles/incident-lead/", "standup/"])
@pytest.mark.parametrize("width", [320, 390])
def test_nothing_is_wider_than_a_phone(new_page: NewPage, outage: str, path: str, width: int) -> None:
    """No page scrolls sideways."""
    page = new_page(viewport={"width": width, "height": 844})
    at(page, outage, path, "2026-11-25T10:00:00Z")
    if path == "now/":
        pick(page, "Incident lead")

    assert width >= page.evaluate("document.documentElement.scrollWidth")
