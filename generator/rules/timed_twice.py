"""A line of a schedule, or a promise, that says in two ways when it is due: only one of them can count."""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import CommsPlan, Playbook
from generator.model import ScheduleItem
from generator.rules.base import Finding, Rule, place, quoted

CODE = "timed-twice"


def _check(book: Playbook) -> Iterator[Finding]:
    yield from _lines(book)
    yield from _promises(book)


def _promises(book: Playbook) -> Iterator[Finding]:
    for promise in book.commitments:
        if promise.record.by and promise.record.every:
            yield Finding(
                rule=CODE,
                entry=promise.ref,
                place=place(promise, "every"),
                message=(
                    f"{quoted(promise.title)} is promised by `by` and by `every`:"
                    " it counts as due by `by` alone."
                ),
                hint="Leave one out, or write them as one: `every: 4 hours until day 4`.",
            )


def _lines(book: Playbook) -> Iterator[Finding]:
    for plan in book.comms:
        for index, item in enumerate(plan.record.schedule):
            counts, *ignored = _ways(plan, item) or ("",)
            # A meeting may be held more often than this audience hears of it.
            ignored = [name for name in ignored if name != "ritual"]
            if ignored:
                yield Finding(
                    rule=CODE,
                    entry=plan.ref,
                    place=place(plan, "schedule", index, ignored[0]),
                    message=(
                        f"{quoted(plan.title)} hears {quoted(item.what)} by `{counts}` and by `{ignored[0]}`:"
                        f" it counts as due by `{counts}` alone."
                    ),
                    hint="Leave one of them out, or make two lines of it.",
                )


def _ways(plan: CommsPlan, item: ScheduleItem) -> tuple[str, ...]:
    """The fields that say when, the one that counts first."""
    ritual = plan.book.ritual(item.ritual)
    said = {
        "every": item.every,
        "ritual": ritual.cadence if ritual else None,
        "when": item.when,
        "whenever": item.whenever,
    }
    return tuple(name for name, value in said.items() if value)


RULE = Rule(CODE, "warning", "A line of a schedule, or a promise, says in one way when it is due.", _check)
