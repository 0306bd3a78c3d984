"""An entry that is only of use beside others, and stands alone: nobody will come across it.

- a contingency that covers nothing, and that nothing leads to;
- a ritual without anybody in it, at which nothing happens;
- a role of ours that nothing names, and that says nothing itself (whom to call, what it handles, who is in
  it), where others have work;
- a risk that threatens nothing and that nothing names, where other risks say what they threaten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.link.names import NOUNS
from generator.linked import Contingency, Linked, Playbook, Risk, Ritual, Role
from generator.model import Entry
from generator.rules.base import Finding, Rule, Sentence, quoted, several
from generator.rules.gathering import Group, names, together

CODE = "orphan"

#: What ties an entry to the rest of the plan, by collection.
_CURES = {
    "contingencies": "Say in `covers:` what it is for, or name it in an action's `if_fails:`.",
    "rituals": "Say in `who:` who takes part.",
    "roles": "Give it work in `owner:`, a place in a group's `members:`, or contacts.",
    "risks": "Say in `priorities:` or `kpis:` what it threatens.",
}

#: A risk that waits for nobody any more.
_SETTLED = ("accepted", "closed")


def _check(book: Playbook) -> Iterator[Finding]:
    found: tuple[Iterable[Linked[Entry]], ...] = (
        _idle_roles(book),
        _loose_risks(book),
        (item for item in book.contingencies if not item.record.covers),
        (item for item in book.rituals if not item.record.who and item.record.owner is None),
    )
    for entries in found:
        yield from (_finding(entry) for entry in entries if not _is_named(entry))


def _is_named(entry: Linked[Entry]) -> bool:
    """By another entry, by the playbook as a whole, or by a hand-written page."""
    return bool(entry.book.citations.get(entry.ref) or entry.content_backlinks)


def _idle_roles(book: Playbook) -> Iterator[Role]:
    """Where no role has work yet, the plan is only begun."""
    if any(role.cited_by(Linked, "owner") for role in book.roles):
        yield from (role for role in book.roles if not role.is_external and not _says_something(role))


def _says_something(role: Role) -> bool:
    record = role.record
    return bool(role.contacts or record.people or record.handles or record.delegated or record.members)


def _loose_risks(book: Playbook) -> Iterator[Risk]:
    """Where no risk says what it threatens, the plan does without."""
    loose = [risk for risk in book.risks if not (risk.record.priorities or risk.record.kpis)]
    if len(loose) < len(book.risks):
        yield from (risk for risk in loose if risk.record.status not in _SETTLED)


def _finding(entry: Linked[Entry]) -> Finding:
    return Finding(
        rule=CODE,
        entry=entry.ref,
        place=entry.place,
        message=f"The {NOUNS[entry.collection]} {quoted(entry.title)} {_lack(entry)}.",
        hint=f"{_CURES[entry.collection]} Or delete it, or accept `{CODE}` there with a reason.",
        sentences=(Sentence(entry.ref, entry.place, entry.title),),
    )


def _lack(entry: Linked[Entry]) -> str:
    match entry:
        case Contingency():
            return "covers nothing, and nothing leads to it"
        case Ritual():
            return "has nobody in it, and nothing happens there"
        case Risk():
            return "threatens nothing, and nothing names it"
        case _:
            return "has no part in the plan, and nothing names it"


def _many(group: Group) -> str:
    noun = NOUNS[group[0].entry.collection]
    return f"{len(group)} {several(noun)} stand alone, named by nothing: {names(group)}."


RULE = Rule(
    CODE,
    "warning",
    "An entry that is only of use beside others is tied to them.",
    _check,
    together(lambda finding: finding.entry.collection, _many),
)
