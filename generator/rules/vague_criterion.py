"""A success criterion that nobody can check: it wants something better, and does not say how much.

A criterion is vague when all of this holds:

- one of its words promises a degree ("improved", "faster", "more") or a quality ("stable", "sustainable");
- it has no number, in figures or in words ("zero", "no", "all", "half", "twice"), and no time or cadence;
- it names no state that is reached or is not ("live", "signed", "approved", "published"), compares with
  nothing ("than", "as before") and refers to no entry.

So "All integrations live", "Zero open bugs", "Signed contract" and "Weekly reports" can be checked, and
"Improved satisfaction" cannot. What a KPI measures is checked by the KPI.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Action, Linked, Playbook
from generator.model import Entry
from generator.rules.base import Finding, Rule, Sentence, place, quoted
from generator.rules.gathering import Group, names, together
from generator.rules.words import bare, stem, words

CODE = "vague-criterion"

_NOTHING = "no number, no date and no state to reach"


def _bag(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _forms(text: str) -> frozenset[str]:
    return frozenset(map(stem, _bag(text)))


#: A degree without a measure, and qualities that everybody sees otherwise.
_VAGUE = _forms(
    """
    better boost decrease enhance enhancement faster fewer grow growth happier happy healthier
    healthy higher improve improvement increase less lower more optimise optimize progress quicker
    reduce reduction slower smaller smooth smoother stronger strengthen
    acceptable adequate appropriate efficient good great reasonable reliable robust satisfied satisfactory
    stable sufficient sustainable
    """
)
#: Numbers in words.
_COUNTED = _bag(
    """
    all any both double each every fully half never nobody none no nothing once one only third triple twice
    two three four five six seven eight nine ten dozen hundred thousand without zero
    """
)
#: Times and cadences in words, and what something is compared with.
_TIMED = _bag(
    """
    after before by continuously daily day days hour hours hourly minute minutes month monthly months quarter
    quarterly since than until versus vs week weekly weeks within year yearly
    """
)
#: States that are reached, or are not; as they are typed, since a review is no "reviewed".
_STATES = _bag(
    """
    accepted adopted agreed answered approved archived assigned automated available booked closed complete
    completed confirmed delivered deployed documented done enabled established filled finished fixed held
    hired informed installed introduced invoiced launched live merged met migrated named notified online
    operational paid passed published received recorded rehearsed released removed repaid replaced reported
    resolved restored reviewed rotated running sent shipped signed solved switched tested trained verified
    written
    """
)


def _check(book: Playbook) -> Iterator[Finding]:
    for entry, at, text in _criteria(book):
        if is_vague(text):
            yield Finding(
                rule=CODE,
                entry=entry.ref,
                place=place(entry, *at),
                message=f"{quoted(text)} cannot be checked: it names {_NOTHING}.",
                hint="Name the number, the day or the state, or the KPI that shows it (`- kpi: ...`).",
                sentences=(Sentence(entry.ref, place(entry, *at), text),),
            )


def _criteria(book: Playbook) -> Iterator[tuple[Linked[Entry], tuple[str | int, ...], str]]:
    for priority in book.priorities:
        for index, text in enumerate(priority.record.success):
            if isinstance(text, str):
                yield priority, ("success", index), text
    for action in book.every(Action):
        if action.record.done_when:
            yield action, ("done_when",), action.record.done_when
    for target in book.targets:
        if not target.record.kpis:
            field = "statement" if target.record.statement else "title"
            yield target, (field,), target.record.statement or target.title


def is_vague(text: str) -> bool:
    """Whether a sentence wants something better without saying when that is reached."""
    spoken = words(text)
    forms = {stem(word) for word in spoken}
    if forms.isdisjoint(_VAGUE) or not _STATES.isdisjoint(spoken):
        return False
    is_measured = any(char.isdigit() for char in text) or bare(text) != text
    return not is_measured and _COUNTED.isdisjoint(spoken) and _TIMED.isdisjoint(spoken)


def _many(group: Group) -> str:
    return f"{names(group)} cannot be checked: they name {_NOTHING}."


RULE = Rule(
    CODE,
    "warning",
    "A success criterion can be checked: it has a number, a date or a state that is reached.",
    _check,
    together(lambda finding: finding.entry, _many),
)
