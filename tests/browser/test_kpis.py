"""KPIs on a screen: what is stale by the reader's clock, charts that can be read, a way on a phone."""

from __future__ import annotations

from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import NewPage

#: A minute less than twice its cadence after the last value of the fixture's only measured KPI, in UTC.
KEEPS_UNTIL = "2026-11-25T17:29"

#: Texts of a chart that are cut by its frame, smaller than 12 px on the screen, or lie over another.
UNREADABLE = """picture => {
  const frame = picture.getBoundingClientRect()
  const texts = [...picture.querySelectorAll("text")]
  const boxes = texts.map(one => one.getBoundingClientRect())
  const scale = frame.width / picture.viewBox.baseVal.width
  return texts.filter((one, i) => {
    const box = boxes[i]
    const isCut = box.left < frame.left - 1 || box.right > frame.right + 1
      || box.top < frame.top || box.bottom > frame.bottom
    const isSmall = parseFloat(getComputedStyle(one).fontSize) * scale < 12
    const meets = boxes.some((other, j) => j > i
      && Math.min(box.right, other.right) - Math.max(box.left, other.left) > 2
      && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 5)
    return isCut || isSmall || meets
  }).map(one => one.textContent)
}"""


def at(page: Page, moment: str, address: str) -> Page:
    """The page as it is at a moment."""
    page.clock.install(time=datetime.fromisoformat(f"{moment}:00+00:00"))
    page.goto(address)
    return page


@pytest.mark.parametrize(("moment", "is_stale"), [(KEEPS_UNTIL, False), ("2026-11-25T17:31", True)])
def test_a_value_goes_stale_by_the_readers_clock(
    new_page: NewPage, outage: str, moment: str, is_stale: bool
) -> None:
    """A page that was made while the value was fresh flags it once it is not, and counts it."""
    page = at(new_page(), moment, f"{outage}kpis/")
    tile = page.locator(".pb-tile", has_text="Card success rate")

    expect(tile.get_by_text("stale", exact=True)).to_be_visible(visible=is_stale)
    expect(page.locator(".pb-tally-stale")).to_be_visible(visible=is_stale)
    expect(page.locator(".pb-tally-stale strong")).to_have_text("1" if is_stale else "0")


def test_an_open_page_flags_a_value_when_its_time_comes(new_page: NewPage, outage: str) -> None:
    """Nobody has to reload."""
    page = at(new_page(), KEEPS_UNTIL, f"{outage}kpis/success-rate/")
    flag = page.locator(".pb-kpi-now").get_by_text("stale", exact=True)
    expect(flag).to_be_hidden()
    page.clock.run_for("02:00")

    expect(flag).to_be_visible()


def test_what_was_never_measured_is_never_stale(new_page: NewPage, outage: str) -> None:
    """It says that it is not measured yet, however late it is."""
    page = at(new_page(), "2027-11-25T09:00", f"{outage}kpis/")
    tile = page.locator(".pb-tile", has_text="Complaints")

    expect(tile).to_contain_text("not measured yet")
    expect(tile.get_by_text("stale", exact=True)).to_have_count(0)


def test_without_scripts_the_page_says_what_it_knew(new_page: NewPage, outage: str) -> None:
    """Values, standing, trend and the way are there."""
    page = new_page(java_script_enabled=False)
    page.goto(f"{outage}kpis/success-rate/")

    expect(page.locator(".pb-kpi-latest")).to_have_text("96.4%")
    expect(page.locator(".pb-kpi-now")).to_contain_text("falling, worse")
    expect(page.locator(".pb-journey > li")).to_have_count(5)
    expect(page.get_by_role("img", name="Card success rate: 3 values")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_chart_can_be_read(new_page: NewPage, outage: str, width: int, scheme: str) -> None:
    """On a phone as on a desk its texts are whole, large enough and apart."""
    page = new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page.goto(f"{outage}kpis/success-rate/")
    picture = page.locator("svg.pb-chart")

    assert [] == picture.evaluate(UNREADABLE)


def test_a_chart_has_a_table_of_the_same_numbers(new_page: NewPage, outage: str) -> None:
    """Each value with its moment, which leads to the log."""
    page = new_page()
    page.goto(f"{outage}kpis/success-rate/")
    rows = page.locator(".pb-values table tbody tr")

    expect(rows).to_contain_text(["96.4%", "97.2%", "81%", "When the crisis began"])
    rows.first.get_by_role("link").click()
    expect(page).to_have_url(f"{outage}log/#2026-11-23-1730-rate")


def test_a_chart_is_not_drawn_from_nothing(new_page: NewPage, outage: str) -> None:
    """Its place says why."""
    page = new_page()
    page.goto(f"{outage}kpis/complaints/")

    expect(page.locator("svg.pb-chart")).to_have_count(0)
    expect(page.locator(".pb-values")).to_contain_text("Nothing is measured yet")


@pytest.mark.parametrize(
    "place",
    ["kpis/", "kpis/success-rate/", "comms/", "comms/merchants/", "commitments/", "log/", "open-questions/"],
)
def test_a_phone_scrolls_down_only(new_page: NewPage, outage: str, place: str) -> None:
    """Nothing is wider than 390 pixels."""
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(outage + place)

    assert 390 == page.evaluate("document.documentElement.scrollWidth")
    assert [] == page.locator("article :visible").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().right > 391).map(one => one.outerHTML)"
    )


def test_a_target_stands_at_its_address(new_page: NewPage, outage: str) -> None:
    """With its sentence, the numbers that show it, and where they are."""
    page = new_page()
    page.goto(f"{outage}kpis/#service-30")
    target = page.locator("[data-entry='targets/service-30']")

    expect(page.locator("#service-30")).to_be_in_viewport()
    expect(target).to_contain_text("Card success as before the move, zero complaints.")
    expect(target).to_contain_text("must be ≥ 99.9%, is 96.4%")
    expect(target).to_contain_text("must be ≤ 20 a day, not measured yet")
