"""The brief: one sheet from which a chief executive sees what is needed of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil

from generator.linked import Decision, Playbook, Role, Summary
from generator.pages.asked import by_role, decision, left_open, unanswered, waiting
from generator.pages.clock import clock, shown, zone_name
from generator.pages.lately import Change, changes, since
from generator.pages.onpaper import BETWEEN, COLUMN, Part, Row, Section, fit, lines, noted
from generator.pages.promised import SILENT
from generator.pages.promises import Promise, promises
from generator.pages.questions import questions
from generator.pages.review import Count, counts
from generator.pages.stakes import not_in_money, stakes
from generator.pages.standings import (
    deferred,
    due_soon,
    front,
    numbers,
    told_otherwise,
    troubles,
    unexplained,
    unmeasured,
    worst,
)
from generator.review import review
from generator.review.wording import moment_words
from generator.rules import Verdict

#: How many lines both columns of the sheet hold together, with what is lost where they are balanced.
ROOM = 131

#: How many of them are taken by what stands above the columns, by the name of who decides, by a heading.
HEAD, WHO, HEADING = 23, 3, 2

#: How many lines of one row are lost already in the room where the columns are balanced.
SPARE = 4

#: How many characters of the first sentence stand on a line.
STANDING = 95

#: What each section keeps before any other gets more, twice, and what is enough while another has less: what
#: is asked, money, priorities, what changed, numbers, promises, what is deferred.
FIRST, LEAST, ENOUGH = (2, 1, 2, 2, 1, 1, 1), (6, 6, 6, 6, 3, 4, 2), (12, 8, 8, 12, 6, 6, 6)

#: The place of what changed among them.
TOLD = 3

#: Decisions by who takes them.
ByRole = tuple[tuple[Role | None, tuple[Decision, ...]], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The decisions that one role must take; `role` is None where nobody is named."""

    role: Role | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Lately:
    """What changed since a moment.

    `words` is that moment and `label` what it is called in a reader's choice (plain); `room` is how many
    lines of paper there are. `shown` counts what changed since then, `rest` what of that does not fit.
    """

    since: datetime
    words: str
    label: str
    changes: tuple[Change, ...]
    room: float
    shown: int
    rest: int


@dataclass(frozen=True, slots=True)
class Brief:
    """The page. `standing` is the sentence of where we are and `moment` of when that is (plain).

    `asked` are the decisions by who takes them and `rest` how many more there are; `left_open` counts what
    nobody has answered, `open` has the first of it where no decision is waiting. `closing` sums up a crisis
    that is over.
    """

    summary: Summary
    moment: str
    standing: str
    closing: tuple[Count, ...]
    worst: tuple[Row, ...]
    asked: tuple[Asked, ...]
    rest: int
    open: tuple[Row, ...]
    left_open: tuple[Part, ...]
    sections: tuple[Section, ...]
    lately: Lately
    deferred: Section


def brief(book: Playbook, verdict: Verdict) -> Brief:
    """The brief of a playbook by now, with what its rules found."""
    open_decisions, asked = waiting(book), questions(book, verdict)
    by_whom = by_role(open_decisions)
    needed = tuple(decision(one) for _, found in by_whom for one in found)
    rows = () if needed else unanswered(asked)
    promised = promises(book, verdict)
    whole, lately = _sections(book, promised, open_decisions), _lately(book)
    over = review(book) if clock(book).is_over else None
    said = standing(book)
    now = worst(book, promised) if book.calendar and not over else ()
    above = _above(said, now, book)
    asking = [lines(row, book, columns=2) for row in (*needed, *rows)]
    for place in _firsts(by_whom):
        asking[place] += WHO / 2
    kept = _kept(asking, whole, lately, above, book)
    sections = tuple(
        _cut(section, count) for section, count in zip(whole, (*kept[1:TOLD], *kept[TOLD + 1 :]), strict=True)
    )
    return Brief(
        summary=book.summary,
        moment=shown(book.now, zone_name(book.overview.timezone or "UTC")),
        standing=said,
        closing=counts(over) if over else (),
        worst=now,
        asked=tuple(_asked(by_whom, needed[: kept[0]])),
        rest=len(needed) - kept[0] if needed else 0,
        open=rows[: kept[0]],
        left_open=left_open(asked),
        sections=sections[:-1],
        lately=_on_paper(lately, kept[TOLD]),
        deferred=sections[-1],
    )


def standing(book: Playbook) -> str:
    """Where we are, in a sentence or two (plain)."""
    done, total = (sum(one.progress[place] for one in book.priorities) for place in (0, 1))
    if book.calendar is None:
        count = len(book.priorities)
        fronts = "1 priority" if count == 1 else f"{count} priorities"
        plan = f"{fronts} with {total} {'action' if total == 1 else 'actions'}"
        return f"No crisis is declared. The plan has {plan}; this is what it would ask of you."
    official = clock(book)
    if official.is_over:
        return f"The crisis is over: declared {official.declared}, ended {official.ended}."
    found = troubles(action for one in book.priorities for action in one.actions)
    state = ", ".join([f"{done} of {total} actions done", *(_due(flag.words) for flag in found)])
    return f"Day {book.calendar.day_of(book.now)} of the crisis, declared {official.declared}: {state}."


