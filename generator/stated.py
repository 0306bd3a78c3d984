"""What messages that were sent stated of the plan, and what the plan says of it now.

A message said otherwise until its audience heard better: until a later message to it stated the fact as the
plan has it now, or a later correction said so in the sender's own words, so that its recorded text holds it.
Where a plan has no template for corrections, a message that was made from none is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.addresses import Ref, parse_ref
from generator.facts import label
from generator.linked import CommsPlan, Linked, LogItem, Playbook, Template
from generator.linked.entry import event_name
from generator.linked.resolve import resolver
from generator.linked.values import value_fields
from generator.message import message
from generator.model import Entry
from generator.state import Event, in_order
from generator.text import Reference, references

#: The id of the template that takes back what was wrong; `correction-of-a-date` is one as well.
CORRECTION = "correction"

#: A whole, not the end or the beginning of another: `40` stands neither in `140` nor in `40.50`.
_BEFORE, _AFTER = r"(?<![\w.,])", r"(?!\w|[.,]\d)"


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact as somebody stated it and as the plan has it now (plain texts).

    `source` names it as references do (`kpis/data-accuracy.target`), `name` as readers do; `entry` is None
    for one of the playbook's events; `now` is None where the plan does not have it any longer.
    """

    source: str
    name: str
    entry: Linked[Entry] | None
    then: str
    now: str | None

    @property
    def differs(self) -> bool:
        """Whether the plan says otherwise now; spaces do not count."""
        return self.now is None or _folded(self.then) != _folded(self.now)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A fact that a message stated and the plan has otherwise now, while its audience heard no better.

    `item` is the record of the message, `plan` its audience.
    """

    item: LogItem
    plan: CommsPlan
    fact: Stated


@dataclass(frozen=True, slots=True)
class Reading:
    """A template that reads differently than when it was last sent, which is on record as `item`.

    `facts` are what it states now as well, but otherwise.
    """

    template: Template
    item: LogItem
    facts: tuple[Stated, ...]


def stated(source: str, then: str, book: Playbook) -> Stated:
    """What was stated of one source, beside what the plan says of it now."""
    reference = next(iter(references(f"[[{source}]]")), None)
    ref = parse_ref(reference.target) if reference else None
    if reference is None or ref is None:
        return Stated(source, source, None, then, None)
    entry = book.entries.get(ref)
    now = _text(reference, ref, entry, book)
    return Stated(source, _name(reference, ref, entry), entry, then, now)


def said_otherwise(plan: CommsPlan) -> tuple[Otherwise, ...]:
    """What the log says was stated to one audience, is not so by now, and was not put right; oldest first."""
    told = messages_to(plan)
    found = (
        (number, stated(source, then, plan.book))
        for number, event in enumerate(told)
        for source, then in event.record.said.items()
    )
    return tuple(
        Otherwise(_item(told[number], plan.book), plan, fact)
        for number, fact in found
        if fact.differs and not any(_settles(event, fact, plan) for event in told[number + 1 :])
    )


def messages_to(plan: CommsPlan) -> tuple[Event, ...]:
    """Every message to an audience on record, oldest first: by its plan, a template of it, a promise made."""
    found = {
        event.id: event
        for entry in (plan, *plan.templates, *plan.commitments)
        for event in entry.state.events
        if event.record.kind == "sent"
    }
    return tuple(sorted(found.values(), key=lambda event: in_order(event.at, event.record, event.id)))


def reads_differently(template: Template) -> Reading | None:
    """How a template reads now against its last message on record; None where no fact of it has changed."""
    sent = [event for event in template.state.events if event.record.kind == "sent" and event.record.said]
    if not sent:
        return None
    then = sent[-1].record.said
    facts = tuple(
        stated(fact.source, then[fact.source], template.book)
        for fact in message(template).facts
        if fact.source in then
    )
    changed = tuple(fact for fact in facts if fact.differs)
    return Reading(template, _item(sent[-1], template.book), changed) if changed else None


def correction_of(plan: CommsPlan) -> Template | None:
    """The template with which an audience is told that something was wrong; None where it has none."""
    return next((template for template in plan.templates if _is_correction(template.ref)), None)


def _settles(event: Event, fact: Stated, plan: CommsPlan) -> bool:
    """Whether a later message puts a fact right; of what the plan has no more it must name what was said."""
    said, right = event.record.said.get(fact.source), fact.then if fact.now is None else fact.now
    if said is not None:
        return fact.now is not None and _folded(said) == _folded(fact.now)
    return _corrects(event, plan) and _holds(event.record.text or "", right)


def _corrects(event: Event, plan: CommsPlan) -> bool:
    refs = [ref for ref in map(parse_ref, event.record.about) if ref is not None]
    if correction_of(plan) is None:
        return not any(ref.collection == "templates" for ref in refs)
    return any(_is_correction(ref) and ref.id.startswith(f"{plan.id}.") for ref in refs)


def _is_correction(ref: Ref) -> bool:
    name = ref.id.rpartition(".")[2]
    return ref.collection == "templates" and (name == CORRECTION or name.startswith(f"{CORRECTION}-"))


def _holds(text: str, words: str) -> bool:
    wanted = re.escape(_folded(words).casefold())
    return bool(wanted) and re.search(f"{_BEFORE}{wanted}{_AFTER}", _folded(text).casefold()) is not None


def _folded(text: str) -> str:
    return " ".join(text.split())


def _text(reference: Reference, ref: Ref, entry: Linked[Entry] | None, book: Playbook) -> str | None:
    if ref.collection == "events" and ref.id not in book.overview.events:
        return None
    if reference.field and (entry is None or reference.field not in value_fields(entry.record)):
        return None
    found = resolver(book)(reference)
    return found.text if found else None


def _name(reference: Reference, ref: Ref, entry: Linked[Entry] | None) -> str:
    if entry is None:
        return event_name(ref.id)
    words = label(ref.collection, reference.field) if reference.field else ""
    # An abbreviation keeps its capitals.
    words = words.lower() if words[1:].islower() else words
    return f"{entry.title}: {words}" if words else entry.title


def _item(event: Event, book: Playbook) -> LogItem:
    item = book.entries[Ref("log", event.id)]
    if not isinstance(item, LogItem):
        raise TypeError(item)
    return item
