"""In which editions each entry is shown: what the rules about editions share."""

from __future__ import annotations

from collections.abc import Iterable

from generator.linked import Action, Linked, LogItem, Playbook, Template
from generator.model import Entry
from generator.withhold import editions_of


class Editions:
    """The editions of a playbook, and who sees what in them."""

    def __init__(self, book: Playbook) -> None:
        self._groups = {name: book.overview.groups_of(name) for name in editions_of(book.overview)}

    def showing(self, entry: Linked[Entry], *more: str | None) -> frozenset[str]:
        """The names of those that show an entry; `more` are groups that something in it is for."""
        asked = {*filter(None, more), *self._marks(entry)}
        return frozenset(name for name, groups in self._groups.items() if asked <= groups)

    def missing(self, entry: Linked[Entry], where: Iterable[str]) -> frozenset[str]:
        """Of these editions those that do not show it."""
        return frozenset(where) - self.showing(entry)

    def _marks(self, entry: Linked[Entry]) -> Iterable[str]:
        if entry.record.confidential is not None:
            yield entry.record.confidential
        if isinstance(entry, Action):
            yield from self._marks(entry.priority)
        elif isinstance(entry, Template):
            yield from self._marks(entry.plan)
        elif isinstance(entry, LogItem):
            for named in entry.about:
                yield from self._marks(named)


def group_of(entry: Linked[Entry]) -> str:
    """The group that it is for, by its own mark or by that of what it stands in."""
    outer = (
        entry.priority if isinstance(entry, Action) else entry.plan if isinstance(entry, Template) else entry
    )
    return entry.record.confidential or outer.record.confidential or ""
