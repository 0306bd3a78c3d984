"""What changed since the last named version, as a page tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from generator.addresses import OVERVIEW, address
from generator.diff import KINDS, Change, Difference, Kind, Section, Value, counts, leftout
from generator.diff.since import Milestone, Silence, Since
from generator.linked import Playbook
from generator.pages.wordings import Line, reworded
from generator.rules import Verdict

#: Says of a playbook what changed since its last named version.
AskSince = Callable[[Playbook, Verdict], Since | Silence]

#: So many characters of a commit are shown.
_SHORT = 7

#: What a kind looks like: what came, what went, to where it moved, whether it is worse. All others: changed.
_LOOKS: Mapping[Kind, str] = {
    "added": "new",
    "removed": "gone",
    "dropped": "gone",
    "archived": "gone",
    "risen": "up",
    "raised": "up",
    "tightened": "up",
    "earlier": "up",
    "fallen": "down",
    "lowered": "down",
    "loosened": "down",
    "later": "down",
    "overloaded": "worse",
    "broken": "worse",
    "otherwise": "worse",
    "reopened": "worse",
    "relieved": "better",
    "mended": "better",
    "settled": "better",
    "decided": "better",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One entry that differs.

    `look` is how its kind is shown, `words` what the kind says of it; `address` is None where the plan has
    the entry no more. `facts` are short values, `texts` long ones with their lines, `because` the facts of
    others that made it differ.
    """

    title: str
    address: str | None
    look: str
    words: str
    at: datetime | None
    facts: tuple[Value, ...]
    texts: tuple[tuple[str, tuple[Line, ...]], ...]
    because: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Changes of one sort, under an anchor of the page; `counts` says in a line how many of what."""

    anchor: str
    title: str
    counts: str
    changes: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What of the older plan was not compared: in one sentence, and each place with what is the matter.

    Readers who do not see all of the plan get the sentence alone.
    """

    sentence: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """What the page shows.

    `current` is the version that the plan has now. Either there is a `milestone` that the plan was compared
    with, its `day` in words, its `commit` in short; or `silence` says in a sentence or two why not.
    """

    current: str | None
    milestone: Milestone | None = None
    day: str = ""
    commit: str = ""
    parts: tuple[Part, ...] = ()
    left_out: LeftOut | None = None
    silence: tuple[str, ...] = ()


def changed(book: Playbook, since: Since | Silence | None) -> Changed:
    """The page of what changed; `since` is None where nobody asked, as where only pages are looked at."""
    version = book.overview.version
    if not isinstance(since, Since):
        return Changed(version, silence=_why(since, book))
    found, milestone = _besides_version(since.difference), since.milestone
    return Changed(
        version,
        milestone=milestone,
        day=_day(milestone.at, book),
        commit=milestone.commit[:_SHORT],
        parts=parts(found, book),
        left_out=_left_out(found),
    )


def parts(found: Difference, book: Playbook) -> tuple[Part, ...]:
    """What differs, section by section; `book` is the newer plan, to which the entries lead."""
    return tuple(_part(section, book) for section in found.told)


def _besides_version(found: Difference) -> Difference:
    """Without the version, by which the two plans differ in any case."""

    def kept(section: Section) -> Section:
        changes = (_unversioned(change) for change in section.changes)
        return replace(section, changes=tuple(change for change in changes if change))

    return replace(found, sections=tuple(map(kept, found.sections)))


def _unversioned(change: Change) -> Change | None:
    if change.ref != OVERVIEW or not change.values:
        return change
    values = tuple(value for value in change.values if value.source not in ("version", "version_title"))
    return replace(change, values=values) if values else None


def _why(silence: Silence | None, book: Playbook) -> tuple[str, ...]:
    version = book.overview.version
    if silence is None:
        return ("The plan as it is now was not compared with an earlier version here.",)
    if silence.reason == "no history":
        return (
            "This site was made from files without their history, so nobody can tell here what changed.",
            "A site that is built from a git checkout tells it.",
        )
    if silence.milestone is not None:
        at = _day(silence.milestone.at, book)
        return (f"Version {silence.milestone.version} of {at} cannot be read any more.",)
    if silence.back_to is not None:
        back = _day(silence.back_to, book)
        return (
            f"This site was made from a history that begins on {back}, with no other named version in it.",
            "A site that is built from the whole history tells what changed.",
        )
    if version is None:
        return ("No version of this plan has a name yet, so there is none to compare it with.",)
    return (f"Version {version} is the first that has a name: there is none before it to compare it with.",)


def _day(at: datetime, book: Playbook) -> str:
    here = at.astimezone(book.now.tzinfo)
    return f"{here.day} {here:%B %Y}"


def _part(section: Section, book: Playbook) -> Part:
    told = tuple(_told(change, book) for change in section.changes)
    return Part(f"_{section.key}", section.title, counts(section), told)


def _told(change: Change, book: Playbook) -> Told:
    is_here = change.ref in book.entries or change.ref == OVERVIEW
    return Told(
        title=change.title,
        address=address(change.ref) if is_here else None,
        look=_LOOKS.get(change.kind, "changed"),
        words=KINDS[change.kind],
        at=change.at.astimezone(book.now.tzinfo) if change.at else None,
        facts=tuple(value for value in change.values if not value.is_long),
        texts=tuple(
            (value.name, reworded(value.then, value.now)) for value in change.values if value.is_long
        ),
        because=change.because,
    )


def _left_out(found: Difference) -> LeftOut | None:
    if not found.left_out:
        return None
    if found.is_discreet:
        return LeftOut(leftout.sentence(found.left_out), ())
    places = ((leftout.place(item).removesuffix(": "), item.message) for item in found.left_out)
    return LeftOut(leftout.sentence(found.left_out), tuple(places))
