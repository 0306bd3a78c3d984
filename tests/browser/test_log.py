"""The log in a browser: by role, priority and kind, with a choice that can be sent to somebody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import COLOURS, violations
from tests.browser.fixtures import OUTAGE, BuildSite, NewPage
from tests.browser.serving import serve

#: How many entries the fixture's log has.
ALL = 10

#: A log so long that a slow way of filtering it would be felt.
MANY = 500

#: Chooses, and says how many milliseconds pass until the page is laid out again.
TIMED = """([name, value]) => {
  const select = document.getElementById(`__log-${name}`)
  const start = performance.now()
  select.value = value
  select.dispatchEvent(new Event("change"))
  document.body.getBoundingClientRect()
  return performance.now() - start
}"""

FILTERS = [
    {"name": "role", "label": "Role", "options": [["lead", "Lead", 2], ["second", "Second", 1]]},
    {"name": "kind", "label": "Kind", "options": [["done", "done", 3]]},
]


def log(new_page: NewPage, site: str, query: str = "", **options: Any) -> Page:
    """The log's page with its filters at work."""
    page = new_page(**options)
    page.goto(f"{site}log/{query}")
    expect(page.get_by_label("Kind", exact=True)).to_be_visible()
    return page


def seen(page: Page) -> Locator:
    """The entries that are shown."""
    return page.locator(".pb-line:visible")


def told(page: Page) -> Locator:
    """How many are shown."""
    return page.locator(".pb-filter-told")


@pytest.fixture(scope="module")
def many(build_site: BuildSite) -> Iterator[str]:
    """The same crisis with a long log."""
    entries = "".join(
        f"  e{number}: {{at: 2026-11-{24 + number // 100}T{8 + number % 12:02}:{number % 60:02}, "
        f"kind: {('done', 'note')[number % 2]}, about: [actions/restore-service.watch-rate], text: Again.}}\n"
        for number in range(MANY)
    )
    site = build_site(OUTAGE, {"data/more.yml": lambda _: f"log:\n{entries}"}, at="2026-11-30T09:00+00:00")
    with serve(site, "/") as address:
        yield address


def test_a_log_can_be_read_for_one_role(new_page: NewPage, outage: str) -> None:
    """What it recorded, owns or is waited for; how much that is of how much."""
    page = log(new_page, outage)
    expect(told(page)).to_have_text(f"{ALL} of {ALL} entries")
    page.get_by_label("Role", exact=True).select_option("incident-lead")

    expect(told(page)).to_have_text("5 of 10 entries")
    expect(seen(page)).to_have_count(5)
    expect(page.locator("[id='2026-11-24-0200-renewal-blocked']")).to_be_visible()
    expect(page.locator("[id='2026-11-23-1140-cause-found']")).to_be_hidden()


def test_choices_add_up(new_page: NewPage, outage: str) -> None:
    """An entry must fit all of them; *Clear* takes them back, and the keyboard goes on from the first."""
    page = log(new_page, outage)
    page.get_by_label("Priority", exact=True).select_option("restore-service")
    page.get_by_label("Kind", exact=True).select_option("measured")
    expect(told(page)).to_have_text("3 of 10 entries")
    page.get_by_label("Role", exact=True).select_option("incident-lead")
    expect(told(page)).to_have_text("0 of 10 entries")
    page.locator("#__logfilter").get_by_role("button", name="Clear").click()

    expect(told(page)).to_have_text("10 of 10 entries")
    expect(page.get_by_label("Role", exact=True)).to_be_focused()
    expect(page.locator("#__logfilter").get_by_role("button", name="Clear")).to_be_hidden()
    expect(page).to_have_url(f"{outage}log/")


def test_only_what_occurs_can_be_chosen(new_page: NewPage, outage: str) -> None:
    """With its number."""
    page = log(new_page, outage)

    expect(page.get_by_label("Kind", exact=True).locator("option")).to_have_text(
        ["all", "started (2)", "done (1)", "blocked (1)", "assigned (1)", "measured (3)", "sent (2)"]
    )


def test_a_day_without_an_entry_is_not_shown(new_page: NewPage, outage: str) -> None:
    """Neither its heading, nor its number, nor its line among the page's contents."""
    page = log(new_page, outage, viewport={"width": 1280, "height": 900})
    contents = page.locator(".md-sidebar--secondary")
    page.get_by_label("Kind", exact=True).select_option("blocked")

    expect(page.get_by_role("heading", name="Tuesday 24 November 2026")).to_be_visible()
    expect(page.get_by_role("heading", name="Monday 23 November 2026")).to_be_hidden()
    expect(page.locator(".pb-hint", has_text="Day 1")).to_be_hidden()
    expect(contents.get_by_role("link", name="Monday 23 November 2026")).to_be_hidden()
    expect(contents.get_by_role("link", name="How to record")).to_be_visible()


