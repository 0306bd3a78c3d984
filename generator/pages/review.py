"""The pages that hold planned against actual: the run that goes on, and each that is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from generator.facts import time_words
from generator.linked import Decision, Playbook, Target
from generator.pages.actual import Picture, picture
from generator.pages.clock import shown, zone_name
from generator.pages.journal import Day, journal
from generator.pages.page import Page
from generator.review import Heard, Line, Outcome, Review, Run, review
from generator.review.lengths import TOLERANCE, length
from generator.review.outcomes import Result, is_kept, result
from generator.review.wording import moved, times
from generator.when import Time

#: How an action may have come out that readers ask about first, in that order.
TROUBLE = ("late", "not finished", "blocked", "never recorded", "dropped")


@dataclass(frozen=True, slots=True)
class Count:
    """A number of the head and what it counts: `5 of 12`, `actions done`; the anchor of what it sums up."""

    number: str
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Audience:
    """What one audience heard: each line of its schedule with the words of its time, its silence in words.

    `missing` is how many messages were due and are not on record.
    """

    heard: Heard
    lines: tuple[tuple[Line, str], ...]
    missing: int
    silence: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise, how it came out; in words from when it was moved, how often it was due if it recurs."""

    outcome: Outcome
    result: Result
    moved: str
    series: str


@dataclass(frozen=True, slots=True)
class View:
    """A review as its page shows it.

    `span` says from when until when, with year and zone, `length` how long that is; `tolerance` says how near
    to the planned end is on time; `is_archived` says that the log stands on this page (`log`, by day), not on
    a page of its own; `command` writes the draft. Open decisions come with when they are needed, targets with
    when they are due and how they stand.
    """

    review: Review
    span: str
    length: str
    counts: tuple[Count, ...]
    trouble: tuple[tuple[str, int], ...]
    picture: Picture
    tolerance: str
    audiences: tuple[Audience, ...]
    promises: tuple[Promise, ...]
    undecided: tuple[tuple[Decision, str], ...]
    targets: tuple[tuple[Target, str, str], ...]
    is_archived: bool
    log: tuple[Day, ...]
    command: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A run that is over, in the list of all: from when until when in words, its counts."""

    address: str
    title: str
    span: str
    counts: tuple[Count, ...]


def reviews(book: Playbook, runs: tuple[Run, ...]) -> Iterator[Page]:
    """The page of the current run, also while there is none, then one page for each of `runs`."""
    over = [(run, found) for run in runs if (found := review(run.book, run.id))]
    now = review(book)
    context = {"view": view(now) if now else None, "earlier": tuple(_earlier(*one) for one in over)}
    yield Page("review.md", "page/review.md.j2", "Review", "Record", context, searchable=False, leads=True)
    for run, found in over:
        yield Page(
            f"review/{run.id}.md",
            "page/review.md.j2",
            f"Review of {run.id}",
            "Record",
            {"view": view(found, is_archived=True), "earlier": ()},
            book=run.book,
        )


def view(found: Review, *, is_archived: bool = False) -> View:
    """A review for its page; one that `is_archived` brings its log along."""
    drawn = picture(found)
    return View(
        review=found,
        span=_span(found),
        length=length(found.until - found.began),
        counts=counts(found),
        trouble=_trouble(drawn),
        picture=drawn,
        tolerance=length(TOLERANCE),
        audiences=tuple(_audience(heard) for heard in found.heard),
        promises=tuple(_promise(outcome) for outcome in found.outcomes),
        undecided=tuple((one, _time(one.needed_by, found.book)) for one in found.undecided),
        targets=tuple((one, _time(one.by, found.book), word) for one, word in found.targets),
        is_archived=is_archived,
        log=_log(found.book) if is_archived else (),
        command=f"playbook review {found.run}" if is_archived else "playbook review",
    )


def _span(found: Review) -> str:
    """`Mon 16 Nov, 07:30 to Fri 20 Nov 2026, 14:00 (London)`."""
    began, until = found.began, found.until
    year = "" if began.year == until.year else f" {began.year}"
    zone = zone_name(found.book.overview.timezone or "UTC")
    return f"{began:%a} {began.day} {began:%b}{year}, {began:%H:%M} to {shown(until, zone)}"


def counts(found: Review) -> tuple[Count, ...]:
    """The head in numbers; what the plan has none of, or was not due, is not counted."""
    due = [line.due for heard in found.heard for line in heard.lines if line.due is not None]
    missing = sum(line.missing or 0 for heard in found.heard for line in heard.lines)
    promised = [is_kept(outcome) for outcome in found.outcomes if not _is_ahead(outcome, found.until)]
    met = [standing for _, standing in found.targets if standing != "not due"]
    done, total = sum(front.done for front in found.fronts), sum(front.total for front in found.fronts)
    sums = (
        (done, total, "actions done", "_actions"),
        (sum(promised), len(promised), "promises kept", "_promises"),
        (sum(due) - missing, sum(due), "due messages on record", "_messages"),
        (met.count("met"), len(met), "targets met", "_kpis"),
    )
    return tuple(Count(f"{number} of {of}", words, anchor) for number, of, words, anchor in sums if of)


def _is_ahead(outcome: Outcome, until: datetime) -> bool:
    if outcome.series is not None:
        return outcome.series.due == 0
    end = outcome.due.end if outcome.due else None
    return outcome.word in ("open", "renegotiated") and end is not None and end > until


def _trouble(drawn: Picture) -> tuple[tuple[str, int], ...]:
    kinds = [row.slip.kind for group in drawn.groups for row in group.rows]
    return tuple((kind, kinds.count(kind)) for kind in TROUBLE if kind in kinds)


def _earlier(run: Run, found: Review) -> Earlier:
    return Earlier(
        address=f"/review/{run.id}/",
        title=run.book.summary.title,
        span=_span(found),
        counts=counts(found),
    )


def _audience(heard: Heard) -> Audience:
    return Audience(
        heard=heard,
        lines=tuple((line, _time(line.time, heard.plan.book)) for line in heard.lines),
        missing=sum(line.missing or 0 for line in heard.lines),
        silence=length(heard.silence) if heard.silence is not None else "",
    )


def _time(time: Time | None, book: Playbook) -> str:
    """A time in words (plain text), empty for none."""
    return time_words(time, str(time), book) if time else ""


def _promise(outcome: Outcome) -> Promise:
    how, since = result(outcome), moved(outcome.commitment)
    series = outcome.series
    if series is None:
        return Promise(outcome, how, since, "")
    due = "how often it was due is not known" if series.due is None else f"due {times(series.due)}"
    return Promise(outcome, how, since, due if series.said else f"{due}, no record")


def _log(book: Playbook) -> tuple[Day, ...]:
    """The log in the order in which it happened."""
    newest_first = journal(book).days
    return tuple(replace(day, lines=tuple(reversed(day.lines))) for day in reversed(newest_first))
