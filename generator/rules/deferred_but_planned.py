"""Work that is deferred, and planned all the same before the deferral ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.addresses import parse_ref
from generator.linked import Action, Deferral, Linked, Playbook, Step, every_step
from generator.model import Entry
from generator.rules.base import Finding, Rule, Sentence, place, quoted
from generator.rules.times import Days, days, planned
from generator.rules.words import significant, stems
from generator.when import Time

CODE = "deferred-but-planned"

#: What each action says, as stems.
Stems = Mapping[Action, frozenset[str]]

#: What is work of its own. A deferral that touches a priority seldom defers all of it, and what was
#: promised meanwhile is another rule's business.
_WORK = ("actions", "hires", "improvements")

#: What follows is said beside the subject.
_ASIDE = re.compile(r"[(,:;]")
#: What follows is what something is done to: "refactoring of the architecture".
_OBJECT = re.compile(r"\b(?:of|for|in|on|to|with|from|by|at)\b", re.IGNORECASE)


def _check(book: Playbook) -> Iterator[Finding]:
    said = {action: _stems_of(action) for action in book.every(Action)}
    for deferral in book.deferrals:
        back = days(deferral.until, book) if deferral.until else None
        if back is None:
            continue
        early = tuple(_planned_before(deferral, back, said))
        if early:
            yield _finding(deferral, early)


def _finding(deferral: Deferral, early: tuple[Sentence, ...]) -> Finding:
    first = early[0]
    own = Sentence(deferral.ref, place(deferral, "until"), deferral.title, f"until {deferral.until}")
    return Finding(
        rule=CODE,
        entry=deferral.ref,
        place=own.place,
        message=f"{quoted(deferral.title)} is deferred until {deferral.until}, "
        f"but {quoted(first.text)} is planned for {first.time}.",
        hint="Move one of them, or say in `scope` what is left out and accept this with a reason.",
        sentences=(own, *early),
        contradiction=True,
    )


def _planned_before(deferral: Deferral, back: Days, said: Stems) -> Iterator[Sentence]:
    """The dated work that the deferral names, then the work whose words say the same."""
    named = [parse_ref(item) for item in deferral.record.affects]
    for ref in named:
        time = _early(deferral.book.entries[ref], back) if ref else None
        if ref and time:
            yield from _sentences(deferral.book.entries[ref], time, deferral.title)
    for action in _same_work(deferral, said):
        if action.ref in named:
            continue
        if time := _early(action, back):
            yield from _sentences(action, time, deferral.title)


def _early(entry: Linked[Entry], back: Days) -> Time | None:
    """The time of its work when that begins before the deferral ends and was not dropped."""
    time = planned(entry) if entry.collection in _WORK and entry.state.status != "dropped" else None
    covered = days(time, entry.book) if time else None
    if covered is None:
        return None
    # A horizon says by when, not from when: the work may still wait for the deferral's end.
    early = covered.before(back) if entry.collection == "improvements" else covered.begins_before(back)
    return time if early else None


def _same_work(deferral: Deferral, said: Stems) -> Iterator[Action]:
    """Actions that do what the title names ("refactoring"), to what the rest of it names.

    The rest may stand in what the action needs done first, or be what its priority is about. A single word
    has to stand in the action's title: a step that says it may be about anything, "Freeze hiring" as well.
    """
    title = _ASIDE.split(deferral.title, maxsplit=1)[0]
    subject = stems(title)
    work = significant(_OBJECT.split(title, maxsplit=1)[0])[-1:]
    for action, spoken in said.items():
        own = spoken if len(subject) > 1 else stems(action.title)
        if own.issuperset(work) and work:
            # Of what an edition withholds nothing is said.
            needed = (said[other] for other in action.needs if other in said)
            around = own.union(stems(action.priority.title), *needed)
            if subject <= around:
                yield action


def _sentences(entry: Linked[Entry], time: Time, subject: str) -> Iterator[Sentence]:
    """The entry with its time, and its steps that say a word of the deferral."""
    yield Sentence(entry.ref, entry.place, entry.title, str(time))
    if isinstance(entry, Action):
        for index, step in enumerate(entry.steps):
            if any(stems(subject) & stems(item.text) for item in every_step((step,))):
                yield _step_sentence(entry, index, step, time)


def _step_sentence(action: Action, index: int, step: Step, time: Time) -> Sentence:
    return Sentence(action.ref, place(action, "steps", index), step.text, str(time))


def _stems_of(action: Action) -> frozenset[str]:
    return stems(action.title, *(step.text for step in every_step(action.steps)))


RULE = Rule(
    code=CODE,
    severity="warning",
    title="What is deferred is not planned before the deferral ends.",
    check=_check,
)
