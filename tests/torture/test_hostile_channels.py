"""Every hostile value under every name that a browser keeps, every hostile text in every address.

A round or two here; `make torture` takes as many as there are values (TORTURE_ROUNDS at most).
"""

from __future__ import annotations

import os

import pytest

from tests.browser.fixtures import NewPage
from tests.browser.planted import VALUES, Key
from tests.browser.test_hostile_addresses import PLACES, TEXTS, asks
from tests.browser.test_hostile_storage import goes_on, keys

__all__ = ["keys"]

ROUNDS = int(os.environ.get("TORTURE_ROUNDS", "1"))


@pytest.mark.parametrize("number", range(min(ROUNDS, len(VALUES))))
def test_pages_go_on_whatever_was_planted(
    new_page: NewPage, outage: str, keys: list[Key], number: int
) -> None:
    """Under each name each of the values once, beside others under other names."""
    goes_on(new_page(bypass_csp=True), outage, keys, number)


@pytest.mark.parametrize("number", range(min(ROUNDS, len(TEXTS) // len(PLACES) + 1)))
def test_what_is_asked_for_is_text(new_page: NewPage, outage: str, number: int) -> None:
    """Each text once, in the address of one of the pages."""
    asks(new_page(bypass_csp=True), outage, number)
