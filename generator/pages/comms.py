"""What each audience hears: the plan on its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from generator.facts import Fact, TimeValue, Value, facts, timed
from generator.linked import CommsPlan, Template
from generator.model import ScheduleItem
from generator.pages.cadences import count_words, horizon, quiet_words
from generator.pages.fitting import fitting
from generator.pages.heard import Heard, heard
from generator.pages.promised import Promised, promised
from generator.pages.schedule import Dates, Next, dates, next_of
from generator.sent import sent_by_plan
from generator.when import Recurring, Time, period, sort_key

#: Fields of a plan that its page shows in a way of its own.
SHOWN = frozenset(
    {"message", "schedule", "offers", "owner", "roles", "recipients", "key_points", "never_say"}
)

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a schedule or of an offer: what, when, and what else is to be known.

    Of a schedule also `notes`, plain words on its cadence; `next`, the date beside its time; `dates`, all of
    them; `template`, the message that is ready for it; `horizon`, how far its dates are shown where nothing
    else ends them.
    """

    what: Value
    time: Value | None
    more: tuple[Fact, ...]
    notes: tuple[str, ...] = ()
    next: Next | None = None
    dates: Dates | None = None
    template: Template | None = None
    horizon: TimeValue | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What an audience is offered, in parts."""

    title: Value
    parts: tuple[Line, ...]
    more: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """A communication plan as its page shows it; `about` holds the facts that stand nowhere else."""

    plan: CommsPlan
    heard: Heard
    message: Fact | None
    to: tuple[Fact, ...]
    schedule: tuple[Line, ...]
    key_points: Fact | None
    never_say: Fact | None
    offers: tuple[Offer, ...]
    promises: tuple[Promised, ...]
    about: tuple[Fact, ...]


def plan_view(plan: CommsPlan) -> PlanView:
    """One plan."""
    found = {fact.name: fact for fact in facts(plan)}
    return PlanView(
        plan=plan,
        heard=heard(plan),
        message=found.get("message"),
        to=tuple(found[name] for name in ("roles", "recipients") if name in found),
        schedule=_schedule(plan, found.get("schedule")),
        key_points=found.get("key_points"),
        never_say=found.get("never_say"),
        offers=tuple(_offers(found.get("offers"))),
        promises=tuple(promised(entry) for entry in plan.commitments),
        about=tuple(fact for name, fact in found.items() if name not in SHOWN),
    )


def _schedule(plan: CommsPlan, fact: Fact | None) -> tuple[Line, ...]:
    """The lines of a schedule in order of time, each with its dates."""
    items = plan.record.schedule
    lines = zip(items, sent_by_plan(plan.book)[plan], _lines(fact), strict=True)
    dated = [(time, _dated(plan, item, time, sent, line)) for item, (time, sent), line in lines]
    return tuple(line for _, line in sorted(dated, key=lambda pair: in_time(pair[0])))


def _dated(
    plan: CommsPlan, item: ScheduleItem, time: Time | None, sent: Sequence[datetime], line: Line
) -> Line:
    book, template = plan.book, fitting(plan, item)
    if time is None:
        return replace(line, template=template)
    end = horizon(book)
    return replace(
        line,
        time=line.time or Value("time", timed(time, str(time), book)),
        notes=tuple(filter(None, (quiet_words(time, book), count_words(time, book)))),
        next=next_of(time, book),
        dates=dates(time, sent, book),
        template=template,
        horizon=timed(end, str(end), book),
    )


def in_time(time: Time | None) -> tuple[bool, tuple[int, int, bool, int, timedelta, str] | tuple[()]]:
    """In order of time, within a day what happens once before what recurs, the most often first.

    What has no time is last.
    """
    if time is None:
        return True, ()
    group, start, _, words = sort_key(time)
    return False, (
        group,
        start // MINUTES_A_DAY,
        isinstance(time, Recurring),
        start,
        period(time) or timedelta.max,
        words,
    )


def _lines(fact: Fact | None) -> Iterator[Line]:
    """The records of a list, each with its leading field and its time apart."""
    for item in fact.value.content if fact else ():
        members: tuple[Fact, ...] = item.content
        lead = next(one for one in members if one.leads)
        time = next((one for one in members if one.value.kind == "time"), None)
        more = tuple(one for one in members if one not in (lead, time))
        yield Line(lead.value, time.value if time else None, more)


def _offers(fact: Fact | None) -> Iterator[Offer]:
    for line in _lines(fact):
        parts = next((one for one in line.more if one.name == "items"), None)
        yield Offer(line.what, tuple(_lines(parts)), tuple(one for one in line.more if one is not parts))
