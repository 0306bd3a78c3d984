"""Who hears what, when, from whom: every schedule, offer and meeting with an audience, in one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from generator.facts import TimeValue, Value, timed
from generator.linked import CommsPlan, Playbook, Role, Template, as_time
from generator.pages.cadences import count_words, quiet_words
from generator.pages.comms import in_time
from generator.pages.fitting import fitting
from generator.pages.schedule import Dates, Next, dates, next_of
from generator.sent import sent_by_plan
from generator.when import Recurring, Time, is_recurring

Kind = Literal["message", "meeting", "offer"]


@dataclass(frozen=True, slots=True)
class Planned:
    """When something is heard: its words, the date beside them, plain `notes` on its cadence.

    `is_once`: it is a message that is due once. `dates` then says how it stands, once T0 is known.
    """

    value: TimeValue
    next: Next | None
    notes: tuple[str, ...]
    is_once: bool = False
    dates: Dates | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that an audience hears; without `when` an `occasion` (rich) sets it off, or nobody said what.

    `lead` stands before `what`: the offer of which it is a part. `sender` and `channel` say from whom and
    how; `cleared_by` must clear it before that, and `template` is the message that is ready for it.
    """

    kind: Kind
    what: Value
    when: Planned | None
    sender: Role | None
    lead: str = ""
    occasion: str = ""
    channel: str = ""
    cleared_by: tuple[Role, ...] = ()
    template: Template | None = None
    is_sender_assumed: bool = False


@dataclass(frozen=True, slots=True)
class Audience:
    """One audience, its rows in order of time, without one last; `is_assumed`: its schedule is a guess."""

    plan: CommsPlan
    rows: tuple[Row, ...]
    is_assumed: bool


def audiences(book: Playbook) -> tuple[Audience, ...]:
    """Every audience, as the data has them."""
    return tuple(_audience(plan) for plan in book.comms)


def _audience(plan: CommsPlan) -> Audience:
    dated = sorted((*_lines(plan), *_offers(plan), *_meetings(plan)), key=lambda pair: in_time(pair[0]))
    return Audience(plan, tuple(row for _, row in dated), "schedule" in plan.assumed)


def _lines(plan: CommsPlan) -> Iterator[tuple[Time | None, Row]]:
    for item, (time, sent) in zip(plan.record.schedule, sent_by_plan(plan.book)[plan], strict=True):
        template, own = fitting(plan, item), plan.book.role(item.owner)
        ritual = plan.book.ritual(item.ritual)
        row = Row(
            kind="meeting" if ritual else "message",
            what=Value("plain", item.what),
            when=_line(time, sent, plan.book),
            sender=own or (ritual.owner if ritual else None) or plan.owner,
            occasion=item.whenever or "",
            channel=item.channel or (ritual.title if ritual else _channel(template)),
            cleared_by=() if ritual else _cleared_by(plan, template, own or plan.owner),
            template=template,
            is_sender_assumed=own is None and "owner" in plan.assumed,
        )
        yield time, row


def _offers(plan: CommsPlan) -> Iterator[tuple[Time | None, Row]]:
    """The parts of offers that have a time."""
    for offer in plan.record.offers:
        for part in offer.items:
            if part.when:
                time = as_time(part.when)
                row = Row(
                    kind="offer",
                    what=Value("rich", part.text),
                    when=_planned(time, plan.book),
                    sender=plan.owner,
                    lead=offer.title,
                    cleared_by=_cleared_by(plan, None, plan.owner),
                    is_sender_assumed="owner" in plan.assumed,
                )
                yield time, row


def _meetings(plan: CommsPlan) -> Iterator[tuple[Time | None, Row]]:
    """Meetings that recur and that roles of the audience attend, though its schedule does not name them."""
    named = {item.ritual for item in plan.record.schedule}
    for ritual in plan.book.rituals:
        attends = set(ritual.record.who) & set(plan.record.roles)
        if ritual.id not in named and attends and ritual.cadence and is_recurring(ritual.cadence):
            yield (
                ritual.cadence,
                Row(
                    kind="meeting",
                    what=Value("entry", ritual),
                    when=_planned(ritual.cadence, plan.book),
                    sender=ritual.owner,
                    is_sender_assumed="owner" in ritual.assumed,
                ),
            )


def _line(time: Time | None, sent: Sequence[datetime], book: Playbook) -> Planned | None:
    found = _planned(time, book)
    if found is None or time is None or isinstance(time, Recurring):
        return found
    return replace(found, is_once=True, dates=dates(time, sent, book))


def _planned(time: Time | None, book: Playbook) -> Planned | None:
    if time is None:
        return None
    notes = tuple(filter(None, (quiet_words(time, book), count_words(time, book))))
    return Planned(timed(time, str(time), book), next_of(time, book), notes)


def _channel(template: Template | None) -> str:
    return (template.record.channel or "") if template else ""


def _cleared_by(plan: CommsPlan, template: Template | None, sender: Role | None) -> tuple[Role, ...]:
    """Who clears whatever is sent, then who clears this one; each once, and not the sender."""
    ids = (plan.record.cleared_by, *(template.record.approver if template else ()))
    roles = plan.book.roles_of(tuple(dict.fromkeys(one for one in ids if one)))
    return tuple(role for role in roles if role != sender)
