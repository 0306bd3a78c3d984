"""What differs, in one sentence: how many of what, in the order of the sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from generator.diff.difference import Change, Difference, Kind, Section

#: Words for one and for several.
_Words = tuple[str, str]

#: By section what changes of some kinds are called, and last what all others are.
_CALLED: Mapping[str, tuple[Mapping[Kind, _Words], _Words]] = {
    "decisions": (
        {
            "added": ("decision added", "decisions added"),
            "decided": ("decision taken", "decisions taken"),
            "later": ("decision needed later", "decisions needed later"),
            "earlier": ("decision needed sooner", "decisions needed sooner"),
            "removed": ("decision removed", "decisions removed"),
        },
        ("decision changed", "decisions changed"),
    ),
    "ranking": (
        {
            "risen": ("rank moved", "ranks moved"),
            "fallen": ("rank moved", "ranks moved"),
            "added": ("priority added", "priorities added"),
            "removed": ("priority removed", "priorities removed"),
        },
        ("priority scored otherwise", "priorities scored otherwise"),
    ),
    "people": (
        {
            "reassigned": ("owner swapped", "owners swapped"),
            "overloaded": ("role newly overloaded", "roles newly overloaded"),
            "relieved": ("role no longer overloaded", "roles no longer overloaded"),
        },
        ("change of people", "changes of people"),
    ),
    "dates": (
        {
            "later": ("date slipped", "dates slipped"),
            "earlier": ("date came forward", "dates came forward"),
        },
        ("time changed", "times changed"),
    ),
    "promises": (
        {
            "dropped": ("promise dropped", "promises dropped"),
            "added": ("promise made", "promises made"),
            "later": ("promise due later", "promises due later"),
            "earlier": ("promise due earlier", "promises due earlier"),
        },
        ("promise changed", "promises changed"),
    ),
    "work": (
        {
            "added": ("piece of work added", "pieces of work added"),
            "removed": ("piece of work removed", "pieces of work removed"),
        },
        ("piece of work changed", "pieces of work changed"),
    ),
    "targets": (
        {
            "loosened": ("target loosened", "targets loosened"),
            "tightened": ("target tightened", "targets tightened"),
            "added": ("target added", "targets added"),
            "removed": ("target removed", "targets removed"),
        },
        ("target changed", "targets changed"),
    ),
    "risks": (
        {
            "added": ("risk added", "risks added"),
            "raised": ("risk rated higher", "risks rated higher"),
            "lowered": ("risk rated lower", "risks rated lower"),
            "removed": ("risk removed", "risks removed"),
        },
        ("risk changed", "risks changed"),
    ),
    "communication": (
        {
            "added": ("audience added", "audiences added"),
            "removed": ("audience removed", "audiences removed"),
        },
        ("audience hears otherwise", "audiences hear otherwise"),
    ),
    "templates": (
        {"added": ("message added", "messages added"), "removed": ("message removed", "messages removed")},
        ("message reads differently", "messages read differently"),
    ),
    "messages": (
        {"settled": ("message sent put right", "messages sent put right")},
        ("message sent said otherwise", "messages sent said otherwise"),
    ),
    "rules": (
        {
            "broken": ("rule newly broken", "rules newly broken"),
            "mended": ("rule no longer broken", "rules no longer broken"),
            "accepted": ("rule newly accepted", "rules newly accepted"),
            "unaccepted": ("rule no longer accepted", "rules no longer accepted"),
        },
        ("acceptance changed", "acceptances changed"),
    ),
    "log": (
        {
            "added": ("log entry added", "log entries added"),
            "archived": ("log entry archived", "log entries archived"),
            "removed": ("log entry removed", "log entries removed"),
        },
        ("log entry changed", "log entries changed"),
    ),
}

_OTHERS: _Words = ("other change", "other changes")
_RENAMED: _Words = ("id changed", "ids changed")


def summary(found: Difference) -> str:
    """`2 ranks moved, 1 promise dropped, 3 messages read differently, 1 rule newly broken.`"""
    counted = _counted(found.told)
    return f"{counted}." if counted else "Nothing differs."


def counts(section: Section) -> str:
    """What differs in one section: `1 decision taken, 2 decisions added`; empty where nothing does."""
    return _counted((section,))


def _counted(sections: Iterable[Section]) -> str:
    found: Counter[_Words] = Counter()
    for section in sections:
        for change in section.changes:
            found[_called(section.key, change)] += change.count
    return ", ".join(f"{number} {one if number == 1 else many}" for (one, many), number in found.items())


def _called(section: str, change: Change) -> _Words:
    if change.kind == "renamed":
        return _RENAMED
    by_kind, others = _CALLED.get(section, ({}, _OTHERS))
    return by_kind.get(change.kind, others)
