"""Words that stand in an entry which some readers do not see, and in one that they do.

Compared are rows of words (`phrases`), with what references stand for left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.link.names import NOUNS
from generator.linked import Linked, Playbook
from generator.model import CommsPlan, Entry, Priority, Record
from generator.model.walk import Path
from generator.phrases import rows_of
from generator.proof import prose_of
from generator.rules.base import Finding, Rule, Sentence, listed, place, quoted, several
from generator.rules.gathering import Group, together
from generator.rules.shown_to import Editions, group_of

CODE = "quotes-withheld"


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an entry that these `editions` show: all of it, or one of its offers; with its title."""

    title: str
    entry: Linked[Entry]
    record: Record
    editions: frozenset[str]
    group: str


def _check(book: Playbook) -> Iterator[Finding]:
    editions = Editions(book)
    parts = tuple(_parts(book, editions))
    everywhere = editions.showing(book.summary)
    hidden = _known(part for part in parts if part.editions != everywhere)
    if not hidden:
        return
    summary = _Part(book.summary.title, book.summary, book.overview, everywhere, "")
    for part in (summary, *parts):
        told = set()
        for path, text in _prose(part.record):
            for row in rows_of(text):
                other = hidden.get(row)
                if other is None or other.entry.ref in told or not part.editions - other.editions:
                    continue
                told.add(other.entry.ref)
                yield _finding(part, path, other, row)


def _prose(record: Record) -> Iterator[tuple[Path, str]]:
    """Its texts, without the names of blanks, which are the same in many a template."""
    return ((path, text) for path, text in prose_of(record) if "blanks" not in path)


def _parts(book: Playbook, editions: Editions) -> Iterator[_Part]:
    for entry in book.entries.values():
        record = entry.record
        if isinstance(record, CommsPlan):
            for offer in record.offers:
                if offer.confidential:
                    shown = editions.showing(entry, offer.confidential)
                    yield _Part(offer.title, entry, offer, shown, offer.confidential)
            offers = tuple(offer for offer in record.offers if not offer.confidential)
            record = record.model_copy(update={"templates": {}, "offers": offers})
        elif isinstance(record, Priority):
            record = record.model_copy(update={"actions": {}})
        yield _Part(entry.title, entry, record, editions.showing(entry), group_of(entry))


def _known(parts: Iterator[_Part]) -> Mapping[tuple[str, ...], _Part]:
    found: dict[tuple[str, ...], _Part] = {}
    for part in parts:
        for _, text in _prose(part.record):
            for row in rows_of(text):
                found.setdefault(row, part)
    return found


def _finding(part: _Part, path: Path, other: _Part, row: tuple[str, ...]) -> Finding:
    at = place(part.entry, *path)
    said = " ".join(row)
    return Finding(
        rule=CODE,
        entry=part.entry.ref,
        place=at,
        message=f"{quoted(part.title, 50)} says “… {said} …” to readers who do not see "
        f"{quoted(other.title, 50)}, which is for the group `{other.group}` and says the same.",
        hint="Reword one of them, mark this one as `confidential` too, "
        f"or accept `{CODE}` there with a reason.",
        sentences=(
            Sentence(part.entry.ref, at, part.title),
            Sentence(other.entry.ref, other.entry.place, other.title),
        ),
    )


def _many(group: Group) -> str:
    noun = NOUNS.get(group[0].entry.collection, "entry")
    said = (quoted(finding.sentences[0].text, 40) for finding in group)
    known = dict.fromkeys(quoted(finding.sentences[1].text, 40) for finding in group)
    count = len({finding.entry for finding in group})
    return (
        f"In {count} {several(noun)} stand words of entries that not all of "
        f"their readers see: in {listed(dict.fromkeys(said))}, words of {listed(known)}."
    )


RULE = Rule(
    CODE,
    "warning",
    "What some readers do not see is not quoted where they do.",
    _check,
    together(lambda finding: finding.entry.collection, _many),
)
