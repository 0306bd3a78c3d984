"""The log's page, and what every entry says of its own history."""

from __future__ import annotations

import re
import shlex

import pytest

from generator.addresses import parse_ref
from generator.linked import LogItem, Playbook
from generator.model import LOG_KINDS
from generator.pages.concern import owner_of, priorities_of
from generator.pages.history import NEWEST, history_of
from generator.pages.howto import how_to
from generator.pages.journal import Line, journal
from tests import playbooks, sites
from tests.playbooks import HEAD, book

DECLARED = HEAD.replace("London}", "London, activated: 2026-11-20T09:00}")
PLAN = """
roles: {lead: {title: Lead}, second: {title: Second}, idle: {title: Idle}}
priorities:
  fix: {title: Fix, owner: lead, order: 1, actions: {find: {title: Find the cause}, watch: {title: Watch}}}
  calm: {title: Calm, order: 2}
kpis: {rate: {title: Rate, unit: "%", owner: second, priorities: [calm]}}
comms: {press: {title: Press, owner: lead}}
risks: {again: {title: Again, priorities: [fix]}}
"""


def plan(log: str) -> Playbook:
    """The plan above, and what happened: entries by their ids."""
    return book(f"{PLAN}log:\n{log}", DECLARED)


def line(found: Playbook, key: str) -> Line:
    """One line of the log's page."""
    return next(line for day in journal(found).days for line in day.lines if line.entry.id == key)


def told(found: Playbook, ref: str, *kinds: str) -> list[str]:
    """The ids of log entries in an entry's history, the newest first."""
    known = parse_ref(ref)
    assert known
    history = history_of(found.entries[known], kinds)
    return [one.happened.item.id for one in (*history.newest, *history.older)]


RATE = """
  a: {at: 2026-11-20T10:00, kind: measured, by: lead, about: [kpis/rate], value: 81}
  b: {at: 2026-11-20T11:00, kind: measured, by: second, about: [kpis/rate], value: 97.2, text: After the fix.}
  c: {at: 2026-11-20T12:00, kind: measured, by: second, about: [kpis/rate], value: 90}
  d: {at: 2026-11-20T12:30, kind: corrected, by: lead, corrects: c, value: 91}
  e: {at: 2026-11-20T13:00, kind: note, by: lead, about: [kpis/rate], text: Seen.}
"""


def test_a_history_is_newest_first_with_numbers_in_their_unit() -> None:
    """Each correction is applied to what it corrects, and named there."""
    newest = history_of(plan(RATE).kpi("rate")).newest

    assert [("e", ""), ("c", "91%"), ("b", "97.2%"), ("a", "81%")] == [
        (one.happened.item.id, one.number) for one in newest
    ]
    assert [[], ["d"], [], []] == [[item.id for item in one.corrections] for one in newest]


def test_what_a_page_tells_already_is_not_told_twice() -> None:
    """A table of numbers has each number; what was said with one, or corrected, it cannot say."""
    assert ["e", "c", "b"] == told(plan(RATE), "kpis/rate", "measured")


def test_a_long_history_is_folded_after_the_newest() -> None:
    """The page says how many are behind."""
    log = "".join(
        f"  e{hour}: {{at: 2026-11-20T{hour}:00, kind: note, about: [kpis/rate], text: Hour {hour}.}}\n"
        for hour in range(10, 18)
    )
    found = plan(log)
    history = history_of(found.kpi("rate"))
    page = sites.read(playbooks.made(found).docs["kpis/rate.md"])

    assert (NEWEST, 3) == (len(history.newest), len(history.older))
    assert page.says("3 earlier")
    assert re.search("Hour 17.*Hour 13.*3 earlier.*Hour 12.*Hour 10", page.text, re.DOTALL)


