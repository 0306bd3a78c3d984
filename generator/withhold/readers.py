"""Which readers an edition is for, and the playbook as they get to see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.addresses import Ref
from generator.content import ContentPage
from generator.model import Overview
from generator.model.ids import nearest
from generator.stamp import DEFAULT_EDITION
from generator.validate import Records
from generator.withhold.hidden import hidden
from generator.withhold.without import pages_without, without


class UnknownEditionError(ValueError):
    """There is no edition of that name; `sentence` says so, and which there are."""

    def __init__(self, name: str, names: tuple[str, ...]) -> None:
        super().__init__(name)
        near = nearest(name, names)
        listed = (
            f"Editions are: {', '.join(names)}."
            if len(names) > 1
            else "`playbook.editions` names none besides `default`."
        )
        self.sentence = f"There is no edition `{name}`. {f'Did you mean `{near}`?' if near else listed}"


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads an edition: readers of these `groups`.

    `closed` are the entries that today's plan keeps from them; they see them in no older plan either.
    """

    edition: str
    groups: frozenset[str]
    closed: frozenset[Ref] = frozenset()

    def see(self, records: Records) -> Records:
        """The records that they get to see."""
        return without(records, self.gone(records), self.groups)

    def see_pages(self, records: Records, pages: Iterable[ContentPage]) -> tuple[ContentPage, ...]:
        """The hand-written pages beside these records, as they get to see them."""
        return pages_without(pages, self.gone(records))

    def gone(self, records: Records) -> frozenset[Ref]:
        """What of these records they do not see."""
        return hidden(records, self.groups, self.closed)


def editions_of(overview: Overview) -> tuple[str, ...]:
    """The names of all editions, the default one first."""
    return tuple(dict.fromkeys((DEFAULT_EDITION, *overview.editions)))


def known(edition: str, names: tuple[str, ...]) -> str:
    """The edition, if it is one of these. Raises UnknownEditionError."""
    if edition not in names:
        raise UnknownEditionError(edition, names)
    return edition


def readers_of(edition: str, records: Records) -> Readers:
    """The readers of an edition of this playbook. Raises UnknownEditionError."""
    overview = records.overview
    if overview is None:
        return Readers(edition, frozenset())
    groups = overview.groups_of(known(edition, editions_of(overview)))
    return Readers(edition, groups, hidden(records, groups))
