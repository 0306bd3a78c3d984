"""Priorities that rank otherwise, and why."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.compared import Compared, Pair
from generator.diff.difference import Change, Kind, Section, Value
from generator.diff.entries import came, differ, plainly, renamed, went
from generator.diff.values import changed, ordinal, rank_of
from generator.facts import label
from generator.linked import Priority
from generator.linked.resolve import resolver
from generator.model import Score
from generator.words import Writer

KEY = "ranking"

#: More would say no more.
_NAMED = 3


def ranking(compared: Compared) -> Section:
    """In the order of the new ranks: what came, moved or was scored otherwise; then bands, then what went."""
    came_in = (_entering(change, compared) for change in came(KEY, compared))
    pairs = [pair for pair in compared.pairs if isinstance(pair.new, Priority)]
    moved = (change for pair in pairs for change in _changes(pair, compared))
    ordered = sorted((*came_in, *moved), key=lambda change: compared.new.book.priority(change.ref.id).rank)
    others = Compared(compared.old, compared.new, tuple(_overviews(compared)), (), (), {})
    return Section(KEY, "Ranking", (*ordered, *differ(KEY, others, plainly), *went(KEY, compared)))


def _overviews(compared: Compared) -> Iterator[Pair]:
    return (pair for pair in compared.pairs if pair.new.collection == "playbook")


def _entering(change: Change, compared: Compared) -> Change:
    rank = Value("rank", "Rank", None, rank_of(compared.new.book.priority(change.ref.id)))
    return Change(change.kind, change.ref, change.title, (rank, *change.values))


def _changes(pair: Pair, compared: Compared) -> Iterator[Change]:
    if pair.is_renamed:
        yield renamed(pair)
    old, new = pair.old, pair.new
    if not isinstance(old, Priority) or not isinstance(new, Priority):
        raise TypeError(new)
    own = tuple(_own(old, new, pair))
    values = (*_places(old, new), *own)
    if values:
        because = () if own else (*_bands(old, new, compared), *_passing(old, new, compared))[:_NAMED]
        yield Change(_kind(old, new), new.ref, new.title, values, because)


def _own(old: Priority, new: Priority, pair: Pair) -> Iterator[Value]:
    """What its own fields say otherwise; a score and its reason are two things."""
    for field in pair.told_in(KEY):
        then, now = (getattr(one.record, field) for one in (old, new))
        if not isinstance(then, Score) or not isinstance(now, Score):
            yield from changed(pair, (field,))
            continue
        name = label("priorities", field)
        if then.score != now.score:
            yield Value(field, name, f"{then.score}/10", f"{now.score}/10")
        if then.because != now.because:
            yield Value(f"{field}.because", f"{name}, because", *_reasons(old, new, then, now))


def _reasons(old: Priority, new: Priority, then: Score, now: Score) -> tuple[str | None, str | None]:
    before, after = (
        Writer(resolver(one.book)).text(score.because) if score.because else None
        for one, score in ((old, then), (new, now))
    )
    return before, after


def _kind(old: Priority, new: Priority) -> Kind:
    if old.rank == new.rank:
        return "changed"
    return "risen" if new.rank < old.rank else "fallen"


def _places(old: Priority, new: Priority) -> Iterator[Value]:
    if (old.rank, old.band) != (new.rank, new.band):
        yield Value("rank", "Rank", rank_of(old), rank_of(new))
    if old.ranked.understaffed != new.ranked.understaffed:
        then, now = ("yes" if one.ranked.understaffed else "no" for one in (old, new))
        yield Value("understaffed", "Understaffed", then, now)


def _bands(old: Priority, new: Priority, compared: Compared) -> Iterator[Value]:
    """Bands that begin elsewhere, where the score is what it was."""
    if old.band != new.band:
        for pair in _overviews(compared):
            yield from changed(pair, (field for field in pair.changed if field == "bands"))


def _passing(old: Priority, new: Priority, compared: Compared) -> Iterator[Value]:
    """Those that stood on its one side and stand on its other now, or came or went above it."""
    for pair in compared.pairs:
        one, other = pair.old, pair.new
        if not isinstance(one, Priority) or not isinstance(other, Priority) or one.ref == old.ref:
            continue
        if (one.rank < old.rank) != (other.rank < new.rank):
            yield Value(f"{other.ref}.rank", other.title, ordinal(one.rank), ordinal(other.rank))
    for entry in compared.added:
        if isinstance(entry, Priority) and entry.rank < new.rank:
            yield Value(f"{entry.ref}.rank", entry.title, None, ordinal(entry.rank))
    for entry in compared.removed:
        if isinstance(entry, Priority) and entry.rank < old.rank:
            yield Value(f"{entry.ref}.rank", entry.title, ordinal(entry.rank), None)