@pytest.mark.parametrize(
    ("expected", "written"), [("Fri 20 Nov 12:00", "2026-11-20T12:00"), ("Fri 20 Nov", "2026-11-20")]
)
def test_a_history_says_which_occurrence_is_meant(expected: str, written: str) -> None:
    """A moment or a date, in words."""
    found = plan(f"  a: {{at: 2026-11-20T12:10, kind: done, about: [actions/fix.watch], for: {written}}}\n")
    (one,) = history_of(found.action("fix.watch")).newest
    page = sites.read(playbooks.made(found).docs["priorities/fix.md"])

    assert expected == one.occurrence
    assert page.says(f"for {expected}")


def test_an_entry_says_what_happened_and_leads_there() -> None:
    """When, what, how much, in which words, who; a correction is a link to what corrected it."""
    page = sites.read(playbooks.made(plan(RATE)).docs["kpis/rate.md"])
    links = {sites.target("/kpis/rate/", href) for href in page.links}

    assert page.says("Fri 20 Nov 11:00 measured 97.2% After the fix. by Second")
    assert page.says("Fri 20 Nov 12:00 measured 91% by Second corrected Fri 20 Nov 12:30")
    assert {"/log/#b", "/log/#c", "/log/#d", "/log/#e"} <= links


@pytest.mark.parametrize("where", ["priorities/fix.md", "log.md"])
def test_what_is_put_off_says_until_when_and_who_must_move(where: str) -> None:
    """In a history as on the log's page."""
    log = """
  a: {at: 2026-11-20T10:00, kind: blocked, by: lead, about: [actions/fix.find],
    waiting_on: second, until: 2026-11-24}
"""
    page = sites.read(playbooks.made(plan(log)).docs[where])

    assert page.says("waiting on Second until Tue 24 Nov by Lead")


def test_a_log_entry_about_something_does_not_name_it_as_well() -> None:
    """Nor what it is recorded by; what names an entry in words alone is still among what names it."""
    log = """
  a: {at: 2026-11-20T10:00, kind: done, by: lead, about: [actions/fix.find], text: "See [[risks/again]]."}
  b: {at: 2026-11-20T11:00, kind: blocked, about: [actions/fix.watch], waiting_on: second}
"""
    found = plan(log)
    named = {
        str(entry.ref): [item.id for item in entry.backlinks if isinstance(item, LogItem)]
        for entry in found.entries.values()
    }

    assert {"risks/again": ["a"]} == {ref: items for ref, items in named.items() if items}
    assert ["a"] == [item.id for item in found.role("lead").named_by if isinstance(item, LogItem)]  # type: ignore[union-attr]  # it is there


def test_links_lead_both_ways_between_the_log_and_what_it_is_about() -> None:
    """Of every entry that the log names, in a playbook with one of everything."""
    made = playbooks.small()
    pages = sites.read_all(made.docs)
    ways = {
        way
        for event in made.book.events
        for entry in made.book.entries.values()
        if str(entry.ref) in event.record.about
        for way in ((entry.address, f"/log/#{event.id}"), (f"/log/#{event.id}", entry.address))
    }
    leads = {page: {sites.target(page, href) for href in found.links} for page, found in pages.items()}

    assert len(ways) > 10
    assert set() == {(start, end) for start, end in ways if end not in leads[start.partition("#")[0]]}


def test_corrections_are_applied_and_the_first_words_stay() -> None:
    """The log is append-only: what was first written can be read beside what counts."""
    log = """
  a: {at: 2026-11-20T10:00, kind: measured, by: lead, about: [kpis/rate], value: 81, text: Read in haste.}
  b: {at: 2026-11-20T10:30, kind: corrected, by: second, corrects: a, value: 18}
  c: {at: 2026-11-20T10:40, kind: corrected, by: second, corrects: b, text: Read again.}
"""
    found = plan(log)
    first, second = line(found, "a"), line(found, "b")
    page = sites.read(playbooks.made(found).docs["log.md"])

    assert ("18%", "Read again.") == (first.number, first.text)
    assert ["b", "c"] == [item.id for item in first.corrections]
    assert ("18%", "a") == (second.number, second.corrects.id if second.corrects else "")
    assert page.says("First written: Read in haste. · 81%")
    assert page.says("corrected Fri 20 Nov 10:30 corrected Fri 20 Nov 10:40")


