"""A role that is away while it has work, and nobody who is there to do it meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.linked import Playbook, Role, as_time
from generator.model import Absence
from generator.rules.base import Finding, Rule, Sentence, listed, place, quoted
from generator.rules.charges import charges
from generator.rules.times import Days, days
from generator.when import Dates, Time
from generator.workload import Days as Span

CODE = "away-without-cover"


def _check(book: Playbook) -> Iterator[Finding]:
    for role in book.own_roles:
        # Where several people fill a role, the others are there.
        if len(role.record.people) > 1:
            continue
        for index, absence in enumerate(role.absences):
            away, stand_ins = _days(absence, book), _stand_ins(role, absence)
            gaps = _uncovered(away, stand_ins) if away else ()
            work = tuple(dict.fromkeys(item for gap in gaps for item in charges(role, gap)))
            if away and work:
                found = _finding(role, index, _nobody(stand_ins, gaps, away), work)
                yield replace(found, settled=_is_past(away, book))


def _is_past(away: Days, book: Playbook) -> bool:
    """Whether everybody is back."""
    calendar = book.calendar
    if calendar is None or away.dated:
        return away.dated and away.last < book.now.date().toordinal()
    return away.last < calendar.day_of(book.now)


def _stand_ins(role: Role, absence: Absence) -> tuple[Role, ...]:
    named = (role.book.role(absence.cover), role.deputy)
    return tuple(dict.fromkeys(one for one in named if one is not None and one is not role))


def _days(absence: Absence, book: Playbook) -> Days | None:
    """The days of the plan that it takes; None where nobody knows them, or where none of them counts."""
    begins, ends = as_time(absence.from_), as_time(absence.to)
    first, last = (days(time, book) if time else None for time in (begins, ends))
    if first is None or last is None or first.dated != last.dated:
        return None
    found = Days(first.first + _skipped(begins, first, book), last.last, first.dated)
    return found if found.first <= found.last else None


def _skipped(begins: Time | None, first: Days, book: Playbook) -> int:
    """1 where it begins on a weekend, which counts as part of the working day before."""
    if book.calendar is None or first.first < 1 or not isinstance(begins, Dates):
        return 0
    return int(book.calendar.date_of(int(first.first)) < begins.first)


def _uncovered(away: Days, stand_ins: tuple[Role, ...]) -> tuple[Days, ...]:
    """The days on which all of those are away too."""
    gaps: tuple[Days, ...] = (away,)
    for one in stand_ins:
        others = [found for absence in one.absences if (found := _days(absence, one.book))]
        gaps = tuple(
            Days(max(gap.first, other.first), min(gap.last, other.last), gap.dated)
            for gap in gaps
            for other in others
            if gap.overlaps(other)
        )
    return gaps


def _nobody(stand_ins: tuple[Role, ...], gaps: tuple[Days, ...], away: Days) -> str:
    """Why nobody covers, in words; on which days, where it is not for the whole absence."""
    if not stand_ins:
        return "nobody covers"
    are = "is" if len(stand_ins) == 1 else "are"
    said = f"{listed(quoted(one.title) for one in stand_ins)} {are} away too"
    if away.dated or gaps == (away,):
        return said
    spans = dict.fromkeys(Span(int(gap.first), int(gap.last)).words for gap in gaps)
    return f"{said} on {listed(spans)}"


def _finding(role: Role, index: int, nobody: str, work: tuple[Sentence, ...]) -> Finding:
    absence = role.absences[index]
    spent = f"from {absence.from_} to {absence.to}"
    if absence.from_ == absence.to:
        spent = f"for {absence.to}"
    return Finding(
        rule=CODE,
        entry=role.ref,
        place=place(role, "away", index),
        message=f"{quoted(role.title)} is away {spent} and {nobody}, while this falls to it: "
        f"{listed(quoted(item.text, 40) for item in work)}.",
        hint="Name somebody in `cover:` who is there then, or move what falls into these days.",
        sentences=(Sentence(role.ref, place(role, "away", index), role.title, f"away {spent}"), *work),
    )


RULE = Rule(
    CODE,
    "warning",
    "A role that is away while it has work is covered by somebody who is there.",
    _check,
    comes_and_goes=True,
)
