"""The published site as visitors meet it: versions, addresses that are gone, and what is newest."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Host, NewPage
from tests.published import BECAUSE, NEW_PAGE, OLD_PAGE, SITE_URL, WITHDRAWN

#: Paths that somebody may send a crisis team to; behind the site's base, and behind the bare host.
HOSTILE = [
    '<img src=x onerror="alert(1)">',
    '"><script>alert(1)</script>/',
    "/evil.example/",
    "//evil.example/roles/",
    "\\evil.example\\",
    "%5cevil.example/",
    "%2e%2e/%2e%2e/roles/",
    "..%2f..%2fevil.example/",
    "javascript:alert(1)",
    "javascript:alert(1)//roles/cto/",
    "https://evil.example/roles/",
    "@evil.example/roles/cto/",
    "2026.09//evil.example/",
    "2026.09/javascript:alert(1)/",
    "__proto__/constructor/",
    "%",
    "%E0%A4%A",
    "%00/",
    "a/" * 300,
]


def opened(page: Page, address: str) -> Page:
    """The page at an address; what its scripts add may still be on its way."""
    page.goto(address)
    return page


def settled(page: Page, address: str) -> Page:
    """The page at an address, once it has asked for all that it wants: for what must not appear."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


def choose(page: Page, title: str) -> None:
    """Choose a version by its title, as a hand does."""
    page.locator(".md-version").hover()
    page.locator(".md-version__link", has_text=re.compile(f"^{re.escape(title)}$")).click()


def own_404(page: Page, *, scripts: bool = True) -> None:
    """The page shown is the 404 page with its ways on; the search is one of them where scripts run."""
    expect(page.locator("h1")).to_have_text("There is no page at this address")
    expect(page.get_by_role("link", name="Go to the newest version")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_visible(visible=scripts)


def test_the_selector_lists_every_version(new_page: NewPage, site: str) -> None:
    """The newest first; a withdrawn one says so."""
    page = opened(new_page(), f"{site}latest/roles/cto/")

    expect(page.locator(".md-version__link")).to_have_text(
        ["latest", "2026.11", "2026.10 (withdrawn)", "2026.09"]
    )


@pytest.mark.parametrize(
    ("start", "title", "end"),
    [
        ("latest/roles/cto/", "2026.09", "2026.09/roles/cto/"),
        ("2026.09/roles/cto/", "latest", "latest/roles/cto/"),
        ("2026.09/roles/cto/", "2026.11", "2026.11/roles/cto/"),
        (f"latest/{NEW_PAGE}", "2026.11", "2026.11/"),
    ],
    ids=["back", "forth", "across", "to the start where it has no such page"],
)
def test_the_selector_leads_to_the_same_page(
    new_page: NewPage, site: str, start: str, title: str, end: str
) -> None:
    """Whoever compares two versions does not have to look for the page again."""
    page = opened(new_page(), site + start)
    choose(page, title)

    expect(page).to_have_url(site + end)


@pytest.mark.parametrize("place", ["", "roles/cto/", "plan/"])
def test_a_frozen_version_says_so(new_page: NewPage, site: str, place: str) -> None:
    """Its banner names it, and leads to the same place in `latest`."""
    page = opened(new_page(), f"{site}2026.11/{place}#__comments")
    banner = page.locator("[data-md-component=outdated]")

    expect(banner).to_contain_text("frozen version 2026.11 of 3 November 2026")
    banner.get_by_role("link").click()
    expect(page).to_have_url(f"{site}latest/{place}#__comments")


def test_latest_carries_no_banner(new_page: NewPage, site: str) -> None:
    """Its bytes are those of a frozen version now and then; its readers are told nothing of that."""
    page = settled(new_page(), f"{site}latest/roles/cto/")

    expect(page.locator("[data-md-component=outdated]")).to_be_hidden()


@pytest.mark.parametrize("version", ["latest", "2026.11", "2026.09"])
def test_every_version_names_latest_as_the_one_to_find(new_page: NewPage, site: str, version: str) -> None:
    """A search engine sends nobody to an old plan."""
    page = opened(new_page(), f"{site}{version}/roles/cto/")

    expect(page.locator("link[rel=canonical]")).to_have_attribute("href", f"{SITE_URL}latest/roles/cto/")


def test_the_sitemap_at_the_root_names_pages_of_latest(tree: Path) -> None:
    """All of them, and no other version's."""
    named = re.findall("<loc>(.*?)</loc>", (tree / "sitemap.xml").read_text(encoding="utf-8"))
    pages = {path.parent.relative_to(tree).as_posix() for path in (tree / "latest").rglob("index.html")}

    assert {f"{SITE_URL}{page}/" for page in pages} == set(named)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_root_leads_to_latest(new_page: NewPage, site: str, scripts: bool) -> None:
    """With what the address asked for, where scripts run."""
    page = opened(new_page(java_script_enabled=scripts), f"{site}?for=cto#numbers")

    expect(page).to_have_url(f"{site}latest/{'?for=cto#numbers' if scripts else ''}")


@pytest.mark.parametrize("path", ["roles/cto/", "roles/cto", NEW_PAGE])
def test_an_address_without_a_version_leads_to_latest(new_page: NewPage, site: str, path: str) -> None:
    """With its query and its hash: links from before there were versions go on working."""
    page = opened(new_page(missing=True), f"{site}{path}?x=1#y")

    expect(page).to_have_url(re.compile(rf"^{re.escape(site)}latest/{path.rstrip('/')}/?\?x=1#y$"))
    expect(page.locator("article")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "offered"),
    [
        (f"2026.11/{NEW_PAGE}?x=1#y", f"latest/{NEW_PAGE}?x=1#y"),
        ("2026.01/roles/cto/", "latest/roles/cto/"),
        (f"{WITHDRAWN}/{NEW_PAGE}", f"latest/{NEW_PAGE}"),
    ],
    ids=["a version without it", "a version that was pruned", "a withdrawn version"],
)
def test_what_a_version_lacks_is_offered_in_latest(
    new_page: NewPage, site: str, path: str, offered: str
) -> None:
    """Offered only: whoever asked for a version is not led to another unasked."""
    page = opened(new_page(missing=True), site + path)
    way = page.get_by_role("link", name="The same page in the newest version")

    own_404(page)
    expect(page).to_have_url(site + path)
    expect(way).to_have_attribute("href", site + offered)


