"""An action that is planned outside the window of its priority."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from generator.linked import Action, Playbook, Priority
from generator.rules.base import Finding, Rule, Sentence, is_over, listed, place, quoted
from generator.rules.gathering import Group, last_sentences, together
from generator.rules.reach import Reach, Reaches, is_shorter, reach, reaches
from generator.when import Recurring, Time
from generator.when.values import Before, Deferred

CODE = "outside-window"


def _check(book: Playbook) -> Iterator[Finding]:
    known = reaches(book)
    for priority in book.priorities:
        if priority.window is None:
            continue
        bounds = _bounds(priority.window, book, known)
        for action in priority.actions:
            if _is_outside(action, priority.window, known[str(action.ref)], bounds):
                yield _finding(action, priority)


def _bounds(window: Time, book: Playbook, known: Reaches) -> Reach:
    """The window's first and last moment; what is deferred has no last one."""
    found = reach(window, book, known)
    return Reach(
        opens=found.opens, until=inf if isinstance(window, Deferred) else found.until, dated=found.dated
    )


def _is_outside(action: Action, window: Time, own: Reach, bounds: Reach) -> bool:
    # What is prepared before the crisis may belong to what is done in it.
    if action.when is None or action.when == Before():
        return False
    shorter = is_shorter(window, action.when)
    if shorter is not None:
        return shorter
    # What comes again and again may go on when the work itself is over.
    return own.misses(bounds) if isinstance(action.when, Recurring) else own.exceeds(bounds)


def _finding(action: Action, priority: Priority) -> Finding:
    window = Sentence(priority.ref, place(priority, "window"), priority.title, str(priority.window))
    own = Sentence(action.ref, place(action, "when"), action.title, str(action.when))
    return Finding(
        rule=CODE,
        entry=action.ref,
        place=own.place,
        message=_words(window, (own,)),
        hint="Move what lies outside, or change `window`.",
        sentences=(window, own),
        contradiction=True,
        settled=is_over(action),
    )


def _words(window: Sentence, outside: tuple[Sentence, ...]) -> str:
    actions = listed(f"{quoted(item.text, 60)} ({item.time})" for item in outside)
    lie = "lies" if len(outside) == 1 else "lie"
    return f"{actions} {lie} outside the window of {quoted(window.text)}, which is {window.time}."


def _many(group: Group) -> str:
    return _words(group[0].sentences[0], last_sentences(group))


RULE = Rule(
    CODE,
    "warning",
    "An action is planned inside its priority's window.",
    _check,
    together(lambda finding: finding.sentences[0].entry, _many),
)
