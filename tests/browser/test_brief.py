"""The brief on paper, on a telephone, and since a date of the reader's choice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import OUTAGE, BuildSite, Edits, NewPage
from tests.browser.serving import serve

ROOT = Path(__file__).resolve().parents[2]

#: Each with the moment that counts as now.
PLANS = {
    "before a crisis": (ROOT / "tests" / "seed", "2026-11-24T14:00:00+00:00"),
    "in a crisis": (OUTAGE, "2026-11-24T14:00:00+00:00"),
    "with a long log": (ROOT / "examples" / "card-payments-outage", "2026-11-20T10:00:00+00:00"),
}

#: What makes more of them: the first plan declared, and more than fits.
EDITED: dict[str, tuple[str, Edits]] = {
    "declared": (
        "before a crisis",
        {"data/playbook.yml": lambda text: text.replace("activated: null", "activated: 2026-11-20T09:00")},
    ),
    "with more than fits": ("in a crisis", {"data/crowd.yml": lambda _: crowd(LONG)}),
    "with longer titles than fit": ("in a crisis", {"data/crowd.yml": lambda _: crowd(f"{LONG}, {LONG}")}),
}

#: What an outage has more of than one sheet holds, in long words.
CROWD = """
decisions:
{decisions}
risks:
{risks}
commitments:
{commitments}
deferrals:
{deferrals}
log:
{log}
"""
LONG = "which of the many ways that were proposed is the one that we take, and who tells everybody about it"

#: Elements of the sheet in which some text is cut off or runs out of it.
CLIPPED = """() => [...document.querySelectorAll(".pb-brief *")].filter(one => one.checkVisibility()
  && !one.classList.contains("pb-unseen") && one.scrollWidth > one.clientWidth + 1
  && getComputedStyle(one).display !== "inline").map(one => one.outerHTML.slice(0, 90))"""

#: The size of the smallest text on the sheet, in points.
SMALLEST = """() => {
  const texts = document.createTreeWalker(document.querySelector(".pb-brief"), NodeFilter.SHOW_TEXT)
  let least = 99
  while (texts.nextNode()) {
    const one = texts.currentNode.parentElement
    if (texts.currentNode.data.trim() && one.checkVisibility()) {
      least = Math.min(least, parseFloat(getComputedStyle(one).fontSize) * .75)
    }
  }
  return least
}"""


def crowd(words: str) -> str:
    """Twenty of everything, in so many words."""
    money = "{value: 1000, currency: GBP, basis: a day}"
    many = range(20)
    return CROWD.format(
        decisions="\n".join(
            f"  d{n}: {{title: Decision {n}, question: 'Number {n}, {words}?', needed_by: day {n + 1}, "
            f"default: '{words}', cost_of_delay: {money}}}"
            for n in many
        ),
        risks="\n".join(f"  r{n}: {{title: 'Risk {n}, {words}', amount: {money}}}" for n in many),
        commitments="\n".join(f"  c{n}: {{title: 'Promise {n}, {words}', by: day {n + 1}}}" for n in many),
        deferrals="\n".join(f"  e{n}: {{title: 'Deferral {n}, {words}', because: '{words}'}}" for n in many),
        log="\n".join(
            f"  x{n}: {{at: 2026-11-23T10:{n + 10}, kind: occurred, about: [risks/r{n}], text: '{words}'}}"
            for n in many
        ),
    )


def opened(new_page: NewPage, address: str, now: str, **options: object) -> Page:
    """The brief at a moment, on a screen unless told otherwise."""
    page = new_page(**options)
    page.clock.set_fixed_time(datetime.fromisoformat(now))
    page.goto(address)
    return page


def sheets(page: Page) -> int:
    """How many sheets of A4 it takes, by the file that the browser prints."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.fixture(scope="module", params=[*PLANS, *EDITED])
def plan(request: pytest.FixtureRequest, build_site: BuildSite) -> Iterator[tuple[str, str]]:
    """The address of a plan's brief, and the moment that counts as now."""
    name, edits = EDITED.get(request.param, (request.param, {}))
    source, now = PLANS[name]
    with serve(build_site(source, edits, at=now), "/") as address:
        yield f"{address}brief/", now


