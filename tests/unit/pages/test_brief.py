"""The brief: what executives are asked for, by the plan and its log."""

from __future__ import annotations

from datetime import UTC, datetime
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.linked import Playbook
from generator.pages.brief import Brief, brief
from generator.pages.lately import changes
from generator.pages.onpaper import LONG, Row, Section, fit, said, sentence
from generator.rules import run
from tests import playbooks, sites
from tests.playbooks import HEAD, book

DECLARED = HEAD.replace("Europe/London", "Europe/London, activated: 2026-11-23T09:00")

#: Day 3, at ten in the morning.
LATER = datetime(2026, 11, 25, 10, tzinfo=UTC)

PLAN = """
roles:
  ceo: {title: Chief executive}
  cto: {title: Technology}
priorities:
  fix:
    title: Fix
    owner: cto
    window: days 1-5
    actions:
      find: {title: Find it, when: day 1}
      mend: {title: Mend it, when: day 2}
      prove: {title: Prove it, when: day 2}
      tell: {title: Tell it, when: day 2}
      test: {title: Test it, when: day 4}
      watch: {title: Watch it, when: daily}
decisions:
  taken: {title: Taken, question: Was it?, decision: It was.}
  refund: {title: Refund, question: Do we refund?, needed_by: day 4, decided_by: ceo, default: We do not}
  cut:
    title: Cut over
    needed_by: day 2
    decided_by: cto
    cost_of_delay: {value: 1000, currency: GBP, basis: a day}
  rent:
    title: Rent
    question: Which one?
    options: [Old, New]
    needed_by: day 5
    decided_by: cto
    cost_of_delay: {value: 500, currency: GBP, basis: a day}
  lost: {title: Lost, question: Who asks?}
log:
  a: {at: 2026-11-23T10:00, kind: done, about: [actions/fix.find]}
  b: {at: 2026-11-24T10:00, kind: blocked, about: [actions/fix.mend], text: No key.}
  c: {at: 2026-11-25T09:00, kind: started, about: [actions/fix.prove]}
"""


def of(made: Playbook) -> Brief:
    """The brief with what the rules find."""
    return brief(made, run(made)[0])


def words(row: Row, made: Playbook) -> str:
    """A row as readers see it, without its chips."""
    title = row.entry.title if row.entry and not row.sentence else ""
    parts = [
        " ".join(
            filter(
                None,
                (
                    part.label,
                    ", ".join(entry.title for entry in part.entries),
                    " ".join(said(part.value, made).split()) if part.value else "",
                ),
            )
        )
        for part in row.parts
    ]
    first = [row.number, title, said(row.sentence, made) if row.sentence else "", row.head]
    return " | ".join([" ".join(filter(None, first)), *parts])


def flags(row: Row) -> list[str]:
    """Its chips, as far as they are up."""
    return [flag.words for flag in row.flags if flag.is_up]


def section(found: Brief, anchor: str) -> Section:
    """One section."""
    return next(one for one in (*found.sections, found.deferred) if one.anchor == anchor)


def test_decisions_stand_under_whoever_takes_them() -> None:
    """Who is asked first stands first; by when, what happens without an answer, what waiting costs."""
    made = book(PLAN, DECLARED, now=LATER)
    found = of(made)

    assert [
        ("cto", ["Cut over", "Which one?"], [["overdue"], []]),
        ("ceo", ["Do we refund?"], [[]]),
        (None, ["Who asks?"], [[]]),
    ] == [
        (
            one.role and one.role.id,
            [words(row, made).split(" | ")[0] for row in one.rows],
            [flags(row) for row in one.rows],
        )
        for one in found.asked
    ]
    assert (
        "Cut over | by Tue 24 Nov 18:00 (day 2) | nobody said what happens then"
        " | waiting costs 1,000 GBP a day" == words(found.asked[0].rows[0], made)
    )
    assert "Do we refund? | by Thu 26 Nov 18:00 (day 4) | if nobody decides: We do not" == words(
        found.asked[1].rows[0], made
    )
    assert "Who asks? | nobody said by when | nobody said what happens then" == words(
        found.asked[2].rows[0], made
    )
    assert "choices: Old / New" in words(found.asked[0].rows[1], made)
    assert () == found.open


