"""A run as the draft of a post-mortem, in Markdown for people to finish. Nothing is invented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from generator.facts import time_words
from generator.happened import Happened
from generator.linked import Decision, Level, Linked, Playbook
from generator.linked.resolve import resolver
from generator.model import Entry
from generator.review.lengths import length, slip
from generator.review.markdown import item, plain, rich, table, typed
from generator.review.shapes import Course, Front, Heard, Outcome, Review, Work
from generator.review.wording import moment_words, moved, times
from generator.text import Resolver
from generator.when import Interval, Time

#: What stands where the log and the plan say nothing.
UNKNOWN = "not recorded"

#: What no record can answer: the heading and what to write below it.
ASKED = (
    ("What made it possible, what made it last?", "The causes, not the people."),
    ("What went well?", "What would we do the same way again?"),
    ("Where were we lucky?", "What would have made it worse, and did not happen?"),
)


def draft(review: Review) -> str:
    """The draft as a Markdown document that ends with a line end; sections apart by an empty line."""
    resolve = resolver(review.book)
    parts = (
        _head(review),
        _summary(review, resolve),
        _timeline(review, resolve),
        _works(review),
        _decisions(review, resolve),
        _messages(review),
        _promises(review),
        _numbers(review),
        _happenings("Risks that came true", review.occurred, resolve),
        _happenings("Contingencies invoked", review.invoked, resolve),
        _happenings("What was learned", review.learned, resolve),
        _gaps(review),
        _questions(review),
        _asked(),
    )
    return "\n".join(line for part in parts for line in (*part, "")).rstrip("\n") + "\n"


def _head(review: Review) -> Iterator[str]:
    book = review.book
    declared = [one for one in review.log if one.kind == "declared"]
    levels = [entry for one in declared for entry in one.about if isinstance(entry, Level)]
    by = [one.by.title for one in declared if one.by]
    yield f"# Post-mortem, draft: {plain(book.summary.title)}"
    yield ""
    yield "What the plan and the log say, and no more. “Not recorded” means that the log does not say so;"
    yield "it does not mean that nobody did it. What stands in italics is for people to answer."
    yield ""
    zone = plain(book.overview.timezone or "UTC")
    so_far = "" if review.is_over else f" until {_dated(review.until)}, and going on"
    yield f"- **Run:** {review.run}"
    yield f"- **Declared (T0):** {_dated(review.began)} ({zone})"
    yield f"- **Ended:** {_dated(review.until) if review.is_over else UNKNOWN}"
    yield f"- **Length:** {length(review.until - review.began)}{so_far}"
    yield f"- **Severity declared:** {plain(levels[-1].title) if levels else UNKNOWN}"
    yield f"- **Declared by:** {plain(by[0]) if by else UNKNOWN}"
    yield f"- **Owners, by the plan:** {_owners(book)}"


def _owners(book: Playbook) -> str:
    """Who answered for each priority; that is the plan, not the record."""
    owned = [(priority.title, priority.owner.title) for priority in book.priorities if priority.owner]
    return "; ".join(f"{plain(title)}: {plain(owner)}" for title, owner in owned) or "nobody named"


def _summary(review: Review, resolve: Resolver) -> Iterator[str]:
    yield "## Summary"
    yield ""
    yield "*What happened, whom did it hit, for how long, and what ended it? Three sentences.*"
    situation = review.book.overview.situation
    if situation:
        yield ""
        yield "The plan described the situation so:"
        yield ""
        yield from (f"> {line}".rstrip() for line in rich(situation, resolve))


def _timeline(review: Review, resolve: Resolver) -> Iterator[str]:
    yield "## Timeline"
    yield ""
    if not review.log:
        yield "Nothing is on record."
        return
    calendar = review.book.calendar
    for number, (_, found) in enumerate(groupby(review.log, lambda one: one.at.date())):
        day = list(found)
        at = day[0].at
        count = calendar.day_of(at) if calendar else 0
        yield from ("",) if number else ()
        yield f"### {at:%A} {at.day} {at:%B %Y}{f', day {count}' if count else ', before T0'}"
        yield ""
        for one in day:
            yield from _entry(one, one.clock, resolve)


def _entry(one: Happened, at: str, resolve: Resolver) -> Iterator[str]:
    """`**09:12 done** Find the cause (Platform lead):`, the number measured if any, and the text below."""
    titles = ", ".join(plain(entry.title) for entry in one.about)
    # An event of the playbook is no entry; the log entry's own title has its name.
    titles = titles or plain(one.item.title.partition(": ")[2])
    what = ": ".join(part for part in (titles, plain(one.value)) if part)
    by = f"({plain(one.by.title)})" if one.by else ""
    said = " ".join(part for part in (f"**{at} {one.kind}**", what, by) if part)
    text = typed(one.as_sent) if one.as_sent else rich(one.text, resolve)
    yield from item(f"{said}:" if text else said, text)


def _works(review: Review) -> Iterator[str]:
    yield "## Planned against actual"
    for front in review.fronts:
        yield ""
        yield from _front(front)


def _front(front: Front) -> Iterator[str]:
    done = f": {front.done} of {front.total} done" if front.total else ""
    yield f"### {plain(front.priority.title)}{done}"
    yield ""
    if not front.works:
        yield "The plan has no actions for it."
        return
    head = ("Action", "Planned", "Started", "Ended", "Outcome", "Recorded by")
    yield from table(head, [_cells(work) for work in front.works])


def _cells(work: Work) -> tuple[str, ...]:
    outcome = slip(work)
    # What recurs has no single start, and what is not due needs no record yet.
    without = "–" if work.series or outcome.kind == "not due" else UNKNOWN
    return (
        plain(work.action.title),
        _planned(work.planned) or _time(work.action.when, work.action.book),
        _moment(work.started, without),
        _moment(work.ended, without),
        outcome.words,
        plain(work.by.title) if work.by else without,
    )


def _planned(interval: Interval | None) -> str:
    """`Mon 23 Nov 09:00 – 12:00`; empty where it is not known."""
    start, end = (interval.start, interval.end) if interval else (None, None)
    if start and end and start != end:
        is_same_day = start.date() == end.date()
        return f"{moment_words(start)} – {f'{end:%H:%M}' if is_same_day else moment_words(end)}"
    if start:
        return moment_words(start) if end else f"from {moment_words(start)}"
    return f"until {moment_words(end)}" if end else ""


def _decisions(review: Review, resolve: Resolver) -> Iterator[str]:
    yield "## Decisions"
    yield ""
    logged = {entry.ref for one in review.decided for entry in one.about}
    planned = [
        decision for decision in review.book.decisions if not decision.is_open and decision.ref not in logged
    ]
    if not (review.decided or review.undecided or planned):
        yield "None are in the plan or on record."
    for one in review.decided:
        yield from _entry(one, moment_words(one.at), resolve)
    for decision in planned:
        on = decision.record.decided_on
        when = f"on {plain(on)}" if on else f"when is {UNKNOWN}"
        yield from item(f"{plain(decision.title)}: decided in the plan, {when}.")
    for decision in review.undecided:
        yield from item(f"{plain(decision.title)}: **still open**{_needed(decision)}.")


def _needed(decision: Decision) -> str:
    return f"; needed by {_time(decision.needed_by, decision.book)}" if decision.needed_by else ""


def _messages(review: Review) -> Iterator[str]:
    yield "## Messages against the schedule"
    yield ""
    if not review.heard:
        yield "No audience is named in the plan."
    for number, one in enumerate(review.heard):
        yield from ("",) if number else ()
        yield from _heard(one)


def _heard(one: Heard) -> Iterator[str]:
    yield f"### {plain(one.plan.title)}"
    yield ""
    if one.silence is None:
        yield "Nothing is on record as sent."
    else:
        yield f"Heard {times(len(one.sent))}; the longest time without a word was {length(one.silence)}."
    if one.lines:
        yield ""
        head = ("Message", "When", "Due", "Sent", "Without a record")
        yield from table(
            head,
            [
                (
                    plain(line.what),
                    _time(line.time, one.plan.book),
                    _count(line.due),
                    str(len(line.sent)),
                    _count(line.missing),
                )
                for line in one.lines
            ],
        )


def _time(time: Time | None, book: Playbook) -> str:
    return plain(time_words(time, str(time), book)) if time else "no time"


def _count(number: int | None) -> str:
    return "not known" if number is None else f"{number:,}"


def _promises(review: Review) -> Iterator[str]:
    yield "## Promises"
    yield ""
    if not review.outcomes:
        yield "The plan holds none."
        return
    head = ("Promise", "To", "Due", "Outcome", "Recorded")
    yield from table(head, [_promise(one) for one in review.outcomes])


def _promise(one: Outcome) -> tuple[str, ...]:
    commitment = one.commitment
    outcome = UNKNOWN if one.word == "open" else one.word
    if one.series is not None:
        said = [f"{count:,} {word}" for word, count in one.series.said]
        rest = [f"{one.series.unrecorded:,} {UNKNOWN}"] if one.series.unrecorded else []
        outcome = ", ".join([*said, *rest]) or UNKNOWN
    return (
        plain(commitment.title),
        plain(commitment.audience.title) if commitment.audience else "nobody named",
        _due(one),
        outcome,
        _moment(one.at),
    )


def _due(one: Outcome) -> str:
    """When a promise was due; of one that was moved the new date, then the first."""
    time = one.commitment.due
    due = _planned(one.due) or (_time(time, one.commitment.book) if time else "no date")
    return ", ".join(part for part in (due, plain(moved(one.commitment))) if part)


def _numbers(review: Review) -> Iterator[str]:
    yield "## Numbers against targets"
    yield ""
    if not (review.courses or review.targets):
        yield "The plan has neither."
        return
    if review.courses:
        head = ("Number", "First", "Last", "Asked for", "By", "Then", "Standing")
        yield from table(head, [row for one in review.courses for row in _course(one)])
    if review.targets:
        yield from ("",) if review.courses else ()
        yield "The targets as a whole:"
        yield ""
        yield from (
            line for target, word in review.targets for line in item(f"{plain(target.title)}: {word}")
        )


def _course(one: Course) -> Iterator[tuple[str, ...]]:
    """A row for each number that was asked for, or one that says that none was."""
    number = (plain(one.kpi.title), _number(one.first), _number(one.last))
    for goal in one.goals:
        by, found = _moment(goal.by, "for good"), plain(goal.found or UNKNOWN)
        yield (*number, plain(goal.asked), by, found, goal.standing)
    if not one.goals:
        yield (*number, "no number", "–", "–", "–")


def _number(found: tuple[datetime, str] | None) -> str:
    return f"{plain(found[1])}, {moment_words(found[0])}" if found else UNKNOWN


def _happenings(title: str, found: Sequence[Happened], resolve: Resolver) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    if not found:
        yield f"{UNKNOWN.capitalize()}."
    for one in found:
        yield from _entry(one, moment_words(one.at), resolve)


def _gaps(review: Review) -> Iterator[str]:
    yield "## What nobody recorded"
    yield ""
    if not review.gaps:
        yield "Nothing that should be on record is missing."
    for gap in review.gaps:
        yield from item(f"**{gap.title}:** {_titles(gap.entries)}.")


def _titles(entries: Iterable[Linked[Entry]]) -> str:
    return ", ".join(plain(entry.title) for entry in entries)


def _questions(review: Review) -> Iterator[str]:
    yield "## Questions to answer"
    yield ""
    yield from (f"- [ ] {plain(question)}" for question in review.questions)


def _asked() -> Iterator[str]:
    for title, words in ASKED:
        yield f"## {title}"
        yield ""
        yield f"*{words}*"
        yield ""
    yield "## Actions to follow"
    yield ""
    yield from table(("Action", "Owner", "By"), [("", "", "")])


def _dated(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b %Y %H:%M}"


def _moment(moment: datetime | None, without: str = UNKNOWN) -> str:
    return moment_words(moment) if moment else without
