"""What an open tab says of a newer plan: how many changes for whom, which, and the way to read them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.fixtures import OUTAGE, BuildSite, NewPage
from tests.browser.serving import serve
from tests.browser.until import until

#: Where the pages of the tests stand, and when the newer plan is made.
ACTION = "priorities/restore-service/"
LATER = "2026-11-24T04:40:00+00:00"


def edited(text: str) -> str:
    """Two changes for the platform lead, one for others, one for nobody in particular."""
    for old, new in (
        ("        when: day 2 morning\n", "        when: day 2 afternoon\n"),
        ("          - Watch for ten minutes\n", "          - Watch for half an hour\n"),
        ("          - Read the rate\n", "          - Open the dashboard\n          - Read the rate\n"),
        ("        when: days 3-4\n", "        when: day 3\n"),
        ("until: month 2", "until: month 3"),
    ):
        assert old in text
        text = text.replace(old, new)
    return text


class Site:
    """A site with an address: `publish` puts another build in its place at once."""

    def __init__(self, place: Path, address: str) -> None:
        self._place = place
        self.address = address

    def publish(self, build: Path) -> None:
        """What visitors get from now on."""
        new = self._place.with_name("new")
        new.symlink_to(build)
        new.replace(self._place)


@pytest.fixture(scope="module")
def plan(build_site: BuildSite) -> Path:
    """The plan that tabs have open."""
    return build_site(OUTAGE)


@pytest.fixture(scope="module")
def newer(build_site: BuildSite) -> Path:
    """What it becomes."""
    return build_site(OUTAGE, {"data/response.yml": edited}, at=LATER)


@pytest.fixture
def site(plan: Path, tmp_path: Path) -> Iterator[Site]:
    """The plan, published."""
    place = tmp_path / "live"
    place.symlink_to(plan)
    with serve(place, "/") as address:
        yield Site(place, address)


def settled(page: Page) -> None:
    """A page read for a few seconds: it has what it needs to tell what a newer plan changes."""
    until(page, "sessionStorage.getItem('playbook.outline')")


def opened(page: Page, site: Site, place: str = ACTION, role: str | None = None) -> Page:
    """A tab that was left open on a page, by a reader in a role."""
    page.goto(site.address)
    if role:
        page.evaluate("id => localStorage.setItem('playbook:card-outage:role', JSON.stringify(id))", role)
    page.goto(site.address + place)
    settled(page)
    return page


def come_back(page: Page) -> Locator:
    """What a tab does when its reader returns to it; the notice."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    return page.locator(".pb-newer")


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (None, "Newer plan: 4 changes"),
        ("platform-lead", "Newer plan: 2 changes for your role, 2 for others"),
        ("support-lead", "Newer plan: 1 change for your role, 3 for others"),
        ("incident-lead", "Newer plan: 4 changes, none for your role"),
    ],
)
def test_it_counts_what_is_mine(
    new_page: NewPage, site: Site, newer: Path, role: str | None, said: str
) -> None:
    """The first thing to know is whether it concerns me."""
    page = opened(new_page(), site, role=role)
    site.publish(newer)
    notice = come_back(page)

    expect(notice.get_by_role("status")).to_contain_text(said)
    expect(notice.get_by_role("status")).to_contain_text(re.compile("of (Tue 24 Nov( 2026)?, )?04:40 London"))


def test_it_says_what_changed_mine_first(new_page: NewPage, site: Site, newer: Path) -> None:
    """Behind one tap, each with its words; the rest is headed as others'."""
    page = opened(new_page(), site, role="platform-lead")
    site.publish(newer)
    notice = come_back(page)
    notice.get_by_text("What changed").click()

    expect(notice.locator(".pb-newer__changes > ul > li > :is(a, strong)")).to_have_text(
        [
            "Renew the certificate on both nodes",
            "Watch the success rate",
            "Call the twelve largest merchants",
            "Loyalty app release",
        ]
    )
    expect(notice.locator(".pb-over")).to_have_text(["For your role", "For others"])
    expect(notice.locator("li li")).to_have_text(
        [
            "When: day 2 morning → day 2 afternoon",
            "Step reworded: was “Watch for ten minutes”, now “Watch for half an hour”",
            "Step added: Open the dashboard",
            "When: days 3-4 → day 3",
            "Until: month 2 → month 3",
        ]
    )