def test_where_no_decision_is_waiting_open_questions_take_their_place() -> None:
    """Those of decisions first, of the plan as a whole, of its priorities, of the rest."""
    text = """
    roles: {lead: {title: Lead, open: [Who else?]}}
    priorities: {fix: {title: Fix, owner: lead, window: day 1, open: [How?]}}
    decisions: {done: {title: Done, decision: Yes., open: [Do they agree?]}}
    """
    made = book(text, DECLARED.replace("title: Test", 'title: Test, open: ["Why?"]'))
    found, page = of(made), sites.read(playbooks.made(made).docs["brief.md"])

    assert ["Do they agree?", "Why?", "How?", "Who else?"] == [words(row, made) for row in found.open]
    assert ["4 questions nobody has answered"] == [part.label for part in found.left_open]
    assert page.says("No decision is waiting.")
    assert (0, ()) == (found.rest, found.asked)


def test_contradictions_that_nobody_accepted_are_named() -> None:
    """Each with its sentence; one that somebody accepted is not."""
    text = """
    roles: {{lead: {{title: Lead}}}}
    comms: {{ceo: {{title: CEO, owner: lead, schedule: [{{what: Report, every: daily}}]}}}}
    commitments:
      often: {{title: Reports, to: ceo, every: 48 hours, owner: lead, backed_by: [comms/ceo]{0}}}
    """
    accepted = ", accept: [{rule: cadence-conflict, because: Both are true., by: lead}]"
    against, quiet = (of(book(text.format(more))) for more in ("", accepted))

    assert [["contradiction"]] == [flags(row) for row in against.open]
    assert ["1 contradiction nobody has settled"] == [part.label for part in against.left_open]
    assert ((), ()) == (quiet.open, quiet.left_open)


def test_it_says_where_the_crisis_stands() -> None:
    """Before T0, during the crisis, after its end: then with the numbers of the review and the way there."""
    ended = DECLARED.replace("09:00}", "09:00, version: '1'}")
    over = PLAN + "  z: {at: 2026-11-25T09:00, kind: ended, text: It works.}\n"
    before, during = of(book(PLAN.partition("log:")[0])), of(book(PLAN, DECLARED, now=LATER))
    closed = book(over, ended, now=LATER)
    page = sites.read(playbooks.made(closed).docs["brief.md"])

    assert (
        "No crisis is declared. The plan has 1 priority with 5 actions; this is what it would ask of you."
        == before.standing
    )
    assert (
        "Day 3 of the crisis, declared Mon 23 Nov 2026, 09:00 (London): "
        "1 of 5 actions done, 1 blocked, 1 late, 1 due and not recorded." == during.standing
    )
    assert [("fix.mend", ["blocked"])] == [(row.entry and row.entry.id, flags(row)) for row in during.worst]
    assert of(closed).standing.startswith(
        "The crisis is over: declared Mon 23 Nov 2026, 09:00 (London), ended "
    )
    assert page.says("1 of 5 actions done")
    assert "../review/#_actions" in page.links
    assert ((), ()) == (before.worst, of(closed).worst)


def test_money_is_added_only_where_it_can_be() -> None:
    """A cost a day and a cost once have no sum; it is said what rests on nothing, and what waiting costs."""
    text = """
    risks:
      rare: {title: Rare, amount: {value: 5, currency: GBP, basis: once}}
      bad: {title: Bad, amount: {value: 100, currency: GBP, basis: a day}}
      also: {title: Also, amount: {value: 50, currency: GBP, basis: a day}}
      over: {title: Over, status: closed, amount: {value: 9, currency: GBP, basis: a day}}
      vague: {title: Vague}
    commitments:
      free: {title: Free, amount: {value: 40, currency: GBP, basis: once}}
    """
    made = book(PLAN + dedent(text), DECLARED, now=LATER)
    money = section(of(made), "_money")

    assert [
        "150 GBP a day, | if all of these happen: Bad, Also",
        "5 GBP once, | if it happens: Rare",
        "40 GBP once, | promised in one promise | backed by nothing",
        "1,500 GBP a day, | while nobody decides: Cut over, Rent",
    ] == [words(row, made) for row in money.rows]
    assert ["Not in money: 1 risk. No row can be added to another."] == [part.label for part in money.notes]


