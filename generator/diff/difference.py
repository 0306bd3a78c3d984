"""What differs between two playbooks, as values that every wording tells in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from generator.addresses import Ref
from generator.linked import Playbook
from generator.rules import Verdict

#: `reworded`: what is read is another, whether or not what is written is. `otherwise`: an audience was told
#: what is not so any more; `settled`: it has heard better since.
Kind = Literal["added", "removed", "reworded", "otherwise", "settled"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two playbooks, and what the rules say of it."""

    book: Playbook
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Value:
    """One value on both sides (plain texts, lines end with `\\n`; None where a side has none).

    `source` names it for programs: a field of the entry, or a fact as references name it; `name` is for
    readers.
    """

    source: str
    name: str
    then: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that differs. `title` is plain; `at` is when it happened, of what happened.

    `values` are what differs in it, `because` the facts of other entries that made it differ.
    """

    kind: Kind
    ref: Ref
    title: str
    values: tuple[Value, ...] = ()
    because: tuple[Value, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Changes of one sort. `key` is for programs and never changes, `title` for readers (plain)."""

    key: str
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Every section in the order in which readers meet them, also those in which nothing differs."""

    sections: tuple[Section, ...]

    @property
    def told(self) -> tuple[Section, ...]:
        """The sections in which something differs."""
        return tuple(section for section in self.sections if section.changes)
