"""The heat map, the register and what is at stake."""

from __future__ import annotations

from generator.pages.risks import Register, register
from tests import playbooks, sites
from tests.playbooks import book

RISKS = """
risks:
  rare: {title: Rare, likelihood: 1, impact: 5, amount: {value: 5, currency: GBP, basis: once}}
  bad: {title: Bad, likelihood: 4, impact: 5, amount: {value: 100, currency: GBP, basis: a day}}
  also: {title: Also, likelihood: 4, impact: 5, amount: {value: 50, currency: GBP, basis: a day}}
  often: {title: Often, likelihood: 5, impact: 4, amount: {value: 7, currency: EUR, basis: a day}}
  half: {title: Half, impact: 5}
  over: {title: Over, likelihood: 2, impact: 2, status: closed, amount: {value: 9, currency: GBP}}
"""


def found() -> Register:
    """The register of these risks."""
    return register(book(RISKS))


def test_the_register_begins_with_the_highest_exposure() -> None:
    """The graver before the likelier of one exposure; what nobody rated stands last."""
    assert [
        (20, "high", ["bad", "also"]),
        (20, "high", ["often"]),
        (5, "low", ["rare"]),
        (4, "low", ["over"]),
    ] == [(cell.exposure, cell.heat, [risk.id for risk in cell.risks]) for cell in found().groups]
    assert ["half"] == [risk.id for risk in found().unrated]


def test_money_is_added_only_where_it_can_be() -> None:
    """A loss a day and a loss once have no sum, nor have two currencies; what is closed costs nothing."""
    assert [
        ("7 EUR a day", ["often"]),
        ("150 GBP a day", ["bad", "also"]),
        ("5 GBP once", ["rare"]),
    ] == [(item.shown, [risk.id for risk in item.risks]) for item in found().at_stake]
    assert 1 == found().without_amount


def test_each_cell_with_risks_leads_to_them() -> None:
    """Its name says all: likelihood, impact, how many risks, how grave; an empty cell leads nowhere."""
    page = sites.read(playbooks.made(book(RISKS)).docs["risks/index.md"])
    cells = [link for link in page.links if link.startswith("#_cell")]

    assert sorted(["#_cell-4-5", "#_cell-5-4", "#_cell-1-5", "#_cell-2-2"]) == sorted(cells)
    assert set() == {cell.removeprefix("#") for cell in cells} - set(page.anchors)
    assert page.says("likelihood 4, impact 5: 2 risks, high")
    assert page.says("likelihood 1, impact 5: 1 risk, low")
    assert page.says("Not rated yet")


def test_without_risks_the_page_says_so() -> None:
    """No empty map."""
    page = sites.read(playbooks.made(book("")).docs["risks/index.md"])

    assert "table" not in page.structure
    assert page.says("No risk stands here.")