def test_what_has_happened_is_no_if_any_more() -> None:
    """What it costs stands first and apart; a promise that is kept is at stake no more."""
    text = """
    risks:
      maybe: {title: Maybe, amount: {value: 5, currency: GBP}}
      real: {title: Real, amount: {value: 7, currency: GBP}}
      vague: {title: Vague}
    commitments:
      paid: {title: Paid, amount: {value: 40, currency: GBP}, by: day 3}
      owed: {title: Owed, amount: {value: 2, currency: GBP}, by: day 9}
      kept: {title: Kept, by: day 3}
    log:
      a: {at: 2026-11-24T10:00, kind: occurred, about: [risks/real]}
      b: {at: 2026-11-24T10:00, kind: kept, about: [commitments/paid, commitments/kept]}
    """
    made = book(text, DECLARED, now=LATER)
    money = section(of(made), "_money")

    assert [
        "7 GBP, | has happened: Real",
        "5 GBP, | if it happens: Maybe",
        "2 GBP, | promised in one promise | backed by nothing",
    ] == [words(row, made) for row in money.rows]
    assert ["Not in money: 1 risk. No row can be added to another."] == [part.label for part in money.notes]


HAPPENED = """
priorities: {fix: {title: Fix, actions: {a: {title: A, when: day 1}}}}
kpis: {rate: {title: Rate, unit: "%", target: {op: ">=", value: 90}}}
risks:
  small: {title: Small, likelihood: 2, impact: 2}
  great: {title: Great, likelihood: 2, impact: 5, kpis: [rate]}
  closed: {title: Closed, likelihood: 5, impact: 5, status: closed}
commitments: {word: {title: Word, by: day 1}}
log:
  a: {at: 2026-11-24T10:00, kind: occurred, about: [risks/small, risks/great, risks/closed]}
"""


@pytest.mark.parametrize(
    ("more", "title", "told"),
    [
        ("", "Great", "on Tue 24 Nov 10:00"),
        ("  b: {at: 2026-11-24T09:00, kind: measured, about: [kpis/rate], value: 95}", "Great", "on"),
        ("  b: {at: 2026-11-24T11:00, kind: measured, about: [kpis/rate], value: 80}", "Great", "on"),
        ("  b: {at: 2026-11-24T11:00, kind: measured, about: [kpis/rate], value: 95}", "Small", "on"),
    ],
)
def test_the_worst_risk_that_came_true_is_named(more: str, title: str, told: str) -> None:
    """The one of the greatest exposure, until every number that would show it is well again."""
    row, *_ = of(book(HAPPENED + more, DECLARED, now=LATER)).worst

    assert row.entry is not None
    assert (title, told) == (row.entry.title, row.parts[0].label[: len(told)])


def test_what_keeps_the_team_from_working_stands_beside_a_risk_that_came_true() -> None:
    """Nobody records that a risk is over: days later it would hide what is worst by then."""
    blocked = HAPPENED + "  b: {at: 2026-11-25T09:00, kind: blocked, about: [actions/fix.a]}\n"
    made = book(blocked, DECLARED, now=LATER)
    page = sites.read(playbooks.made(made).docs["brief.md"])

    assert ["Great", "A"] == [row.entry.title for row in of(made).worst if row.entry]
    assert page.says("And: A")


def test_a_broken_promise_is_worse_than_what_is_late() -> None:
    """And a number that is off its target is worse than both."""
    text = HAPPENED.replace("[risks/small, risks/great, risks/closed]", "[actions/fix.a]").replace(
        "occurred", "note"
    )
    broken = text + "  b: {at: 2026-11-24T10:00, kind: missed, about: [commitments/word]}\n"
    off = broken + "  c: {at: 2026-11-24T11:00, kind: measured, about: [kpis/rate], value: 80}\n"
    rows = [row for each in (broken, off) for row in of(book(each, DECLARED, now=LATER)).worst]

    assert ["Word", "Rate"] == [row.entry.title for row in rows if row.entry]


