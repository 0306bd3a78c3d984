"""An amount that no sum can hold: a currency or a basis that others write in another way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.linked import Linked, Playbook
from generator.model import Entry, Money
from generator.rules.base import Finding, Rule, place, quoted

CODE = "money-apart"

_CODE: Final = re.compile(r"[A-Z]{3}")

#: What people write for the words of the field.
_BASES: Final = {
    **dict.fromkeys(("one-off", "one off", "one-time", "one time"), "once"),
    **dict.fromkeys(("hour", "hourly", "per hour", "/hour"), "an hour"),
    **dict.fromkeys(("day", "daily", "per day", "/day", "each day", "every day"), "a day"),
    **dict.fromkeys(("week", "weekly", "per week", "/week"), "a week"),
    **dict.fromkeys(("month", "monthly", "per month", "/month"), "a month"),
    **dict.fromkeys(("quarter", "quarterly", "per quarter"), "a quarter"),
    **dict.fromkeys(("year", "yearly", "annual", "annually", "per year", "per annum", "p.a."), "a year"),
}


def _check(book: Playbook) -> Iterator[Finding]:
    for entry in (*book.risks, *book.decisions, *book.commitments):
        for name in type(entry.record).model_fields:
            value = getattr(entry.record, name)
            if isinstance(value, Money):
                yield from _money(value, name, entry)


def _money(amount: Money, field: str, entry: Linked[Entry]) -> Iterator[Finding]:
    currency, basis = amount.currency, amount.basis or ""
    if not _CODE.fullmatch(currency):
        is_code = _CODE.fullmatch(currency.upper()) is not None
        hint = (
            f"Write `currency: {currency.upper()}`."
            if is_code
            else "Write its code, such as `currency: GBP`."
        )
        message = f"{quoted(currency)} is no three-letter code of a currency"
        yield _finding(entry, field, "currency", message, hint)
    usual = _BASES.get(" ".join(basis.casefold().split()))
    if usual:
        yield _finding(
            entry,
            field,
            "basis",
            f"{quoted(basis)} is written `{usual}` elsewhere",
            f"Write `basis: {usual}`.",
        )


def _finding(entry: Linked[Entry], field: str, part: str, message: str, hint: str) -> Finding:
    return Finding(
        rule=CODE,
        entry=entry.ref,
        place=place(entry, field, part),
        message=f"{message}: what {quoted(entry.title)} costs stands apart from other sums.",
        hint=hint,
    )


RULE = Rule(CODE, "warning", "Amounts name their currency and their basis in the usual words.", _check)
