"""An action that is done before one that it needs.

A log is sparse: an action that it never mentions may well be done, and one that was dropped is needed no
more. But what it says to be started, blocked or done later was not done yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Action, Playbook
from generator.rules.base import quoted
from generator.rules.recorded import WORK, Objection, cited, recurs, rule, shown
from generator.state import Event


def _check(book: Playbook) -> Iterator[Objection]:
    for action in book.every(Action):
        done = action.state.last
        if done is None or action.state.status != "done" or recurs(action):
            continue
        for needed in action.needs:
            word = None if recurs(needed) else _word(needed, done)
            if word is not None:
                yield _objection((action, needed), (done, word), book)


def _word(needed: Action, done: Event) -> Event | None:
    """What shows that the needed action was not done by then: its last record, else the first one after."""
    words = [event for event in needed.state.events if event.record.kind in WORK]
    before = [event for event in words if event.at <= done.at]
    word = before[-1] if before else next(iter(words), None)
    if word is None or word.record.kind == "dropped":
        return None
    return None if before and any(event.record.kind == "done" for event in _alike(before)) else word


def _alike(events: list[Event]) -> Iterator[Event]:
    """The last records, of one minute: they may stand in any order."""
    return (event for event in events if event.at == events[-1].at)


def _objection(pair: tuple[Action, Action], events: tuple[Event, Event], book: Playbook) -> Objection:
    (action, needed), (done, word) = pair, events
    name, kind = quoted(needed.title), word.record.kind
    was = f"was {kind} only" if word.at > done.at else f"was last {kind}"
    mend = "Mend `at` in its file if a moment is wrong" if kind == "done" else f"Record when {name} was done"
    return Objection(
        events=events,
        field="at",
        about=pair,
        message=f"{quoted(action.title)} is done on {shown(done.at, book)}, but {name}, which it needs, "
        f"{was} on {cited(word, book)}.",
        hint=f"{mend}; or take it out of `needs`, where the one can be done without the other.",
    )


RULE = rule("done-before-needed", "An action is done after those that it needs.", _check)
