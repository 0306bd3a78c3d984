"""A record whose kind says nothing of what it is about, such as `measured` about an action.

It stands in the log and changes nothing, while whoever wrote it thinks that it does. One fitting entry is
enough: an update that is `sent` to an audience may name the action that it tells of.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.addresses import Ref, parse_ref
from generator.link.names import NOUNS
from generator.linked import Playbook
from generator.model import LOG_KINDS
from generator.rules.base import quoted
from generator.rules.recorded import Objection, fitting, item_of, rule, shown
from generator.state import Event

#: What may be said of anything, and of the crisis as a whole.
ANYWHERE = frozenset({"note", "learned", "decided", "corrected", "declared", "ended"})


def _check(book: Playbook) -> Iterator[Objection]:
    for event in book.events:
        kind = event.record.kind
        refs = tuple(ref for ref in map(parse_ref, event.record.about) if ref is not None)
        if kind in ANYWHERE or any(kind in fitting(ref.collection) for ref in refs):
            continue
        yield _misfit(event, refs[0], book) if refs else _about_nothing(event, book)


def _about_nothing(event: Event, book: Playbook) -> Objection:
    return Objection(
        events=(event,),
        field="kind",
        about=(),
        message=f"“{event.record.kind}” is recorded on {shown(event.at, book)}, but not of what.",
        hint=f"Append a record with `corrects: {event.id}` and what it is `about`.",
    )


def _misfit(event: Event, first: Ref, book: Playbook) -> Objection:
    entry, kind, what = book.entries.get(first), event.record.kind, _with_article(NOUNS[first.collection])
    name = quoted(entry.title, 60) if entry else f"“{first}”"
    fits = ", ".join(f"`{item}`" for item in LOG_KINDS if item in fitting(first.collection))
    return Objection(
        events=(event,),
        field="kind",
        about=item_of(event, book).about_of(event.record),
        message=f"{name} is recorded as “{kind}” on {shown(event.at, book)}, which says nothing of {what}.",
        hint=f"Of {what} there are {fits} and `note`: append one, and let somebody accept this one with a "
        f"reason; or append a record with `corrects: {event.id}` and what it is `about`.",
    )


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


RULE = rule("kind-does-not-fit", "A record's kind says something of what it is about.", _check)
