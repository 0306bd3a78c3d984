"""An entry that depends on one which fewer readers see: there they read *not in this edition*.

Most such references do no harm; a step that somebody cannot take without what it names does.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.link.names import NOUNS
from generator.linked import Linked, Playbook
from generator.model import Entry
from generator.rules.base import Finding, Rule, Sentence, listed, place, quoted
from generator.rules.gathering import Group, together
from generator.rules.shown_to import Editions, group_of

CODE = "names-withheld"

#: Where an entry says whom or what it is for: nothing in it is missing without that.
_FOR = frozenset({"to", "priorities", "roles"})


def _check(book: Playbook) -> Iterator[Finding]:
    editions = Editions(book)
    for entry in book.entries.values():
        for source, field in _naming(entry, editions):
            yield Finding(
                rule=CODE,
                entry=source.ref,
                place=place(source, field),
                message=f"The {NOUNS.get(source.collection, 'playbook')} {quoted(source.title, 50)} depends "
                f"on {quoted(entry.title, 50)}, which is for the group `{group_of(entry)}`: its other "
                "readers find “not in this edition” there.",
                hint="Take the reference away, mark this entry as `confidential` too, "
                f"or accept `{CODE}` there with a reason.",
                sentences=(
                    Sentence(source.ref, place(source, field), source.title),
                    Sentence(entry.ref, entry.place, entry.title),
                ),
            )


def _naming(entry: Linked[Entry], editions: Editions) -> Iterator[tuple[Linked[Entry], str]]:
    """Who names it, each once, and is shown where it is not."""
    book, told = entry.book, set()
    for citation in book.citations.get(entry.ref, ()):
        source = book.summary if citation.source == book.summary.ref else book.entries[citation.source]
        if source.ref in told or citation.field in _FOR or source.collection == "log":
            continue
        if editions.missing(entry, editions.showing(source)):
            told.add(source.ref)
            yield source, citation.field


def _many(group: Group) -> str:
    named = dict.fromkeys(quoted(finding.sentences[-1].text, 40) for finding in group)
    naming = dict.fromkeys(finding.entry for finding in group)
    return (
        f"{len(naming)} entries depend on {len(named)} that not all of their readers see, who find “not in "
        f"this edition” there: on {listed(named)}."
    )


RULE = Rule(
    CODE,
    "warning",
    "What an entry depends on is shown to all who see the entry.",
    _check,
    together(lambda finding: finding.rule, _many),
)