def test_it_is_one_sheet(new_page: NewPage, plan: tuple[str, str]) -> None:
    """Of A4 in every zone, in letters of 8.5 points or more, with nothing cut off, and the stamp below."""
    page = opened(
        new_page,
        *plan,
        color_scheme="dark",
        viewport={"width": 688, "height": 1009},
        timezone_id="America/St_Johns",
    )
    expect(page.locator("#__since-choice")).to_be_visible()
    count = sheets(page)
    page.emulate_media(media="print")
    expect(page.locator("#__since-choice")).to_be_hidden()
    expect(page.locator("#__stamp")).to_be_visible()

    assert 1 == count
    assert page.evaluate(SMALLEST) >= 8.49
    assert [] == page.evaluate(CLIPPED)


def test_it_is_one_sheet_without_scripts(new_page: NewPage, plan: tuple[str, str]) -> None:
    """Addresses do not stand behind its links then."""
    page = new_page(java_script_enabled=False)
    page.goto(plan[0])
    expect(page.get_by_role("heading", name="Needed from you")).to_be_visible()

    assert 1 == sheets(page)


def test_it_is_one_sheet_where_a_reader_declared(new_page: NewPage, before: str) -> None:
    """Dates of the reader's own clock stand on the screen; the sheet keeps to the words of the plan."""
    page = new_page(viewport={"width": 688, "height": 1009}, timezone_id="America/St_Johns")
    page.clock.set_fixed_time(datetime.fromisoformat("2026-11-24T14:00:00+00:00"))
    page.add_init_script(
        "localStorage.setItem('playbook:card-outage:declared', '{\"t0\": \"2026-11-23T09:00Z\"}')"
    )
    page.goto(f"{before}brief/")
    dates = page.locator(".pb-brief-asked .pb-dates").first
    expect(dates).to_contain_text("Wed 25 Nov")
    count = sheets(page)
    page.emulate_media(media="print")
    expect(dates).to_be_hidden()

    assert 1 == count


def test_paper_has_room_for_what_a_reader_chose(new_page: NewPage, plan: tuple[str, str]) -> None:
    """Whatever the date: what does not fit is counted, and the sheet stays one."""
    page = opened(new_page, f"{plan[0]}?since=2020-01-01", plan[1])
    expect(page.locator("#_since-told")).to_contain_text("2020")
    shown = page.locator("#__since li:visible").count()
    count = sheets(page)
    page.emulate_media(media="print")
    printed = page.locator("#__since li:visible").count()
    rest = page.locator("#__since .pb-brief-rest")

    assert 1 == count
    assert shown == printed + int(rest.inner_text().split()[1] if rest.is_visible() else 0)


def test_what_is_needed_stands_first_on_a_telephone(new_page: NewPage, outage: str) -> None:
    """Without scrolling, in one column; nothing scrolls sideways, on the narrowest telephone either."""
    page = opened(
        new_page, f"{outage}brief/", "2026-11-24T14:00:00+00:00", viewport={"width": 390, "height": 844}
    )
    expect(page.get_by_text("Do we pay for both until January?")).to_be_in_viewport()
    expect(page.locator("#__since-choice")).to_be_attached()
    lefts = page.locator(".pb-brief h2").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().left)"
    )
    widths = []
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        widths.append(page.evaluate("document.documentElement.scrollWidth"))

    assert [390, 320] == widths
    assert lefts[1:] == [lefts[1]] * len(lefts[1:])


