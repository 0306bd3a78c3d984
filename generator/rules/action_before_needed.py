"""An action that is planned to begin before one that it needs is planned to be over."""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Action, Playbook
from generator.rules.base import Finding, Rule, Sentence, is_over, place, quoted
from generator.rules.reach import Reaches, is_shorter, reaches
from generator.when import Recurring, Time, references
from generator.when.values import Anchor, Before, Span

CODE = "action-before-needed"


def _check(book: Playbook) -> Iterator[Finding]:
    known = reaches(book)
    for action in book.every(Action):
        if action.when is None:
            continue
        for needed in action.needs:
            if _disagree(action, action.when, needed, known):
                yield _finding(action, needed)


def _disagree(action: Action, when: Time, needed: Action, known: Reaches) -> bool:
    if needed.when is None:
        return False
    if str(needed.ref) in _over_with(when):
        return True
    shorter = is_shorter(when, needed.when)
    if shorter is not None:
        return shorter
    mine, its = known[str(action.ref)], known[str(needed.ref)]
    # Two actions of the same days come one after the other within them.
    return (mine.opens, mine.until) != (its.opens, its.until) and mine.begins_before_end_of(its)


def _over_with(when: Time) -> tuple[str, ...]:
    """The actions whose beginning, or whose end, is its own end."""
    match when:
        case Before(Anchor()):
            return references(when)
        case Span(_, Anchor(name)) | Recurring(_, Span(_, Anchor(name))):
            return (name,)
        case _:
            return ()


def _finding(action: Action, needed: Action) -> Finding:
    return Finding(
        rule=CODE,
        entry=action.ref,
        place=place(action, "when"),
        message=f"{quoted(action.title)} ({action.when}) needs {quoted(needed.title)} ({needed.when}), but "
        "is planned to begin before that is over.",
        hint="Move one of them, or take it out of `needs` where the one can begin before the other is over.",
        sentences=(
            Sentence(action.ref, place(action, "when"), action.title, str(action.when)),
            Sentence(needed.ref, place(needed, "when"), needed.title, str(needed.when)),
        ),
        contradiction=True,
        settled=is_over(action) or is_over(needed),
    )


RULE = Rule(CODE, "warning", "An action begins after those that it needs are over.", _check)
