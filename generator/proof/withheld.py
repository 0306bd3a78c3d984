"""What an edition withholds, and what its readers are told all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from generator.addresses import Ref
from generator.content import ContentPage
from generator.model import CommsPlan
from generator.proof.needles import Hidden, Needles, every_text, needles
from generator.validate import Records
from generator.withhold import Readers, is_for_others

#: What the software says itself on pages, by the folder below its own and the ends of the names.
_OWN = (("", (".py", ".j2")), ("_defaults/overrides", (".html", ".js")), ("../overrides", (".html", ".js")))

#: What says nothing on pages: its examples may be what a plan says.
_APART = {"model", "explain", "start"}


@dataclass(frozen=True)
class Withheld:
    """The entries that an edition withholds, and the records and hand-written pages that it shows.

    `runs` are the same of each run that is over.
    """

    hidden: tuple[Hidden, ...] = ()
    shown: Records | None = None
    pages: tuple[ContentPage, ...] = ()
    runs: tuple[Withheld, ...] = ()

    @cached_property
    def looked_for(self) -> Needles:
        """What nothing that is made of the edition may hold."""
        found = needles(self.hidden, self.told()) if self.hidden else Needles()
        for run in self.runs:
            if run.hidden:
                # What a run shows tells nothing of what that run withholds; of today's secrets it may.
                said = chain(run.told(), self.told())
                found = found.joined(needles(run.hidden, said, {*run.refs(), *self.refs()}))
        return found

    @property
    def is_nothing(self) -> bool:
        """Whether its readers see all there is."""
        return not self.hidden and all(run.is_nothing for run in self.runs)

    def refs(self) -> Iterator[Ref]:
        """The entries that are shown."""
        if self.shown is not None:
            yield from (ref for ref, _, _ in self.shown.every())

    def told(self) -> Iterator[str]:
        """What is said to its readers in any case."""
        if self.shown is not None:
            for ref, entry, _ in self.shown.every():
                yield ref.id
                yield from every_text(entry)
        if self.shown is not None and self.shown.overview is not None:
            yield from every_text(self.shown.overview)
        yield from (page.text for page in self.pages)
        yield from _software()


def withheld(
    readers: Readers,
    records: Records,
    shown: Records,
    pages: tuple[ContentPage, ...] = (),
    runs: Iterable[Withheld] = (),
) -> Withheld:
    """What these readers do not see of a playbook, and of its `runs` that are over.

    `shown` and `pages` are the records and hand-written pages as they do see them.
    """
    return Withheld(tuple(hidden_from(readers, records)), shown, pages, tuple(runs))


def hidden_from(readers: Readers, records: Records) -> Iterator[Hidden]:
    """The entries, and offers, that they do not see."""
    gone = readers.gone(records)
    for ref, entry, _ in records.every():
        if ref in gone:
            yield Hidden(ref, entry, records.places.of(*ref))
        elif isinstance(entry, CommsPlan):
            for index, offer in enumerate(entry.offers):
                if is_for_others(offer, readers.groups):
                    place = records.places.of(*ref, "offers", index)
                    yield Hidden(ref, offer, place)


def _software() -> Iterator[str]:
    home = Path(__file__).resolve().parents[1]
    for folder, ends in _OWN:
        for path in sorted((home / folder).rglob("*")):
            if path.suffix in ends and not _APART & set(path.relative_to(home / folder).parts):
                yield path.read_text(encoding="utf-8")