def test_what_changed_since_a_chosen_date_stands_in_the_address(new_page: NewPage, outage: str) -> None:
    """So that it can be sent; without a choice the page looks a day back."""
    page = opened(new_page, f"{outage}brief/", "2026-11-24T03:20:00+00:00")
    told, rows = page.locator("#_since-told"), page.locator("#__since li:visible")
    expect(told).to_have_text("Since Mon 23 Nov, 03:12: 3 changes")
    expect(rows).to_have_count(3)
    page.get_by_label("or since the date").fill("2026-11-24")
    page.get_by_label("or since the date").dispatch_event("change")
    expect(told).to_have_text("Since Tue 24 Nov, 00:00: 1 change")
    expect(rows).to_have_count(1)
    expect(page).to_have_url(f"{outage}brief/?since=2026-11-24")
    page.reload()
    expect(told).to_have_text("Since Tue 24 Nov, 00:00: 1 change")
    page.get_by_label("Since", exact=True).select_option(label="the crisis was declared")
    expect(page).to_have_url(f"{outage}brief/?since=2026-11-23")
    expect(rows).to_have_count(3)
    page.get_by_label("Since", exact=True).select_option(index=0)
    expect(page).to_have_url(f"{outage}brief/")


def test_an_address_that_names_no_date_is_told(new_page: NewPage, outage: str) -> None:
    """The page then looks as far back as ever."""
    page = opened(new_page, f"{outage}brief/?since=31 June", "2026-11-24T03:20:00+00:00")
    told = page.locator("#_since-told")

    expect(told).to_have_text("“31 June” is no date. Since Mon 23 Nov, 03:12: 3 changes")
    expect(told).to_have_role("status")


def test_without_scripts_the_last_day_stands(new_page: NewPage, outage: str) -> None:
    """With how far it looks back."""
    page = new_page(java_script_enabled=False)
    page.goto(f"{outage}brief/")

    expect(page.locator("#_since-told")).to_have_text("Since Mon 23 Nov 03:12: 3 changes")
    expect(page.locator("#__since li:visible")).to_have_count(3)


@pytest.mark.parametrize(
    ("date", "zone", "moment"),
    [
        ("2026-11-23", "Europe/London", "2026-11-23T00:00:00.000Z"),
        ("2026-06-01", "Europe/London", "2026-05-31T23:00:00.000Z"),
        ("2026-11-23", "Asia/Kolkata", "2026-11-22T18:30:00.000Z"),
        ("2026-06-31", "Europe/London", None),
        ("23 November", "Europe/London", None),
        ("", "Europe/London", None),
    ],
)
def test_a_date_begins_in_the_playbooks_zone(page: Page, date: str, zone: str, moment: str | None) -> None:
    """Also when its clocks are ahead; what is no date has no beginning."""
    found = page.evaluate(
        """async ([date, zone]) => {
          const { beginning } = await import("/sincewhen.js")
          return beginning(date, zone)?.toISOString() ?? null
        }""",
        [date, zone],
    )

    assert moment == found


def test_only_dates_after_t0_are_offered(page: Page) -> None:
    """What lies before the crisis is the crisis itself; without T0 a week is offered."""
    found = page.evaluate(
        """async () => {
          const { choices } = await import("/sincewhen.js")
          const now = new Date("2026-11-25T10:00Z")
          return [new Date("2026-11-23T09:00Z"), null].map((t0) => choices(now, t0, "Europe/London"))
        }"""
    )

    assert [
        [["yesterday", "2026-11-24"], ["the crisis was declared", "2026-11-23"]],
        [["yesterday", "2026-11-24"], ["3 days ago", "2026-11-22"], ["a week ago", "2026-11-18"]],
    ] == found


def test_what_is_older_or_unknown_yet_is_not_shown(page: Page) -> None:
    """Paper takes the newest as far as there is room."""
    found = page.evaluate(
        """async () => {
          const { chosen } = await import("/sincewhen.js")
          const changes = [["13:00", 1], ["11:00", 2], ["10:00", 2], ["09:00", 1], ["07:00", 1]]
            .map(([at, lines]) => ({ at: `2026-11-25T${at}Z`, lines }))
          const found = chosen(changes, new Date("2026-11-25T08:00Z"), new Date("2026-11-25T12:00Z"), 4)
          return found.map(({ isShown, isOnPaper }) => [isShown, isOnPaper])
        }"""
    )

    assert [[False, False], [True, True], [True, True], [True, False], [False, False]] == found
