"""What changed in the response between two playbooks: a section a sort of change, wording apart."""

from __future__ import annotations

from generator.diff.communication import communication
from generator.diff.compared import Compared, compare
from generator.diff.dates import dates
from generator.diff.decisions import decisions
from generator.diff.difference import KINDS, Change, Difference, Kind, Section, Side, Value
from generator.diff.log import log
from generator.diff.messages import messages
from generator.diff.other import other
from generator.diff.people import people
from generator.diff.promises import promises
from generator.diff.ranking import ranking
from generator.diff.risks import risks
from generator.diff.rules import rules
from generator.diff.summary import counts, summary
from generator.diff.targets import targets
from generator.diff.templates import templates
from generator.diff.wording import FORMATS
from generator.diff.work import work

__all__ = [
    "FORMATS",
    "KINDS",
    "SECTIONS",
    "Change",
    "Compared",
    "Difference",
    "Kind",
    "Section",
    "Side",
    "Value",
    "counts",
    "diff",
    "summary",
]

#: Each tells of two playbooks in one respect; in the order in which readers care.
SECTIONS = (
    decisions,
    ranking,
    people,
    dates,
    promises,
    work,
    targets,
    risks,
    communication,
    templates,
    messages,
    rules,
    other,
    log,
)


def diff(old: Side, new: Side) -> Difference:
    """What differs, from `old` to `new`; both were read as of one moment."""
    compared = compare(old, new)
    return Difference(tuple(section(compared) for section in SECTIONS), old.left_out)
