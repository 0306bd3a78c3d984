"""A message ready to send: its words, the facts that it states, the blanks left to the sender."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.addresses import parse_ref
from generator.linked import Linked, Template
from generator.linked.resolve import resolver
from generator.model import Entry
from generator.text import Blank, Reference, Resolver
from generator.text import message as parts_of


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are the same in every message (plain, line ends as `\\n`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What the plan says now: `source` names it as references do (`kpis/data-accuracy.target`).

    `text` is plain and one line; `entry` is None for one of the playbook's events.
    """

    source: str
    text: str
    entry: Linked[Entry] | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank: `name` as the text has it, `label` what it asks for (plain)."""

    name: str
    label: str


Part = Words | Fact | Gap


@dataclass(frozen=True, slots=True)
class Message:
    """A template in the parts of which its subject and body are made."""

    template: Template
    subject: tuple[Part, ...]
    body: tuple[Part, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What the sender fills in, each once, in the order of the text."""
        return tuple(dict.fromkeys(part for part in (*self.subject, *self.body) if isinstance(part, Gap)))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What it states of the plan, each once, in the order of the text."""
        found = (part for part in (*self.subject, *self.body) if isinstance(part, Fact))
        return tuple({fact.source: fact for fact in found}.values())

    def text(self, filled: Mapping[str, str] | None = None) -> tuple[str, str]:
        """Subject and body as plain text; a blank that is not filled is `{name}`."""
        return written(self.subject, filled or {}), written(self.body, filled or {})

    def whole(self, filled: Mapping[str, str] | None = None) -> str:
        """The text that is kept once it is sent: subject, a blank line, body; or the one that there is."""
        return "\n\n".join(filter(None, self.text(filled)))

    def said_in(self, text: str) -> Mapping[str, str]:
        """The facts of it that a text states, by their sources; of a text without words all."""
        words = one_line(text)
        return {fact.source: fact.text for fact in self.facts if not words or _stands(fact.text, words)}


def message(template: Template) -> Message:
    """One template; its references were checked when it was linked."""
    resolve, record = resolver(template.book), template.record
    subject = one_line(record.subject or "")
    return Message(
        template,
        tuple(_parts(subject, template, resolve)),
        tuple(_parts(record.body or "", template, resolve)),
    )


def written(parts: Iterable[Part], filled: Mapping[str, str]) -> str:
    """The parts as one text."""
    return "".join(
        filled.get(part.name) or f"{{{part.name}}}" if isinstance(part, Gap) else part.text for part in parts
    )


def one_line(text: str) -> str:
    """A text with single spaces for all its white space."""
    return " ".join(text.split())


def _stands(words: str, text: str) -> bool:
    """Whether words stand in a text; `20` does not in `200` nor in `1.20`."""
    before = r"(?<!\d)(?<!\d[.,])" if re.match(r"\d", words, re.ASCII) else ""
    after = r"(?![.,]?\d)" if re.search(r"\d\Z", words, re.ASCII) else ""
    return re.search(before + re.escape(words) + after, text, re.ASCII) is not None


def _parts(text: str, template: Template, resolve: Resolver) -> Iterator[Part]:
    for part in parts_of(text):
        if isinstance(part, str):
            yield Words(part)
        elif isinstance(part, Blank):
            yield Gap(part.name, template.record.blanks.get(part.name) or part.name)
        else:
            yield _fact(part, template, resolve)


def _fact(reference: Reference, template: Template, resolve: Resolver) -> Part:
    found, ref = resolve(reference), parse_ref(reference.target)
    if found is None:
        return Words(reference.target)
    source = f"{reference.target}.{reference.field}" if reference.field else reference.target
    return Fact(source, one_line(found.text), template.book.entries.get(ref) if ref else None)
