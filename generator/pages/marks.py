"""By what the log is filtered: the roles, the priorities and the kind of each of its entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.linked import Linked, Playbook
from generator.model import LOG_KINDS, Entry, LogEntry
from generator.pages.concern import owner_of, priorities_of


@dataclass(frozen=True, slots=True)
class Marks:
    """Ids of the roles that recorded an entry, own what it is about or are waited for; of its priorities."""

    roles: tuple[str, ...]
    priorities: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice: its name in an address, its label, and (id, title, how many entries) of what occurs."""

    name: str
    label: str
    options: tuple[tuple[str, str, int], ...]

    @property
    def data(self) -> Mapping[str, object]:
        """The choice for scripts."""
        return {"name": self.name, "label": self.label, "options": self.options}


def marks_of(record: LogEntry, about: tuple[Linked[Entry], ...], book: Playbook) -> Marks:
    """The marks of an entry that is about these."""
    named = (book.role(record.by), *map(owner_of, about), book.role(record.waiting_on))
    roles = dict.fromkeys(role.id for role in named if role)
    priorities = dict.fromkeys(priority.id for entry in about for priority in priorities_of(entry))
    return Marks(tuple(roles), tuple(priorities), record.kind)


def filters_of(marks: Iterable[Marks], book: Playbook) -> tuple[Filter, ...]:
    """What can be chosen from, in the order of the plan; a choice of nothing is left out."""
    found = tuple(marks)
    choices = (
        _filter("role", (role for one in found for role in one.roles), _titles(book.roles)),
        _filter("priority", (one for item in found for one in item.priorities), _titles(book.priorities)),
        _filter("kind", (one.kind for one in found), {kind: kind for kind in LOG_KINDS}),
    )
    return tuple(choice for choice in choices if choice.options)


def _titles(entries: Iterable[Linked[Entry]]) -> Mapping[str, str]:
    return {entry.id: entry.title for entry in entries}


def _filter(name: str, occurring: Iterable[str], titles: Mapping[str, str]) -> Filter:
    counts = Counter(occurring)
    options = tuple((found, title, counts[found]) for found, title in titles.items() if counts[found])
    return Filter(name, name.capitalize(), options)
