"""What nobody has confirmed, answered or reconciled yet."""

from __future__ import annotations

from dataclasses import dataclass

from generator.addresses import Ref
from generator.facts import assumed_labels
from generator.linked import Linked, Playbook, Role
from generator.model import Acceptance, Entry
from generator.rules import Finding, Sentence, Verdict


@dataclass(frozen=True, slots=True)
class Assumed:
    """An entry and the labels of its fields that are a guess."""

    entry: Linked[Entry]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Sentences of the plan that disagree, each with its entry."""

    finding: Finding
    entry: Linked[Entry]
    sentences: tuple[tuple[Linked[Entry], Sentence], ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """What the open-questions page shows."""

    contradictions: tuple[Contradiction, ...]
    asked: tuple[tuple[Linked[Entry], str], ...]
    assumed: tuple[Assumed, ...]
    other: tuple[Contradiction, ...]
    accepted: tuple[tuple[Contradiction, Acceptance, Role], ...]


def questions(book: Playbook, verdict: Verdict) -> Questions:
    """All of it, in the order of the site."""
    entries = (book.summary, *book.entries.values())
    found = tuple(_contradiction(book, finding) for finding in verdict.findings)
    return Questions(
        contradictions=tuple(item for item in found if item.finding.contradiction),
        asked=tuple((entry, question) for entry in entries for question in entry.open),
        assumed=tuple(Assumed(entry, assumed_labels(entry)) for entry in entries if entry.assumed),
        other=tuple(item for item in found if not item.finding.contradiction),
        accepted=tuple(
            (_contradiction(book, finding), acceptance, role)
            for finding, acceptance in verdict.accepted
            for role in book.roles_of((acceptance.by,))
        ),
    )


def _contradiction(book: Playbook, finding: Finding) -> Contradiction:
    sentences = tuple((_entry(book, sentence.entry), sentence) for sentence in finding.sentences)
    return Contradiction(finding, _entry(book, finding.entry), sentences)


def _entry(book: Playbook, ref: Ref) -> Linked[Entry]:
    return book.entries.get(ref) or book.summary