def test_what_was_never_corrected_has_no_first_words() -> None:
    """Nor has a correction."""
    found = plan(RATE)

    assert [(), ()] == [line(found, "a").first, line(found, "d").first]


def test_the_head_counts_every_entry() -> None:
    """Corrections too: each is an entry of its own. The last is the newest by its moment."""
    found = plan(RATE)
    page = sites.read(playbooks.made(found).docs["log.md"])

    assert 5 == journal(found).count
    assert page.says("5 entries, the last of Fri 20 Nov 13:00")


MARKED = """
  a: {at: 2026-11-20T10:00, kind: blocked, by: second, about: [actions/fix.find], waiting_on: idle}
  b: {at: 2026-11-20T11:00, kind: measured, by: lead, about: [kpis/rate], value: 1}
  c: {at: 2026-11-20T12:00, kind: note, text: Quiet.}
  d: {at: 2026-11-20T12:30, kind: corrected, corrects: b, value: 2}
"""


@pytest.mark.parametrize(
    ("key", "roles", "priorities", "kind"),
    [
        ("a", ("second", "lead", "idle"), ("fix",), "blocked"),
        ("b", ("lead", "second"), ("calm",), "measured"),
        ("c", (), (), "note"),
        ("d", ("second",), ("calm",), "corrected"),
    ],
)
def test_an_entry_is_marked_by_whom_it_concerns(
    key: str, roles: tuple[str, ...], priorities: tuple[str, ...], kind: str
) -> None:
    """Who recorded it, who owns what it is about, who is waited for; the priorities of what it is about."""
    marks = line(plan(MARKED), key).marks

    assert (roles, priorities, kind) == (marks.roles, marks.priorities, marks.kind)


def test_filters_offer_only_what_occurs_with_its_number() -> None:
    """In the order of the plan; a filter without an option is left out."""
    few = journal(plan("  a: {at: 2026-11-20T10:00, kind: note}\n"))
    filters = {choice.name: choice.options for choice in journal(plan(MARKED)).filters}

    assert {
        "role": (("lead", "Lead", 2), ("second", "Second", 3), ("idle", "Idle", 1)),
        "priority": (("fix", "Fix", 1), ("calm", "Calm", 2)),
        "kind": tuple((kind, kind, 1) for kind in ("blocked", "measured", "corrected", "note")),
    } == filters
    assert ["kind"] == [choice.name for choice in few.filters]


def test_roles_and_priorities_lead_to_their_part_of_the_log() -> None:
    """But none is sent to where there is nothing."""
    docs = playbooks.made(plan("  a: {at: 2026-11-20T10:00, kind: done, about: [actions/fix.find]}\n")).docs
    places = ("roles/lead", "roles/idle", "priorities/fix", "priorities/calm")
    found = [[href for href in sites.read(docs[f"{one}.md"]).links if "?" in href] for one in places]

    assert [["../../log/?role=lead"], [], ["../../log/?priority=fix"], []] == found


CONCERNS = """
roles: {lead: {title: Lead}, second: {title: Second}}
priorities:
  fix: {title: Fix, owner: lead, actions: {find: {title: Find, owner: second}}}
  calm: {title: Calm}
kpis: {k: {title: K, owner: second, priorities: [calm]}}
targets: {t: {title: T, owner: lead, priorities: [calm]}}
risks: {r: {title: R, owner: second, priorities: [fix, calm]}}
contingencies: {c: {title: C, owner: lead, covers: [actions/fix.find, risks/r]}}
comms: {p: {title: P, owner: lead, priorities: [calm], templates: {t: {body: B}}}}
commitments: {m: {title: M, owner: second, backed_by: [actions/fix.find]}}
decisions: {d: {title: D, decided_by: lead, priorities: [fix]}}
deferrals: {f: {title: F, owner: second}}
rituals: {s: {title: S, owner: lead}}
levels: {l: {title: L}}
"""


