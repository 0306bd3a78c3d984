"""What is asked of whoever decides: decisions nobody has taken, questions nobody has answered."""

from __future__ import annotations

from collections.abc import Iterator

from generator import amounts
from generator.facts import Value, label
from generator.linked import Decision, Linked, Playbook, Priority, Role
from generator.model import Entry
from generator.pages.journal import listed
from generator.pages.onpaper import Flag, Part, Row, deadline, said, sentence
from generator.pages.questions import Contradiction, Questions

#: So many questions, and so many contradictions, stand for all where no decision is waiting.
FIRST = 4
FIRST_AGAINST = 3

#: What is shown of a decision, and may be a guess.
SHOWN = frozenset({"question", "needed_by", "decided_by", "default", "cost_of_delay", "options"})


def waiting(book: Playbook) -> tuple[Decision, ...]:
    """The decisions that are open, those needed first before the others; overdue ones before all."""
    found = (item.entry for item in listed(book, "decisions"))
    return tuple(entry for entry in found if isinstance(entry, Decision) and entry.is_open)


def by_role(found: tuple[Decision, ...]) -> tuple[tuple[Role | None, tuple[Decision, ...]], ...]:
    """Decisions by who takes them (None: nobody is named), whoever is asked first before the others."""
    roles = {item: item.book.role(item.record.decided_by) for item in found}
    return tuple(
        (role, tuple(item for item in found if roles[item] == role)) for role in dict.fromkeys(roles.values())
    )


def decision(entry: Decision) -> Row:
    """One open decision: by when, what happens without an answer, what waiting costs."""
    record, book = entry.record, entry.book
    flag = Flag("late", "overdue", entry.overdue_after, is_up=entry.is_overdue)
    return Row(
        entry=entry,
        sentence=sentence(record.question, book) if record.question else None,
        flags=(flag,) if entry.overdue_after else (),
        parts=tuple(_parts(entry)),
    )


def _parts(entry: Decision) -> Iterator[Part]:
    record, book = entry.record, entry.book
    time = deadline(record.needed_by, book) if record.needed_by else None
    yield Part("by", time, is_key=True) if time else Part("nobody said by when", is_key=True)
    default = sentence(record.default, book) if record.default else None
    yield Part("if nobody decides:", default) if default else Part("nobody said what happens then")
    if record.cost_of_delay:
        yield Part("waiting costs", Value("plain", amounts.money(record.cost_of_delay)), is_key=True)
    if record.options:
        yield Part("choices:", Value("plain", " / ".join(_plain(text, book) for text in record.options)))
    guesses = [label("decisions", name).lower() for name in entry.assumed if name in SHOWN]
    if guesses:
        yield Part(f"assumed, not confirmed: {', '.join(guesses)}")


def _plain(text: str, book: Playbook) -> str:
    return said(sentence(text, book), book)


def unanswered(found: Questions) -> tuple[Row, ...]:
    """The first questions, of decisions, the whole plan, its priorities, then the rest; what disagrees."""
    asked = sorted(found.asked, key=lambda one: _nearness(one[0]))
    rows = [Row(entry=entry, sentence=sentence(text, entry.book)) for entry, text, _ in asked[:FIRST]]
    return (*rows, *(_against(item) for item in found.contradictions[:FIRST_AGAINST]))


def _nearness(entry: Linked[Entry]) -> tuple[int, int]:
    """How near a question is to whoever decides on the plan; of the priorities the first ones first."""
    if isinstance(entry, Priority):
        return 2, entry.rank
    if isinstance(entry, Decision):
        return 0, 0
    return (1, 0) if entry == entry.book.summary else (3, 0)


def _against(item: Contradiction) -> Row:
    return Row(
        entry=item.entry,
        sentence=Value("plain", item.finding.message),
        flags=(Flag("high", "contradiction"),),
    )


def left_open(found: Questions) -> tuple[Part, ...]:
    """How many questions nobody has answered, and how often the plan disagrees with itself (plain)."""
    asked, against = len(found.asked), len(found.contradictions)
    questions = f"{asked} {'question' if asked == 1 else 'questions'} nobody has answered"
    disagrees = f"{against} {'contradiction' if against == 1 else 'contradictions'} nobody has settled"
    return tuple(Part(words) for words, count in ((questions, asked), (disagrees, against)) if count)
