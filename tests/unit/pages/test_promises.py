"""Every promise by its date: how it stands, what makes it possible, what speaks against it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.pages.promises import Commitments, Promise, commitments, promises
from generator.rules import run
from tests import playbooks, sites
from tests.playbooks import HEAD, book

DECLARED = HEAD.replace("London}", "London, activated: 2026-11-23T09:00}")
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PLAN = """
roles: {lead: {title: Lead}}
comms: {press: {title: Press}}
kpis: {k: {title: K}}
commitments:
  kept: {title: Kept, by: day 1, backed_by: [kpis/k]}
  missed: {title: Missed, by: day 1, backed_by: [kpis/k]}
  silent: {title: Silent, by: day 2, backed_by: [kpis/k]}
  ahead: {title: Ahead, by: day 9, backed_by: [kpis/k], amount: {value: 30, currency: EUR, basis: a month}}
  bare: {title: Bare, by: day 9, amount: {value: 700, currency: GBP}}
  moved: {title: Moved, by: day 2, backed_by: [kpis/k], amount: {value: 800.5, currency: GBP}}
  often: {title: Often, every: daily at 10:00, backed_by: [comms/press], to: press}
  along: {title: Along, every: ongoing, backed_by: [kpis/k]}
  later: {title: Later, by: after contained, backed_by: [kpis/k]}
  whenever: {title: Whenever, backed_by: [kpis/k]}
  given-up: {title: Given up, by: day 1, amount: {value: 5, currency: GBP}}
log:
  a: {at: 2026-11-23T12:00, kind: kept, about: [commitments/kept]}
  b: {at: 2026-11-23T13:00, kind: missed, about: [commitments/missed]}
  c: {at: 2026-11-23T14:00, kind: renegotiated, about: [commitments/moved], until: 2026-11-28}
  d: {at: 2026-11-23T15:00, kind: renegotiated, about: [commitments/moved], until: 2026-12-02}
  e: {at: 2026-11-24T10:05, kind: sent, about: [comms/press]}
  f: {at: 2026-11-24T11:00, kind: dropped, about: [commitments/given-up], text: Not wanted.}
"""
EVENTS = DECLARED.replace("}\n", ", events: {contained: It is contained}}\n")


def page(text: str = PLAN, head: str = EVENTS) -> Commitments:
    """The page of a playbook on its third day, with what the rules find."""
    made = book(text, head, now=NOW)
    verdict, _ = run(made)
    return commitments(made, verdict)


def promise(text: str, head: str = DECLARED) -> Promise:
    """The promise `c` of such a playbook."""
    made = book(text, head, now=NOW)
    verdict, _ = run(made)
    return next(item for item in promises(made, verdict) if item.entry.id == "c")


def test_promises_stand_under_their_dates() -> None:
    """Those that recur after them, those without a date last; a date that was agreed to later counts."""
    assert [
        ("By Mon 23 Nov", ["kept", "missed", "given-up"]),
        ("By Tue 24 Nov", ["silent"]),
        ("By Tue 1 Dec", ["ahead", "bare"]),
        ("By Wed 2 Dec", ["moved"]),
        ("Again and again", ["often"]),
        ("All the time, or when needed", ["along"]),
        ("Once something else has happened", ["later"]),
        ("Without a date", ["whenever"]),
    ] == [(group.title, [item.entry.id for item in group.promises]) for group in page().groups]


def test_without_t0_they_stand_under_the_words_of_the_plan() -> None:
    """In order of the plan's time, nothing is missing, and no promise is late."""
    text = "commitments: {a: {title: A, by: month 2}, b: {title: B, by: day 4}, c: {title: C, by: month 2}}"
    found = page(text, HEAD)

    assert [("Day 4", ["b"]), ("Month 2", ["a", "c"])] == [
        (group.title, [item.entry.id for item in group.promises]) for group in found.groups
    ]
    assert (0, [("open", 3)]) == (
        found.silent,
        [(words, count) for _, words, count in found.tally if count],
    )


