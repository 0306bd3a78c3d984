"""Who: owners and deputies swapped, people who come, go or are away, roles with too much on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.addresses import Ref
from generator.diff.compared import Compared, Pair
from generator.diff.difference import Change, Kind, Section, Value
from generator.diff.entries import plainly, section
from generator.linked import Playbook, Priority
from generator.rules.base import listed, quoted
from generator.workload import Overload, overloads

KEY = "people"


def people(compared: Compared) -> Section:
    """Entries and roles in the order of the site, then who carries too much and who no longer does."""
    found = section(KEY, "People", compared, _tell)
    return replace(found, changes=(*found.changes, *_loads(compared)))


def _tell(pair: Pair, fields: tuple[str, ...]) -> Change:
    found = plainly(pair, fields, "reassigned" if "owner" in fields else "changed")
    values = (
        replace(value, note=_along(pair)) if value.source == "owner" else value for value in found.values
    )
    return replace(found, values=tuple(values))


def _along(pair: Pair) -> str:
    """The actions that go along with their priority, because nobody else owns them."""
    actions = pair.new.actions if isinstance(pair.new, Priority) else ()
    inherit = [quoted(action.title) for action in actions if action.record.owner is None]
    return f"and with it {listed(inherit)}" if inherit else ""


def _loads(compared: Compared) -> Iterator[Change]:
    """A role newly overloaded on some day, and one that no longer is on any of those days."""
    then = {compared.renamed.get(ref, ref): one for ref, one in _overloads(compared.old.book).items()}
    now = _overloads(compared.new.book)
    for ref in (*now, *(ref for ref in then if ref not in now and ref in compared.new.book.entries)):
        before, after = then.get(ref), now.get(ref)
        more, fewer = _days(after) - _days(before), _days(before) - _days(after)
        if more or fewer:
            kind: Kind = "overloaded" if more else "relieved"
            value = Value("overload", "Too much on", _words(before), _words(after), _work(after, more))
            yield Change(kind, ref, compared.new.book.entries[ref].title, (value,))


def _overloads(book: Playbook) -> dict[Ref, Overload]:
    return {one.role.ref: one for one in overloads(book)}


def _days(overload: Overload | None) -> set[int]:
    stretches = overload.days if overload else ()
    return {day for days in stretches for day in range(days.first, (days.last or days.first) + 1)}


def _words(overload: Overload | None) -> str | None:
    return ", ".join(days.words for days in overload.days) if overload else None


def _work(overload: Overload | None, days: set[int]) -> str:
    """What there is to do on the days that are new."""
    crowds = overload.crowds if overload else ()
    hit = (crowd for crowd in crowds if any(crowd.days.both(day, day) for day in days))
    titles = dict.fromkeys(quoted(action.title) for crowd in hit for action in crowd.actions)
    return listed(titles, 5) if titles else ""
