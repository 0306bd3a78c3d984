"""What changed since the last named version, or why nobody can tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from generator.diff.difference import Difference


@dataclass(frozen=True, slots=True)
class Milestone:
    """A named version as it last was: `commit` is its whole hash, `at` when that was made (aware)."""

    version: str
    title: str | None
    commit: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since a milestone."""

    milestone: Milestone
    difference: Difference


@dataclass(frozen=True, slots=True)
class Silence:
    """Why nobody can tell what changed.

    - `no history`: the plan is in no git repository that can be read.
    - `short history`: older commits are not in this clone; `back_to` is when its oldest was made (aware).
    - `first`: no earlier state of the plan has another version that has a name.
    - `unreadable`: nothing of the `milestone` can be read.
    """

    reason: Literal["no history", "short history", "first", "unreadable"]
    back_to: datetime | None = None
    milestone: Milestone | None = None
