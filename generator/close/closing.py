"""What is to be closed, what somebody wishes of it, and what is then to be done on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from generator.content import ContentPage
from generator.review import Run


class ClosingError(ValueError):
    """A closing that cannot be; its text is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wishes: the run's name, when it ended, who says so, what of it; None where not said.

    `now` (aware) counts as the end where nothing else says it; `at` without an offset is meant in the
    playbook's zone; `token` tells log entries of one minute apart.
    """

    now: datetime
    token: str
    run: str | None = None
    at: datetime | None = None
    by: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand: the current data files by name, the runs that are over, the hand-written pages.

    `taken` are the names that stand in data/log/ already.
    """

    files: Mapping[str, bytes]
    runs: tuple[Run, ...] = ()
    taken: frozenset[str] = frozenset()
    content: tuple[ContentPage, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of an archive: its content, and the file that it was (empty for a new one)."""

    content: bytes
    was: str


@dataclass(frozen=True, slots=True)
class Closing:
    """What closes the run `run`, which ended at `ended`, with so many log entries; in this order.

    - `archive` are the files of its folder, all at once, by their names in there; none if they are there.
    - `changes` are current files, that of T0 first, and what they hold from then on; None: they go.

    Whatever cuts it short, closing again finishes it.
    """

    run: str
    ended: datetime
    entries: int
    archive: Mapping[str, Kept]
    changes: Mapping[str, bytes | None]
