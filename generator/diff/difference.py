"""What differs between two playbooks, as values that every wording tells in its own way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from generator.addresses import Ref
from generator.diagnostics import Diagnostic
from generator.linked import Playbook
from generator.rules import Verdict

Kind = Literal[
    "added",
    "removed",
    "archived",
    "dropped",
    "renamed",
    "changed",
    "moved",
    "reworded",
    "risen",
    "fallen",
    "reassigned",
    "overloaded",
    "relieved",
    "earlier",
    "later",
    "decided",
    "reopened",
    "tightened",
    "loosened",
    "raised",
    "lowered",
    "broken",
    "mended",
    "accepted",
    "unaccepted",
    "otherwise",
    "settled",
]

#: What each kind says of an entry, after its title and a colon.
KINDS: Mapping[Kind, str] = {
    "added": "new",
    "removed": "removed",
    "archived": "archived with the run",
    "dropped": "dropped",
    "renamed": "has another id",
    "changed": "changed",
    "moved": "belongs elsewhere",
    "reworded": "reads differently",
    "risen": "ranks higher",
    "fallen": "ranks lower",
    "reassigned": "changes hands",
    "overloaded": "overloaded",
    "relieved": "no longer overloaded",
    "earlier": "earlier",
    "later": "later",
    "decided": "decided",
    "reopened": "open again",
    "tightened": "tightened",
    "loosened": "loosened",
    "raised": "rated higher",
    "lowered": "rated lower",
    "broken": "newly broken",
    "mended": "no longer broken",
    "accepted": "newly accepted",
    "unaccepted": "no longer accepted",
    "otherwise": "said otherwise; not corrected yet",
    "settled": "put right since",
}

#: What is longer, or has several lines, is read line by line; what is not stands as `then -> now`.
SHORT = 60


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two playbooks, and what the rules say of it.

    `left_out` are the errors for which parts of the older one could not be read; they count as unchanged.
    `archived` gives the ids of what is on record in the runs that are over: it is asked where entries left
    the log.
    """

    book: Playbook
    verdict: Verdict
    left_out: tuple[Diagnostic, ...] = ()
    archived: Callable[[], frozenset[str]] = frozenset


@dataclass(frozen=True, slots=True)
class Value:
    """One value on both sides (plain texts, lines end with `\\n`; None where a side has none).

    `source` names it for programs: a field of the entry, or a fact as references name it; `name` is for
    readers. `note` says more of the move: "2 days later" (plain, one line, empty for nothing).
    """

    source: str
    name: str
    then: str | None
    now: str | None
    note: str = ""

    @property
    def is_long(self) -> bool:
        """Whether it is prose or a list, to be told by the lines that differ."""
        return any("\n" in text or len(text) > SHORT for text in (self.then or "", self.now or ""))


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that differs. `title` is plain; `at` is when it happened, of what happened.

    `values` are what differs in it, `because` the facts of other entries that made it differ. `count` is how
    many entries it stands for: those of the log are counted, `ref` is then the newest of them.
    """

    kind: Kind
    ref: Ref
    title: str
    values: tuple[Value, ...] = ()
    because: tuple[Value, ...] = ()
    at: datetime | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """Changes of one sort. `key` is for programs and never changes, `title` for readers (plain)."""

    key: str
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Every section in the order in which readers meet them, also those in which nothing differs.

    `left_out` is what of the older playbook was not compared. `is_discreet`: it is for readers who do not see
    all of the plan, to whom that is counted and not quoted.
    """

    sections: tuple[Section, ...]
    left_out: tuple[Diagnostic, ...] = ()
    is_discreet: bool = False

    @property
    def told(self) -> tuple[Section, ...]:
        """The sections in which something differs."""
        return tuple(section for section in self.sections if section.changes)
