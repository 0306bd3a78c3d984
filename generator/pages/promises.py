"""Every promise: which need a word now, and all of them by date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from generator import amounts
from generator.facts import Fact, TimeValue, facts, time_words
from generator.linked import Commitment, Playbook
from generator.model import Money
from generator.pages.backing import Backing, backing
from generator.pages.board import by_date
from generator.pages.history import moment_of
from generator.pages.promised import Promised, promised
from generator.review.outcomes import turns
from generator.review.wording import moment_words
from generator.rules import Verdict
from generator.when import Interval, Recurring, is_recurring

#: Fields of a promise that stand above its other facts.
PROMISED = frozenset({"promise", "to", "every", "by", "owner", "amount", "backed_by"})

#: Where promises stand that have no date of their own.
AGAIN, ALONG = "Again and again", "All the time, or when needed"
WAITING, UNDATED = "Once something else has happened", "Without a date"


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise whole.

    `next` is its next occurrence and `turns` how those that are over stand (plain, empty where it does not
    recur, was dropped or where nobody knows); `earlier` are dates agreed to before the last one (plain,
    oldest first); `contradictions` are sentences (plain) on what the plan says against it.
    """

    line: Promised
    promised: Fact | None
    amount: Fact | None
    backing: tuple[Backing, ...]
    next: Interval | None
    turns: str
    earlier: tuple[str, ...]
    contradictions: tuple[str, ...]
    apart: frozenset[str] = PROMISED

    @property
    def entry(self) -> Commitment:
        return self.line.entry

    @property
    def cadence(self) -> TimeValue | None:
        """The time of one that recurs; None for the others."""
        found: TimeValue | None = self.line.due[0].content if self.entry.record.every else None
        return found

    @property
    def is_unbacked(self) -> bool:
        return not self.backing

    @property
    def shown_after(self) -> datetime | None:
        """From when on it needs a word, where that comes with time alone; None where it needs one anyway."""
        return None if self._needs else self.line.silent_after

    @property
    def needs_a_word(self) -> bool:
        """Whether somebody should speak of it now, or may have to once a moment is past."""
        return not self.line.is_over and (self._needs or self.line.silent_after is not None)

    @property
    def _needs(self) -> bool:
        return bool(self.line.is_missed or self.is_unbacked or self.contradictions)


@dataclass(frozen=True, slots=True)
class Group:
    """Promises under one heading; `title` is plain."""

    title: str
    anchor: str
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Promised money that can be added: of one currency and one basis, in `count` promises.

    `unbacked` is the part that rests on nothing; both are plain, and it is empty where there is none.
    """

    shown: str
    unbacked: str
    count: int


@dataclass(frozen=True, slots=True)
class Commitments:
    """The page of promises.

    `tally` counts by how they stand: word for a chip, words, number. `silent` are those that should have a
    record by now. `urgent` are those that need a word now, or will once a moment is past.
    """

    tally: tuple[tuple[str, str, int], ...]
    silent: int
    unbacked: int
    sums: tuple[Sum, ...]
    without_amount: int
    urgent: tuple[Promise, ...]
    groups: tuple[Group, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether none needs a word by now."""
        return all(item.shown_after is not None and not item.line.is_silent for item in self.urgent)


def commitments(book: Playbook, verdict: Verdict) -> Commitments:
    """The page of a playbook, with what its rules found."""
    found = promises(book, verdict)
    live = tuple(item for item in found if item.line.result.kind != "dropped")
    return Commitments(
        tally=tuple(_tally(live)),
        silent=sum(item.line.is_silent for item in live),
        unbacked=sum(item.is_unbacked for item in live if not item.line.is_over),
        sums=tuple(sums(live)),
        without_amount=sum(item.entry.record.amount is None for item in live),
        urgent=tuple(item for item in found if item.needs_a_word),
        groups=tuple(_groups(found)),
    )


def promises(book: Playbook, verdict: Verdict | None = None) -> tuple[Promise, ...]:
    """Every promise in the order of the page, with what the rules found against it."""
    against: dict[Commitment, list[str]] = {}
    for finding in verdict.contradictions if verdict else ():
        for ref in finding.entries:
            entry = book.entries.get(ref)
            if isinstance(entry, Commitment):
                against.setdefault(entry, []).append(finding.message)
    return tuple(promise(entry, against.get(entry, ())) for entry in in_order(book))