@pytest.mark.parametrize("place", [ACTION, "roles/platform-lead/"], ids=["the same page", "another page"])
def test_a_change_leads_to_the_newer_plan(new_page: NewPage, site: Site, newer: Path, place: str) -> None:
    """Not to what a cache still has, wherever the reader has been before."""
    page = new_page()
    opened(page, site, ACTION)
    opened(page, site, place)
    site.publish(newer)
    notice = come_back(page)
    notice.get_by_role("button", name="What changed").click()
    notice.get_by_role("link", name="Renew the certificate on both nodes").click()

    expect(page.locator("#__stamp")).to_have_attribute("data-time", "2026-11-24T04:40:00Z")
    expect(page).to_have_url(f"{site.address}{ACTION}#renew-certificate")
    expect(page.locator("article").get_by_text("Watch for half an hour").first).to_be_attached()


def test_reading_it_is_one_tap(new_page: NewPage, site: Site, newer: Path) -> None:
    """The page is the newer plan's; the notice is gone, and comes with the next one only."""
    page = opened(new_page(), site)
    site.publish(newer)
    come_back(page).get_by_role("button", name="Read it").click()
    expect(page.locator("#__stamp")).to_have_attribute("data-time", "2026-11-24T04:40:00Z")
    with page.expect_response("**/stamp.json"):
        come_back(page)

    expect(page.locator(".pb-newer")).to_be_empty()


def test_ticks_are_kept(new_page: NewPage, site: Site, newer: Path) -> None:
    """What was ticked under the plan before is ticked in the newer one; a step that is gone says so."""
    page = opened(new_page(), site)
    for text in ("Renew it on the second node", "Watch for ten minutes"):
        page.get_by_role("checkbox", name=text, exact=True).check()
    site.publish(newer)
    come_back(page).get_by_role("button", name="Read it").click()

    expect(page.get_by_role("checkbox", name="Renew it on the second node", exact=True)).to_be_checked()
    expect(page.get_by_role("checkbox", name="Watch for half an hour", exact=True)).not_to_be_checked()
    expect(page.get_by_text("No longer in this checklist: Watch for ten minutes")).to_be_visible()


def test_later_is_later_on_every_page(new_page: NewPage, site: Site, plan: Path, newer: Path) -> None:
    """The reader has heard it: no other page of this tab says it again, nor a role picked then."""
    page = opened(new_page(), site)
    site.publish(newer)
    come_back(page).get_by_role("button", name="Later").click()
    expect(page.locator(".pb-newer")).to_be_empty()
    page.evaluate("async () => (await import('/assets/playbook/role.js')).choose('cto')")
    expect(page.locator(".pb-newer")).to_be_empty()

    # A page of the plan before, as a cache still has it.
    page.route("**/log/", lambda route: route.fulfill(path=plan / "log" / "index.html"))
    with page.expect_response("**/stamp.json"):
        page.goto(f"{site.address}log/")
    # What must not appear takes a moment to appear.
    page.wait_for_timeout(3000)

    expect(page.locator("#__stamp")).to_have_attribute("data-time", "2026-11-24T03:12:00Z")
    expect(page.locator(".pb-newer")).to_be_empty()


def test_a_role_picked_meanwhile_counts(new_page: NewPage, site: Site, newer: Path) -> None:
    """The notice is told anew when the reader says who they are."""
    page = opened(new_page(), site)
    site.publish(newer)
    notice = come_back(page)
    expect(notice).to_contain_text("Newer plan: 4 changes")
    page.evaluate("async () => (await import('/assets/playbook/role.js')).choose('platform-lead')")

    expect(notice).to_contain_text("2 changes for your role, 2 for others")


def test_a_plan_that_changes_nothing_to_do_says_so(
    new_page: NewPage, site: Site, build_site: BuildSite
) -> None:
    """A log entry is a newer plan too."""
    page = opened(new_page(), site)
    site.publish(build_site(OUTAGE, {"data/log.yml": lambda text: text.replace("96.4", "96.5")}, at=LATER))
    notice = come_back(page)

    expect(notice).to_contain_text("Newer plan: nothing changed in what people do")
    expect(notice.get_by_text("What changed")).to_have_count(0)


def answer(status: int, body: str) -> Callable[[Route], None]:
    """An answer to whoever asks for an outline."""
    return lambda route: route.fulfill(status=status, body=body)


