"""What changed, told to readers who do not see all of the plan: nothing that would tell them of the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from generator.diff.difference import Change, Difference, Section, Value

#: Whether a text tells of something that its readers do not see.
Tells = Callable[[str], bool]


def discreet(found: Difference, tells: Tells) -> Difference:
    """Without the changes and values whose words, then or now, tell of what is withheld.

    An older plan may have said openly what is kept from these readers now.
    """

    def kept(section: Section) -> Section:
        changes = (_change(change, tells) for change in section.changes)
        return replace(section, changes=tuple(change for change in changes if change))

    return replace(found, sections=tuple(map(kept, found.sections)), is_discreet=True)


def _change(change: Change, tells: Tells) -> Change | None:
    if tells(change.title):
        return None
    values, because = _values(change.values, tells), _values(change.because, tells)
    return replace(change, values=values, because=because) if values or not change.values else None


def _values(values: tuple[Value, ...], tells: Tells) -> tuple[Value, ...]:
    return tuple(value for value in values if not tells(f"{value.then or ''}\n{value.now or ''}"))
