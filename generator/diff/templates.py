"""Messages ready to send that read differently: by words of their own, or by the facts that they state."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.difference import Change, Section, Side, Value
from generator.facts import label
from generator.linked import Playbook, Template
from generator.message import message
from generator.stated import stated


def templates(old: Side, new: Side) -> Section:
    """Every template that was added or removed, or whose text is another; in the order of the new site."""
    return Section("templates", "Messages ready to send", tuple(_changes(old.book, new.book)))


def _changes(old: Playbook, new: Playbook) -> Iterator[Change]:
    then = {template.ref: template for template in old.templates}
    for template in new.templates:
        before = then.pop(template.ref, None)
        values = _values(before, template)
        if before is None:
            yield Change("added", template.ref, template.title, values)
        elif values:
            yield Change("reworded", template.ref, template.title, values, _because(before, template))
    for template in then.values():
        yield Change("removed", template.ref, template.title, _values(template, None))


def _values(old: Template | None, new: Template | None) -> tuple[Value, ...]:
    """Subject and body where they differ; a blank is `{name}`."""
    then, now = (message(template).text() if template else (None, None) for template in (old, new))
    pairs = zip(("subject", "body"), then, now, strict=True)
    return tuple(
        Value(field, label("templates", field), *sides)
        for field, *sides in pairs
        if (sides[0] or "") != (sides[1] or "")
    )


def _because(old: Template, new: Template) -> tuple[Value, ...]:
    """The facts that it states on both sides, and states otherwise now."""
    then = {fact.source: fact.text for fact in message(old).facts}
    facts = (
        stated(fact.source, then[fact.source], new.book) for fact in message(new).facts if fact.source in then
    )
    return tuple(Value(fact.source, fact.name, fact.then, fact.now) for fact in facts if fact.differs)