def in_order(book: Playbook) -> tuple[Commitment, ...]:
    """All by the date that counts; after them those that recur, those that wait, those without a date."""
    order = {title: number for number, title in enumerate((AGAIN, ALONG, WAITING, UNDATED), start=1)}

    def key(entry: Commitment) -> tuple[int, float]:
        moment, title = _place(entry)
        return order.get(title, 0), moment

    return tuple(sorted(by_date(book.commitments), key=key))


def promise(entry: Commitment, contradictions: Iterable[str] = ()) -> Promise:
    """One promise, with what the plan says against it."""
    found = {fact.name: fact for fact in facts(entry)}
    line = promised(entry)
    next_one, told = (None, "") if line.result.kind == "dropped" else _turns(entry)
    return Promise(
        line=line,
        promised=found.get("promise"),
        amount=found.get("amount"),
        backing=backing(entry),
        next=next_one,
        turns=told,
        earlier=_earlier(entry),
        contradictions=tuple(contradictions),
    )


def _turns(entry: Commitment) -> tuple[Interval | None, str]:
    """The next occurrence, and how many of those that are over are on record."""
    found, now = turns(entry), entry.book.now
    following = next((Interval(one.start, one.at) for one, _ in found if one.at > now), None)
    over = [word for one, word in found if one.at <= now]
    told = f"{sum(map(bool, over))} of {len(over)} so far on record" if over else ""
    return following, told


def _earlier(entry: Commitment) -> tuple[str, ...]:
    """The dates that its audience had agreed to before the one that counts."""
    if entry.moved is None:
        return ()
    agreed = [
        event for event in entry.state.events if event.record.kind == "renegotiated" and event.record.until
    ]
    return tuple(
        f"{moment_of(event.record.until, entry.book)} (said "
        f"{moment_words(event.at.astimezone(entry.book.now.tzinfo))})"
        for event in agreed[:-1]
    )


def _tally(found: Iterable[Promise]) -> Iterator[tuple[str, str, int]]:
    lines = [item.line for item in found]
    kept = sum(line.is_kept for line in lines)
    missed = sum(line.is_missed for line in lines)
    moved = sum(bool(line.moved) for line in lines)
    yield "kept", "kept", kept
    yield "open", "open", len(lines) - kept - missed
    yield "missed", "missed", missed
    yield "renegotiated", "moved", moved


def sums(found: Iterable[Promise]) -> Iterator[Sum]:
    """Promised money by currency and basis: what is paid once and what is paid a month have no sum."""

    def kind(pair: tuple[Money, Promise]) -> tuple[str, str]:
        return pair[0].currency, pair[0].basis or ""

    counted = [(item.entry.record.amount, item) for item in found]
    paid = [(amount, item) for amount, item in counted if amount]
    for _, group in groupby(sorted(paid, key=kind), kind):
        members = tuple(group)
        bare = [amount for amount, item in members if item.is_unbacked]
        yield Sum(_added([amount for amount, _ in members]), _added(bare) if bare else "", len(members))


def _added(money: list[Money]) -> str:
    total = sum(amount.value for amount in money)
    return amounts.money(money[0].model_copy(update={"value": total}))


def _groups(found: Iterable[Promise]) -> Iterator[Group]:
    titled = groupby(found, lambda item: _place(item.entry)[1])
    for number, (title, group) in enumerate(titled, start=1):
        yield Group(title, f"_by-{number}", tuple(group))


def _place(entry: Commitment) -> tuple[float, str]:
    """Where it stands among the dated ones once T0 is known, and its heading."""
    time = entry.due
    if time is None:
        return 0, UNDATED
    if isinstance(time, Recurring):
        return 0, AGAIN if is_recurring(time) else ALONG
    interval = entry.book.interval(time)
    end = interval.end if interval else None
    if end is not None:
        return end.timestamp(), f"By {end:%a} {end.day} {end:%b}{_year(end, entry.book)}"
    if entry.book.calendar:
        return 0, WAITING
    words = time_words(time, str(time), entry.book)
    return 0, f"{words[0].upper()}{words[1:]}"


def _year(moment: datetime, book: Playbook) -> str:
    return f" {moment:%Y}" if moment.year != book.now.year else ""
