"""A `Playbook` to the pages to make, in the order of the menu."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import TypeVar

from generator.addresses import WITHHELD
from generator.content import ContentPage
from generator.diagnostics import Diagnostic, error
from generator.linked import KINDS, Linked, Playbook
from generator.linked.resolve import page_title, resolver
from generator.model import Entry
from generator.pages import (
    board,
    comms,
    delegation,
    hears,
    journal,
    kpis,
    priorities,
    promises,
    questions,
    risks,
)
from generator.pages.brief import brief
from generator.pages.calendars import calendars
from generator.pages.changed import AskSince, changed
from generator.pages.contingencies import failures
from generator.pages.howto import how_to
from generator.pages.navigation import navigation
from generator.pages.now import desk, desks
from generator.pages.page import Later, Page
from generator.pages.plan import plan
from generator.pages.ready import all_ready
from generator.pages.review import reviews
from generator.pages.standup import standup
from generator.pages.styleguide import styleguide
from generator.pages.withheld import withheld_page
from generator.review import Run
from generator.rules import Verdict

__all__ = ["AskSince", "Page", "navigation", "pages", "styleguide", "withheld_page"]

L = TypeVar("L", bound=Linked[Entry])

#: Collections that stand on one page as a list: collection, title, section of the menu.
LISTS = (
    ("improvements", "Process improvements", "Decide and improve"),
    ("decisions", "Decisions", "Decide and improve"),
    ("hires", "Hires", "Decide and improve"),
    ("deferrals", "Deferred", "Decide and improve"),
    ("principles", "Principles", "Decide and improve"),
)

#: Chapters of the page of everything that are not called as their collection is.
CHAPTERS = {"kpis": "KPIs", "comms": "Communication"}

#: Folders of the site that are not for pages, and who has them.
RESERVED = {
    "templates": "the site builder passes pages over",
    "assets": "the theme keeps its files",
    "styleguide": "development builds show their components",
    WITHHELD: "editions say what is not in them",
}


def pages(
    book: Playbook,
    verdict: Verdict,
    content: tuple[ContentPage, ...],
    runs: tuple[Run, ...] = (),
    since: AskSince | None = None,
) -> tuple[tuple[Page, ...], tuple[Diagnostic, ...]]:
    """All pages, those of the `runs` that are over too (newest first).

    `since` is asked what changed since the last named version, when that page is made. A hand-written page at
    the address of a generated one is an error.
    """
    made = list(_generated(book, verdict, runs, since))
    # Without capitals, as some file systems see it.
    taken = {page.address.lower(): "the playbook has its own page" for page in made}
    resolve = resolver(book)
    problems = []
    for item in content:
        address = item.address.lower()
        holder = RESERVED.get(address.split("/")[1]) or taken.get(address)
        if holder:
            message = f"`{item.file}` would stand at {item.address}, where {holder}."
            problems.append(error("address-taken", message, item.place(0), "Give the file another name."))
            continue
        taken[address] = f"`{item.file}` stands already"
        title = page_title(item, resolve)
        made.append(Page(item.path, "page/content.md.j2", title, "Guides", {"content": item}, item.place(0)))
    return tuple(made), tuple(problems)


def _generated(
    book: Playbook, verdict: Verdict, runs: tuple[Run, ...], since: AskSince | None
) -> Iterator[Page]:
    yield Page(
        "index.md",
        "page/board.md.j2",
        book.summary.title,
        "",
        Later(lambda: {"board": board.board(book)}),
        book.summary.place,
        leads=True,
    )
    written = cache(lambda: journal.journal(book))
    yield _page("now", "Now", "", lambda: {"desks": desks(book)}, searchable=False)
    yield _page(
        "plan", "Plan", "Respond", lambda: {"plan": plan(book), "calendar": calendars(book), "book": book}
    )
    yield from _section(
        "priorities",
        "Priorities",
        book.priorities,
        lambda: {
            "ranking": priorities.ranking(book),
            "bands": book.overview.bands,
            "meaning": priorities.MEANING,
        },
        lambda entry: {"front": priorities.front(entry), "logged": written().logged("priority", entry)},
    )
    yield _page(
        "checklists",
        "Checklists",
        "Respond",
        lambda: {"book": book, "roles": board.owners(book)},
        searchable=False,
    )
    yield _page("standup", "Stand-up", "Respond", lambda: {"standup": standup(book)}, searchable=False)
    yield from _section(
        "roles",
        "Roles",
        book.roles,
        lambda: {"groups": board.role_groups(book)},
        lambda role: {
            "desk": desk(role),
            "calendar": calendars(book, role),
            "logged": written().logged("role", role),
        },
    )
    yield _page(
        "levels", "Severity levels", "Respond", lambda: {"entries": book.levels, "overview": book.summary}
    )
    yield from _section(
        "kpis",
        "KPIs and targets",
        book.kpis,
        lambda: {"card": kpis.scorecard(book)},
        lambda kpi: {"view": kpis.view(kpi)},
    )
    yield from _section(
        "risks",
        "Risks",
        book.risks,
        lambda: {"register": risks.register(book)},
        lambda risk: {"cell": risks.cell_of(risk)},
    )
    yield from _section(
        "contingencies", "Contingencies", book.contingencies, lambda: {"failures": failures(book)}
    )
    yield from _section(
        "comms",
        "Communication",
        book.comms,
        lambda: {
            "views": tuple(comms.plan_view(plan) for plan in book.comms),
            "audiences": hears.audiences(book),
        },
        lambda one: {"view": comms.plan_view(one), "ready": all_ready(one)},
    )
    yield _page(
        "commitments", "Commitments", "Communication", lambda: {"found": promises.commitments(book, verdict)}
    )
    yield _page("brief", "Brief", "Communication", lambda: {"brief": brief(book, verdict)}, searchable=False)
    yield _page("delegation", "Delegation", "Organise", lambda: {"delegation": delegation.delegation(book)})
    for collection, title, section in LISTS:
        items = {"items": journal.listed(book, collection)}
        yield Page(f"{collection}.md", "page/list.md.j2", title, section, items, leads=True)
    yield _page("log", "Log", "Record", lambda: {"journal": written(), "how": how_to(book)})
    yield _page(
        "changes",
        "Changes",
        "Record",
        lambda: {"changed": changed(book, since(book, verdict) if since else None)},
        searchable=False,
    )
    yield from reviews(book, runs)
    yield _page(
        "open-questions",
        "Open questions",
        "Record",
        lambda: {"questions": questions.questions(book, verdict), "book": book},
    )
    yield _page("everything", "Everything", "Record", lambda: {"chapters": chapters(book)}, searchable=False)


def _page(
    name: str,
    title: str,
    section: str,
    shows: Callable[[], Mapping[str, object]],
    *,
    searchable: bool = True,
) -> Page:
    template = f"page/{name.replace('-', '_')}.md.j2"
    return Page(f"{name}.md", template, title, section, Later(shows), searchable=searchable, leads=True)


def _section(
    collection: str,
    title: str,
    entries: Iterable[L],
    more: Callable[[], Mapping[str, object]] = dict,
    each: Callable[[L], Mapping[str, object]] = lambda _: {},
) -> Iterator[Page]:
    """A collection's first page and one page an entry; `more` and `each` are what they show besides."""
    found = tuple(entries)
    template = f"page/{collection}.md.j2"
    shows = Later(lambda: {"entries": found, **more()})
    yield Page(f"{collection}/index.md", template, title, title, shows, leads=True)
    for entry in found:
        yield Page(
            f"{collection}/{entry.id}.md",
            f"page/{collection}_one.md.j2",
            entry.title,
            title,
            Later(partial(_shown, entry, each)),
            entry.place,
        )


def _shown(entry: L, each: Callable[[L], Mapping[str, object]]) -> Mapping[str, object]:
    return {"entry": entry, **each(entry)}


@dataclass(frozen=True, slots=True)
class Chapter:
    """One collection on the page that holds everything."""

    name: str
    title: str
    entries: tuple[Linked[Entry], ...]


def chapters(book: Playbook) -> tuple[Chapter, ...]:
    """Every entry once, priorities and risks in the order of their pages."""
    ordered = {"priorities": book.priorities, "risks": book.risks, "actions": book.actions_in_time}
    found = [Chapter("playbook", "The playbook", (book.summary,))]
    for collection in KINDS:
        entries = tuple(entry for entry in book.entries.values() if entry.collection == collection)
        if entries:
            title = CHAPTERS.get(collection) or collection.capitalize()
            found.append(Chapter(collection, title, ordered.get(collection, entries)))
    return tuple(found)