@pytest.mark.parametrize(
    ("ref", "owner", "priorities"),
    [
        ("roles/second", "second", []),
        ("priorities/fix", "lead", ["fix"]),
        ("actions/fix.find", "second", ["fix"]),
        ("kpis/k", "second", ["calm"]),
        ("targets/t", "lead", ["calm"]),
        ("risks/r", "second", ["fix", "calm"]),
        ("contingencies/c", "lead", ["fix", "calm"]),
        ("comms/p", "lead", ["calm"]),
        ("templates/p.t", "lead", ["calm"]),
        ("commitments/m", "second", ["fix"]),
        ("decisions/d", "lead", ["fix"]),
        ("deferrals/f", "second", []),
        ("rituals/s", "lead", []),
        ("levels/l", None, []),
    ],
)
def test_every_kind_of_entry_concerns_somebody(ref: str, owner: str | None, priorities: list[str]) -> None:
    """The role that answers for it, and the priorities that it serves."""
    known = parse_ref(ref)
    assert known
    entry = book(CONCERNS).entries[known]
    found = owner_of(entry)

    assert owner == (found.id if found else None)
    assert priorities == [priority.id for priority in priorities_of(entry)]


def test_examples_of_how_to_record_are_the_playbooks_own() -> None:
    """The first action with who owns it, the first KPI; each a command for a shell."""
    found = how_to(plan("  a: {at: 2026-11-20T10:00, kind: note}\n"))

    assert [
        ["playbook", "record", "actions/fix.find", "--done", "--by", "lead", "What happened, in a sentence."],
        ["playbook", "record", "kpis/rate", "1"],
    ] == [shlex.split(command) for command in found.commands]


def test_the_file_that_is_shown_can_be_read() -> None:
    """As it stands on the page it is a log entry about the first action."""
    text = f"{PLAN}log: {{}}\n"
    found = how_to(book(text, DECLARED))
    shown = "\n".join(indent + rest for indent, rest in found.lines)
    added = book(f"{PLAN}{shown}", DECLARED)
    page = sites.read(playbooks.made(book(text, DECLARED)).docs["log.md"])

    assert "done" == added.action("fix.find").status
    assert f"data/log/{added.log[0].id}.yml" == found.file
    assert shown in page.text


def test_a_playbook_without_actions_is_shown_a_note() -> None:
    """About the crisis as a whole; there is no command to show."""
    found = how_to(book(""))

    assert () == found.commands
    assert ("    ", "kind: note") in found.lines
    assert LOG_KINDS == found.kinds


def test_how_to_record_leads_while_nothing_is_recorded() -> None:
    """Afterwards what happened leads, and it stands at the end."""
    empty = playbooks.made(book(PLAN, DECLARED)).docs["log.md"]
    filled = playbooks.made(plan("  a: {at: 2026-11-20T10:00, kind: note}\n")).docs["log.md"]

    assert ["_record"] == sites.read(empty).anchors[1:]
    assert "Nothing is recorded yet." in empty
    assert ["__logfilter", "_2026-11-20", "a", "_record"] == sites.read(filled).anchors[1:]


@pytest.mark.parametrize("log", ["", "log: {a: {at: 2026-11-20T10:00, kind: note}}\n"])
def test_the_crisis_as_a_whole_can_be_recorded_on(log: str) -> None:
    """By a link that says what may be said of it, and leads to how, where no script takes it over."""
    page = sites.read(playbooks.made(book(PLAN + log, DECLARED)).docs["log.md"])
    (link,) = (attributes for _, attributes in page.tags if attributes.get("data-record") == "")

    assert {
        "href": "#_record",
        "data-kinds": "note learned decided declared ended",
        "data-title": "the crisis",
    } == {name: link[name] for name in ("href", "data-kinds", "data-title")}


def test_a_history_brings_no_anchor() -> None:
    """It stands on several pages beside one another."""
    made = playbooks.made(plan(RATE))
    (history,) = re.findall(r'<div class="pb-history".*?</div>', made.docs["kpis/rate.md"], re.DOTALL)

    assert "id=" not in history
    assert "pb-history" in made.docs["everything.md"]
