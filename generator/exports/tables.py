"""Actions, commitments, risks and the log as CSV. docs/csv.md describes the columns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from generator.addresses import parse_ref
from generator.exports.cells import Cell, table
from generator.facts import time_words
from generator.linked import Action, Commitment, Linked, LogItem, Playbook, Risk, as_time
from generator.linked.entry import event_name
from generator.linked.resolve import resolver
from generator.model import Entry, Money
from generator.pages.promised import promised
from generator.pages.promises import in_order
from generator.text import Resolver, visible
from generator.when import Dates, Interval, Moment, Time, is_recurring, moment_in

_MONEY = ("Amount", "Currency", "Basis")

#: The names of the columns.
ACTIONS = (
    *("ID", "Title", "Priority", "Owner"),
    *("When", "Start", "End", "Status", "Since"),
    *("Needs", "Fallback", "Page"),
)
COMMITMENTS = (
    *("ID", "Title", "Audience", "Promise", "By or every", "Due", "Owner"),
    *(*_MONEY, "Backed by", "Status", "Page"),
)
RISKS = (
    *("ID", "Title", "Likelihood", "Impact", "Exposure", "Owner"),
    *(*_MONEY, "Status", "Triggers", "Mitigations", "Page"),
)
LOG = ("At", "By", "Kind", "About", "Text", "Value", "For", "Until", "Corrects", "File")


def tables(book: Playbook) -> dict[str, bytes]:
    """The four tables by their path below the site's root, a row an entry in the order of the pages."""
    resolve = resolver(book)
    actions = (action for priority in book.priorities for action in priority.actions)
    return {
        "actions.csv": table(ACTIONS, map(_action, actions)),
        "commitments.csv": table(COMMITMENTS, (_commitment(item, resolve) for item in in_order(book))),
        "risks.csv": table(RISKS, (_risk(risk, resolve) for risk in book.risks)),
        "log.csv": table(LOG, (_logged(item, resolve) for item in book.log)),
    }


def _action(action: Action) -> tuple[Cell, ...]:
    start, end = _edges(action.when, action.book)
    return (
        action.id,
        action.title,
        action.priority.title,
        _title(action.owner),
        _words(action.when, action.record.when, action.book),
        start,
        end,
        action.status,
        _clock(action.word.at if action.word else None, action.book),
        _titles(action.needs),
        _title(action.if_fails),
        action.address,
    )


def _commitment(item: Commitment, resolve: Resolver) -> tuple[Cell, ...]:
    time = item.due
    due = _edges(time, item.book)[1] if time and not is_recurring(time) else ""
    return (
        item.id,
        item.title,
        _title(item.audience),
        _prose((item.record.promise or "",), resolve),
        _words(item.planned, str(item.planned), item.book),
        due,
        _title(item.owner),
        *_money(item.record.amount),
        _titles(item.backing),
        promised(item).status,
        item.address,
    )


def _risk(risk: Risk, resolve: Resolver) -> tuple[Cell, ...]:
    record = risk.record
    said = risk.state.status
    return (
        risk.id,
        risk.title,
        record.likelihood,
        record.impact,
        risk.exposure,
        _title(risk.owner),
        *_money(record.amount),
        said if said != "open" else record.status or "open",
        _prose(record.triggers, resolve),
        _prose(record.mitigations, resolve),
        risk.address,
    )


def _logged(item: LogItem, resolve: Resolver) -> tuple[Cell, ...]:
    record, book = item.record, item.book
    value = record.value
    return (
        _clock(item.at, book),
        _title(book.role(record.by)),
        record.kind,
        "; ".join(_named(written, book) for written in record.about),
        _prose((record.text or "",), resolve),
        _prose((value,), resolve) if isinstance(value, str) else value,
        _moment(record.for_, book),
        _moment(record.until, book),
        record.corrects,
        item.place.file,
    )


def _title(entry: Linked[Entry] | None) -> str:
    return entry.title if entry else ""


def _titles(entries: Iterable[Linked[Entry]]) -> str:
    return "; ".join(entry.title for entry in entries)


def _named(written: str, book: Playbook) -> str:
    """The title of what a log entry is about; an event of the playbook has a name alone."""
    ref = parse_ref(written)
    if ref is None:
        return written
    return book.entries[ref].title if ref in book.entries else event_name(ref.id)


def _prose(texts: Iterable[str], resolve: Resolver) -> str:
    """What a reader sees of rich texts, in one line."""
    return "; ".join(" ".join(visible(text, resolve).split()) for text in texts if text)


def _words(time: Time | None, written: str | None, book: Playbook) -> str:
    return time_words(time, written or "", book) if time else ""


def _edges(time: Time | None, book: Playbook) -> tuple[str, str]:
    interval = (book.interval(time) if time else None) or Interval(None, None)
    return _clock(interval.start, book), _clock(interval.end, book)


def _clock(moment: datetime | None, book: Playbook) -> str:
    """A moment on the playbook's clocks as every spreadsheet reads it: `2026-11-23 09:00`."""
    return f"{moment.astimezone(book.now.tzinfo):%Y-%m-%d %H:%M}" if moment else ""


def _moment(written: str | None, book: Playbook) -> str:
    """A moment or a date of the log."""
    named = as_time(written, "moment")
    if not isinstance(named, (Moment, Dates)):
        return written or ""
    at = moment_in(named, book.now.tzinfo or UTC)
    return _clock(at, book) if isinstance(named, Moment) else f"{at:%Y-%m-%d}"


def _money(amount: Money | None) -> tuple[Cell, Cell, Cell]:
    return (amount.value, amount.currency, amount.basis) if amount else (None, None, None)
