"""What is looked for: the words, numbers and names by which withheld entries would be known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.addresses import SHARED_PAGE, Ref
from generator.diagnostics import Location
from generator.model import ENTRY_COLLECTIONS, Entry, Record
from generator.model.base import Address, Plain, Rich
from generator.model.walk import Path, fields, records
from generator.phrases import BREAK, LONG_NUMBER, ROW, distinctive, numbers, rows, words
from generator.text import references

_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_HOMES = dict.fromkeys((*ENTRY_COLLECTIONS, "templates", *SHARED_PAGE.values()))
_NAMED = re.compile(
    rf"(?<![\w-])(?P<entry>(?:{'|'.join(_HOMES)})/#?{_ID})(?P<inner>(?:\.|/#){_ID})?(?![\w-])"
)
_PAIR = re.compile(rf"(?<![\w./-]){_ID}\.{_ID}(?![\w-])")

#: A line without words, one of a list, a blank that only a sender fills.
_PARTS = re.compile(r"\n\s*(?:\n|[-*+>#]|\d+[.)])|\{[a-z0-9-]+\}")


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something that readers of an edition do not see, and where it stands. An offer has its plan's Ref."""

    ref: Ref
    record: Record
    place: Location


@dataclass(frozen=True)
class Needles:
    """What must not be found: rows of words, the digits of long numbers, names as `collection/id`; with whose
    they are.
    """

    words: Mapping[tuple[str, ...], Hidden] = field(default_factory=dict)
    numbers: Mapping[str, Hidden] = field(default_factory=dict)
    names: Mapping[str, Hidden] = field(default_factory=dict)

    @cached_property
    def _by_longest(self) -> Mapping[str, list[tuple[int, list[str]]]]:
        """The rows by their longest word, which few texts have, with its place in each."""
        found: defaultdict[str, list[tuple[int, list[str]]]] = defaultdict(list)
        for row in self.words:
            longest = max(row, key=len)
            found[longest].append((row.index(longest), list(row)))
        return dict(found)

    def found_in(self, text: str) -> Iterator[tuple[Hidden, str]]:
        """What of them stands in a text, in what words."""
        for row in self._rows_in(words(text)):
            yield self.words[row], " ".join(row)
        if self.numbers:
            for digits in self.numbers.keys() & set(numbers(text)):
                yield self.numbers[digits], digits
        if self.names:
            for name in self.names.keys() & set(_names_in(text)):
                yield self.names[name], name

    def joined(self, others: Needles) -> Needles:
        """These and others."""
        return Needles(
            {**others.words, **self.words},
            {**others.numbers, **self.numbers},
            {**others.names, **self.names},
        )

    def tells(self, text: str) -> bool:
        """Whether any of them stands in a text."""
        return any(True for _ in self.found_in(text))

    def _rows_in(self, said: list[str]) -> Iterator[tuple[str, ...]]:
        by_longest = self._by_longest
        for at, word in enumerate(said):
            if word in by_longest:
                for offset, row in by_longest[word]:
                    if said[max(at - offset, 0) : at - offset + len(row)] == row:
                        yield tuple(row)


def needles(hidden: Iterable[Hidden], told: Iterable[str], shown: Collection[Ref] = ()) -> Needles:
    """What tells of these entries and stands in none of the texts that are `told` anyway.

    An entry that is `shown` in another plan is no secret by its name.
    """
    by_words: dict[tuple[str, ...], Hidden] = {}
    by_number: dict[str, Hidden] = {}
    by_name: dict[str, Hidden] = {}
    for item in hidden:
        texts = tuple(texts_of(item.record))
        by_number |= dict.fromkeys(_numbers_of(item.record, texts), item)
        if isinstance(item.record, Entry):
            texts = texts if item.ref in shown else (*texts, item.ref.id.rpartition(".")[2])
            by_name |= dict.fromkeys(_names(item.ref) if item.ref not in shown else (), item)
        by_words |= dict.fromkeys(distinctive(texts), item)
    lengths = {len(row) for row in by_words}
    ends: set[tuple[str, ...]] = set()
    begins: set[tuple[str, ...]] = set()
    for text in told:
        said = words(text)
        ends.update(tuple(said[-length:]) for length in range(1, ROW))
        begins.update(tuple(said[:length]) for length in range(1, ROW))
        for length in lengths:
            for row in by_words.keys() & set(rows(said, length)):
                del by_words[row]
        for digits in by_number.keys() & set(numbers(text)):
            del by_number[digits]
    # Texts that are told stand one behind another, as facts do in a message.
    alone = {
        row: item
        for row, item in by_words.items()
        if len(row) < ROW or not any(row[:at] in ends and row[at:] in begins for at in range(1, ROW))
    }
    return Needles(alone, by_number, by_name)


def texts_of(record: Record) -> Iterator[str]:
    """The texts of a record that readers meet: prose, titles, addresses."""
    return (text for _, text in prose_of(record))


def prose_of(record: Record) -> Iterator[tuple[Path, str]]:
    """The same, each with the way to it.

    They are parted where a reference or a blank stands, which others fill, and between paragraphs.
    """
    for found in fields(record):
        if isinstance(found.marker, Rich):
            yield found.path, _PARTS.sub(BREAK, _without_references(found.value))
        elif isinstance(found.marker, Plain | Address):
            yield found.path, found.value


def _without_references(text: str) -> str:
    parts, at = [], 0
    for found in references(text):
        parts += [text[at : found.start], BREAK, found.label or "", BREAK]
        at = found.end
    return "".join((*parts, text[at:]))


def every_text(record: Record) -> Iterator[str]:
    """All that a record says, numbers too, as texts; then all of it as one, as it may stand on a page."""
    said = [
        text for _, inner in records(record) for value in inner.__dict__.values() for text in _said(value)
    ]
    yield from said
    yield " ".join(said)


def _said(value: object) -> Iterator[str]:
    if isinstance(value, str | int | float):
        yield str(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _said(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _said(item)


def _numbers_of(record: Record, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from numbers(text)
    for text in every_text(record):
        digits = text.removesuffix(".0")
        if digits.isdecimal() and len(digits) >= LONG_NUMBER:
            yield digits


def _names_in(text: str) -> Iterator[str]:
    """Whatever may name an entry as files for machines, and addresses, do."""
    for found in _NAMED.finditer(text):
        entry, inner = found.group("entry", "inner")
        yield from (entry, f"{entry}{inner}") if inner else (entry,)
    yield from _PAIR.findall(text)


def _names(ref: Ref) -> Iterator[str]:
    """How files for machines, and addresses, name an entry."""
    yield str(ref)
    if ref.collection in SHARED_PAGE:
        yield f"{SHARED_PAGE[ref.collection]}/#{ref.id}"
    owner, dot, inner = ref.id.partition(".")
    if dot:
        outer = "priorities" if ref.collection == "actions" else "comms"
        yield f"{outer}/{owner}/#{inner}"
        yield ref.id