def test_a_choice_can_be_sent(new_page: NewPage, outage: str) -> None:
    """It is in the address, and whoever opens that sees the same."""
    page = log(new_page, outage)
    page.get_by_label("Role", exact=True).select_option("platform-lead")
    page.get_by_label("Kind", exact=True).select_option("done")
    expect(page).to_have_url(f"{outage}log/?role=platform-lead&kind=done")
    other = log(new_page, outage, "?role=platform-lead&kind=done")

    expect(told(other)).to_have_text("1 of 10 entries")
    expect(seen(other)).to_contain_text(["Expired certificate on the second node."])
    expect(other.get_by_label("Role", exact=True)).to_have_value("platform-lead")


@pytest.mark.parametrize("query", ["?role=nobody", "?kind=done&role=nobody", "?priority=%3Cb%3Enobody"])
def test_an_unknown_choice_is_said_and_shows_all(new_page: NewPage, outage: str, query: str) -> None:
    """A link may be older than the plan."""
    page = log(new_page, outage, query)

    expect(page.locator(".pb-filter-why")).to_contain_text("nobody”, so all are shown.")
    expect(told(page)).to_have_text("10 of 10 entries")
    expect(page).to_have_url(f"{outage}log/")


def test_an_entry_that_is_linked_to_is_always_shown(new_page: NewPage, outage: str) -> None:
    """Opened from afar or pressed on the page: whatever was chosen is taken back, and that is said."""
    page = log(new_page, outage, "?kind=measured#2026-11-23-1140-cause-found")
    target = page.locator("[id='2026-11-23-1140-cause-found']")
    expect(target).to_be_in_viewport()
    expect(page.locator(".pb-filter-why")).to_contain_text("All are shown")
    expect(page).to_have_url(f"{outage}log/#2026-11-23-1140-cause-found")
    page.get_by_label("Kind", exact=True).select_option("measured")
    expect(target).to_be_hidden()
    page.evaluate("location.hash = '2026-11-23-0910-cause-started'")

    expect(page.locator("[id='2026-11-23-0910-cause-started']")).to_be_in_viewport()
    expect(told(page)).to_have_text("10 of 10 entries")


def test_an_entry_among_those_chosen_leaves_the_choice(new_page: NewPage, outage: str) -> None:
    """Nobody loses a choice for nothing."""
    page = log(new_page, outage, "?kind=measured#2026-11-23-1200-rate")

    expect(told(page)).to_have_text("3 of 10 entries")
    expect(page).to_have_url(f"{outage}log/?kind=measured#2026-11-23-1200-rate")


def test_a_page_whose_address_may_not_change_filters_all_the_same(new_page: NewPage, outage: str) -> None:
    """As when it is opened as a file."""
    page = new_page()
    page.add_init_script("history.replaceState = () => { throw new DOMException('no', 'SecurityError') }")
    page.goto(f"{outage}log/?kind=done")
    expect(told(page)).to_have_text("1 of 10 entries")
    page.get_by_label("Kind", exact=True).select_option("sent")

    expect(told(page)).to_have_text("2 of 10 entries")


@pytest.mark.parametrize(
    ("place", "link", "shown"),
    [("roles/platform-lead/", "its log", 7), ("priorities/restore-service/", "its log", 9)],
)
def test_a_role_and_a_priority_lead_to_their_log(
    new_page: NewPage, outage: str, place: str, link: str, shown: int
) -> None:
    """The same page, with that chosen."""
    page = new_page()
    page.goto(outage + place)
    page.get_by_role("link", name=link).click()

    expect(told(page)).to_have_text(f"{shown} of 10 entries")
    expect(seen(page)).to_have_count(shown)


def test_without_scripts_the_whole_log_is_there(new_page: NewPage, outage: str) -> None:
    """A link with a choice in it shows all; nothing asks to be pressed in vain; how to record is said."""
    page = new_page(java_script_enabled=False)
    page.goto(f"{outage}log/?kind=done")

    expect(seen(page)).to_have_count(ALL)
    expect(page.locator("select")).to_have_count(0)
    expect(page.get_by_text("10 entries, the last of Tue 24 Nov 02:00")).to_be_visible()
    page.get_by_role("link", name="Record: the crisis").click()
    expect(page.locator("#_record")).to_be_in_viewport()


def test_paper_has_what_is_shown_and_says_what_that_is(new_page: NewPage, outage: str) -> None:
    """Without anything to press."""
    page = log(new_page, outage, "?role=platform-lead&kind=done")
    page.emulate_media(media="print")

    expect(page.get_by_text("Only Role: Platform lead, Kind: done")).to_be_visible()
    expect(told(page)).to_be_visible()
    expect(seen(page)).to_have_count(1)
    expect(
        page.locator("#__logfilter").locator("select:visible, label:visible, button:visible")
    ).to_have_count(0)