@pytest.mark.parametrize(
    "path",
    [f"latest/{OLD_PAGE}", "latest/nothing/", "2026.11/nothing/", "2026.01/", "nothing", "404.html"],
)
def test_nothing_is_offered_that_is_not_there(new_page: NewPage, site: str, path: str) -> None:
    """The start and the search are always there; more only where it leads somewhere."""
    page = settled(new_page(missing=True), site + path)

    own_404(page)
    expect(page.get_by_role("link")).to_have_count(1)
    expect(page.get_by_role("link")).to_have_attribute("href", f"{site}latest/")


def test_the_404_page_searches_for_what_the_address_named(new_page: NewPage, site: str) -> None:
    """One tap finds a page that was renamed: the search of `latest` opens with the words in it."""
    page = opened(new_page(missing=True), f"{site}latest/risks/second-outages/")
    page.get_by_role("button", name="Search").click()

    expect(page.locator("input[name=query]")).to_have_value("second outages")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_a_withdrawn_version_gives_the_reason_wherever_one_looks(new_page: NewPage, site: str) -> None:
    """On each page that it had, and at addresses that it never had; as text, whatever it holds."""
    page = opened(new_page(missing=True), f"{site}{WITHDRAWN}/roles/cto/")
    expect(page.locator("h1")).to_have_text(f"Version {WITHDRAWN} was withdrawn")
    expect(page.locator("blockquote")).to_have_text(BECAUSE)
    expect(page.get_by_role("link")).to_have_attribute("href", "../../../latest/")

    opened(page, f"{site}{WITHDRAWN}/nothing/")
    expect(page.locator("#withdrawn")).to_have_text(f"Version {WITHDRAWN} was withdrawn: {BECAUSE}")


def test_the_404_page_is_complete_without_scripts(new_page: NewPage, site: str) -> None:
    """The way home is there, at any depth; no search is offered that would find nothing."""
    page = opened(new_page(missing=True, java_script_enabled=False), f"{site}2026.11/nothing/at/all")

    own_404(page, scripts=False)
    page.get_by_role("link").click()
    expect(page).to_have_url(f"{site}latest/")


@pytest.mark.parametrize("base", ["/elsewhere/playbook/", "/"])
def test_the_404_page_finds_the_site_where_it_is(
    new_page: NewPage, tree: Path, base: str, host: Host
) -> None:
    """A site that moved, to another path or a domain of its own, leads to itself."""
    address = host(tree, base)
    page = opened(new_page(missing=True), f"{address}nothing/at/all/")

    own_404(page)
    expect(page.get_by_role("link")).to_have_attribute("href", f"{address}latest/")