def test_another_year_is_named() -> None:
    """A promise of November for January is not due last January."""
    (group,) = page("commitments: {a: {title: A, by: day 60}}").groups

    assert "By Thu 21 Jan 2027" == group.title


def test_promises_are_counted() -> None:
    """What was dropped is none any more; what was moved is open and counted again."""
    found = page()

    assert [("kept", 1), ("open", 8), ("missed", 1), ("moved", 1)] == [
        (words, count) for _, words, count in found.tally
    ]
    # Silent, and of what comes daily two of three.
    assert (2, 1) == (found.silent, found.unbacked)


def test_promised_money_is_added_up() -> None:
    """Only what is of one currency and one basis; what rests on nothing is told apart."""
    found = page()

    assert [("30 EUR a month", "", 1), ("1,500.5 GBP", "700 GBP", 2)] == [
        (item.shown, item.unbacked, item.count) for item in found.sums
    ]
    assert 7 == found.without_amount


def test_what_needs_a_word_stands_first() -> None:
    """Missed, not recorded, backed by nothing; an open one joins them once its moment is past."""
    found = page()

    assert {
        "missed": None,
        "silent": "24 18:00",
        "often": "23 10:00",
        "bare": None,
        "ahead": "01 18:00",
        "moved": "02 18:00",
    } == {
        item.entry.id: f"{item.shown_after:%d %H:%M}" if item.shown_after else None for item in found.urgent
    }
    assert ["silent", "often"] == [item.entry.id for item in found.urgent if item.line.is_silent]
    assert not found.is_quiet


def test_a_page_on_which_all_is_well_says_so() -> None:
    """As long as no moment is past; the line that says so goes with the first that needs a word."""
    quiet = "kpis: {k: {title: K}}\ncommitments: {a: {title: A, by: day 9, backed_by: [kpis/k]}}"
    text = playbooks.made(book(quiet, DECLARED, now=NOW)).docs["commitments.md"]

    assert page(quiet).is_quiet
    assert '<p class="pb-hint" data-hidden-by=".pb-urgent > li">No promise does.</p>' in text
    assert '<li data-shown-after="2026-12-01T18:00+00:00" hidden>' in text


BACKED = """
roles: {lead: {title: Lead}}
comms: {press: {title: Press}}
kpis: {rate: {title: Rate, target: {op: ">=", value: 90}}}
priorities:
  fix:
    title: Fix
    actions:
      done: {title: Done, when: day 1}
      late: {title: Late, when: day 2}
      long: {title: Long, when: days 8-12}
      often: {title: Often, when: daily}
targets: {t: {title: T, by: day 9, kpis: {rate: {op: ">=", value: 95}}}}
decisions: {d: {title: D}}
commitments:
  other: {title: Other, by: day 1, backed_by: [comms/press]}
  c:
    title: C
    by: day 9
    backed_by:
      - actions/fix.done
      - actions/fix.late
      - actions/fix.long
      - actions/fix.often
      - priorities/fix
      - kpis/rate
      - targets/t
      - decisions/d
      - comms/press
      - commitments/other
      - roles/lead
log:
  a: {at: 2026-11-23T12:00, kind: done, about: [actions/fix.done]}
  b: {at: 2026-11-23T13:00, kind: measured, about: [kpis/rate], value: 92}
  c: {at: 2026-11-23T14:00, kind: sent, about: [comms/press]}
"""


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ("", ("not confirmed", "not recorded")),
        (
            "  d: {at: 2026-11-24T12:00, kind: started, about: [actions/fix.late]}",
            ("not confirmed", "not recorded"),
        ),
        ("  d: {at: 2026-11-24T19:00, kind: blocked, about: [actions/fix.late]}", ("late", "late")),
    ],
)
def test_what_should_be_finished_is_late_only_by_the_log(log: str, expected: tuple[str, str]) -> None:
    """Where nobody said anything of it since, nobody knows: it may be done and not recorded."""
    found = {one.entry.anchor: one for one in promise(BACKED + log).backing}

    assert found["late"].is_late
    assert expected == found["late"].overdue


