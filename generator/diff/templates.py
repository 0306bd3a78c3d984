"""Messages ready to send that read differently: by words of their own, or by the facts that they state."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.compared import Compared, Pair
from generator.diff.difference import Change, Section, Value
from generator.diff.entries import renamed
from generator.diff.values import whole
from generator.facts import label
from generator.linked import Template
from generator.linked.resolve import resolver
from generator.message import message
from generator.stated import stated
from generator.text import references

KEY = "templates"


def templates(compared: Compared) -> Section:
    """Every template that came, went, or whose text is another; in the order of the new site."""
    came = (
        Change("added", entry.ref, entry.title, (*_values(None, entry), *_more(entry, is_new=True)))
        for entry in compared.added
        if isinstance(entry, Template)
    )
    went = (
        Change("removed", entry.ref, entry.title, (*_values(entry, None), *_more(entry, is_new=False)))
        for entry in compared.removed
        if isinstance(entry, Template)
    )
    stayed = (change for pair in compared.pairs for change in _changes(pair))
    return Section(KEY, "Messages ready to send", (*came, *stayed, *went))


def _changes(pair: Pair) -> Iterator[Change]:
    old, new = pair.old, pair.new
    if not isinstance(old, Template) or not isinstance(new, Template):
        return
    if pair.is_renamed:
        yield renamed(pair)
    if pair.told_in(KEY) or _facts(old) != _facts(new):
        values = _values(old, new)
        if values:
            yield Change("reworded", new.ref, new.title, values, _because(old, new))


def _facts(template: Template) -> tuple[str | None, ...]:
    """What it names in the order of the text: who says the same of the same says it in the same words."""
    resolve, record = resolver(template.book), template.record
    named = references(f"{record.subject or ''}\n\n{record.body or ''}")
    return tuple(found.text if (found := resolve(one)) else None for one in named)


def _values(old: Template | None, new: Template | None) -> tuple[Value, ...]:
    """Subject and body where they differ; a blank is `{name}`."""
    then, now = (message(template).text() if template else (None, None) for template in (old, new))
    return tuple(
        Value(field, label("templates", field), before, after)
        for field, before, after in zip(("subject", "body"), then, now, strict=True)
        if (before or "") != (after or "")
    )


def _more(template: Template, *, is_new: bool) -> Iterator[Value]:
    """What else one says that came or went."""
    found = whole(template, is_new=is_new)
    return (value for value in found if value.source not in {"subject", "body"})


def _because(old: Template, new: Template) -> tuple[Value, ...]:
    """The facts that it states on both sides, and states otherwise now."""
    then = {fact.source: fact.text for fact in message(old).facts}
    facts = (
        stated(fact.source, then[fact.source], new.book) for fact in message(new).facts if fact.source in then
    )
    return tuple(Value(fact.source, fact.name, fact.then, fact.now) for fact in facts if fact.differs)