def test_a_target_that_was_met_late_is_called_that() -> None:
    """It is off no more, and stands behind what is."""
    text = """
    kpis:
      rate: {title: Rate, unit: "%", target: {op: ">=", value: 99}}
    targets: {back: {title: Back, by: day 1, kpis: {rate: {op: ">=", value: 90}}}}
    log:
      a: {at: 2026-11-23T12:00, kind: measured, about: [kpis/rate], value: 80}
      b: {at: 2026-11-24T12:00, kind: measured, about: [kpis/rate], value: 95}
    """
    made = book(text, DECLARED, now=LATER)

    assert [("Rate 95%, target ≥ 99%", ["off target"]), ("Back by day 1", ["met late"])] == [
        (words(row, made).split(" | ")[0], flags(row)) for row in section(of(made), "_targets").rows
    ]


def test_a_priority_says_how_far_it_is() -> None:
    """Whose it is, what is done, blocked, late or not recorded, the next target whose day is not past."""
    targets = """
    targets:
      past: {title: Past, by: day 1, priorities: [fix]}
      next: {title: Next, by: day 4, priorities: [fix]}
      last: {title: Last, by: day 9, priorities: [fix]}
    """
    with_targets, without = (book(PLAN + dedent(more), DECLARED, now=LATER) for more in (targets, ""))
    rows = [section(of(made), "_priorities").rows[0] for made in (with_targets, without)]

    assert "1 Fix | Technology | 1 of 5 actions done | next: Next Thu 26 Nov 18:00 (day 4)" == words(
        rows[0], with_targets
    )
    assert "1 Fix | Technology | 1 of 5 actions done | planned for days 1-5, until Fri 27 Nov 18:00" == words(
        rows[1], without
    )
    assert ["1 blocked", "1 late", "1 not recorded"] == flags(rows[0])


def test_numbers_off_their_target_stand_first() -> None:
    """With what they must be; then those that are there; what nobody measured is counted and named."""
    text = """
    kpis:
      good: {title: Good, unit: "%", target: {op: ">=", value: 90}}
      bad: {title: Bad, unit: "%", target: {op: ">=", value: 90}, direction: up}
      none: {title: None yet, target: {op: ">=", value: 90}}
      words: {title: In words, target: Happier}
    log:
      a: {at: 2026-11-23T10:00, kind: measured, about: [kpis/good], value: 95}
      b: {at: 2026-11-23T10:00, kind: measured, about: [kpis/bad], value: 80}
      c: {at: 2026-11-23T11:00, kind: measured, about: [kpis/bad], value: 70}
    """
    made = book(text, DECLARED, now=LATER)
    targets = section(of(made), "_targets")

    assert ["Bad 70%, target ≥ 90% | falling, worse", "Good 95%, target ≥ 90%"] == [
        words(row, made) for row in targets.rows
    ]
    assert ["off target", "met"] == [flags(row)[0] for row in targets.rows]
    assert [("1 of 4 not measured yet:", ["none"])] == [
        (part.label, [entry.id for entry in part.entries]) for part in targets.notes
    ]


PROMISES = """
roles: {lead: {title: Lead}}
comms: {ceo: {title: CEO, owner: lead}}
commitments:
  later: {title: Later, by: day 20, to: ceo, owner: lead, backed_by: [comms/ceo]}
  soon: {title: Soon, by: day 5, to: ceo, owner: lead, backed_by: [comms/ceo]}
  again: {title: Again, every: daily, to: ceo, owner: lead, backed_by: [roles/lead]}
  silent: {title: Silent, by: day 2, to: ceo}
  broken: {title: Broken, by: day 1, to: ceo, owner: lead, backed_by: [comms/ceo]}
  kept: {title: Kept, by: day 1, to: ceo, owner: lead, backed_by: [comms/ceo]}
log:
  a: {at: 2026-11-23T18:00, kind: missed, about: [commitments/broken]}
  b: {at: 2026-11-23T18:00, kind: kept, about: [commitments/kept]}
  c: {at: 2026-11-23T18:00, kind: kept, about: [commitments/again], for: 2026-11-23}
  d: {at: 2026-11-24T18:00, kind: kept, about: [commitments/again], for: 2026-11-24}
"""


