"""Money at stake, as the plan names it. What cannot be added is not added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from generator import amounts
from generator.linked import Decision, Linked, Playbook
from generator.model import Entry, Money
from generator.pages.onpaper import Part, Row, named
from generator.pages.promises import Promise, Sum, sums
from generator.pages.risks import OVER, at_stake
from generator.pages.standings import has_happened


def stakes(
    book: Playbook, promised: Iterable[Promise], open_decisions: Iterable[Decision]
) -> tuple[Row, ...]:
    """What risks cost or may cost, what is promised and not kept yet, what waiting for decisions costs.

    By currency and basis; what has happened is no "if" any more and stands first.
    """
    return (*_risks(book), *_promised(promised), *_waiting(open_decisions))


def _risks(book: Playbook) -> Iterator[Row]:
    watched = [risk for risk in book.risks if risk.record.status != OVER]
    labels = {
        True: ("has happened:", "all of these have happened:"),
        False: ("if it happens:", "if all of these happen:"),
    }
    for happened, (one, several) in labels.items():
        for item in at_stake(risk for risk in watched if has_happened(risk) is happened):
            label = several if len(item.risks) > 1 else one
            parts = (named(label, item.risks), *_guessed(item.risks, "amount"))
            yield Row(head=f"{item.shown},", parts=parts)


def _promised(found: Iterable[Promise]) -> Iterator[Row]:
    for item in sums(one for one in found if not one.line.is_over):
        count = f"in {item.count} promises" if item.count > 1 else "in one promise"
        yield Row(head=f"{item.shown},", parts=(Part(f"promised {count}"), *_bare(item)))


def _guessed(entries: Iterable[Linked[Entry]], field: str) -> Iterator[Part]:
    """That an amount in a sum is a guess."""
    if any(field in entry.assumed for entry in entries):
        yield Part("assumed, not confirmed")


def _bare(item: Sum) -> Iterator[Part]:
    """What of it rests on nothing."""
    if item.unbacked:
        yield Part(
            "backed by nothing" if item.unbacked == item.shown else f"{item.unbacked} of it backed by nothing"
        )


def _waiting(decisions: Iterable[Decision]) -> Iterator[Row]:
    costs = ((item.record.cost_of_delay, item) for item in decisions)
    for shown, entries in added((cost, item) for cost, item in costs if cost):
        yield Row(
            head=f"{shown},",
            parts=(named("while nobody decides:", entries), *_guessed(entries, "cost_of_delay")),
        )


def added(pairs: Iterable[tuple[Money, Linked[Entry]]]) -> Iterator[tuple[str, tuple[Linked[Entry], ...]]]:
    """Sums (plain) with what they are of: one for each currency and basis."""

    def kind(pair: tuple[Money, Linked[Entry]]) -> tuple[str, str]:
        return pair[0].currency, pair[0].basis or ""

    for _, group in groupby(sorted(pairs, key=kind), kind):
        members = tuple(group)
        total = members[0][0].model_copy(update={"value": sum(money.value for money, _ in members)})
        yield amounts.money(total), tuple(entry for _, entry in members)


def not_in_money(book: Playbook, promised: Iterable[Promise]) -> tuple[Part, ...]:
    """How much of it is not in money yet (plain), and that sums stop at a row."""
    owed = [one for one in promised if not one.line.is_over]
    risks = sum(risk.record.amount is None for risk in book.risks if risk.record.status != OVER)
    bare = (_count(risks, "risk"), _count(sum(one.entry.record.amount is None for one in owed), "promise"))
    named = " and ".join(words for words in bare if words)
    return (Part(f"{f'Not in money: {named}. ' if named else ''}No row can be added to another."),)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""
