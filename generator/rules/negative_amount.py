"""An amount of money below zero: what is at stake, promised or lost by waiting is written without a sign."""

from __future__ import annotations

from collections.abc import Iterator

from generator import amounts
from generator.linked import Playbook
from generator.model import Money
from generator.rules.base import Finding, Rule, place, quoted

CODE = "negative-amount"


def _check(book: Playbook) -> Iterator[Finding]:
    for entry in (*book.risks, *book.decisions, *book.commitments):
        for name in type(entry.record).model_fields:
            amount = getattr(entry.record, name)
            if isinstance(amount, Money) and amount.value < 0:
                yield Finding(
                    rule=CODE,
                    entry=entry.ref,
                    place=place(entry, name, "value"),
                    message=f"{quoted(entry.title)} has an amount below zero: {amounts.money(amount)}.",
                    hint="Write it without the sign; sums of it would come out too low.",
                )


RULE = Rule(CODE, "warning", "Money at stake, promised or lost by waiting is not below zero.", _check)
