"""What each audience hears: the plan on its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.facts import Fact, Value, facts
from generator.linked import CommsPlan, LogItem
from generator.model import ScheduleItem
from generator.pages.heard import Heard, heard
from generator.pages.promised import Promised, promised
from generator.when import Interval, Unreadable, is_recurring, parse, sort_key

#: Fields of a plan that its page shows in a way of its own.
SHOWN = frozenset(
    {"message", "schedule", "offers", "owner", "roles", "recipients", "key_points", "never_say"}
)

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a schedule or of an offer: what, when, and what else is to be known."""

    what: Value
    time: Value | None
    more: tuple[Fact, ...]


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
    sent: tuple[tuple[LogItem, Interval], ...]
    about: tuple[Fact, ...]


def plan_view(plan: CommsPlan) -> PlanView:
    """One plan."""
    found = {fact.name: fact for fact in facts(plan)}
    lines = zip(plan.record.schedule, _lines(found.get("schedule")), strict=True)
    return PlanView(
        plan=plan,
        heard=heard(plan),
        message=found.get("message"),
        to=tuple(found[name] for name in ("roles", "recipients") if name in found),
        schedule=tuple(line for _, line in sorted(lines, key=lambda pair: _in_time(pair[0]))),
        key_points=found.get("key_points"),
        never_say=found.get("never_say"),
        offers=tuple(_offers(found.get("offers"))),
        promises=tuple(promised(entry) for entry in plan.commitments),
        sent=tuple((item, Interval(item.at, item.at)) for item in plan.sent),
        about=tuple(fact for name, fact in found.items() if name not in SHOWN),
    )


def _in_time(item: ScheduleItem) -> tuple[bool, tuple[int, int, bool, int, str] | tuple[()]]:
    """In order of time, within a day what happens once before what recurs; what has no time last."""
    written, expects = (item.every, "cadence") if item.every else (item.when, "time")
    time = parse(written, expects) if written else None  # type: ignore[arg-type]  # literals of `Expects`
    if time is None or isinstance(time, Unreadable):
        return True, ()
    group, start, _, words = sort_key(time)
    return False, (group, start // MINUTES_A_DAY, is_recurring(time), start, words)


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
