"""Who accepted what the rules find, until when, and what each acceptance still covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from generator.addresses import Ref
from generator.diagnostics import Diagnostic, Location, error, warning
from generator.linked import Linked, Playbook, as_time
from generator.model import Acceptance, Entry
from generator.model.ids import nearest
from generator.rules.base import Finding, Rule, place
from generator.when import Dates, Moment, Time, moment_in
from generator.when.edges import WORK_ENDS
from generator.when.values import After

Key = tuple[str, Ref]
"""A rule and an entry on which it is accepted."""


@dataclass(frozen=True, slots=True)
class Granted:
    """An acceptance with its entry, its place in the entry's list, and the moment at which it ends.

    `ends` (aware) is None where it never does, and while T0 or an event leaves that open.
    """

    entry: Linked[Entry]
    index: int
    acceptance: Acceptance
    ends: datetime | None

    @property
    def is_over(self) -> bool:
        """Whether it accepts nothing any more."""
        return self.ends is not None and self.entry.book.now > self.ends

    @property
    def by(self) -> str:
        """The title of the role that accepted (plain)."""
        return self.entry.book.roles_of((self.acceptance.by,))[0].title


@dataclass(frozen=True, slots=True)
class Decided:
    """A finding, and every acceptance of its rule on an entry that it is about."""

    finding: Finding
    named: tuple[Granted, ...]

    @property
    def valid(self) -> Granted | None:
        """The acceptance that counts, the first that is not over; None where nobody accepts it."""
        return next((one for one in self.named if not one.is_over), None)

    @property
    def key(self) -> tuple[str, Ref, Location, bool]:
        """By which it is known in another reading of the plan: rule, entry, place, whether it is accepted."""
        return self.finding.rule, self.finding.entry, self.finding.place, self.valid is not None

    @property
    def expired(self) -> tuple[Granted, ...]:
        """The acceptances that are over, where none was given in their place."""
        return self.named if self.valid is None else ()


def acceptances(book: Playbook) -> tuple[Granted, ...]:
    """Every acceptance of a playbook, in the order of the site."""
    return tuple(
        Granted(entry, index, acceptance, ends(acceptance, book))
        for entry in (book.summary, *book.entries.values())
        for index, acceptance in enumerate(entry.accept)
    )


def ends(acceptance: Acceptance, book: Playbook) -> datetime | None:
    """When an acceptance ends (aware); None for never, and while T0 or an event leaves that open."""
    time = as_time(acceptance.until)
    if time is None:
        return None
    if book.calendar is None:
        return _on_its_date(time, book)
    interval = book.interval(time)
    if interval is None:
        return None
    # What lasts until something has happened ends there; all else with its own last day.
    return interval.start if isinstance(time, After) else interval.end


def _on_its_date(time: Time, book: Playbook) -> datetime | None:
    """A date needs no T0."""
    zone = book.now.tzinfo
    if zone is None:
        raise ValueError(book.now)
    if isinstance(time, Dates):
        return datetime.combine(time.last, WORK_ENDS, zone)
    return moment_in(time, zone) if isinstance(time, Moment) else None


def by_place(granted: Iterable[Granted]) -> Mapping[Key, tuple[Granted, ...]]:
    """Acceptances by the rule and the entry for which they were given."""
    found: defaultdict[Key, list[Granted]] = defaultdict(list)
    for one in granted:
        found[one.acceptance.rule, one.entry.ref].append(one)
    return {key: tuple(group) for key, group in found.items()}


def decide(finding: Finding, given: Mapping[Key, tuple[Granted, ...]]) -> Decided:
    """Who accepted a finding, on any of the entries that it is about."""
    return Decided(
        finding, tuple(one for ref in finding.entries for one in given.get((finding.rule, ref), ()))
    )


def unused(
    granted: Iterable[Granted], decided: Iterable[Decided], ran: Iterable[Rule]
) -> tuple[Granted, ...]:
    """The acceptances of which nothing is left.

    Of a rule that did not run nobody knows; what comes and goes with time may come again, so that its
    acceptance is of use until it is over.
    """
    met = {one for item in decided for one in item.named}
    rules = {rule.code: rule for rule in ran}
    return tuple(
        one
        for one in granted
        if one not in met
        and (rule := rules.get(one.acceptance.rule)) is not None
        and (one.is_over or not rule.comes_and_goes)
    )


def problems(
    granted: Iterable[Granted],
    decided: Iterable[Decided],
    unmet: Iterable[Granted],
    codes: Collection[str],
) -> Iterator[Diagnostic]:
    """What is wrong with acceptances: over, of nothing that is left, of no rule.

    `codes` are those of all rules, `unmet` what `unused` gives.
    """
    again: defaultdict[Granted, list[Finding]] = defaultdict(list)
    for item in decided:
        for one in item.expired:
            again[one].append(item.finding)
    yield from (_expired(one, findings) for one, findings in again.items())
    yield from map(_unused, unmet)
    yield from (_unknown(one, codes) for one in granted if one.acceptance.rule not in codes)


def _expired(one: Granted, findings: list[Finding]) -> Diagnostic:
    first, *others = findings
    more = f" ({len(others)} more like it)" if others else ""
    return warning(
        "acceptance-expired",
        f"{one.by} accepted `{one.acceptance.rule}` here until {one.acceptance.until}, which is over: "
        f"{first.message}{more}",
        place(one.entry, "accept", one.index, "until"),
        "Mend what it is about, or have it accepted anew with a later `until`.",
    )


def _unused(one: Granted) -> Diagnostic:
    return warning(
        "acceptance-unused",
        f"{one.by} accepted `{one.acceptance.rule}` here, but that rule finds nothing here any more.",
        place(one.entry, "accept", one.index, "rule"),
        "Delete the acceptance.",
    )


def _unknown(one: Granted, codes: Collection[str]) -> Diagnostic:
    near = nearest(one.acceptance.rule, codes)
    return error(
        "unknown-rule",
        f"There is no rule `{one.acceptance.rule}` to accept.",
        place(one.entry, "accept", one.index, "rule"),
        f"Did you mean `{near}`?"
        if near
        else "What a rule finds can be accepted; all else, such as `unknown-key`, has to be mended. "
        "The rules are listed in docs/diagnostics.md.",
    )