def _due(words: str) -> str:
    """Words of a chip as part of a sentence: nobody knows them there without saying that it was due."""
    return words.replace(SILENT, f"due and {SILENT}")


def _above(said: str, now: tuple[Row, ...], book: Playbook) -> int:
    """How many lines stand above the columns beyond one for each of the sentences there and for the title.

    The title stands below them once more.
    """
    found = [2 * _over(book.summary.title, COLUMN * 2), _over(said, STANDING)]
    found += [ceil(lines(row, book, columns=2, before=len("Worst now: ")) - BETWEEN) for row in now]
    return sum(found) - (1 if now else 0)


def _over(text: str, width: int) -> int:
    return max(0, ceil(len(text) / width) - 1)


def _firsts(by_whom: ByRole) -> Iterator[int]:
    """The places of the first decisions of each role: there its name stands."""
    place = 0
    for _, found in by_whom:
        yield place
        place += len(found)


def _asked(by_whom: ByRole, rows: tuple[Row, ...]) -> Iterator[Asked]:
    """The rows that are kept, under whoever they ask."""
    for role, found in by_whom:
        members, rows = rows[: len(found)], rows[len(found) :]
        if members:
            yield Asked(role, members)


def _sections(
    book: Playbook, promised: tuple[Promise, ...], open_decisions: tuple[Decision, ...]
) -> tuple[Section, ...]:
    is_declared = book.calendar is not None
    return (
        Section(
            "Money at stake",
            "_money",
            stakes(book, promised, open_decisions),
            "/risks/",
            "Risks",
            notes=not_in_money(book, promised),
            empty="Nothing is in money yet.",
        ),
        Section(
            "Priorities",
            "_priorities",
            tuple(front(one) for one in book.priorities),
            "/priorities/",
            "Priorities",
            empty="The plan has no priority yet.",
        ),
        Section(
            "Targets",
            "_targets",
            numbers(book),
            "/kpis/",
            "KPIs and targets",
            notes=unmeasured(book),
            empty="No number has been measured.",
        ),
        Section(
            "Promises due by now or within 7 days" if is_declared else "Promises, by date",
            "_promises",
            (*told_otherwise(book.comms), *due_soon(promised, book)),
            "/commitments/",
            "Commitments",
            empty="None is due, missed or without its record.",
        ),
        Section(
            "Deferred",
            "_deferred",
            deferred(book),
            "/deferrals/",
            "Deferred",
            notes=unexplained(book),
            empty="Nothing is deferred.",
        ),
    )


def _cut(section: Section, count: int) -> Section:
    return replace(section, rows=section.rows[:count], rest=len(section.rows) - count)


def _kept(
    asking: list[float],
    sections: tuple[Section, ...],
    lately: Lately,
    above: int,
    book: Playbook,
) -> tuple[int, ...]:
    """How many rows of what is asked, of each section and of what changed fit on the sheet.

    What is asked, in `asking` lines each, and what stands `above` the columns run across both of them.
    """
    fixed = HEAD + 2 * above + HEADING + 1
    for section in sections:
        # Its last line may say how many more there are, or that there is none.
        fixed += HEADING + 1 + sum(noted(note, book) for note in section.notes)
    costs = [
        [2 * cost for cost in asking],
        *([lines(row, book) for row in section.rows] for section in sections),
    ]
    # Whoever looks further back than the page does has some room for that, too.
    told = [one.lines for one in lately.changes]
    costs.insert(TOLD, told[: max(LEAST[TOLD], min(lately.shown, ENOUGH[TOLD]))])
    kept = fit(costs, (FIRST, LEAST, ENOUGH), ROOM - fixed)
    # No row is broken: where one column ends, up to the longest of them is lost.
    columns = list(zip(costs, kept, strict=True))[1:]
    longest = max((cost for each, count in columns for cost in each[:count]), default=0)
    return fit(costs, (FIRST, LEAST, ENOUGH), ROOM - fixed - max(0, longest - SPARE))


def _lately(book: Playbook) -> Lately:
    """What changed, before anything is known of paper."""
    begin = since(book)
    found = tuple(replace(one, is_shown=one.at >= begin) for one in changes(book))
    return Lately(
        since=begin,
        words=moment_words(begin),
        label="the crisis was declared" if clock(book).is_over else "24 hours before this brief",
        changes=found,
        room=0,
        shown=sum(one.is_shown for one in found),
        rest=0,
    )


def _on_paper(found: Lately, kept: int) -> Lately:
    """The same with room for so many of its changes, the newest."""
    told = tuple(replace(one, is_on_paper=place < kept) for place, one in enumerate(found.changes))
    room = sum(one.lines for one in told[:kept])
    return replace(found, changes=told, room=room, rest=max(0, found.shown - kept))