@pytest.mark.parametrize(
    "reply",
    [
        answer(404, "none"),
        answer(200, "<!doctype html><title>Log in</title>"),
        answer(200, "null"),
        answer(200, '{"format": 2, "entries": []}'),
    ],
    ids=["missing", "a page", "null", "another format"],
)
def test_what_changed_may_be_unknown(
    new_page: NewPage, site: Site, newer: Path, reply: Callable[[Route], None]
) -> None:
    """The reader is told of the newer plan all the same."""
    page = opened(new_page(missing=True), site)
    page.route("**/outline.json*", reply)
    site.publish(newer)
    notice = come_back(page)

    expect(notice).to_contain_text(re.compile("There is a newer plan, of .*04:40 London"))
    expect(notice.get_by_text("What changed")).to_have_count(0)


def test_an_outline_of_another_plan_is_not_taken(new_page: NewPage, site: Site, newer: Path) -> None:
    """A plan that is published between two questions: its outline is not compared as the one before."""
    page = new_page()
    page.goto(site.address)
    stamp = json.loads((newer / "stamp.json").read_bytes())
    asked: list[str] = []

    def publish_meanwhile(route: Route) -> None:
        asked.append(route.request.url)
        site.publish(newer)
        route.continue_()

    page.route("**/outline.json*", publish_meanwhile)
    with page.expect_response("**/outline.json*"):
        page.goto(site.address + ACTION)
    notice = come_back(page)
    expect(notice).to_contain_text("There is a newer plan, of")

    assert 1 == len(asked)
    assert stamp["sources"] not in page.evaluate("sessionStorage.getItem('playbook.outline') ?? ''")


def test_one_tab_asks_for_its_outline_once(new_page: NewPage, site: Site) -> None:
    """Other pages of it find what the first one kept."""
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for place in ("", ACTION, "log/"):
        page.goto(site.address + place)
        settled(page)
        page.wait_for_timeout(5500)

    assert 1 == len([url for url in asked if "outline.json" in url])


def test_who_saves_data_is_told_without_the_outline(new_page: NewPage, site: Site, newer: Path) -> None:
    """Nothing is fetched that was not asked for."""
    page = new_page()
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.address)
    page.wait_for_timeout(6000)
    site.publish(newer)
    expect(come_back(page)).to_contain_text("There is a newer plan")

    assert [] == [url for url in asked if "outline.json" in url]


def test_a_long_list_is_cut(new_page: NewPage, site: Site, build_site: BuildSite) -> None:
    """Six entries and four words each are what a phone shows; the rest is counted."""

    def every_action_is_renamed(text: str) -> str:
        return re.sub(r"(?m)^(        title: .+)$", r"\1 now", text)

    def many_steps(text: str) -> str:
        new = "".join(f"          - Do {word}\n" for word in ("this", "that", "more", "less", "none"))
        return every_action_is_renamed(text).replace("          - Call each\n", new)

    page = opened(new_page(), site)
    site.publish(build_site(OUTAGE, {"data/response.yml": many_steps}, at=LATER))
    notice = come_back(page)
    notice.get_by_text("What changed").click()
    titles = notice.locator(".pb-newer__changes > ul > li")

    expect(titles).to_have_count(6)
    expect(notice.locator(".pb-newer__changes > p").last).to_have_text(re.compile(r"^and \d+ more$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone(new_page: NewPage, site: Site, newer: Path, scheme: str) -> None:
    """Closed it takes a fifth of the screen at most, open it leaves some of the page; nothing is wider."""
    page = opened(
        new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme), site, role="platform-lead"
    )
    site.publish(newer)
    notice = come_back(page)
    expect(notice).to_contain_text("2 changes for your role")
    closed = notice.bounding_box()
    notice.get_by_text("What changed").click()
    opened_up = notice.bounding_box()
    low = notice.locator("button").evaluate_all("all => all.map(one => one.offsetHeight)")

    assert closed is not None
    assert opened_up is not None
    assert closed["height"] < 844 / 5
    assert opened_up["height"] < 844 * 0.75
    assert 390 == page.evaluate("document.documentElement.scrollWidth")
    assert [] == [height for height in low if height < 44]


def test_it_is_not_printed(new_page: NewPage, site: Site, newer: Path) -> None:
    """Paper has the date of its plan."""
    page = opened(new_page(), site)
    site.publish(newer)
    notice = come_back(page)
    expect(notice.get_by_role("button", name="Later")).to_be_visible()
    page.emulate_media(media="print")

    expect(notice).to_be_hidden()