def test_what_backs_a_promise_says_how_it_stands() -> None:
    """By the log, by numbers, by what is done of it; late, or ending after the promise is due."""
    found = promise(BACKED).backing

    assert [
        ("done", "done", False, False),
        ("late", "open", True, False),
        ("long", "open", False, True),
        ("often", "open", False, False),
        ("fix", "1 of 3 actions done", False, False),
        ("rate", "met", False, False),
        ("t", "not met", False, False),
        ("d", "open", False, False),
        ("press", "1 message on record", False, False),
        ("other", "not recorded", False, False),
        ("lead", "", False, False),
    ] == [(one.entry.anchor, one.words, one.is_late, one.is_after) for one in found]


MONTH_END = """
priorities: {fix: {title: Fix, actions: {long: {title: Long, when: month 1}}}}
commitments: {c: {title: C, by: month-end, backed_by: [actions/fix.long]}}
"""


@pytest.mark.parametrize(
    ("head", "expected"),
    [(DECLARED, True), (DECLARED.replace("11-23", "11-01"), False), (HEAD, False)],
)
def test_backing_is_compared_by_real_dates(head: str, expected: bool) -> None:
    """A month-end is early in a month of the plan that begins late; before T0 nobody knows."""
    (found,) = promise(MONTH_END, head).backing

    assert expected == found.is_after


def test_what_speaks_against_a_promise_stands_with_it() -> None:
    """The sentence of the rule, until somebody accepts it with a reason."""
    text = """
roles: {lead: {title: Lead}}
priorities: {fix: {title: Fix, actions: {long: {title: Long, when: days 8-12}}}}
commitments: {c: {title: C, by: day 9, backed_by: [actions/fix.long]%s}}
"""
    accepted = ", accept: [{rule: deadline-before-action, because: Agreed., by: lead}]"

    against, settled = promise(text % ""), promise(text % accepted)

    assert ("“C” is due by day 9, but “Long” is planned for days 8-12.",) == against.contradictions
    assert () == settled.contradictions
    # Whether it needs a word now, or only once its date is past.
    assert (None, "12-01") == (
        against.shown_after,
        f"{settled.shown_after:%m-%d}" if settled.shown_after else "",
    )


def test_a_moved_promise_whose_new_date_is_past_is_not_recorded() -> None:
    """That it was moved says nothing of whether it was kept."""
    text = """
    commitments: {c: {title: C, by: day 9}}
    log: {a: {at: 2026-11-23T18:00, kind: renegotiated, about: [commitments/c], until: UNTIL}}
    """
    past, ahead = (promise(text.replace("UNTIL", date)) for date in ("2026-11-24", "2026-11-30"))

    assert ["not recorded", "renegotiated"] == [one.line.status for one in (past, ahead)]


def test_of_a_dropped_promise_no_occurrence_is_counted() -> None:
    """Nobody waits for it; no next one is announced either."""
    text = """
    commitments: {c: {title: C, every: daily at 10:00}}
    log: {a: {at: 2026-11-23T18:00, kind: KIND, about: [commitments/c]}}
    """
    dropped, noted = (promise(text.replace("KIND", kind)) for kind in ("dropped", "note"))

    assert (None, "") == (dropped.next, dropped.turns)
    assert "0 of 3 so far on record" == noted.turns


def test_who_owns_a_promise_is_not_said_to_have_kept_it() -> None:
    """That would be read as its state, beside the word that says it was missed."""
    text = """
    roles: {lead: {title: Lead}}
    commitments: {c: {title: C, by: day 1, owner: lead}, bare: {title: Bare, by: day 1}}
    log: {a: {at: 2026-11-23T18:00, kind: missed, about: [commitments/c]}}
    """
    read = sites.read(playbooks.made(book(text, DECLARED, now=NOW)).docs["commitments.md"])

    assert not read.says("kept")
    assert read.says("owned by Lead")
    assert read.says("nobody owns it")


