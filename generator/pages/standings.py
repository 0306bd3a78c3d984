"""How the plan stands in a row each: priorities, numbers, promises, what is deferred."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import chain, islice
from typing import Literal

from generator.addresses import parse_ref
from generator.linked import Action, CommsPlan, Deferral, Kpi, Playbook, Priority, Risk, Target
from generator.linked.measures import in_time
from generator.pages.board import OffTarget, off_target
from generator.pages.onpaper import Flag, Part, Row, deadline, named, planned, sentence
from generator.pages.promises import Promise
from generator.review.wording import moment_words, quoted
from generator.stated import said_otherwise
from generator.when import sort_key

#: What is due within so long is due soon.
SOON = timedelta(days=7)


Overdue = Literal["", "late", "not recorded"]


def overdue(action: Action) -> Overdue:
    """How an action stands that happens once and should be over by now, but by the log is not.

    It is late only where somebody said anything of it since; else nobody knows. What is blocked is only
    that.
    """
    if action.when is None or action.is_recurring or action.status in ("done", "dropped", "blocked"):
        return ""
    interval = action.book.interval(action.when)
    if interval is None or interval.end is None or interval.end >= action.book.now:
        return ""
    return "late" if action.word and action.word.at > interval.end else "not recorded"


def troubles(actions: Iterable[Action]) -> tuple[Flag, ...]:
    """How many of them are blocked, late, without the record that they should have."""
    found = tuple(actions)
    counted = (
        ("blocked", "blocked", sum(action.status == "blocked" for action in found)),
        ("late", "late", sum(overdue(action) == "late" for action in found)),
        ("not confirmed", "not recorded", sum(overdue(action) == "not recorded" for action in found)),
    )
    return tuple(Flag(kind, f"{count} {word}") for kind, word, count in counted if count)


def front(priority: Priority) -> Row:
    """One priority: whose it is, how far it is, what comes next."""
    band = (Flag(priority.band, priority.band),) if priority.band else ()
    return Row(
        entry=priority,
        number=str(priority.rank),
        flags=(*band, *troubles(priority.actions)),
        parts=tuple(_state(priority)),
    )


def _state(priority: Priority) -> Iterator[Part]:
    yield Part("", entries=(priority.owner,)) if priority.owner else Part("nobody owns it")
    done, total = priority.progress
    yield Part(f"{done} of {total} actions done" if total else "nothing to finish")
    milestone = next((target for target in in_time(priority.targets) if _is_ahead(target)), None)
    if milestone and milestone.record.by:
        yield Part("next:", deadline(milestone.record.by, priority.book), (milestone,))
    elif priority.record.window and done < total:
        yield Part("planned for", planned(priority.record.window, priority.book))


def _is_ahead(target: Target) -> bool:
    is_past = target.day is not None and target.day < target.book.now
    return target.by is not None and not is_past and target.standing != "met"


def numbers(book: Playbook) -> tuple[Row, ...]:
    """KPIs and targets: what is off its target, what got there late, what is on it."""
    found = off_target(book)
    off = (_off(item) for item in found if not _is_met_late(item.entry))
    late = (_off(item) for item in found if _is_met_late(item.entry))
    met = (
        Row(
            entry=kpi,
            head=f"{kpi.shown_latest}, target {kpi.shown_target}",
            flags=(Flag("met", "met"), *_stale(kpi)),
        )
        for kpi in book.kpis
        if kpi.standing == "met"
    )
    return (*off, *late, *met)


def _off(item: OffTarget) -> Row:
    late = _is_met_late(item.entry)
    return Row(
        entry=item.entry,
        head=", ".join(filter(None, (item.latest, item.goal))),
        flags=(Flag("medium", "met late") if late else Flag("not met", "off target"), *_stale(item.entry)),
        parts=(Part(item.trend),) if item.trend else (),
    )


def _is_met_late(entry: Kpi | Target) -> bool:
    return isinstance(entry, Target) and entry.late_since is not None


def _stale(entry: Kpi | Target) -> Iterator[Flag]:
    if isinstance(entry, Kpi) and entry.fresh_until:
        yield Flag("stale", "old value", entry.fresh_until, is_up=entry.is_stale)


def unmeasured(book: Playbook) -> tuple[Part, ...]:
    """The numbers that nobody has measured yet."""
    found = tuple(kpi for kpi in book.kpis if kpi.standing == "not measured")
    return (named(f"{len(found)} of {len(book.kpis)} not measured yet:", found),) if found else ()


def due_soon(found: Iterable[Promise], book: Playbook) -> tuple[Row, ...]:
    """Promises that were missed, that should have a record by now, that are due soon, in that order.

    Without T0 nothing is due: the first ones by the plan's days.
    """
    live = [item for item in found if not item.line.is_over]
    if book.calendar is None:
        return tuple(_promise(item) for item in live)
    ranked = [(_place(item, book.now), item) for item in live]
    ranked.sort(key=lambda pair: pair[0] or 0)
    return tuple(_promise(item) for place, item in ranked if place is not None)


def _place(item: Promise, now: datetime) -> int | None:
    """Its place: 0 missed, 1 without the record it should have, 2 due soon; None for what is due later."""
    if item.line.is_missed:
        return 0
    if item.line.is_silent:
        return 1
    until = item.next.end if item.next else _end(item)
    return 2 if until is not None and now <= until <= now + SOON else None


def _end(item: Promise) -> datetime | None:
    due = item.entry.due
    interval = item.entry.book.interval(due) if due else None
    return interval.end if interval and not item.cadence else None


def _promise(item: Promise) -> Row:
    line = item.line
    words = line.result.words if line.is_missed or line.result.kind != "open" else ""
    flags = (Flag(line.result.kind, words),) if words else ()
    silent = Flag("not confirmed", "not recorded", line.silent_after, is_up=line.is_silent)
    bare = (Flag("high", "backed by nothing"),) if item.is_unbacked else ()
    to = (Part("to", entries=(item.entry.audience,)),) if item.entry.audience else ()
    owner = Part("", entries=(item.entry.owner,)) if item.entry.owner else Part("nobody owns it")
    return Row(
        entry=item.entry,
        flags=(*flags, *((silent,) if line.silent_after and not line.is_told else ()), *bare),
        parts=(*_due(item), *to, owner),
    )


def _due(item: Promise) -> Iterator[Part]:
    record, line = item.entry.record, item.line
    if record.every:
        # The dates of all its occurrences are no help here.
        yield Part(f"every {record.every}" if record.every[0].isdigit() else record.every)
    elif record.by and not line.moved:
        yield Part("by", deadline(record.by, item.entry.book))
    else:
        yield from (Part("by", value) for value in line.due)
        yield from (Part(words) for words in (line.moved,) if words)


def told_otherwise(plans: Iterable[CommsPlan]) -> tuple[Row, ...]:
    """Audiences that were told what is not so any more, and heard no better."""
    rows = []
    for plan in plans:
        found = said_otherwise(plan)
        if found:
            facts = (one.fact for one in found)
            heard = "; ".join(
                f"{fact.name} {quoted(fact.then)}, now {quoted(fact.now) if fact.now else 'gone'}"
                for fact in facts
            )
            flags = (Flag("not met", "told otherwise"),)
            rows.append(Row(entry=plan, flags=flags, parts=(Part(f"they heard: {heard}"),)))
    return tuple(rows)


def deferred(book: Playbook) -> tuple[Row, ...]:
    """What is deferred, what ends first before the others: until when, why, what that touches."""
    ordered = sorted(
        book.deferrals, key=lambda item: (item.until is None, sort_key(item.until) if item.until else ())
    )
    return tuple(_deferral(item) for item in ordered)


def _deferral(item: Deferral) -> Row:
    record, book = item.record, item.book
    time = deadline(record.until, book) if record.until else None
    until = Part("until", time) if time else Part("nobody said until when")
    refs = (parse_ref(written) for written in record.affects)
    touched = tuple(book.entries[ref] for ref in refs if ref in book.entries)
    affects = (named("affects", touched),) if touched else ()
    why = (Part("because:", sentence(record.because, book)),) if record.because else ()
    flags = (Flag("low", record.kind),) if record.kind else ()
    return Row(entry=item, flags=flags, parts=(until, *why, *affects))


def unexplained(book: Playbook) -> tuple[Part, ...]:
    """How many are deferred without a reason in the plan (plain)."""
    count = sum(item.record.because is None for item in book.deferrals)
    return (Part(f"{count} of {len(book.deferrals)} without a reason in the plan."),) if count else ()


def worst(book: Playbook, found: Iterable[Promise]) -> tuple[Row, ...]:
    """What is worst by the log: a risk that came true, and the first of all else; empty where there is none.

    That is what is blocked, off target, a broken promise, what is late. Of risks the one with the greatest
    exposure counts, and none that is past by its numbers: nobody records that one is over, so it never stands
    alone before what keeps the team from working now.
    """
    happened = (risk for risk in book.risks if has_happened(risk) and not _is_past(risk))
    risks = (
        _worst(risk, Flag("occurred", "has happened"))
        for risk in sorted(happened, key=lambda risk: -(risk.exposure or 0))
    )
    ranked = [action for priority in book.priorities for action in priority.actions]
    stuck = (one for one in ranked if one.status == "blocked")
    blocked = (_worst(one, Flag("blocked", "blocked")) for one in stuck)
    late = (_worst(one, Flag("late", "late")) for one in ranked if overdue(one) == "late")
    broken = (_promise(item) for item in found if item.line.is_missed and not item.line.is_over)
    others = chain(blocked, numbers_off(book), broken, late)
    return (*islice(risks, 1), *islice(others, 1))


def has_happened(risk: Risk) -> bool:
    """Whether the log says that it came true, and nobody has closed it."""
    return risk.state.status == "occurred" and risk.record.status != "closed"


def _is_past(risk: Risk) -> bool:
    """Whether all the numbers that would show it are on target again, by values of after it happened."""
    kpis = [risk.book.kpi(name) for name in risk.record.kpis]
    last = risk.state.last
    return bool(kpis and last) and all(_is_well(kpi, last.at) for kpi in kpis if last)


def _is_well(kpi: Kpi, since: datetime) -> bool:
    return kpi.standing == "met" and kpi.measured_at is not None and kpi.measured_at > since


def _worst(entry: Action | Risk, flag: Flag) -> Row:
    last = entry.state.last if flag.kind != "late" else None
    moment = moment_words(last.at.astimezone(entry.book.now.tzinfo)) if last else ""
    word = "on" if flag.kind == "occurred" else "since"
    return Row(entry=entry, flags=(flag,), parts=(Part(f"{word} {moment}"),) if moment else ())


def numbers_off(book: Playbook) -> Iterator[Row]:
    """The rows of what is off its target."""
    return (row for row in numbers(book) if row.flags[0].kind == "not met")
