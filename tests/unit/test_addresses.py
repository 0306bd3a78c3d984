"""Every entry has one address."""

from __future__ import annotations

import pytest

from generator.addresses import Ref, address, page_address, parse_ref
from generator.model import ENTRY_COLLECTIONS


@pytest.mark.parametrize(
    ("expected", "ref"),
    [
        ("/roles/lead/", Ref("roles", "lead")),
        ("/priorities/data/#fix", Ref("actions", "data.fix")),
        ("/kpis/#cost-30", Ref("targets", "cost-30")),
        ("/delegation/#standup", Ref("rituals", "standup")),
        ("/comms/ceo/#update", Ref("templates", "ceo.update")),
        ("/plan/#_event-contained", Ref("events", "contained")),
        ("/log/#2026-11-23-0912-found", Ref("log", "2026-11-23-0912-found")),
        ("/", Ref("playbook", "playbook")),
    ],
)
def test_an_entry_stands_where_the_site_says(expected: str, ref: Ref) -> None:
    """The table of addresses, kind by kind."""
    assert expected == address(ref)


@pytest.mark.parametrize("collection", ENTRY_COLLECTIONS)
def test_no_collection_is_forgotten(collection: str) -> None:
    """Only the playbook itself stands at the root."""
    assert address(Ref(collection, "a.b")) != "/"


@pytest.mark.parametrize(
    ("expected", "path"),
    [("/", "index.md"), ("/risks/", "risks/index.md"), ("/risks/churn/", "risks/churn.md")],
)
def test_a_page_stands_in_a_folder(expected: str, path: str) -> None:
    """Markdown files become folders with an index."""
    assert expected == page_address(path)


@pytest.mark.parametrize("text", ["", "roles", "/lead", "roles/", "a/b/c"])
def test_what_is_no_reference_is_none(text: str) -> None:
    """Only `collection/id` names an entry."""
    assert parse_ref(text) is None
