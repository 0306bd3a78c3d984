"""What nobody has confirmed, answered or reconciled yet."""

from __future__ import annotations

from dataclasses import dataclass

from generator.addresses import Ref
from generator.diagnostics import Location
from generator.facts import assumed_labels
from generator.linked import Linked, Playbook
from generator.model import Entry
from generator.pages.accepted import Accepted, accepted
from generator.rules import Finding, Sentence, Verdict


@dataclass(frozen=True, slots=True)
class Assumed:
    """An entry and the labels of its fields that are a guess; `place` is where they are named as such."""

    entry: Linked[Entry]
    labels: tuple[str, ...]
    place: Location


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What a rule found: sentences of the plan, each with its entry.

    `expired` are the acceptances that it had, each with the entry for which it was found.
    """

    finding: Finding
    entry: Linked[Entry]
    sentences: tuple[tuple[Linked[Entry], Sentence], ...]
    expired: tuple[tuple[Linked[Entry], Accepted], ...] = ()


@dataclass(frozen=True, slots=True)
class Questions:
    """What the open-questions page shows; what is `asked` has its entry and its place in the data.

    Of what is no contradiction, what was accepted for a time comes first. `unused` are acceptances of which
    nothing is left, with their entries.
    """

    contradictions: tuple[Contradiction, ...]
    asked: tuple[tuple[Linked[Entry], str, Location], ...]
    assumed: tuple[Assumed, ...]
    other: tuple[Contradiction, ...]
    accepted: tuple[tuple[Contradiction, Accepted], ...]
    unused: tuple[tuple[Linked[Entry], Accepted], ...]


def questions(book: Playbook, verdict: Verdict) -> Questions:
    """All of it, in the order of the site."""
    entries = (book.summary, *book.entries.values())
    found = tuple(_contradiction(book, finding, verdict) for finding in verdict.findings)
    other = (item for item in found if not item.finding.contradiction)
    return Questions(
        contradictions=tuple(item for item in found if item.finding.contradiction),
        asked=tuple(
            (entry, question, book.places.of(*entry.ref, "open", index))
            for entry in entries
            for index, question in enumerate(entry.open)
        ),
        assumed=tuple(
            Assumed(entry, assumed_labels(entry), book.places.of(*entry.ref, "assumed"))
            for entry in entries
            if entry.assumed
        ),
        other=tuple(sorted(other, key=lambda item: not item.expired)),
        accepted=tuple(
            (_contradiction(book, finding), accepted(acceptance, book))
            for finding, acceptance in verdict.accepted
        ),
        unused=tuple((_entry(book, ref), accepted(acceptance, book)) for ref, acceptance in verdict.unused),
    )


def _contradiction(book: Playbook, finding: Finding, verdict: Verdict | None = None) -> Contradiction:
    sentences = tuple((_entry(book, sentence.entry), sentence) for sentence in finding.sentences)
    return Contradiction(finding, _entry(book, finding.entry), sentences, _expired(book, finding, verdict))


def _expired(
    book: Playbook, finding: Finding, verdict: Verdict | None
) -> tuple[tuple[Linked[Entry], Accepted], ...]:
    once = dict.fromkeys(
        (told.entry, acceptance)
        for told, acceptance in (verdict.expired if verdict else ())
        if told.rule == finding.rule and _tells(finding, told)
    )
    return tuple((_entry(book, ref), accepted(acceptance, book)) for ref, acceptance in once)


def _tells(finding: Finding, one: Finding) -> bool:
    """Whether a finding is another one, or the line that it was gathered into."""
    return finding == one or bool(one.sentences and set(one.sentences) <= set(finding.sentences))


def _entry(book: Playbook, ref: Ref) -> Linked[Entry]:
    return book.entries.get(ref) or book.summary