def test_a_long_log_stays_quick(new_page: NewPage, many: str) -> None:
    """Choosing among hundreds of entries takes no time that a reader would notice."""
    page = log(new_page, many)
    expect(told(page)).to_have_text(f"{MANY + ALL} of {MANY + ALL} entries")
    slowest = max(page.evaluate(TIMED, ["kind", kind]) for kind in ("done", "note", "sent", ""))

    assert slowest < 1_000


@pytest.mark.parametrize("width", [390, 1280])
def test_a_log_in_parts_is_accessible(new_page: NewPage, outage: str, width: int) -> None:
    """With filters in use and something said, light and dark."""
    size = {"width": width, "height": 900}
    page = log(new_page, outage, "?role=nobody", viewport=size, color_scheme="light", reduced_motion="reduce")
    page.get_by_label("Role", exact=True).select_option("platform-lead")
    expect(told(page)).to_have_attribute("role", "status")
    light = violations(page)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")

    assert [] == light
    assert [] == violations(page, COLOURS)


@pytest.mark.parametrize("place", ["log/", "log/?role=no-such-role-as-this-long-one-that-is-unknown"])
def test_the_smallest_screen_scrolls_down_only(new_page: NewPage, outage: str, place: str) -> None:
    """Commands and file names break; choices stand below one another."""
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(outage + place)
    expect(page.get_by_label("Kind", exact=True)).to_be_visible()

    assert 320 == page.evaluate("document.documentElement.scrollWidth")
    assert [] == page.locator("article :visible").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().right > 321).map(one => one.outerHTML)"
    )


def test_a_history_can_be_unfolded(new_page: NewPage, many: str) -> None:
    """What is older is behind one press that a thumb can hit; on paper it is open."""
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{many}priorities/restore-service/#watch-rate")
    history = page.locator("[data-entry='actions/restore-service.watch-rate'] .pb-history")
    older = history.locator("summary")
    expect(history.locator("li:visible")).to_have_count(5)
    older.click()

    expect(older).to_have_text(f"{MANY - 5} earlier")
    expect(history.locator("li:visible")).to_have_count(MANY)
    assert older.evaluate("one => one.getBoundingClientRect().height") >= 44


@pytest.mark.parametrize(
    ("choice", "unknown", "query"),
    [
        ({}, [], ""),
        ({"role": "lead"}, [], "?role=lead&other=1"),
        ({"role": "lead", "kind": "done"}, [], "?kind=done&role=lead"),
        ({}, [], "?role="),
        ({}, ["constructor"], "?role=constructor"),
        ({}, ["nobody", "nothing"], "?role=nobody&kind=nothing"),
        ({}, ["nobody"], "?role=nobody&kind=done"),
    ],
)
def test_an_address_is_read(page: Page, choice: dict[str, str], unknown: list[str], query: str) -> None:
    """What it asks for; what the log does not have; nothing else that it may hold."""
    found = page.evaluate(
        """async given => (await import("/logchoice.js")).asked(...given)""", [FILTERS, query]
    )

    assert {"choice": choice, "unknown": unknown} == found


@pytest.mark.parametrize(
    ("expected", "choice", "query"),
    [
        ("", {}, "?role=lead"),
        ("?role=second", {"role": "second"}, "?role=lead"),
        ("?x=1&kind=done", {"kind": "done"}, "?role=lead&x=1"),
    ],
)
def test_a_choice_is_written_into_an_address(
    page: Page, expected: str, choice: dict[str, str], query: str
) -> None:
    """What the address says of anything else stays."""
    found = page.evaluate(
        """async given => (await import("/logchoice.js")).asking(...given)""", [FILTERS, choice, query]
    )

    assert expected == found


def test_a_count_is_in_words(page: Page) -> None:
    """Of one, and of many."""
    found = page.evaluate(
        """async () => {
          const { counted } = await import("/logchoice.js")
          return [counted(1, 1), counted(12, 48)]
        }"""
    )

    assert ["1 of 1 entry", "12 of 48 entries"] == found


@pytest.mark.parametrize("width", [390, 1280])
def test_recording_on_the_crisis_as_a_whole_has_the_pages_width(
    new_page: NewPage, outage: str, width: int
) -> None:
    """The form opens under the log's head, above its filters."""
    page = log(new_page, outage, viewport={"width": width, "height": 900})
    page.get_by_role("link", name="Record: the crisis").click()
    form = page.locator(".pb-log-head").get_by_role("group", name="What happened?")
    expect(form).to_be_visible()
    whole, inside = page.locator(".pb-log-head").bounding_box(), form.bounding_box()

    assert whole
    assert inside
    assert inside["width"] > 0.85 * whole["width"]