def test_promises_missed_silent_and_due_within_a_week_stand_in_that_order() -> None:
    """What is kept, or due later, is not asked for; before T0 nothing is due, and they stand by the plan."""
    made = book(PROMISES, DECLARED, now=LATER)
    rows = section(of(made), "_promises").rows
    before = section(of(book(PROMISES.partition("log:")[0])), "_promises")

    assert [
        ("broken", ["missed"]),
        ("silent", ["not recorded", "backed by nothing"]),
        ("soon", []),
        ("again", ["2 kept"]),
    ] == [(row.entry and row.entry.id, flags(row)) for row in rows]
    assert "Silent | by Tue 24 Nov 18:00 (day 2) | to CEO | nobody owns it" == words(rows[1], made)
    assert "Promises, by date" == before.title
    assert ["broken", "kept", "silent", "soon", "later", "again"] == [
        row.entry and row.entry.id for row in before.rows
    ]


def test_who_was_told_what_is_not_so_any_more_stands_before_the_promises() -> None:
    """The audience, what it heard, what the plan says now."""
    text = PROMISES + (
        '  e: {at: 2026-11-24T19:00, kind: sent, about: [comms/ceo], text: "By day 3.", '
        'said: {"commitments/soon.by": "day 3"}}\n'
    )
    made = book(text, DECLARED, now=LATER)
    first = section(of(made), "_promises").rows[0]

    assert ["told otherwise"] == flags(first)
    assert "CEO | they heard: Soon: by “day 3”, now “day 5”" == words(first, made)


def test_what_is_deferred_says_until_when_why_and_what_it_touches() -> None:
    """What ends first stands first; what has no reason is counted."""
    text = """
    priorities: {fix: {title: Fix}}
    deferrals:
      long: {title: Long, until: quarter 2, because: Nobody changes two things.}
      short: {title: Short, until: day 30, kind: sacrifice, affects: [priorities/fix]}
      open: {title: Open}
    """
    made = book(text, DECLARED, now=LATER)
    found = of(made).deferred

    assert [
        "Short | until Tue 22 Dec 18:00 (day 30) | affects Fix",
        "Long | until Fri 21 May 2027 18:00 (quarter 2) | because: Nobody changes two things.",
        "Open | nobody said until when",
    ] == [words(row, made) for row in found.rows]
    assert ["2 of 3 without a reason in the plan."] == [part.label for part in found.notes]


LOG = """
roles: {lead: {title: Lead}}
priorities: {fix: {title: Fix, actions: {a: {title: A}, b: {title: B}}}}
kpis: {rate: {title: Rate, unit: "%"}, wait: {title: Wait}}
risks: {churn: {title: Churn}}
log:
  01: {at: 2026-11-23T10:00, kind: started, about: [actions/fix.a]}
  02: {at: 2026-11-23T11:00, kind: measured, about: [kpis/rate], value: 80}
  03: {at: 2026-11-23T11:00, kind: measured, about: [kpis/wait], value: 7}
  04: {at: 2026-11-23T12:00, kind: done, about: [actions/fix.a, actions/fix.b], text: Both at once.}
  05: {at: 2026-11-24T12:00, kind: note, about: [actions/fix.a], text: Nothing.}
  06: {at: 2026-11-24T13:00, kind: measured, about: [kpis/rate], value: 90}
  07: {at: 2026-11-24T14:00, kind: occurred, about: [risks/churn]}
  08: {at: 2026-11-24T15:00, kind: corrected, corrects: "06", value: 91}
  09: {at: 2026-11-25T10:00, kind: reached, about: [events/stable]}
  10: {at: 2026-11-25T11:00, kind: reopened, about: [actions/fix.b]}
"""
WITH_EVENT = DECLARED.replace("09:00}", "09:00, events: {stable: It works}}")


def test_what_changed_is_told_newest_first() -> None:
    """Of each number the last value alone, corrected; no work, no notes, nothing that lies ahead."""
    made = book(LOG, WITH_EVENT, now=LATER)

    assert [
        ("stable", ["reached"]),
        ("Churn", ["occurred"]),
        ("Rate 91%", ["measured"]),
        ("A | Both at once. | also B", ["done"]),
        ("Wait 7", ["measured"]),
    ] == [(words(one.row, made), flags(one.row)) for one in changes(made)]


