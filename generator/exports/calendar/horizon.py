"""How far calendars reach: what recurs without end has to stop somewhere."""

from __future__ import annotations

from generator.linked import Playbook, as_time
from generator.when import Duration, Time

#: Where the playbook does not say how far it reaches.
DEFAULT = Duration(90, "day")


def horizon(book: Playbook) -> Time:
    """How far the plan reaches."""
    return as_time(book.overview.horizon) or DEFAULT
