"""What a reference in a text becomes: the entry's title or a value of it, and where it leads."""

from __future__ import annotations

from generator.addresses import NOT_IN_THIS_EDITION, Ref, address, is_withheld, parse_ref
from generator.content import ContentPage
from generator.linked.entry import event_name
from generator.linked.playbook import Playbook
from generator.linked.values import value_text
from generator.text import Reference, Resolved, Resolver, visible

#: Stands for the site's root in links; `render` makes it relative to the page.
ROOT = "@"


def href(site_address: str) -> str:
    """A link to an address of the site, as templates and texts hold it before rendering."""
    return f"{ROOT}{site_address}"


def page_title(page: ContentPage, resolve: Resolver) -> str:
    """A hand-written page's heading as readers see it (plain text): no marks, references as their text."""
    # A rich text knows no headings: behind its mark, `1. Declare` is not taken for a list.
    return visible(f"# {page.heading}", resolve).removeprefix("# ")


def resolver(book: Playbook) -> Resolver:
    """The resolver of one playbook; references were checked when it was linked."""

    def title(ref: Ref) -> str | None:
        if ref.collection == "events":
            return event_name(ref.id)
        if is_withheld(ref):
            return NOT_IN_THIS_EDITION
        entry = book.entries.get(ref)
        return entry.title if entry else None

    def resolve(reference: Reference) -> Resolved | None:
        ref = parse_ref(reference.target)
        name = title(ref) if ref else None
        if ref is None or name is None:
            return None
        text = reference.label or name
        if reference.field and not reference.label:
            text = value_text(book.entries[ref].record, reference.field, title)
        return Resolved(text=text, href=href(address(ref)))

    return resolve
