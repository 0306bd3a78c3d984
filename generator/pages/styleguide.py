"""Every component once, on one page, shown on a made-up crisis: for those who make the site."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files

from generator.diff import Side, diff
from generator.link import link
from generator.linked import Playbook
from generator.load import load_text
from generator.pages import (
    board,
    clock,
    comms,
    hears,
    kpis,
    priorities,
    promises,
    ready,
    risks,
    sheet,
)
from generator.pages.changed import parts
from generator.pages.heard import by_silence
from generator.pages.page import Page
from generator.pages.plan import plan
from generator.pages.review import view
from generator.pages.unblocked import unblocked
from generator.review import review
from generator.rules import run
from generator.validate import validate

ADDRESS = "/styleguide/"

#: Every word that a chip has a look for.
CHIPS = (
    ("Severity", ("critical", "high", "medium", "low")),
    ("An action", ("open", "started", "blocked", "done", "dropped")),
    ("By the clock", ("now", "next", "late", "not confirmed")),
    ("A number", ("met", "not met", "stale")),
    ("A promise", ("kept", "missed", "renegotiated")),
    ("A review", ("early", "on time", "late", "under way", "not finished", "never recorded", "recurring")),
    ("A plan", ("overload", "away", "no deputy", "no owner", "assumed")),
)

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


#: What the made-up crisis said before, and says now.
EARLIER = (
    ("when: days 2-3", "when: day 2"),
    ('target: {op: ">=", value: 10}', 'target: {op: ">=", value: 11}'),
    ("Take the echo sounder out", "Sound by hand, from the small boat"),
    ("Hoist the signal, Tell the next harbour", "Hoist the signal"),
)


def specimen(changes: tuple[tuple[str, str], ...] = ()) -> Playbook:
    """The made-up crisis, with texts replaced. Raises ValueError when it does not hold together (a bug)."""
    text = files("generator.pages").joinpath("specimen.yml").read_text(encoding="utf-8")
    for now, then in changes:
        text = text.replace(now, then)
    file, problems = load_text(text, "specimen.yml")
    records, more = validate((file,))
    book, last = link(records, NOW)
    if book is None:
        raise ValueError([*problems, *more, *last])
    return book


def styleguide() -> Page:
    """The page; its links lead nowhere but to itself."""
    book = specimen()
    found = review(book)
    earlier, now = (Side(one, run(one)[0]) for one in (specimen(EARLIER), book))
    return Page(
        "styleguide.md",
        "page/styleguide.md.j2",
        "Style guide",
        "Development",
        {
            "chips": CHIPS,
            "book": book,
            "clock": clock.clock(book),
            "board": board.board(book),
            "card": kpis.scorecard(book),
            "plan": plan(book),
            "rows": risks.register(book).rows,
            "front": priorities.front(book.priorities[0]),
            "heard": by_silence(book),
            "audiences": hears.audiences(book),
            "plans": [comms.plan_view(plan) for plan in book.comms],
            "ready": [one for plan in book.comms for one in ready.all_ready(plan)],
            "promises": promises.promises(book),
            "unblocked": unblocked(book.role("mate"), book),
            "changes": [told for part in parts(diff(earlier, now), book) for told in part.changes],
            "view": view(found) if found else None,
            "action": book.action("clear-channel.sound"),
            "sheet": sheet.sheet_of(book.action("clear-channel.sound")),
        },
        searchable=False,
        leads=True,
    )