@pytest.mark.parametrize("base", ["/playbook/", "/"])
def test_hostile_addresses_lead_nowhere(new_page: NewPage, tree: Path, base: str, host: Host) -> None:
    """Nothing in a path is run, nothing leads off the site, and what is shown stays the same page."""
    first = new_page(missing=True)
    address = host(tree, base)
    pages = {path: first.context.new_page() for path in HOSTILE}
    # All at once: each asks the server a few times before it is settled.
    for path, page in pages.items():
        page.goto(address + path)
    for path, page in pages.items():
        page.wait_for_load_state("networkidle")
        ways = page.locator("main[data-base] :is(a[href], form)").evaluate_all(
            "found => found.map(one => one.href ?? location.origin + one.dataset.newest)"
        )

        assert urlsplit(address).netloc == urlsplit(page.url).netloc, path
        assert [] == [way for way in ways if not way.startswith(f"{address}latest/")], path
        assert 0 == page.locator("img").count(), path


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("place", ["", "roles/cto/"])
def test_the_stamp_is_seen_on_every_page_and_on_paper(
    new_page: NewPage, site: str, tree: Path, place: str, media: str
) -> None:
    """Version, commit and moment: what somebody on the phone reads out to compare plans."""
    commit = json.loads((tree / "latest" / "stamp.json").read_text(encoding="utf-8"))["commit"]
    page = opened(new_page(), f"{site}latest/{place}")
    page.emulate_media(media="print" if media == "print" else "screen")
    stamp = page.locator(".pb-stamp")

    expect(stamp).to_be_visible()
    expect(stamp).to_contain_text("Version 2026.11")
    expect(stamp).to_contain_text(f"commit {commit[:7]}")
    expect(stamp.locator("time")).to_have_text("4 November 2026, 09:00 GMT")


def come_back(page: Page, stamp: dict[str, object]) -> None:
    """What a tab does when its reader returns to it, where the site has this stamp by now."""
    page.route("**/stamp.json", lambda route: route.fulfill(json=stamp))
    with page.expect_response("**/stamp.json"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_an_open_tab_learns_of_a_newer_plan(new_page: NewPage, site: str, tree: Path) -> None:
    """It says so once, and reloads only when asked."""
    stamp = json.loads((tree / "latest" / "stamp.json").read_text(encoding="utf-8"))
    page = opened(new_page(), f"{site}latest/roles/cto/")
    notice = page.get_by_role("status").filter(has_text="newer plan")
    come_back(page, stamp)
    expect(notice).to_be_hidden()

    come_back(page, {**stamp, "time": "2026-11-05T09:40:00Z", "sources": f"sha256:{'0' * 64}"})
    expect(notice).to_contain_text(re.compile("of Thu 5 Nov( 2026)?, 09:40 London"))
    page.get_by_role("button", name="Later").click()
    come_back(page, {**stamp, "time": "2026-11-05T09:40:00Z", "sources": f"sha256:{'0' * 64}"})
    expect(notice).to_be_hidden()

    come_back(page, {**stamp, "time": "2026-11-06T09:40:00Z"})
    with page.expect_navigation():
        page.get_by_role("button", name="Read it").click()


def test_a_frozen_version_does_not_ask_for_news(new_page: NewPage, site: str) -> None:
    """It never changes; its banner leads to what does."""
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    settled(page, f"{site}2026.11/roles/cto/")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_load_state("networkidle")

    assert f"{site}versions.json" in asked
    assert [] == [url for url in asked if url.endswith("stamp.json")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [f"{WITHDRAWN}/{NEW_PAGE}", f"{WITHDRAWN}/roles/cto/"])
def test_pages_without_the_theme_fit_a_phone_in_light_and_dark(
    new_page: NewPage, site: str, path: str, scheme: str
) -> None:
    """No sideways scrolling, the reader's own colours, fingers' width to tap."""
    page = new_page(missing=True, viewport={"width": 390, "height": 800}, color_scheme=scheme)
    settled(page, site + path)
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    small = page.locator("a:visible, input:visible, button:visible").evaluate_all(
        "found => found.filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"
    )

    assert ("rgb(255, 255, 255)" if scheme == "light" else "rgb(27, 29, 39)") == background
    assert 390 == page.evaluate("document.documentElement.scrollWidth")
    assert [] == small
