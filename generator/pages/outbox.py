"""What was sent to an audience, and what of it is not so any more."""

from __future__ import annotations

from dataclasses import dataclass

from generator.happened import Happened, happened
from generator.linked import CommsPlan, LogItem, Template
from generator.pages.history import corrections, moment_of
from generator.stated import Otherwise, Stated, correction_of, messages_to, said_otherwise

#: How many messages stand open; the others are folded away.
NEWEST = 5


@dataclass(frozen=True, slots=True)
class Sent:
    """One message on record, corrections of its record applied.

    `template` is what it was made from, None for words of the sender's own; `head` is its first line (plain,
    empty for none), `whole` whether there is no more to read than that. `occurrence` says which of a schedule
    is meant (plain). `otherwise` is what it stated that the plan has otherwise now and nobody put right.
    """

    happened: Happened
    template: Template | None
    head: str
    whole: bool
    occurrence: str
    otherwise: tuple[Stated, ...]
    corrections: tuple[LogItem, ...]


@dataclass(frozen=True, slots=True)
class Outbox:
    """Everything that was sent to an audience, newest first: what stands open, what is folded away."""

    newest: tuple[Sent, ...]
    older: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """Facts that an audience was told and that are otherwise now, each as it heard it last.

    `correction` is the message to put that right with, None where its plan has none.
    """

    facts: tuple[Otherwise, ...]
    correction: Template | None


def outbox(plan: CommsPlan) -> Outbox:
    """What the log says was sent to one audience."""
    wrong = said_otherwise(plan)
    found = []
    for event in reversed(messages_to(plan)):
        one = happened(event, plan.book)
        head, _, rest = one.as_sent.strip("\n").partition("\n")
        found.append(
            Sent(
                happened=one,
                template=next((about for about in one.about if isinstance(about, Template)), None),
                head=head.strip(),
                whole=not rest.strip(),
                occurrence=moment_of(event.record.for_, plan.book),
                otherwise=tuple(item.fact for item in wrong if item.item is one.item),
                corrections=corrections(one.item),
            )
        )
    return Outbox(tuple(found[:NEWEST]), tuple(found[NEWEST:]))


def wrong_now(plan: CommsPlan) -> Wrong:
    """What of all that an audience was told is not so any more; without facts where everything holds."""
    last = {one.fact.source: one for one in said_otherwise(plan)}
    return Wrong(tuple(last.values()), correction_of(plan))
