"""Who sees what: entries that are for a group of readers, and the playbook without them.

It works on records, before they are linked: what is not in an edition is in nothing that is made of it.
"""

from __future__ import annotations

from generator.withhold.hidden import hidden, is_for_others
from generator.withhold.marks import marks
from generator.withhold.readers import Readers, UnknownEditionError, editions_of, known, readers_of
from generator.withhold.without import pages_without, without

__all__ = [
    "Readers",
    "UnknownEditionError",
    "editions_of",
    "hidden",
    "is_for_others",
    "known",
    "marks",
    "pages_without",
    "readers_of",
    "without",
]
