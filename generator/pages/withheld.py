"""Where what is not in an edition leads to."""

from __future__ import annotations

from generator.addresses import WITHHELD
from generator.linked import Playbook
from generator.pages.page import Page


def withheld_page(book: Playbook) -> Page:
    """The page that tells why something is not there, and whom to ask; the same for all that is not."""
    lead = book.lead
    shows = {"lead": lead if lead is not None and lead.ref in book.entries else None}
    template, title = "page/withheld.md.j2", "Not in this edition"
    return Page(f"{WITHHELD}.md", template, title, "Record", shows, searchable=False)
