"""An action of a critical priority for which nobody has said what to do if it fails."""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Action, Playbook, Risk
from generator.rules.base import Finding, Rule, Sentence, is_over, quoted
from generator.rules.gathering import Group, names, together

CODE = "critical-without-fallback"


def _check(book: Playbook) -> Iterator[Finding]:
    led = _led_out(book)
    for priority in book.priorities:
        if priority.band != "critical":
            continue
        for action in priority.actions:
            # What recurs has a next time.
            if not action.is_recurring and action not in led and not _is_covered(action):
                yield _finding(action)


def _led_out(book: Playbook) -> frozenset[Action]:
    """The actions that name a contingency, in a branch or in words, or branch off to a risk that has one."""
    covered = (risk for risk in book.risks if risk.contingencies)
    return frozenset(
        (
            *(action for way_out in book.contingencies for action in way_out.cited_by(Action)),
            *(action for risk in covered for action in risk.cited_by(Action, "branches")),
        )
    )


def _is_covered(action: Action) -> bool:
    """By what its card shows as its fallback, or by what covers a risk that names it."""
    return bool(action.fallbacks) or any(risk.contingencies for risk in action.cited_by(Risk))


def _finding(action: Action) -> Finding:
    priority = action.priority
    work = quoted(action.title)
    return Finding(
        rule=CODE,
        entry=action.ref,
        place=action.place,
        message=f"{quoted(priority.title)} is critical, but nothing says what to do if {work} fails.",
        hint="Name a contingency in `if_fails:`, or let one cover the action, or its priority, in `covers:`.",
        sentences=(
            Sentence(priority.ref, priority.place, priority.title, "critical"),
            Sentence(action.ref, action.place, action.title),
        ),
        # What is over can fail no more.
        settled=is_over(action),
    )


def _many(group: Group) -> str:
    title = quoted(group[0].sentences[0].text)
    return f"{title} is critical, but nothing says what to do if these fail: {names(group)}."


RULE = Rule(
    CODE,
    "warning",
    "Every action of a critical priority has a fallback.",
    _check,
    together(lambda finding: finding.sentences[0].entry, _many),
)