def test_a_kept_promise_needs_no_word() -> None:
    """Whatever it rested on, and whatever the plan says against it."""
    log = "log: {a: {at: 2026-11-23T12:00, kind: kept, about: [commitments/c]}}"

    assert () == page(f"commitments: {{c: {{title: C, by: day 1}}}}\n{log}").urgent


def test_dates_agreed_to_in_between_are_told() -> None:
    """The first and the last stand beside the promise itself."""
    found = {item.entry.id: item for item in promises(book(PLAN, EVENTS, now=NOW))}["moved"]

    assert "moved from Tue 24 Nov 18:00 (said Mon 23 Nov 15:00)" == found.line.moved
    assert ("Sat 28 Nov (said Mon 23 Nov 14:00)",) == found.earlier


def test_what_recurs_says_when_it_comes_next() -> None:
    """And how many of those that are over are on record."""
    found = {item.entry.id: item for item in promises(book(PLAN, EVENTS, now=NOW))}["often"]
    text = sites.read(playbooks.made(book(PLAN, EVENTS, now=NOW)).docs["commitments.md"])

    assert "1 of 3 so far on record" == found.turns
    assert text.says("daily at 10:00 (next: Thu 26 Nov 10:00)")
    assert "1 by message, 2 not recorded" == found.line.status


EVERYWHERE = """
roles: {lead: {title: Lead}}
comms: {press: {title: Press, roles: [lead]}}
priorities: {fix: {title: Fix, actions: {mend: {title: Mend}}}}
commitments:
  c: {title: Our word, to: press, by: day 2, owner: lead, backed_by: [actions/fix.mend]}
"""


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("comms/press.md", "Our word day 2 (Tue 24 Nov 09:00 – 18:00) not recorded"),
        ("priorities/fix.md", "Our word to Press · day 2 (Tue 24 Nov 09:00 – 18:00) not recorded"),
        ("roles/lead.md", "Promised Our word, day 2 (Tue 24 Nov 09:00 – 18:00) · not recorded"),
        ("now.md", "Promised Our word, day 2 (Tue 24 Nov 09:00 – 18:00) · not recorded"),
    ],
)
def test_a_promise_stands_wherever_it_concerns_somebody(where: str, expected: str) -> None:
    """With its date and how it stands, leading to the promise itself."""
    found = sites.read(playbooks.made(book(EVERYWHERE, DECLARED, now=NOW)).docs[where])

    assert found.says(expected)
    assert any(href.endswith("commitments/#c") for href in found.links)


@pytest.mark.parametrize("name", ["plan", "commitments", "risks", "log"])
def test_a_page_leads_to_its_table(name: str) -> None:
    """But not where there is nothing to put in it."""
    table = {"plan": "actions"}.get(name, name)
    full, empty = (sites.read(made.docs[path(made.docs, name)]) for made in (playbooks.small(), nothing()))

    assert any(href.endswith(f"/{table}.csv") for href in full.links)
    assert not any(href.endswith(".csv") for href in empty.links)


def path(docs: dict[str, str], name: str) -> str:
    """Where the page of a name stands."""
    return f"{name}.md" if f"{name}.md" in docs else f"{name}/index.md"


def nothing() -> playbooks.Made:
    """A playbook without an entry."""
    return playbooks.made(book(""))


def test_a_moved_promise_stands_between_others_by_its_real_date() -> None:
    """A month of the plan begins before that date and ends after it."""
    text = """
commitments: {month: {title: Month, by: month 2}, moved: {title: Moved, by: day 2}}
log: {a: {at: 2026-11-23T12:00, kind: renegotiated, about: [commitments/moved], until: 2026-12-30}}
"""

    assert ["moved", "month"] == [item.entry.id for item in promises(book(text, DECLARED, now=NOW))]
