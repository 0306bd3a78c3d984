"""What changed in the response between two playbooks: a section a sort of change, wording apart."""

from __future__ import annotations

from generator.diff.difference import KINDS, Change, Difference, Kind, Section, Side, Value
from generator.diff.messages import messages
from generator.diff.templates import templates
from generator.diff.wording import FORMATS

__all__ = ["FORMATS", "KINDS", "SECTIONS", "Change", "Difference", "Kind", "Section", "Side", "Value", "diff"]

#: Each compares two playbooks in one respect; in the order in which readers meet them.
SECTIONS = (templates, messages)


def diff(old: Side, new: Side) -> Difference:
    """What differs, from `old` to `new`; both were read as of one moment."""
    return Difference(tuple(section(old, new) for section in SECTIONS), old.left_out)
