"""What was delegated to a role, and stands in no dated work of that role.

Prose is compared by its words, so that the rule is content with half of them, in the role's own actions or
in those that it supports, or in what else it does at a time: rituals that it leads, lines of a schedule
that it sends. A task that names a dated action, wherever that stands, is planned there. What is delegated
for good has no date: decisions, "every change", "the vendor".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.addresses import parse_ref
from generator.linked import Action, Playbook, Ritual, Role, every_step
from generator.rules.base import Finding, Rule, Sentence, listed, place, quoted
from generator.rules.gathering import Group, names, together
from generator.rules.words import bare, stems
from generator.text import references

CODE = "delegated-without-action"

#: A field or an authority, not a task: a task is named by what is done ("finding the cause").
_STANDING = re.compile(
    r"^\W*(?:all|an?|any|each|every\w*|its|no|nothing|our|that|the|their|these|this|those|wh\w+)\b"
    r"|\b(?:approv\w+|decid\w+|decisions?)\b",
    re.IGNORECASE,
)


def _check(book: Playbook) -> Iterator[Finding]:
    dated = [action for action in book.every(Action) if action.when is not None]
    if not dated:
        return
    for role in book.roles:
        if role.record.delegated:
            said = [_stems_of(action) for action in (*_own(role), *role.supports) if action.when is not None]
            said += [stems(*words) for words in _else_timed(role)]
            for index, text in enumerate(role.record.delegated):
                if _STANDING.search(bare(text)) or _names_one(text, dated) or _is_planned(text, said):
                    continue
                yield _finding(role, index, text)


def _own(role: Role) -> Iterator[Action]:
    """Its actions, and those of the groups that it belongs to."""
    yield from role.actions
    for group in role.groups:
        yield from group.actions


def _else_timed(role: Role) -> Iterator[tuple[str | None, ...]]:
    """The words of what it does at a time that is no action."""
    for ritual in role.cited_by(Ritual, "owner"):
        if ritual.cadence is not None:
            yield ritual.title, ritual.record.purpose, *ritual.record.agenda
    for plan in role.book.comms:
        for item in plan.record.schedule:
            if plan.due(item) is not None and (item.owner or plan.record.owner) == role.id:
                yield plan.title, item.what


def _names_one(text: str, dated: list[Action]) -> bool:
    named = {parse_ref(found.target) for found in references(text)}
    return any(action.ref in named for action in dated)


def _is_planned(text: str, said: list[frozenset[str]]) -> bool:
    wanted = stems(text)
    return not wanted or any(2 * len(wanted & own) >= len(wanted) for own in said)


def _stems_of(action: Action) -> frozenset[str]:
    record, priority = action.record, action.priority
    steps = (step.text for step in every_step(action.steps))
    around = (priority.title, *priority.record.aliases)
    return stems(action.title, record.summary, record.note, record.done_when, *around, *steps)


def _finding(role: Role, index: int, text: str) -> Finding:
    at = place(role, "delegated", index)
    return Finding(
        rule=CODE,
        entry=role.ref,
        place=at,
        message=f"{quoted(text)} is delegated to {quoted(role.title)}, but stands in no dated action of that "
        "role.",
        hint=f"Add an action with `owner: {role.id}` and `when:`, or accept `{CODE}` there with a reason.",
        sentences=(Sentence(role.ref, role.place, role.title), Sentence(role.ref, at, text)),
    )


def _many(group: Group) -> str:
    roles = dict.fromkeys(quoted(finding.sentences[0].text) for finding in group)
    theirs = "that role" if len(roles) == 1 else "those roles"
    tasks = f"{len(group)} tasks delegated to {listed(roles)}"
    return f"{tasks} stand in no dated action of {theirs}: {names(group)}."


RULE = Rule(
    CODE,
    "warning",
    "What is delegated to a role stands in a dated action of that role.",
    _check,
    together(lambda finding: finding.rule, _many),
)
