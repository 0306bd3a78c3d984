"""One audience that is told two cadences for the same thing.

What an audience hears is said in the schedule of its plan, in the plan's sentences, in promises to it and
in sentences of priorities that name it. Two of these disagree when they speak of the same kind of message
over days that overlap, and differ in how often. What the schedule says as well is explained by it, and
within one schedule different items are different messages, or follow on each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.diagnostics import Location
from generator.linked import CommsPlan, Linked, Playbook, as_time
from generator.model import Entry, ScheduleItem
from generator.rules.base import Finding, Sentence, place, quoted
from generator.rules.times import Cadence, cadence, cadence_in_prose
from generator.rules.words import significant, stem, stems, words

CODE = "cadence-conflict"

Kind = Literal["message", "report", "meeting", "review"]

#: Nouns that name the same kind of thing to hear; a report is not an update, and a review no meeting.
_KINDS: dict[Kind, str] = {
    "message": "briefing bulletin communication email message news newsletter notice status update",
    "report": "report",
    "meeting": "call meeting standup sync",
    "review": "review",
}
_KIND_OF: dict[str, Kind] = {stem(word): kind for kind, nouns in _KINDS.items() for word in nouns.split()}

#: Stems that do not tell one message from another.
_VAGUE = stems("regular frequent crisis incident progress transparent individual contact")


@dataclass(frozen=True, slots=True)
class _Said:
    """How often an audience hears one kind of thing; `about` are the words that tell it from others."""

    entry: Linked[Entry]
    place: Location
    text: str
    cadence: Cadence
    kind: Kind
    about: frozenset[str]
    scheduled: bool


def _check(book: Playbook) -> Iterator[Finding]:
    for plan in book.comms:
        said = (*_schedule(plan), *_promises(plan), *_prose(plan))
        scheduled = [item for item in said if item.scheduled]
        free = [item for item in said if not item.scheduled and not _explained(item, scheduled)]
        for kind in _KINDS:
            found = _conflicts([item for item in (*scheduled, *free) if item.kind == kind])
            if found:
                yield _finding(plan, found)


def _explained(item: _Said, scheduled: list[_Said]) -> bool:
    return any(_same_thing(item, other) and item.cadence.every == other.cadence.every for other in scheduled)


def _conflicts(said: list[_Said]) -> list[_Said]:
    """The statements that disagree with another, in the order given."""
    clashing = set[int]()
    for first, one in enumerate(said):
        for second in range(first + 1, len(said)):
            if _disagree(one, said[second]):
                clashing |= {first, second}
    return [said[index] for index in sorted(clashing)]


def _disagree(one: _Said, other: _Said) -> bool:
    if not _same_thing(one, other) or one.cadence.every == other.cadence.every:
        return False
    if one.scheduled and other.scheduled:
        return one.about == other.about and one.cadence.days == other.cadence.days
    return one.cadence.overlaps(other.cadence)


def _same_thing(one: _Said, other: _Said) -> bool:
    """Of one kind, and not told apart by words of their own."""
    return one.kind == other.kind and (not one.about or not other.about or bool(one.about & other.about))


def _finding(plan: CommsPlan, found: list[_Said]) -> Finding:
    stated = next((item for item in found if not item.scheduled), found[0])
    other = next(item for item in found if _disagree(stated, item))
    return Finding(
        rule=CODE,
        entry=plan.ref,
        place=stated.place,
        message=f"{quoted(plan.title)} is told two cadences: {quoted(stated.text)} and {quoted(other.text)}.",
        hint="Keep one of them, or give each its own days with `from` and `until`.",
        sentences=tuple(
            Sentence(item.entry.ref, item.place, item.text, item.cadence.words) for item in found
        ),
        contradiction=True,
    )


def _schedule(plan: CommsPlan) -> Iterator[_Said]:
    for index, item in enumerate(plan.record.schedule):
        found = _scheduled_cadence(plan, item)
        if found:
            yield from _said(
                plan, plan, place(plan, "schedule", index, "what"), item.what, found, scheduled=True
            )


def _scheduled_cadence(plan: CommsPlan, item: ScheduleItem) -> Cadence | None:
    time = as_time(item.every, "cadence")
    ritual = plan.book.ritual(item.ritual)
    if time is None and ritual is not None:
        time = ritual.cadence
    return cadence(time) if time else None


def _promises(plan: CommsPlan) -> Iterator[_Said]:
    for commitment in plan.commitments:
        text = commitment.record.promise or commitment.title
        found = cadence(commitment.due) if commitment.record.every and commitment.due else None
        if found:
            yield from _said(plan, commitment, place(commitment, "every"), text, found)


def _prose(plan: CommsPlan) -> Iterator[_Said]:
    """The plan's own sentences, and those of priorities that name the audience."""
    record = plan.record
    own = [(plan, ("message",), record.message)]
    for name, texts in (("key_points", record.key_points), ("approach", record.approach)):
        own += [(plan, (name, index), text) for index, text in enumerate(texts)]
    for entry, path, text in (*own, *_naming(plan)):
        found = cadence_in_prose(text) if text else None
        if found and text:
            yield from _said(plan, entry, place(entry, *path), text, found)


def _naming(plan: CommsPlan) -> Iterator[tuple[Linked[Entry], tuple[str | int, ...], str]]:
    roles = plan.book.roles_of(plan.record.roles)
    names = [
        words(name)
        for name in (plan.title, *(name for role in roles for name in (role.title, *role.record.aliases)))
    ]
    for priority in plan.book.priorities:
        for field in ("mitigations", "success"):
            for index, text in enumerate(getattr(priority.record, field)):
                if isinstance(text, str) and any(_contains(words(text), name) for name in names):
                    yield priority, (field, index), text


def _contains(text: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return any(text[start : start + len(name)] == name for start in range(len(text) - len(name) + 1))


def _said(
    plan: CommsPlan, entry: Linked[Entry], at: Location, text: str, found: Cadence, *, scheduled: bool = False
) -> Iterator[_Said]:
    """The statement, unless the text names no kind of thing that can be compared."""
    spoken = significant(text)
    kind = next((_KIND_OF[word] for word in spoken if word in _KIND_OF), None)
    if kind is not None:
        about = frozenset(spoken) - _VAGUE - _KIND_OF.keys() - stems(plan.title)
        yield _Said(entry, at, text, found, kind, about, scheduled)
