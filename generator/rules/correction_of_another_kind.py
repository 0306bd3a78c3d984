"""A correction that says another kind than what it corrects: it would be left out without a word.

A correction keeps the moment, the kind and the author of the record, so that nobody is made to have said
something else. `corrected`, and the record's own kind, say nothing new.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.addresses import Ref
from generator.linked import LogItem, Playbook
from generator.rules.recorded import Objection, cited, records, rule
from generator.state import Event


def _check(book: Playbook) -> Iterator[Objection]:
    for event in records(book):
        first = _first(event, book)
        if event.record.kind not in ("corrected", first.record.kind):
            yield Objection(
                events=(event, first),
                field="kind",
                about=(),
                message=f"“{event.id}” says “{event.record.kind}” and corrects a record that says "
                f"“{first.record.kind}”, of {cited(first, book)}: a correction keeps the kind.",
                hint="Mend `kind` in the file of that record; or leave out `corrects` and record it anew.",
            )


def _first(event: Event, book: Playbook) -> Event:
    """The record at the beginning of a chain of corrections; of a ring any of them."""
    seen = {event.id}
    while event.record.corrects is not None and event.record.corrects not in seen:
        item = book.entries.get(Ref("log", event.record.corrects))
        if not isinstance(item, LogItem):
            break
        event = Event(item.id, item.at, item.record)
        seen.add(event.id)
    return event


RULE = rule(
    "correction-of-another-kind",
    "A correction keeps the kind of what it corrects.",
    _check,
)
