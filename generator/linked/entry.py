"""The base of all linked entries: an entry that knows its playbook, its address and what names it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from generator.addresses import Ref, address
from generator.content import ContentPage
from generator.diagnostics import Location
from generator.model import Acceptance, Entry, Link, TitledEntry
from generator.stamp import DEFAULT_EDITION
from generator.state import State
from generator.when import Duration, Time, Unreadable, parse

if TYPE_CHECKING:
    from generator.linked.playbook import Playbook

R_co = TypeVar("R_co", bound=Entry, covariant=True)
L = TypeVar("L", bound="Linked[Entry]")


#: The fields in which a log entry says what it is about, who says so and who must move; its others are words.
OF_THE_RECORD = frozenset({"about", "by", "waiting_on", "corrects"})


@dataclass(frozen=True, slots=True)
class Citation:
    """One place that names an entry: the entry that does, and the field (`owner`, `steps`, ...)."""

    source: Ref
    field: str


class Linked(Generic[R_co]):
    """An entry with its references resolved. Equal to another exactly when it is the same entry."""

    def __init__(self, ref: Ref, record: R_co, place: Location, book: Playbook) -> None:
        self.ref = ref
        self.record = record
        self.place = place
        self.book = book

    def __repr__(self) -> str:
        return f"<{self.ref}>"

    @property
    def id(self) -> str:
        return self.ref.id

    @property
    def collection(self) -> str:
        return self.ref.collection

    @property
    def anchor(self) -> str:
        """The entry's id within its own collection's page."""
        return self.ref.id.rpartition(".")[2]

    @property
    def title(self) -> str:
        """The name that readers see (plain text)."""
        return self.record.title if isinstance(self.record, TitledEntry) else self.ref.id

    @property
    def address(self) -> str:
        return address(self.ref)

    @property
    def assumed(self) -> tuple[str, ...]:
        return self.record.assumed

    @property
    def open(self) -> tuple[str, ...]:
        return self.record.open

    @property
    def confidential(self) -> str | None:
        """The group of readers that it is for alone; None where everybody sees it."""
        group = self.record.confidential
        return None if group in self.book.overview.groups_of(DEFAULT_EDITION) else group

    @property
    def accept(self) -> tuple[Acceptance, ...]:
        return self.record.accept

    @property
    def links(self) -> tuple[Link, ...]:
        return self.record.links

    @property
    def review_due(self) -> date | None:
        """When somebody should read it critically again; None where nobody ever said."""
        every = as_time(self.record.review_every or self.book.overview.review_every, "duration")
        if self.record.reviewed is None or not isinstance(every, Duration):
            return None
        return date.fromisoformat(self.record.reviewed) + every.delta

    @property
    def state(self) -> State:
        """What the log last says of it."""
        return self.book.states.get(self.ref, State())

    @cached_property
    def backlinks(self) -> tuple[Linked[Entry], ...]:
        """What names it, but for log entries that are about it or in which it acts: those are its history."""
        told = {
            citation.source
            for citation in self.book.citations.get(self.ref, ())
            if citation.source.collection == "log" and citation.field in OF_THE_RECORD
        }
        return tuple(entry for entry in self.named_by if entry.ref not in told)

    @cached_property
    def named_by(self) -> tuple[Linked[Entry], ...]:
        """Entries that name this one, each once, in the order of the site."""
        sources = dict.fromkeys(citation.source for citation in self.book.citations.get(self.ref, ()))
        return tuple(self.book.entries[source] for source in sources if source in self.book.entries)

    @property
    def content_backlinks(self) -> tuple[ContentPage, ...]:
        """Hand-written pages that name it."""
        return self.book.cited_in_content.get(self.ref, ())

    def cited_by(self, kind: type[L], *fields: str) -> tuple[L, ...]:
        """Entries of one kind that name this one in one of these fields (any, without fields)."""
        sources = dict.fromkeys(
            citation.source
            for citation in self.book.citations.get(self.ref, ())
            if not fields or citation.field in fields
        )
        found = (self.book.entries.get(source) for source in sources)
        return tuple(entry for entry in found if isinstance(entry, kind))


def event_name(event_id: str) -> str:
    """What readers see of one of the playbook's events, which has a sentence but no title."""
    return event_id.replace("-", " ")


def as_time(text: str | None, expects: str = "time") -> Time | None:
    """A time that `validate` has already found readable."""
    if text is None:
        return None
    found = parse(text, expects)  # type: ignore[arg-type]  # callers pass literals of `Expects`
    if isinstance(found, Unreadable):
        message = f"an unreadable time reached the linked model: {text!r}"
        raise TypeError(message)
    return found
