"""Every entry stands once, where every link to it leads."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from generator.exports import exports
from tests import playbooks, sites
from tests.playbooks import Made
from tests.sites import Read


@pytest.fixture(scope="module", params=["small", "made-up"])
def made(request: pytest.FixtureRequest) -> Made:
    """The small playbook, and a made-up one of 160 pages."""
    return playbooks.small() if request.param == "small" else playbooks.large(160)


@pytest.fixture(scope="module")
def site(made: Made) -> dict[str, Read]:
    """Its pages by address."""
    return sites.read_all(made.docs)


def test_every_link_leads_to_a_page_and_an_anchor(made: Made, site: dict[str, Read]) -> None:
    """No link of a page is broken, whatever page it stands on; files for machines are there too."""
    files = {f"/{path}" for path in exports(made.book)}
    broken = []
    for address, page in site.items():
        for href in page.links:
            if ":" in href:
                continue
            home, _, anchor = sites.target(address, href).partition("#")
            if home.rstrip("/") in files:
                continue
            if home not in site or (anchor and anchor not in site[home].anchors):
                broken.append((address, href))

    assert [] == broken


def test_no_anchor_stands_twice_on_a_page(site: dict[str, Read]) -> None:
    """A link to an anchor can lead to one place only."""
    doubled = {
        address: twice
        for address, page in site.items()
        if (twice := [anchor for anchor, times in Counter(page.anchors).items() if times > 1])
    }

    assert {} == doubled


def test_every_element_is_closed(site: dict[str, Read]) -> None:
    """No page leaves an element open, which would swallow what follows it."""
    faulty = {
        address: page.open_at_end or page.structure
        for address, page in site.items()
        if page.open_at_end or any(tag.startswith("stray ") for tag in page.structure)
    }

    assert {} == faulty


def test_every_entry_stands_at_its_address(made: Made, site: dict[str, Read]) -> None:
    """The page of an entry's address holds it whole, exactly once, below the anchor if it has one."""
    wrong = []
    for ref, entry in made.book.entries.items():
        home, _, anchor = entry.address.partition("#")
        page = site.get(home, Read())
        if page.entries.count(str(ref)) != 1 or (anchor and anchor not in page.anchors):
            wrong.append(ref)

    assert [] == wrong


def test_an_entry_follows_the_heading_of_its_anchor(made: Made) -> None:
    """Whoever follows a link to an anchor sees that entry first, not the one before or after it."""
    wrong = []
    for ref, entry in made.book.entries.items():
        home, hash_, anchor = entry.address.partition("#")
        path = f"{home.strip('/')}/index.md"
        text = made.docs.get(path) or made.docs[f"{home.strip('/')}.md"]
        heading = f'#{re.escape(anchor)}}}|<(?:article|h3)[^>]* id="{re.escape(anchor)}"'
        after = re.split(heading, text)[-1] if hash_ else text
        first = after.partition('data-entry="')[2].partition('"')[0]
        if first != str(ref):
            wrong.append((ref, first))

    assert [] == wrong


def test_no_two_pages_share_an_address(made: Made) -> None:
    """One address, one page, on file systems that know no capitals too."""
    addresses = [page.address.lower() for page in made.pages]

    assert len(set(addresses)) == len(addresses)


def test_everything_is_on_the_page_of_everything(made: Made, site: dict[str, Read]) -> None:
    """The page for paper has each entry once, and the playbook itself."""
    expected = ["playbook/playbook", *(str(ref) for ref in made.book.entries)]

    assert sorted(expected) == sorted(site["/everything/"].entries)


def test_links_lead_both_ways(made: Made, site: dict[str, Read]) -> None:
    """The page of whatever names an entry links to it, and the entry's page links back."""
    leads = {address: {sites.target(address, href) for href in page.links} for address, page in site.items()}
    ways = {
        way
        for entry in made.book.entries.values()
        for other in entry.backlinks
        for way in ((entry.address, other.address), (other.address, entry.address))
    }
    lost = [(start, end) for start, end in ways if end not in leads[start.partition("#")[0]]]

    assert [] == lost


def test_edit_links_lead_to_the_line(made: Made, site: dict[str, Read]) -> None:
    """Each entry's page offers to edit its own file, at the line where it begins."""
    lost = [
        entry.ref
        for entry in made.book.entries.values()
        if playbooks.SETTINGS.edit_address(entry.place.file, entry.place.line)
        not in site[entry.address.partition("#")[0]].links
    ]

    assert [] == lost
