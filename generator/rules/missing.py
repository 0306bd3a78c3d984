"""What a plan leaves out that its readers will ask for: one line for each kind of gap.

A plan may be sparse, so that a gap is worth one line and never one an entry. Gaps are found entry by
entry all the same, because each entry may accept its own; `_gather` then makes one line of the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from generator.link.names import NOUNS
from generator.linked import (
    Action,
    Commitment,
    CommsPlan,
    Contingency,
    Linked,
    Playbook,
    Risk,
    Role,
)
from generator.model import Entry
from generator.rules.base import Finding, Rule, Sentence, is_over, listed, quoted, several

Entries = Iterable[Linked[Entry]]


@dataclass(frozen=True, slots=True)
class _Gap:
    """One kind of gap: `what` is not there, in the entries that `find` gives; `fields` would cure it."""

    code: str
    what: str
    fields: str
    find: Callable[[Playbook], Entries]

    def rule(self) -> Rule:
        """The rule that asks for it."""
        title = f"Every entry that needs it has its {self.what}."
        return Rule(self.code, "warning", title, self._check, self._gather)

    def _check(self, book: Playbook) -> Iterator[Finding]:
        for entry in self.find(book):
            message = f"The {NOUNS[entry.collection]} {quoted(entry.title)} has no {self.what}."
            found = self._finding(message, (Sentence(entry.ref, entry.place, entry.title),))
            yield replace(found, settled=_is_settled(entry))

    def _gather(self, findings: tuple[Finding, ...]) -> Iterator[Finding]:
        """A line for each collection: "3 actions have no time: a, b, c." """
        for collection, members in groupby(findings, key=lambda finding: finding.entry.collection):
            group = tuple(members)
            titles = tuple(sentence for finding in group for sentence in finding.sentences)
            names = listed(quoted(title.text, 40) for title in titles)
            many = f"{len(group)} {several(NOUNS[collection])} have no {self.what}: {names}."
            yield self._finding(many if len(group) > 1 else group[0].message, titles)

    def _finding(self, message: str, titles: tuple[Sentence, ...]) -> Finding:
        hint = f"Add {self.fields}, or accept `{self.code}` there with a reason."
        return Finding(self.code, titles[0].entry, titles[0].place, message, hint, titles)


def _is_settled(entry: Linked[Entry]) -> bool:
    """Whether nobody will ask any more: it is over, or a risk that can no longer happen."""
    return is_over(entry) or (isinstance(entry, Risk) and entry.record.status == "closed")


def _without_owner(book: Playbook) -> Entries:
    yield from (item for item in book.priorities if item.owner is None)
    yield from (item for item in book.every(Action) if item.owner is None)
    yield from (item for item in book.risks if item.owner is None)
    yield from (item for item in book.commitments if item.owner is None)
    yield from (item for item in book.comms if item.owner is None)


def _without_time(book: Playbook) -> Entries:
    yield from (item for item in book.priorities if item.window is None)
    yield from (item for item in book.every(Action) if item.when is None)
    yield from (item for item in book.commitments if item.planned is None)


def _without_scores(book: Playbook) -> Entries:
    """Only where others have scores: a plan without any is ranked by `order`, which is as good."""
    unscored = [item for item in book.priorities if item.ranked.score is None]
    return unscored if len(unscored) < len(book.priorities) else ()


def _without_steps(book: Playbook) -> Entries:
    """An action that happens in a ritual is described there."""
    yield from (item for item in book.every(Action) if not item.steps and item.ritual is None)
    yield from (item for item in book.contingencies if not item.steps)


def _without_deputy(book: Playbook) -> Entries:
    """Roles of ours on whose absence work would stop."""
    return (role for role in book.roles if role.deputy is None and _is_needed(role))


def _is_needed(role: Role) -> bool:
    """Whether it owns what somebody must do or answer for every day; a number may be measured tomorrow."""
    if role.is_external or role.is_group:
        return False
    owned = role.cited_by(Linked, "owner")
    return bool(role.actions or role.priorities) or any(_waits_for_nobody(entry) for entry in owned)


def _waits_for_nobody(entry: Linked[Entry]) -> bool:
    return isinstance(entry, (Commitment, CommsPlan, Contingency)) or (
        isinstance(entry, Risk) and entry.deputy is None
    )


def _decisions_without(field: str) -> Callable[[Playbook], Entries]:
    def find(book: Playbook) -> Entries:
        return (item for item in book.decisions if item.is_open and getattr(item.record, field) is None)

    return find


_GAPS = (
    _Gap("missing-owner", "owner", "`owner:` with a role's id", _without_owner),
    _Gap("missing-time", "time", "`window:`, `when:`, `by:` or `every:`", _without_time),
    _Gap(
        "missing-scores",
        "score",
        "`business_impact:`, `technical_risk:` and `resource_availability:`",
        _without_scores,
    ),
    _Gap("missing-steps", "steps", "`steps:`", _without_steps),
    _Gap(
        "missing-target",
        "target",
        "`target:`",
        lambda book: (item for item in book.kpis if item.record.target is None),
    ),
    _Gap(
        "missing-exposure",
        "known exposure",
        "`likelihood:` and `impact:`, 1 to 5",
        lambda book: (item for item in book.risks if item.exposure is None),
    ),
    _Gap(
        "missing-backing",
        "backing",
        "`backed_by:`, what makes the promise possible",
        lambda book: (item for item in book.commitments if not item.record.backed_by),
    ),
    _Gap(
        "missing-schedule",
        "schedule",
        "`schedule:`, what the audience hears when",
        lambda book: (item for item in book.comms if not item.record.schedule),
    ),
    _Gap("missing-deputy", "deputy", "`deputy:` with a role's id", _without_deputy),
    _Gap(
        "missing-decision-date",
        "needed-by date",
        "`needed_by:`",
        _decisions_without("needed_by"),
    ),
    _Gap(
        "missing-default",
        "default",
        "`default:`, what happens if nobody decides",
        _decisions_without("default"),
    ),
)

RULES = tuple(gap.rule() for gap in _GAPS)
