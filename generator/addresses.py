"""Where each entry stands on the site: the one table of addresses.

An address starts at the site's root (`/risks/client-churn/`, `/kpis/#cost-30`). Anchors of entries
are their ids; anchors that a page makes for itself start with `_`, which no id can.
"""

from __future__ import annotations

from typing import NamedTuple

#: Collections whose entries have a page each.
PAGED = ("roles", "priorities", "kpis", "risks", "contingencies", "comms")

#: Collections whose entries stand on one page together, and that page.
SHARED_PAGE = {
    "levels": "levels",
    "targets": "kpis",
    "commitments": "commitments",
    "rituals": "delegation",
    "improvements": "improvements",
    "decisions": "decisions",
    "hires": "hires",
    "deferrals": "deferrals",
    "principles": "principles",
    "log": "log",
}


class Ref(NamedTuple):
    """Names one entry: `actions/data-quality.fix` is `Ref("actions", "data-quality.fix")`."""

    collection: str
    id: str

    def __str__(self) -> str:
        return f"{self.collection}/{self.id}"


OVERVIEW = Ref("playbook", "playbook")

#: The id of whatever a reader does not get to see, in each collection; it is the page's that says so, too.
WITHHELD = "not-in-this-edition"

#: What stands where something is named that a reader does not get to see.
NOT_IN_THIS_EDITION = "not in this edition"


def withheld(collection: str) -> Ref:
    """What a reference to something of this collection is where that is withheld."""
    return Ref(collection, f"{WITHHELD}.{WITHHELD}" if collection in ("actions", "templates") else WITHHELD)


def is_withheld(ref: Ref) -> bool:
    """Whether it stands for something that is withheld."""
    return ref.id.rpartition(".")[2] == WITHHELD


def parse_ref(text: str) -> Ref | None:
    """`collection/id` as a Ref, or None when the text is not of that form."""
    collection, slash, entry_id = text.partition("/")
    return Ref(collection, entry_id) if slash and collection and entry_id and "/" not in entry_id else None


def address(ref: Ref) -> str:
    """The address of an entry, from the site's root."""
    if is_withheld(ref):
        return f"/{WITHHELD}/"
    if ref.collection == "actions":
        priority, _, action = ref.id.partition(".")
        return f"/priorities/{priority}/#{action}"
    if ref.collection == "templates":
        plan, _, template = ref.id.partition(".")
        return f"/comms/{plan}/#{template}"
    if ref.collection == "events":
        return f"/plan/#_event-{ref.id}"
    if ref.collection in PAGED:
        return f"/{ref.collection}/{ref.id}/"
    if ref.collection in SHARED_PAGE:
        return f"/{SHARED_PAGE[ref.collection]}/#{ref.id}"
    return "/"


def page_address(path: str) -> str:
    """The address of a Markdown file below the docs folder: `risks/churn.md` is `/risks/churn/`."""
    stem = path.removesuffix(".md")
    folder, _, name = stem.rpartition("/")
    # The site builder takes a README for its folder's own page, as code hosts do.
    way = folder if name in ("index", "README") else stem
    return f"/{way}/" if way else "/"
