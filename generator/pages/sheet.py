"""An action whole, and a way out when it fails: what stands before its steps, what after, what beside."""

from __future__ import annotations

from dataclasses import dataclass

from generator.facts import Fact, TimeValue, facts, timed
from generator.linked import Action, Contingency, Step
from generator.pages.unblocked import OVER

#: How many steps of a fallback stand beside the action; the others are behind the link.
FIRST = 3

#: Whoever begins has to know these first, prohibitions above all.
BEFORE_STEPS = frozenset({"summary", "only_when", "needs", "never", "repeat", "ritual"})


@dataclass(frozen=True, slots=True)
class WayOut:
    """A contingency beside the action: its first steps, and how many more it has."""

    contingency: Contingency
    first: tuple[Step, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an action's card holds.

    `before` and `after` its steps stand facts; `when` is None where nobody said. `ways_out` are for this
    action, `for_all` for the whole of its priority. `lacks_way_out` says that it still
    needs one and has none.
    """

    when: TimeValue | None
    before: tuple[Fact, ...]
    after: tuple[Fact, ...]
    ways_out: tuple[WayOut, ...]
    for_all: tuple[Contingency, ...]
    lacks_way_out: bool


def sheet_of(action: Action) -> Sheet:
    """The card of an action, no field left out but its steps, its owner and its own fallback."""
    found = facts(action, ("when",))
    own = _own(action)
    return Sheet(
        when=timed(action.when, action.record.when or "", action.book) if action.when else None,
        before=tuple(fact for fact in found if fact.name in BEFORE_STEPS),
        after=tuple(fact for fact in found if fact.name not in BEFORE_STEPS),
        ways_out=tuple(WayOut(item, item.steps[:FIRST], max(0, len(item.steps) - FIRST)) for item in own),
        for_all=tuple(item for item in action.fallbacks if item not in own),
        lacks_way_out=not action.fallbacks and action.status not in OVER,
    )


def _own(action: Action) -> tuple[Contingency, ...]:
    """Those that are for this action; one that covers it beside its whole priority is for this one too."""
    covering = action.cited_by(Contingency, "covers")
    return tuple(item for item in action.fallbacks if item is action.if_fails or item in covering)
