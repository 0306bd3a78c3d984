"""`/outline.json`: what people act on, in words. docs/outline-json.md describes its shape.

Every open tab fetches it, to say what a newer plan changes: it is small on purpose. Yet "nothing changed
in what people do" must never be wrong, so of the entries in it all is in that is not left out by name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from generator.facts import Fact, facts, label
from generator.linked import (
    Action,
    CommsPlan,
    Contingency,
    Linked,
    Playbook,
    Priority,
    Role,
    Target,
    Template,
    every_step,
)
from generator.linked.resolve import resolver
from generator.model import Entry, RefTo
from generator.model.walk import fields
from generator.words import Writer

FORMAT = 1

#: Collections that nobody acts on: what was done, what may happen, what comes afterwards.
APART = frozenset({"log", "risks", "improvements", "hires"})

#: Collections whose entries everybody follows.
EVERYBODYS = frozenset({"playbook", "levels", "principles"})

#: Fields that say nothing of what to do, in whichever entry they stand.
QUIET = frozenset(
    {"aliases", "reviewed", "review_every", "justification", "order", "rank_override", "phase"}
    | {"business_impact", "technical_risk", "resource_availability"}
    | {"key", "organisation", "version", "version_title", "visibility", "bands", "limits", "editions"}
)

#: Fields whose roles need not act on what the entry says.
BYSTANDERS = frozenset({"reports_to", "accept"})

#: A text, or a list of texts.
Words = str | list[str]


def outline(book: Playbook) -> bytes:
    """The outline as UTF-8 JSON, an entry a line: the plan as a whole, then all in the order of the site."""
    writer = _Writer(resolver(book))
    acted = (entry for entry in book.entries.values() if entry.collection not in APART)
    lines = ",\n".join(_json(writer.entry(entry)) for entry in (book.summary, *acted))
    return f'{{"format":{FORMAT},"entries":[\n{lines}\n]}}\n'.encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def concerned(entry: Linked[Entry]) -> tuple[str, ...] | None:
    """The ids of the roles that act on an entry, sorted; None where it concerns everybody.

    They are those that it names, the owner that it inherits, the members of groups among them; for a
    contingency also the owners of the actions that fall back on it.
    """
    if entry.collection in EVERYBODYS:
        return None
    named = {entry.id} if isinstance(entry, Role) else set()
    inner = {"priorities": "actions", "comms": "templates"}.get(entry.collection)
    for path, marker, value in fields(entry.record):
        if marker == RefTo(("roles",)) and path[0] not in BYSTANDERS | {inner}:
            named.add(value)
    named.update(owner.id for owner in _owners(entry))
    members = {member.id for role in entry.book.roles_of(tuple(named)) for member in role.members}
    return tuple(sorted(named | members))


def _owners(entry: Linked[Entry]) -> Iterator[Role]:
    actions: Iterable[Action] = ()
    if isinstance(entry, Action):
        actions = (entry,)
    elif isinstance(entry, Contingency):
        actions = entry.cited_by(Action, "if_fails")
    yield from (action.owner for action in actions if action.owner)
    if isinstance(entry, Template) and entry.plan.owner:
        yield entry.plan.owner


class _Writer(Writer):
    """Turns entries of one playbook into words."""

    def entry(self, entry: Linked[Entry]) -> dict[str, Any]:
        """One entry of the outline."""
        found: dict[str, Any] = {
            "ref": str(entry.ref),
            "title": entry.title,
            "address": entry.address,
            "roles": concerned(entry),
            "words": dict((*self._apart(entry), *self._facts(facts(entry, QUIET)))),
        }
        if isinstance(entry, (Action, Contingency)) and entry.steps:
            found["steps"] = [[step.key, self.step(step)] for step in every_step(entry.steps)]
        return found

    def _apart(self, entry: Linked[Entry]) -> Iterator[tuple[str, Words]]:
        """What pages show of an entry in ways of their own, so that it is none of its `facts`."""
        if isinstance(entry, Action) and entry.owner:
            yield label("actions", "owner"), entry.owner.title
        if isinstance(entry, Action) and entry.if_fails:
            yield label("actions", "if_fails"), entry.if_fails.title
        if isinstance(entry, Priority):
            yield "Rank", ", ".join(filter(None, (str(entry.rank), entry.band)))
        if isinstance(entry, Target) and entry.measures:
            yield "Measured by", [f"{kpi.title}: {goal}" for kpi, goal in entry.shown_measures]
        if isinstance(entry, Template) and entry.record.body:
            yield label("templates", "body"), self.text(entry.record.body)
        if isinstance(entry, Role) and entry.record.people:
            yield label("roles", "people"), [self.person(person) for person in entry.record.people]
        if isinstance(entry, (Role, CommsPlan)) and entry.record.contacts:
            yield label(entry.collection, "contacts"), [self.contact(one) for one in entry.record.contacts]
        if entry.links:
            yield label(entry.collection, "links"), [f"{link.title}: {link.url}" for link in entry.links]

    def _facts(self, found: Iterable[Fact]) -> Iterator[tuple[str, Words]]:
        for fact in found:
            words = self.items(fact.value)
            yield fact.label, words if fact.value.kind == "list" else words[0]
