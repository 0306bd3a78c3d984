"""Records to a `Playbook`: references resolved, back-links, ranks, state from the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from generator import ranking, state
from generator.addresses import Ref
from generator.content import ContentPage
from generator.diagnostics import Diagnostic, has_errors
from generator.link.circles import circles
from generator.link.cited_content import cite_content
from generator.link.references import cite, names_of
from generator.link.renamed import folded
from generator.link.said import said
from generator.linked import KINDS, Citation, Playbook
from generator.model import LogEntry, Overview, Priority
from generator.validate import Records
from generator.when import Calendar, Dates, Moment, Rules, Unreadable, moment_in, parse, parse_quiet_hours

__all__ = ["folded", "link"]


def link(
    records: Records, now: datetime, content: tuple[ContentPage, ...] = ()
) -> tuple[Playbook | None, tuple[Diagnostic, ...]]:
    """The linked playbook, or None with the errors that stand in its way.

    `now` is an aware moment; `content` are hand-written pages, whose references count as well.
    """
    citations, problems = cite(records)
    cited_in_content, content_problems = cite_content(content, names_of(records), records)
    problems = (*problems, *content_problems, *circles(records), *said(records))
    if has_errors(problems) or records.overview is None or not records.complete:
        return None, problems
    return _build(records, records.overview, now, citations, cited_in_content), problems


def _build(
    records: Records,
    overview: Overview,
    now: datetime,
    citations: Mapping[Ref, tuple[Citation, ...]],
    cited_in_content: Mapping[Ref, tuple[ContentPage, ...]],
) -> Playbook:
    zone = ZoneInfo(overview.timezone) if overview.timezone else UTC
    log = {key: record for key, record in records.collections["log"].items() if isinstance(record, LogEntry)}
    moments = {key: moment(record.at, zone) for key, record in log.items()}
    history = state.events(log, moments)
    # As corrected: a correction may name another occurrence.
    occurrences = {event.id: moment(event.record.for_, zone) for event in history if event.record.for_}
    priorities = {
        key: record
        for key, record in records.collections["priorities"].items()
        if isinstance(record, Priority)
    }
    states = state.states(history, occurrences)
    calendar = _calendar(overview, zone)
    book = Playbook(
        overview=overview,
        now=now.astimezone(zone),
        places=records.places,
        citations=citations,
        cited_in_content=cited_in_content,
        ranks=ranking.rank(priorities, overview.bands),
        states=states,
        events=history,
        moments=moments,
        anchors={**_ended(history, overview, calendar, zone), **_anchors(states)},
        calendar=calendar,
    )
    for ref, record, _ in records.every():
        book.entries[ref] = KINDS[ref.collection](ref, record, records.places.of(*ref), book)
    return book


def moment(text: str, zone: tzinfo) -> datetime:
    """A moment that `validate` found readable, in the playbook's zone unless it has an offset."""
    found = parse(text, "moment")
    if not isinstance(found, (Moment, Dates)):
        raise TypeError(text)
    return moment_in(found, zone)


def _calendar(overview: Overview, zone: tzinfo) -> Calendar | None:
    if overview.activated is None:
        return None
    hours = parse_quiet_hours(overview.quiet_hours) if overview.quiet_hours else None
    quiet = None if isinstance(hours, Unreadable) else hours
    rules = Rules(timezone=zone, days=overview.days, quiet=quiet)
    return Calendar(moment(overview.activated, zone), rules)


def _ended(
    history: tuple[state.Event, ...], overview: Overview, calendar: Calendar | None, zone: tzinfo
) -> dict[str, datetime]:
    """When the crisis ended, if it did: as the playbook says, else as the log last does since T0."""
    if overview.ended:
        return {"ended": moment(overview.ended, zone)}
    if calendar is None:
        return {}
    since = (event for event in history if event.at >= calendar.t0)
    said = [event.at for event in since if event.record.kind == "ended" and not event.record.about]
    return {"ended": said[-1]} if said else {}


def _anchors(states: Mapping[Ref, state.State]) -> dict[str, datetime]:
    """The moments that other times count from: events reached, actions done."""
    found = {}
    for ref, item in states.items():
        if item.last is None or item.status not in ("reached", "done"):
            continue
        found[ref.id if ref.collection == "events" else str(ref)] = item.last.at
    return found
