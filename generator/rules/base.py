"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.addresses import Ref
from generator.diagnostics import Location, Severity
from generator.linked import Action, Commitment, Linked, Playbook
from generator.model import Acceptance, Entry
from generator.when import is_recurring

_OVER = frozenset({"done", "dropped", "kept"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the plan says in one place: `text` as typed, `time` the time that stands beside it, if any."""

    entry: Ref
    place: Location
    text: str
    time: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a plan does not follow a rule.

    `sentences` are what the plan says there. With `contradiction` they disagree: an open question for its
    readers, which no program can answer. `settled`: by the log what it is about is over, so that nobody is
    told; but to accept it was not useless.
    """

    rule: str
    entry: Ref
    place: Location
    message: str
    hint: str
    sentences: tuple[Sentence, ...] = ()
    contradiction: bool = False
    settled: bool = False

    @property
    def entries(self) -> tuple[Ref, ...]:
        """The entries that it is about; each of them may accept it."""
        return tuple(dict.fromkeys((self.entry, *(sentence.entry for sentence in self.sentences))))


@dataclass(frozen=True, slots=True)
class Rule:
    """One policy. `title` says in a line what it asks for.

    `gather` makes fewer findings of those that nobody accepted, where a finding an entry would be noise.
    `comes_and_goes` holds where time alone, or T0, brings a finding and takes it away: an acceptance of it
    is not useless because there is nothing to accept just now.
    """

    code: str
    severity: Severity
    title: str
    check: Callable[[Playbook], Iterable[Finding]]
    gather: Callable[[tuple[Finding, ...]], Iterable[Finding]] | None = None
    comes_and_goes: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a playbook: findings that nobody accepts, and those that somebody does.

    `expired` are findings one by one whose acceptance is over, of those that count again; `unused` the
    acceptances of which nothing is left, each with its entry; `decided` every finding one by one, and whether
    somebody accepts it.
    """

    findings: tuple[Finding, ...] = ()
    accepted: tuple[tuple[Finding, Acceptance], ...] = ()
    expired: tuple[tuple[Finding, Acceptance], ...] = ()
    unused: tuple[tuple[Ref, Acceptance], ...] = ()
    decided: frozenset[tuple[str, Ref, Location, bool]] = frozenset()

    @property
    def contradictions(self) -> tuple[Finding, ...]:
        """Where the plan disagrees with itself."""
        return tuple(finding for finding in self.findings if finding.contradiction)


def is_over(entry: Linked[Entry]) -> bool:
    """Whether nobody need do anything for it any more, as the log says; what recurs has a next time."""
    if isinstance(entry, Action):
        return entry.status in _OVER
    recurs = isinstance(entry, Commitment) and entry.due is not None and is_recurring(entry.due)
    return entry.state.status == "dropped" if recurs else entry.state.status in _OVER


def place(entry: Linked[Entry], *path: str | int) -> Location:
    """Where a field of an entry stands; where it has no such field, the nearest thing around it."""
    return entry.book.places.of(entry.ref.collection, entry.ref.id, *path)


def quoted(text: str, limit: int = 90) -> str:
    """A text as it stands in a message: on one line, in quotes, cut at a word where it is long."""
    line = " ".join(text.split())
    if len(line) > limit:
        line = line[:limit].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return f"“{line}”"


def several(noun: str) -> str:
    """What more than one of something are called."""
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def listed(names: Iterable[str], shown: int = 3) -> str:
    """The first few of several names: "a, b, c and 4 more"; empty without any."""
    every = tuple(names)
    rest = len(every) - shown
    if rest > 0:
        return f"{', '.join(every[:shown])} and {rest} more"
    return " and ".join(part for part in (", ".join(every[:-1]), *every[-1:]) if part)
