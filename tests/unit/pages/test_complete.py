"""Every field of every record reaches its readers."""

from __future__ import annotations

import json
from functools import cache

import pytest

from generator.addresses import Ref
from generator.facts import assumed_labels
from generator.link.references import target_of
from generator.linked import Linked, LogItem, Template
from generator.linked.entry import event_name
from generator.linked.resolve import resolver
from generator.message import message, written
from generator.model import Address, Entry, RefTo, Rich
from generator.model.walk import Found, fields
from generator.pages.history import moment_of
from generator.text import visible
from tests import filled, playbooks, sites
from tests.playbooks import Made

#: What stands elsewhere than on the page of its entry: the page, by the field.
ELSEWHERE = {
    ("playbook", "declare_when"): "/levels/",
    ("playbook", "events"): "/plan/",
}

#: What only the program reads: the name under which browsers keep their state, and who may read what.
FOR_THE_PROGRAM = frozenset({"key", "editions", "confidential"})


@cache
def all_filled() -> Made:
    """The playbook in which every field is filled."""
    return playbooks.made(playbooks.book(json.dumps(filled.playbook()), ""))


def all_of(made: Made) -> tuple[Linked[Entry], ...]:
    """The entries, the playbook as a whole among them."""
    return (made.book.summary, *made.book.entries.values())


def own_fields(entry: Linked[Entry]) -> tuple[Found, ...]:
    """The marked texts of an entry, without those of entries inside it."""
    inner = {"priorities": "actions", "comms": "templates"}.get(entry.collection)
    return tuple(found for found in fields(entry.record) if found.path[0] != inner)


def shown(found: Found, entry: Linked[Entry]) -> str:
    """What a reader should find on a page of this text."""
    if isinstance(found.marker, RefTo):
        ref = target_of(found.value, found.marker, entry.ref)
        if ref is not None and ref.collection == "events":
            return event_name(ref.id)
        return entry.book.entries[ref].title if ref in entry.book.entries else found.value
    if isinstance(entry, Template) and found.path[0] in ("subject", "body"):
        made = message(entry)
        asked = {gap.name: f"[{gap.label}]" for gap in made.gaps}
        return written(getattr(made, str(found.path[0])), asked)
    if isinstance(found.marker, Rich):
        return visible(found.value, resolver(entry.book))
    if isinstance(entry, LogItem) and found.path == ("at",):
        return f"{entry.at:%H:%M}"
    if isinstance(entry, LogItem) and found.path in (("for",), ("until",)):
        return moment_of(found.value, entry.book)
    return found.value


def missing(made: Made) -> list[tuple[Ref, Found]]:
    """Texts that do not stand on the page where their readers look for them."""
    pages = sites.read_all(made.docs)
    lost = []
    for entry in all_of(made):
        home = entry.address.partition("#")[0]
        for found in own_fields(entry):
            page = pages[ELSEWHERE.get((entry.collection, str(found.path[0])), home)]
            # It is a reference or prose, and is found as both.
            is_other = found.path[-1] == "then" and isinstance(found.marker, Rich) == ("/" in found.value)
            if found.path[0] in FOR_THE_PROGRAM or is_other:
                continue
            if found.path[-1] == "id":
                there = any(anchor.endswith(found.value) for anchor in page.anchors)
            elif isinstance(found.marker, Address):
                there = found.value in page.links
            else:
                there = page.says(shown(found, entry))
            if not there:
                lost.append((entry.ref, found))
    return lost


def test_every_field_stands_on_its_page() -> None:
    """Whatever a field holds, its readers find it: no template forgets one."""
    lost = missing(all_filled())

    assert [] == lost


def test_a_playbook_with_one_of_everything_shows_all_of_it() -> None:
    """The same holds in the middle of a crisis, with alternatives such as numbers for targets."""
    lost = missing(playbooks.small())

    assert [] == lost


def test_the_filled_playbook_has_every_text() -> None:
    """A field that stayed empty would prove nothing."""
    made = all_filled()
    holding = [entry for entry in all_of(made) if "named-" not in entry.id]
    empty = [
        f"{entry.ref}.{name}"
        for entry in holding
        for name, info in type(entry.record).model_fields.items()
        if getattr(entry.record, name) in (None, (), {})
        and info.annotation is not None
        # For single entries only.
        and (entry.collection, name) != ("playbook", "confidential")
    ]

    assert [] == empty


@pytest.mark.parametrize("name", ["owner", "steps", "if_fails", "when", "escalate"])
def test_a_guess_is_shown_where_it_stands(name: str) -> None:
    """Whichever field is assumed, the entry's page names it as not confirmed."""
    made = playbooks.made(
        playbooks.book(
            "roles: {lead: {title: Lead}}\n"
            "contingencies: {roll-back: {title: Roll back}}\n"
            "priorities:\n  fix:\n    title: Fix\n    actions:\n      find:\n        title: Find\n"
            "        owner: lead\n        when: day 1\n        steps: [Look]\n        if_fails: roll-back\n"
            "        escalate: {after: 1 hour, to: lead}\n"
            f"        assumed: [{name}]\n"
        )
    )
    (label,) = assumed_labels(made.book.action("fix.find"))

    page = sites.read(made.docs["priorities/fix.md"])

    assert page.says(f"Assumed, not confirmed: {label}")
