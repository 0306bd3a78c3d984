"""Where what is not in an edition leads to."""

from __future__ import annotations

from generator.addresses import WITHHELD
from generator.pages.page import Page


def withheld_page() -> Page:
    """The page that tells why something is not there: the same in every edition that lacks anything."""
    return Page(f"{WITHHELD}.md", "page/withheld.md.j2", "Not in this edition", "Record", searchable=False)
