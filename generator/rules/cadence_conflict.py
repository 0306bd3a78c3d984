"""One audience that is told two cadences for the same thing.

What an audience hears is said in the schedule of its plan, in the plan's sentences, in promises to it and
in sentences of priorities that name it. Two of these disagree when they speak of the same kind of message
over days that overlap, and differ in how often. What the schedule says as well is explained by it, and
within one schedule different items are different messages, or follow on each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.diagnostics import Location
from generator.linked import CommsPlan, Linked, Playbook, as_time
from generator.model import Entry
from generator.model.walk import Path
from generator.rules.base import Finding, Rule, Sentence, place, quoted
from generator.rules.times import Cadence, cadence, cadence_in_prose
from generator.rules.words import significant, stem, stems, words

CODE = "cadence-conflict"

#: Nouns that name the same kind of thing to hear; a report is not an update, a call no meeting.
_KINDS = (
    "briefing communication email message news notice status update",
    "bulletin newsletter",
    "call",
    "meeting sync",
    "report",
    "review",
    "standup",
)
_KIND_OF = {stem(word): nouns for nouns in _KINDS for word in nouns.split()}

#: Stems that do not tell one message from another.
_VAGUE = stems("regular frequent crisis incident transparent individual contact")

#: A cadence may be a limit: more often keeps "at least", more seldom "at most".
Limit = Literal["", "least", "most"]
_LEAST = re.compile(
    r"\b(?:at least|at the latest|minimum|no less|or (?:sooner|earlier|more often|whenever|as soon))\b",
    re.IGNORECASE,
)
_MOST = re.compile(r"\b(?:at most|maximum|(?:no|not) more|up to)\b", re.IGNORECASE)
#: What is denied is no cadence that anybody is told.
_DENIED = re.compile(
    r"(?:\b(?:cannot|never|no longer|(?<!or )not|stop)|n['’]t)\b.*"
    r"\b(?:every|hourly|daily|weekly|monthly|quarterly|twice)\b",
    re.IGNORECASE | re.DOTALL,
)

#: Every 4 weeks is monthly to those who hear it.
_ALIKE = 1.1


@dataclass(frozen=True, slots=True)
class _Stated:
    """A text with a cadence, and where it stands; `topic` says what it is about where the text does not."""

    entry: Linked[Entry]
    place: Location
    text: str
    cadence: Cadence
    scheduled: bool = False
    limit: Limit = ""
    topic: str = ""

    @property
    def shown(self) -> str:
        """The text, with its cadence where the words do not say it."""
        said = self.cadence.words.lower() in self.text.lower()
        return quoted(self.text) if said else f"{quoted(self.text)} ({self.cadence.words})"

    @property
    def sentence(self) -> Sentence:
        return Sentence(self.entry.ref, self.place, self.text, self.cadence.words)


@dataclass(frozen=True, slots=True)
class _Heard:
    """One kind of thing that an audience hears, and how often.

    `words` are all stems of the text, `about` those that tell it from others of its kind.
    """

    said: _Stated
    kind: str
    words: frozenset[str]
    about: frozenset[str]


def _check(book: Playbook) -> Iterator[Finding]:
    elsewhere = tuple(_sentences_of_priorities(book))
    for plan in book.comms:
        names = tuple(_names(plan))
        naming = (item for item in elsewhere if _names_one_of(item.text, names))
        said = (*_schedule(plan), *_own_sentences(plan), *naming, *_promises(plan))
        heard = tuple(item for stated in said for item in _heard(stated, names))
        scheduled = tuple(item for item in heard if item.said.scheduled)
        free = tuple(item for item in heard if not item.said.scheduled and not _explained(item, scheduled))
        for kind in _KINDS:
            found = _conflicts(tuple(item for item in (*scheduled, *free) if item.kind == kind))
            if found:
                yield _finding(plan, found)


def _finding(plan: CommsPlan, found: tuple[_Heard, ...]) -> Finding:
    one = next((item for item in found if not item.said.scheduled), found[0])
    other = next(item for item in found if _disagree(one, item))
    return Finding(
        rule=CODE,
        entry=plan.ref,
        place=one.said.place,
        message=f"{quoted(plan.title)} is told two cadences: {one.said.shown} and {other.said.shown}.",
        hint="Keep one of them, or give each its own days with `from` and `until`.",
        sentences=tuple(item.said.sentence for item in found),
        contradiction=True,
    )


def _heard(said: _Stated, names: tuple[str, ...]) -> Iterator[_Heard]:
    """What the text tells of, unless it names nothing that can be compared."""
    topic = said.topic or said.text
    spoken, kind = significant(topic), _kind(topic)
    if kind is not None:
        about = frozenset(spoken) - _VAGUE - _KIND_OF.keys() - stems(*names)
        yield _Heard(said, kind, frozenset(spoken), about)


def _kind(text: str) -> str | None:
    """The kind of thing to hear that a text names first."""
    return next((_KIND_OF[word] for word in significant(text) if word in _KIND_OF), None)


def _limit(text: str) -> Limit:
    return "least" if _LEAST.search(text) else "most" if _MOST.search(text) else ""


def _explained(item: _Heard, scheduled: tuple[_Heard, ...]) -> bool:
    return any(_same_thing(item, other) and _same_rate(item, other) for other in scheduled)


def _conflicts(heard: tuple[_Heard, ...]) -> tuple[_Heard, ...]:
    """Those that disagree with another, in the order given."""
    return tuple(item for item in heard if any(_disagree(item, other) for other in heard))


def _disagree(one: _Heard, other: _Heard) -> bool:
    if not _same_thing(one, other) or _same_rate(one, other):
        return False
    days, other_days = one.said.cadence.days, other.said.cadence.days
    if one.said.scheduled and other.said.scheduled:
        return one.words == other.words and days == other_days
    return days.overlaps(other_days)


def _same_thing(one: _Heard, other: _Heard) -> bool:
    """Of one kind, and not told apart by words of their own."""
    return one.kind == other.kind and (not one.about or not other.about or bool(one.about & other.about))


def _same_rate(one: _Heard, other: _Heard) -> bool:
    """Whether both can be kept by one and the same cadence."""
    rates = sorted((one.said, other.said), key=lambda said: said.cadence.every)
    often, seldom = rates
    if seldom.cadence.every <= often.cadence.every * _ALIKE:
        return True
    return seldom.limit == "least" or often.limit == "most"


def _schedule(plan: CommsPlan) -> Iterator[_Stated]:
    for index, item in enumerate(plan.record.schedule):
        ritual = plan.book.ritual(item.ritual)
        time = as_time(item.every, "cadence") or (ritual.cadence if ritual else None)
        found = cadence(time) if time else None
        if found:
            yield _Stated(plan, place(plan, "schedule", index, "what"), item.what, found, scheduled=True)


def _promises(plan: CommsPlan) -> Iterator[_Stated]:
    for commitment in plan.commitments:
        time = as_time(commitment.record.every, "cadence")
        found = cadence(time) if time else None
        if found:
            text = commitment.record.promise or commitment.title
            # "We write every 6 hours" does not name what its title does.
            topic = text if _kind(text) else commitment.title
            at = place(commitment, "every")
            yield _Stated(commitment, at, text, found, limit=_limit(text), topic=topic)


def _own_sentences(plan: CommsPlan) -> Iterator[_Stated]:
    record = plan.record
    if record.message:
        yield from _stated(plan, ("message",), record.message)
    for name, texts in (("key_points", record.key_points), ("approach", record.approach)):
        for index, text in enumerate(texts):
            yield from _stated(plan, (name, index), text)


def _sentences_of_priorities(book: Playbook) -> Iterator[_Stated]:
    for priority in book.priorities:
        record = priority.record
        for field, texts in (("mitigations", record.mitigations), ("success", record.success)):
            for index, text in enumerate(texts):
                if isinstance(text, str):
                    yield from _stated(priority, (field, index), text)


def _stated(entry: Linked[Entry], path: Path, text: str) -> Iterator[_Stated]:
    found, limit = cadence_in_prose(text), _limit(text)
    if found and (limit or not _DENIED.search(text)):
        yield _Stated(entry, place(entry, *path), text, found, limit=limit)


def _names(plan: CommsPlan) -> Iterator[str]:
    """What the audience is called: its title, and the names of roles that belong to it."""
    yield plan.title
    for role in plan.book.roles_of(plan.record.roles):
        yield role.title
        yield from role.record.aliases


def _names_one_of(text: str, names: tuple[str, ...]) -> bool:
    """Whether the words of a name stand together in the text."""
    spoken = f" {' '.join(words(text))} "
    return any(f" {' '.join(words(name))} " in spoken for name in names)


RULE = Rule(
    code=CODE,
    severity="warning",
    title="An audience is told one cadence for one kind of message.",
    check=_check,
)
