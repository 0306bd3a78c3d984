"""Acceptances by the reader's clock: how long each still counts, and since when one is over."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import OUTAGE, BuildSite, Host, NewPage

GIVEN = """\
  fine:
    accept: [{rule: missing-owner, because: The board answers., by: cto, until: day 5}]
"""


@pytest.fixture(scope="module")
def accepted(build_site: BuildSite) -> Path:
    """The site of a plan in which one acceptance ends on Friday 27 November at 18:00."""
    return build_site(OUTAGE, {"data/response.yml": lambda text: text.replace("  fine:\n", GIVEN, 1)})


def opened(site: Path, new_page: NewPage, host: Host, now: datetime) -> Page:
    """The page of open questions at a moment."""
    page = new_page()
    page.clock.set_fixed_time(now)
    page.goto(f"{host(site)}open-questions/")
    return page


def test_readers_see_how_long_an_acceptance_counts(accepted: Path, new_page: NewPage, host: Host) -> None:
    """Days for which nothing has to be decided, counted from now and not from when the page was made."""
    page = opened(accepted, new_page, host, datetime(2026, 11, 24, 14, tzinfo=UTC))

    expect(page.locator("[data-ends]")).to_have_text("· ends in 3 days")
    expect(page.get_by_text("over since")).to_be_hidden()


def test_a_page_made_before_tells_that_it_is_over(accepted: Path, new_page: NewPage, host: Host) -> None:
    """Nobody has to build the site anew to see it."""
    page = opened(accepted, new_page, host, datetime(2026, 11, 27, 18, 1, tzinfo=UTC))

    expect(page.get_by_text(re.compile("over since Fri 27 Nov 18:00"))).to_be_visible()
    expect(page.locator("[data-ends]")).to_have_text("")
