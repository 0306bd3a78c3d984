"""A deadline that ends before the work that it is about.

Days are compared as whole days counted from T0, because the plan must agree with itself whenever the
crisis is declared: "within 48 hours" is over with day 2, so work planned to the end of day 3 is late.

What is promised again and again may rest on work that goes on as long; but where that begins only after the
first time is over, nothing made the first time possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from generator.diagnostics import Location
from generator.linked import Action, Hire, Linked, Playbook, Priority, Target, as_time, every_step
from generator.model import Entry
from generator.rules.base import Finding, Rule, Sentence, place, quoted
from generator.rules.times import Days, cadence, days, deadline, is_deferred, planned
from generator.rules.words import stems, words
from generator.when import Time

CODE = "deadline-before-action"


@dataclass(frozen=True, slots=True)
class _Deadline:
    """A sentence with a date, and the entries that must be done for it; `recurs`: that must have begun."""

    entry: Linked[Entry]
    place: Location
    text: str
    time: Time
    about: tuple[Linked[Entry], ...]
    recurs: bool = False

    def end(self) -> Days | None:
        """The days in which it is due; of what recurs those in which it is due for the first time."""
        if not self.recurs:
            return days(self.time, self.entry.book)
        found = cadence(self.time)
        if found is None:
            return None
        first = found.days.first
        return Days(first, first + max(ceil(found.every / timedelta(days=1)), 1) - 1)


def _check(book: Playbook) -> Iterator[Finding]:
    for found in (*_criteria(book), *_promises(book), *_targets(book)):
        end = found.end()
        if end is None:
            continue
        find = _begun_late if found.recurs else _late
        late = [(item, time) for item in found.about if (time := find(item, end, book)) is not None]
        if late:
            yield _finding(found, end, late)


def _late(entry: Linked[Entry], end: Days, book: Playbook) -> Time | None:
    """The time of the work, when it ends after the deadline; a deferral says only when it begins."""
    time = planned(entry)
    covered = days(time, book) if time and not is_deferred(time) else None
    return time if covered is not None and covered.ends_after(end) else None


def _begun_late(entry: Linked[Entry], end: Days, book: Playbook) -> Time | None:
    """The time of the work, when it begins after a first time is over; of what says only by when, None."""
    time = planned(entry) if isinstance(entry, (Action, Hire, Priority)) else None
    covered = days(time, book) if time else None
    return time if covered is not None and end.before(covered) else None


def _finding(found: _Deadline, end: Days, late: list[tuple[Linked[Entry], Time]]) -> Finding:
    work, time = late[0]
    first = "for the first time " if found.recurs else ""
    return Finding(
        rule=CODE,
        entry=found.entry.ref,
        place=found.place,
        message=f"{quoted(found.text)} is due {first}by day {end.last}, but {quoted(work.title)} "
        f"is planned for {time}.",
        hint="Move the deadline or the work, or let somebody accept it with a reason.",
        sentences=(
            Sentence(found.entry.ref, found.place, found.text, str(found.time)),
            *(_planned_sentence(item, item_time) for item, item_time in late),
        ),
        contradiction=True,
    )


def _planned_sentence(entry: Linked[Entry], time: Time) -> Sentence:
    return Sentence(entry.ref, entry.place, entry.title, str(time))


def _criteria(book: Playbook) -> Iterator[_Deadline]:
    for priority in book.priorities:
        for index, text in enumerate(priority.record.success):
            if not isinstance(text, str):
                continue
            if time := deadline(text, book):
                about = actions_about(text, priority)
                yield _Deadline(priority, place(priority, "success", index), text, time, about)


def _promises(book: Playbook) -> Iterator[_Deadline]:
    for commitment in book.commitments:
        record = commitment.record
        text = record.promise or commitment.title
        every = as_time(record.every, "cadence")
        if every:
            yield _Deadline(
                commitment, place(commitment, "every"), text, every, commitment.backing, recurs=True
            )
            continue
        at = place(commitment, "by" if record.by else "promise")
        if time := commitment.planned or deadline(text, book):
            yield _Deadline(commitment, at, text, time, commitment.backing)


def _targets(book: Playbook) -> Iterator[_Deadline]:
    for target in book.targets:
        if target.by is None:
            continue
        text = target.record.statement or target.title
        about = tuple(action for priority in _served(target) for action in actions_about(text, priority))
        yield _Deadline(target, place(target, "by"), text, target.by, about)


def _served(target: Target) -> Iterable[Priority]:
    """The target's priorities, and those that name it as their success."""
    return dict.fromkeys((*target.priorities, *target.cited_by(Priority, "success")))


def actions_about(text: str, priority: Priority) -> tuple[Action, ...]:
    """The actions of a priority that bring about what a sentence says.

    An action is meant when a word of the sentence stands in its title and in no other action's, and it
    does what the sentence says was done ("corrected", "Data correction") or shares most of its words.
    The words of the priority's own name tell nothing: all its actions are about that.
    """
    subject = stems(priority.title, *priority.record.aliases)
    wanted = stems(text) - subject
    deeds = stems(*(word for word in words(text) if word.endswith("ed"))) - subject
    titles = {action: stems(action.title) for action in priority.actions}
    found = []
    for action in priority.actions:
        others = frozenset[str]().union(*(title for other, title in titles.items() if other is not action))
        own = stems(action.title, action.record.summary, *(step.text for step in every_step(action.steps)))
        shared = wanted & own
        names_it = bool(wanted & titles[action] - others)
        if names_it and (deeds & own or (len(shared) > 1 and 2 * len(shared) > len(wanted))):
            found.append(action)
    return tuple(found)


RULE = Rule(
    code=CODE,
    severity="warning",
    title="A success criterion, promise or target is not due before the work that it is about ends.",
    check=_check,
)
