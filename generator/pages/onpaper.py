"""Rows of a sheet of paper: what each says, how many lines it takes, which of them fit on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from generator.facts import TimeValue, Value, time_value
from generator.linked import Linked, Playbook, as_time
from generator.linked.resolve import resolver
from generator.model import Entry
from generator.text import visible
from generator.when import Dates, Moment

#: How many characters stand on a line of one of two columns, by the widest of the usual fonts.
COLUMN = 55

#: What a word in a frame takes besides its letters, in characters.
FRAME = 4

#: What dates in brackets take, in characters.
DATES = 32

#: What stands between two rows, in lines.
BETWEEN = 0.3

#: Of many entries so many are named.
NAMED = 3

#: A sentence of more characters than these is cut: its entry's own page has it whole.
LONG = 150


@dataclass(frozen=True, slots=True)
class Part:
    """A word or two (plain) before entries, before a value, or alone; readers look for a `key` first."""

    label: str
    value: Value | None = None
    entries: tuple[Linked[Entry], ...] = ()
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """A state in a word: `kind` for its look, `words` as shown (plain).

    One with `after` counts once that moment is past; `is_up` says whether it is by now.
    """

    kind: str
    words: str
    after: datetime | None = None
    is_up: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One thing, and what there is to say of it: its entry, `head` in words (plain), a rich sentence first.

    `number` stands before all (plain, empty for none).
    """

    entry: Linked[Entry] | None = None
    head: str = ""
    sentence: Value | None = None
    flags: tuple[Flag, ...] = ()
    parts: tuple[Part, ...] = ()
    number: str = ""

    @property
    def is_short(self) -> bool:
        """Whether all of it stands in one line: nothing of it is a title with more below."""
        return self.entry is None or (self.sentence is not None and not self.parts)


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading (plain).

    `rest` is how many more stand at `address`, whose page is called `name`; `notes` stand below them; `empty`
    is said where there is no row.
    """

    title: str
    anchor: str
    rows: tuple[Row, ...]
    address: str
    name: str
    rest: int = 0
    notes: tuple[Part, ...] = ()
    empty: str = ""


def deadline(written: str, book: Playbook) -> Value:
    """A time by whose end something is needed: that end, and what the plan calls it.

    On one clock, which the sheet names once: no script adds the reader's own, so that
    the sheet is as long for every reader.
    """
    found: TimeValue = time_value(written, "time", book).content
    end = found.interval.end if found.interval else None
    if end is None:
        return Value("time", found)
    is_date = isinstance(as_time(written, "time"), (Moment, Dates))
    return Value("plain", _end(end, book) if is_date else f"{_end(end, book)} ({found.words})")


def planned(written: str, book: Playbook) -> Value:
    """A time during which something is worked on: what the plan calls it, and its end."""
    found: TimeValue = time_value(written, "time", book).content
    end = found.interval.end if found.interval else None
    return Value("plain", f"{found.words}, until {_end(end, book)}") if end else Value("time", found)


def _end(end: datetime, book: Playbook) -> str:
    year = f" {end.year}" if end.year != book.now.year else ""
    return f"{end:%a} {end.day} {end:%b}{year} {end:%H:%M}"


def named(label: str, entries: Sequence[Linked[Entry]]) -> Part:
    """Entries by their names; of many the first ones, and how many more there are."""
    rest = len(entries) - NAMED
    more = Value("plain", f"and {rest} more") if rest > 0 else None
    return Part(label, more, tuple(entries[:NAMED]))


def sentence(text: str, book: Playbook) -> Value:
    """A rich text, or its beginning in plain words where it is long."""
    words = " ".join(visible(text, resolver(book)).split())
    if len(words) <= LONG:
        return Value("rich", text)
    return Value("plain", words[:LONG].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …")


def lines(row: Row, book: Playbook, columns: int = 1, before: int = 0) -> float:
    """How many lines a row takes at most, in a place as wide as so many columns.

    So many characters stand `before` it on its first line.
    """
    width = COLUMN * columns
    head = [row.number, row.entry.title if row.entry and not row.sentence else "", row.head]
    head += [said(row.sentence, book)] if row.sentence else []
    head += [f"{flag.words}{' ' * FRAME}" for flag in row.flags]
    below = [_part(part, book) for part in row.parts]
    below += [row.entry.title] if row.entry and row.sentence else []
    first, then = before + len(" ".join(filter(None, head))), len(" · ".join(below))
    if row.is_short:
        return BETWEEN + ceil((first + then) / width)
    return BETWEEN + ceil(first / width) + ceil(then / width)


def noted(note: Part, book: Playbook) -> int:
    """How many lines a note takes at most."""
    return ceil(len(_part(note, book)) / COLUMN)


def _part(part: Part, book: Playbook) -> str:
    names = ", ".join(entry.title for entry in part.entries)
    return " ".join(filter(None, (part.label, said(part.value, book) if part.value else "", names)))


def said(value: Value, book: Playbook) -> str:
    """What readers see of a value (plain)."""
    content = value.content
    if isinstance(content, TimeValue):
        return content.words + " " * DATES if content.interval else content.words
    return visible(content, resolver(book)) if value.kind == "rich" else str(content)


def fit(costs: Sequence[Sequence[float]], shares: Sequence[Sequence[int]], room: float) -> tuple[int, ...]:
    """How many of each list fit into so many lines, counted from its beginning.

    Each list gets what the first of the `shares` grants it before any gets what the second does, and so on;
    after that the earlier lists come first.
    """
    kept = [0] * len(costs)
    for limits in (*shares, [len(each) for each in costs]):
        for place, each in enumerate(costs):
            while kept[place] < min(len(each), limits[place]) and each[kept[place]] <= room:
                room -= each[kept[place]]
                kept[place] += 1
    return tuple(kept)
