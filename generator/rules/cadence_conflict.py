"""One audience that is told two cadences for the same thing.

What an audience hears is said in the schedule of its plan, in the plan's sentences, in promises to it and
in sentences of priorities that name it. Two of these disagree when they speak of the same kind of message
over days that overlap, and differ in how often. What the schedule says as well is explained by it, and
within one schedule different items are different messages, or follow on each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Location
from generator.linked import CommsPlan, Linked, Playbook, as_time
from generator.model import Entry, ScheduleItem
from generator.model.walk import Path
from generator.rules.base import Finding, Rule, Sentence, place, quoted
from generator.rules.times import Cadence, cadence, cadence_in_prose
from generator.rules.words import significant, stem, stems, words

CODE = "cadence-conflict"

#: Nouns that name the same kind of thing to hear; a report is not an update, a call no meeting.
_KINDS = (
    "briefing bulletin communication email message news newsletter notice status update",
    "call",
    "meeting sync",
    "report",
    "review",
    "standup",
)
_KIND_OF = {stem(word): nouns for nouns in _KINDS for word in nouns.split()}

#: Stems that do not tell one message from another.
_VAGUE = stems("regular frequent crisis incident transparent individual contact")


@dataclass(frozen=True, slots=True)
class _Said:
    """How often an audience hears one kind of thing.

    `words` are all stems of the text, `about` those that tell this message from others of its kind.
    """

    entry: Linked[Entry]
    place: Location
    text: str
    cadence: Cadence
    kind: str
    words: frozenset[str]
    about: frozenset[str]
    scheduled: bool

    @property
    def shown(self) -> str:
        """The text, with its cadence where the words do not say it."""
        said = self.cadence.words.lower() in self.text.lower()
        return quoted(self.text) if said else f"{quoted(self.text)} ({self.cadence.words})"


def _check(book: Playbook) -> Iterator[Finding]:
    for plan in book.comms:
        said = (*_schedule(plan), *_prose(plan), *_promises(plan))
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
        return one.words == other.words and one.cadence.days == other.cadence.days
    return one.cadence.days.overlaps(other.cadence.days)


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
        message=f"{quoted(plan.title)} is told two cadences: {stated.shown} and {other.shown}.",
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
    for entry, path, text in (*_own_sentences(plan), *_sentences_naming(plan)):
        found = cadence_in_prose(text)
        if found:
            yield from _said(plan, entry, place(entry, *path), text, found)


def _own_sentences(plan: CommsPlan) -> Iterator[tuple[Linked[Entry], Path, str]]:
    record = plan.record
    if record.message:
        yield plan, ("message",), record.message
    for name, texts in (("key_points", record.key_points), ("approach", record.approach)):
        for index, text in enumerate(texts):
            yield plan, (name, index), text


def _sentences_naming(plan: CommsPlan) -> Iterator[tuple[Linked[Entry], Path, str]]:
    """What priorities say of the audience, by its title or by a name of a role that belongs to it."""
    names = [words(name) for name in _names(plan)]
    for priority in plan.book.priorities:
        record = priority.record
        for field, texts in (("mitigations", record.mitigations), ("success", record.success)):
            for index, text in enumerate(texts):
                if isinstance(text, str) and any(_contains(words(text), name) for name in names):
                    yield priority, (field, index), text


def _names(plan: CommsPlan) -> Iterator[str]:
    yield plan.title
    for role in plan.book.roles_of(plan.record.roles):
        yield role.title
        yield from role.record.aliases


def _contains(text: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return any(text[start : start + len(name)] == name for start in range(len(text) - len(name) + 1))


def _said(
    plan: CommsPlan, entry: Linked[Entry], at: Location, text: str, found: Cadence, *, scheduled: bool = False
) -> Iterator[_Said]:
    """The statement, unless the text names no kind of thing that can be compared."""
    spoken = significant(text)
    kind = next((_KIND_OF[word] for word in spoken if word in _KIND_OF), None)
    if kind is not None:
        about = frozenset(spoken) - _VAGUE - _KIND_OF.keys() - stems(*_names(plan))
        yield _Said(entry, at, text, found, kind, frozenset(spoken), about, scheduled)


RULE = Rule(
    code=CODE,
    severity="warning",
    title="An audience is told one cadence for one kind of message.",
    check=_check,
)
