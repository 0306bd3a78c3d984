"""An action of a critical priority for which nobody has said what to do if it fails."""

from __future__ import annotations

from collections.abc import Iterator

from generator.addresses import parse_ref
from generator.linked import Action, Contingency, Playbook, Risk
from generator.rules.base import Finding, Rule, Sentence, quoted
from generator.rules.gathering import Group, names, together

CODE = "critical-without-fallback"

#: What can fail no more.
_OVER = ("done", "dropped")


def _check(book: Playbook) -> Iterator[Finding]:
    for priority in book.priorities:
        if priority.band != "critical":
            continue
        for action in priority.actions:
            # What recurs has a next time.
            if action.status not in _OVER and not action.is_recurring and not _has_fallback(action):
                yield _finding(action)


def _has_fallback(action: Action) -> bool:
    """What its card shows as such, a branch that leads to one, or what covers a risk that names it."""
    if action.fallbacks or any(risk.contingencies for risk in action.cited_by(Risk)):
        return True
    return any(_leads_out(action, branch.then) for branch in action.record.branches)


def _leads_out(action: Action, then: str) -> bool:
    ref = parse_ref(then)
    entry = action.book.entries.get(ref) if ref else None
    return isinstance(entry, Contingency) or (isinstance(entry, Risk) and bool(entry.contingencies))


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
    comes_and_goes=True,
)