def test_it_looks_a_day_back_and_over_all_of_a_crisis_that_is_over() -> None:
    """What is older is on the page for readers who ask for it, unseen."""
    running = of(book(LOG, WITH_EVENT, now=LATER)).lately
    over = LOG + "  11: {at: 2026-11-25T09:30, kind: ended, text: Over.}\n"
    closed = of(book(over, WITH_EVENT, now=LATER)).lately

    assert ("Tue 24 Nov 10:00", 3, [True, True, True, False, False]) == (
        running.words,
        running.shown,
        [one.is_shown for one in running.changes],
    )
    assert ("Mon 23 Nov 09:00", 6) == (closed.words, closed.shown)


@given(
    costs=st.lists(st.lists(st.integers(1, 9), max_size=8), min_size=1, max_size=5),
    least=st.integers(0, 3),
    room=st.integers(0, 60),
)
def test_what_is_kept_fits(costs: list[list[int]], least: int, room: int) -> None:
    """Whatever there is: never more than there is room for, and nothing left out that had room."""
    kept = fit(costs, [[least] * len(costs)], room)
    used = sum(sum(each[:count]) for each, count in zip(costs, kept, strict=True))
    following = [each[count] for each, count in zip(costs, kept, strict=True) if count < len(each)]

    assert used <= room
    assert [] == [cost for cost in following if cost <= room - used]


def test_each_list_gets_its_share_before_any_gets_more() -> None:
    """A long first list leaves the others something; what remains goes to the earlier lists."""
    assert (3, 2) == fit([[1] * 9, [1] * 9], [[2, 2]], 5)
    assert (9, 0) == fit([[1] * 9, [1] * 9], [[0, 0]], 9)
    assert (1, 0, 3) == fit([[1], [9], [1] * 3], [[1, 1, 1]], 6)


def test_a_long_sentence_is_cut_at_a_word() -> None:
    """Its entry has it whole; a short one keeps its marks and references."""
    made = book("priorities: {fix: {title: Fix}}")
    short, long = sentence("See **[[priorities/fix]]**.", made), sentence("word " * 90, made)

    assert ("rich", "See Fix.") == (short.kind, said(short, made))
    assert ("plain", "word …") == (long.kind, long.content[-6:])
    assert len(long.content) <= LONG + 2


def test_it_leads_to_every_page_that_it_names_and_stays_out_of_the_search() -> None:
    """It repeats others."""
    made = playbooks.small()
    page = sites.read(made.docs["brief.md"])
    [found] = [one for one in made.pages if one.path == "brief.md"]

    assert not found.searchable
    assert "exclude: true" in made.docs["brief.md"]
    assert {
        "../decisions/",
        "../risks/",
        "../priorities/",
        "../kpis/",
        "../commitments/",
        "../deferrals/",
        "../log/",
    } <= set(page.links)
    assert "brief/" in " ".join(sites.read(made.docs["index.md"]).links)


def test_a_guess_is_told_as_one() -> None:
    """Nobody decides by an amount or a date that is not confirmed without knowing it."""
    text = """
    risks: {bad: {title: Bad, amount: {value: 5, currency: GBP}, assumed: [amount]}}
    decisions: {rent: {title: Rent, needed_by: day 2, default: No., assumed: [needed_by, title]}}
    """
    made = book(text)
    found = of(made)
    [money] = section(found, "_money").rows

    assert "assumed, not confirmed: needed by" in words(found.asked[0].rows[0], made)
    assert "5 GBP, | if it happens: Bad | assumed, not confirmed" == words(money, made)


def test_of_many_the_first_are_named() -> None:
    """And the others counted, so that a sum of many risks keeps its line."""
    money = "amount: {value: 1, currency: GBP}"
    made = book("risks:\n" + "".join(f"  r{n}: {{title: R{n}, {money}}}\n" for n in range(9)))
    [row] = section(of(made), "_money").rows

    assert "9 GBP, | if all of these happen: R0, R1, R2 and 6 more" == words(row, made)


@pytest.mark.parametrize("count", [0, 3, 60])
def test_what_does_not_fit_is_counted(count: int) -> None:
    """However many there are: those shown and those left to their page are all."""
    decisions = "".join(
        f"  d{number}: {{title: D{number}, question: Is it {number}?}}\n" for number in range(count)
    )
    found = of(book(f"decisions:\n{decisions}" if count else ""))

    assert count == sum(len(one.rows) for one in found.asked) + found.rest
