"""Whatever else the plan says: levels, rituals, principles, the playbook as a whole."""

from __future__ import annotations

from generator.diff.compared import Compared
from generator.diff.difference import Section
from generator.diff.entries import section


def other(compared: Compared) -> Section:
    """In the order of the site."""
    return section("other", "Everything else", compared)
