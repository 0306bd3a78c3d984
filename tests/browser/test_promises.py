"""Promises on a screen: an open page tells when one should be on record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import OUTAGE, BuildSite, Edits, NewPage
from tests.browser.serving import serve

#: A promise that nothing speaks against, due on day 3 at 18:00, whose page was made the day before.
KEPT_SO_FAR = """commitments:
  refund: {title: The refund, to: merchants, owner: support-lead, by: day 3, backed_by: [kpis/success-rate]}
"""


@pytest.fixture(scope="module")
def quiet(build_site: BuildSite) -> Iterator[str]:
    """The address of a playbook with that promise alone."""
    edits: Edits = {
        "data/talk.yml": lambda text: text.partition("commitments:\n")[0] + KEPT_SO_FAR,
        "data/log.yml": lambda text: text.replace(", commitments/updates-every-4h", ""),
    }
    with serve(build_site(OUTAGE, edits), "/") as address:
        yield address


def at(page: Page, moment: str, address: str) -> Page:
    """The page as it is at a moment, in UTC."""
    page.clock.install(time=datetime.fromisoformat(f"{moment}:00+00:00"))
    page.goto(address)
    return page


def test_a_promise_needs_a_word_when_its_moment_is_past(new_page: NewPage, quiet: str) -> None:
    """An open page counts it, names it, and no longer says that all is well."""
    page = at(new_page(), "2026-11-25T17:59", f"{quiet}commitments/")
    row = page.locator(".pb-urgent").get_by_text("The refund")
    count = page.locator(".pb-promised").get_by_text("not recorded")
    well = page.get_by_text("No promise does.")
    state = page.locator(".pb-promise .pb-promise-state")
    expect(well).to_be_visible()
    expect(row).to_be_hidden()
    expect(count).to_be_hidden()
    expect(state.get_by_text("open", exact=True)).to_be_visible()
    page.clock.run_for("02:00")

    expect(row).to_be_visible()
    expect(well).to_be_hidden()
    expect(count).to_be_visible()
    expect(state.get_by_text("not recorded")).to_be_visible()
    expect(state.get_by_text("open", exact=True)).to_be_hidden()


@pytest.mark.parametrize(
    ("where", "part"), [("comms/merchants", ".pb-rows"), ("roles/support-lead", ".pb-desk")]
)
def test_a_promise_leads_from_its_audience_and_its_owner(
    new_page: NewPage, quiet: str, where: str, part: str
) -> None:
    """To where all of it stands."""
    page = at(new_page(), "2026-11-25T09:00", f"{quiet}{where}/")
    page.locator(part).get_by_role("link", name="The refund").click()

    expect(page).to_have_url(f"{quiet}commitments/#refund")


def test_a_table_is_downloaded(new_page: NewPage, outage: str, outage_site: Path) -> None:
    """The file of the site itself, under its own name."""
    page = at(new_page(), "2026-11-24T09:00", f"{outage}log/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")

    assert "log.csv" == download.value.suggested_filename
    assert (outage_site / "log.csv").read_text(encoding="utf-8-sig") == text
    assert ["At", "By", "Kind"] == next(csv.reader(io.StringIO(text)))[:3]


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_promises_fit_a_phone(new_page: NewPage, outage: str, width: int, scheme: str) -> None:
    """Nothing stands out of its card."""
    page = new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    at(page, "2026-11-24T09:00", f"{outage}commitments/")
    expect(page.locator(".pb-urgent > li").first).to_be_visible()
    wide = page.evaluate(
        """() => [...document.querySelectorAll(".md-content *")]
          .filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.className)"""
    )

    assert [] == wide
