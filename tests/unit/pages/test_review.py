"""The review's pages: planned against actual, complete as text, for now and for runs that are over."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.pages.review import reviews, view
from generator.render import render
from generator.review import Run, review
from generator.review.draft import draft
from tests import sites
from tests.playbooks import HEAD, SETTINGS, book

STARTED = HEAD.replace("London}", "London, activated: 2026-11-23T09:00}")
ENDED = HEAD.replace("London}", "London, activated: 2026-11-23T09:00, ended: 2026-11-23T17:30}")
NOW = datetime(2026, 11, 23, 19, tzinfo=UTC)

PLAN = """
roles: {lead: {title: Lead}}
priorities:
  fix:
    title: Fix it
    owner: lead
    actions:
      find: {title: Find the cause, when: within 3 hours}
      mend: {title: Mend it, when: within 5 hours}
      tell: {title: Tell all, when: within 1 hour}
      check: {title: Check it, when: day 40}
kpis: {rate: {title: Success rate, unit: "%", target: {op: ">=", value: 99}}}
targets: {soon: {title: Soon, by: day 1, kpis: {rate: {op: ">=", value: 98}}}, far: {title: Far, by: day 90}}
risks: {again: {title: It fails again}}
contingencies: {back: {title: Roll back}}
decisions: {keep: {title: Keep both?, needed_by: day 1}, cut: {title: Cut over?}}
comms:
  shops:
    title: Shops
    schedule: [{what: First notice, when: within 1 hour}, {what: Update, every: 2 hours until day 1}]
commitments:
  once: {title: Fees back, to: shops, by: day 1}
  later: {title: Account, to: shops, by: day 30}
"""
LOG = """
log:
  l-find: {at: 2026-11-23T09:30, kind: started, about: [actions/fix.find], by: lead}
  l-found: {at: 2026-11-23T16:20, kind: done, about: [actions/fix.find], by: lead}
  l-mend: {at: 2026-11-23T16:30, kind: started, about: [actions/fix.mend]}
  l-rate: {at: 2026-11-23T17:00, kind: measured, about: [kpis/rate], value: 97.2}
  l-sent: {at: 2026-11-23T09:40, kind: sent, about: [comms/shops]}
  l-kept: {at: 2026-11-23T15:00, kind: kept, about: [commitments/once]}
  l-risk: {at: 2026-11-23T12:00, kind: occurred, about: [risks/again], text: "A second *fault*."}
  l-back: {at: 2026-11-23T12:10, kind: invoked, about: [contingencies/back]}
  l-cut: {at: 2026-11-23T13:00, kind: decided, about: [decisions/cut], text: At night., by: lead}
  l-learn: {at: 2026-11-23T17:10, kind: learned, text: Watch the certificates., by: lead}
"""


def made(head: str = STARTED, runs: tuple[Run, ...] = (), text: str = PLAN + LOG) -> dict[str, sites.Read]:
    """The review's pages by their paths."""
    return {path: sites.read(docs) for path, docs in rendered(head, runs, text).items()}


def rendered(head: str, runs: tuple[Run, ...] = (), text: str = PLAN + LOG) -> dict[str, str]:
    """The Markdown of the review's pages, beside a log's own page."""
    found = book(text, head, now=NOW)
    return render(found, reviews(found, runs), SETTINGS)


def archived() -> tuple[Run, ...]:
    """One run that is over."""
    return (Run("2026-11-23", book(PLAN + LOG, ENDED, now=NOW)),)


def test_before_t0_the_page_says_so() -> None:
    """It says what will stand here and where things are recorded, and lists the runs that are over."""
    page = made(HEAD, archived(), PLAN)["review.md"]

    assert page.says("the crisis has not been declared")
    assert page.says("Mon 23 Nov, 09:00 to Mon 23 Nov 2026, 17:30 (London) · 1 of 4 actions done")
    assert ["../log/#_record", "../review/2026-11-23/"] == page.links


def test_the_head_says_how_far_it_is() -> None:
    """What was not due is in no number; what readers ask about first is counted."""
    found = review(book(PLAN + LOG, STARTED, now=NOW))
    assert found is not None
    head = view(found)

    assert ("10 h", "Mon 23 Nov, 09:00 to Mon 23 Nov 2026, 19:00 (London)") == (head.length, head.span)
    assert [
        ("1 of 4", "actions done"),
        ("1 of 1", "promises kept"),
        ("1 of 5", "due messages on record"),
        ("0 of 1", "targets met"),
    ] == [(count.number, count.words) for count in head.counts]
    assert (("late", 1), ("not finished", 1), ("never recorded", 1)) == head.trouble


@pytest.mark.parametrize(
    ("until", "expected"), [("2026-11-23T18:30", [("0 of 1", "promises kept")]), ("2026-12-24T09:00", [])]
)
def test_a_promise_that_was_moved_counts_from_its_new_day(
    until: str, expected: list[tuple[str, str]]
) -> None:
    """Before that it is neither kept nor broken."""
    text = (
        "commitments: {fees: {title: Fees back, by: day 1}}\n"
        "log: {a: {at: 2026-11-23T10:05, about: [commitments/fees], kind: renegotiated, "
        f"until: {until}}}}}\n"
    )
    found = review(book(text, STARTED, now=NOW))
    assert found is not None

    assert expected == [(count.number, count.words) for count in view(found).counts]


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ("sent, for: 2026-11-23T11:00", "1 of 1"),
        ("missed, for: 2026-11-23T11:00", "0 of 1"),
    ],
)
def test_a_promise_that_recurs_is_kept_when_it_was_each_time(log: str, expected: str) -> None:
    """A message sent is a promise of messages kept; of one that was not due yet nothing is said."""
    text = (
        "commitments:\n"
        "  often: {title: Often, every: 2 hours until 2026-11-23T12:00}\n"
        "  monthly: {title: Monthly, every: monthly on day 5}\n"
        f"log: {{a: {{at: 2026-11-23T11:05, about: [commitments/often], kind: {log}}}}}\n"
    )
    found = review(book(text, STARTED, now=NOW))
    assert found is not None

    assert [(expected, "promises kept")] == [(count.number, count.words) for count in view(found).counts]


def test_a_promise_that_was_moved_says_from_when() -> None:
    """On the page and in the draft the new date stands first; a count stands once."""
    text = (
        "commitments:\n"
        "  once: {title: Once, by: day 1}\n"
        "  often: {title: Often, every: 2 hours until 2026-11-23T12:00}\n"
        "log:\n"
        "  a: {at: 2026-11-23T10:00, kind: renegotiated, "
        "until: 2026-11-24T12:00, about: [commitments/once]}\n"
        "  b: {at: 2026-11-23T11:00, kind: sent, about: [commitments/often]}\n"
    )
    since = "Tue 24 Nov 12:00, moved from Mon 23 Nov 18:00 (said Mon 23 Nov 10:00)"
    found = review(book(text, STARTED, now=NOW))
    assert found is not None
    page = made(text=text)["review.md"]

    assert page.says(f"Once due {since} · renegotiated Mon 23 Nov 10:00")
    assert page.says("Often due once 1 sent")
    assert since in draft(found)


def test_a_run_goes_on_until_it_is_over() -> None:
    """So far, or for good; and the upright line is now, or the end."""
    running, over = made()["review.md"], made(ENDED)["review.md"]

    assert running.says("10 h so far")
    assert running.says("now, Mon 23 Nov 19:00")
    assert not over.says("so far")
    assert over.says("the end, Mon 23 Nov 17:30")


def test_each_action_says_how_it_came_out() -> None:
    """Planned, actual, slip, who; what nobody recorded is never said to be not done."""
    page = made()["review.md"]

    assert page.says("Find the cause Lead Mon 23 Nov 09:00 – 12:00 Mon 23 Nov 09:30 – 16:20 4 h 20 min late")
    assert page.says("Mon 23 Nov 09:00 – 14:00 since Mon 23 Nov 16:30 not finished: 5 h over")
    assert page.says("Tell all Lead (owner) Mon 23 Nov 09:00 – 10:00 not recorded never recorded")
    assert page.says("Not due by then, and without a record: Check it")


def test_the_picture_is_complete_as_text() -> None:
    """What a bar shows stands in words beside it."""
    page = made()["review.md"]

    assert page.says(
        "4 h 20 min late Planned Mon 23 Nov 09:00 – 12:00. Started Mon 23 Nov 09:30. Ended Mon 23 Nov 16:20."
    )


def test_every_part_of_the_record_has_its_place() -> None:
    """Decisions, messages, promises, KPIs, risks, contingencies, lessons, gaps, questions, and the draft."""
    page = made()["review.md"]

    assert page.says("Cut over? At night. Lead")
    assert page.says("Still open: Keep both? (needed by: day 1).")
    assert page.says("First notice within 1 hour 1 1")
    assert page.says("Update every 2 hours until day 1 4 0 4 not recorded")
    assert page.says("Fees back due Mon 23 Nov 09:00 – 18:00 · kept Mon 23 Nov 15:00 kept")
    assert page.says("97.2% Mon 23 Nov 17:00")
    assert page.says("It fails again A second fault.")
    assert page.says("Roll back")
    assert page.says("Watch the certificates.")
    assert page.says("Was “Tell all” done, and when?")
    assert page.says("playbook review in a terminal")
    assert {
        "_picture",
        "_actions",
        "_decisions",
        "_messages",
        "_promises",
        "_kpis",
        "_risks",
        "_contingencies",
        "_learned",
        "_gaps",
        "_questions",
    } <= set(page.anchors)


def test_times_that_count_from_an_action_name_it() -> None:
    """No reader meets an id: not beside an action, not beside a message, not beside a decision."""
    text = PLAN.replace("when: within 5 hours", "when: after actions/fix.tell")
    text = text.replace("notice, when: within 1 hour", "notice, when: within 1 hour of actions/fix.find")
    text = text.replace("needed_by: day 1", "needed_by: within 1 hour of actions/fix.find")
    page = made(text=text + LOG)["review.md"]

    assert page.says("First notice within 1 hour of “Find the cause”")
    assert page.says("needed by: within 1 hour of “Find the cause”")
    assert page.says("after “Tell all”")
    assert not page.says("actions/fix")


def test_the_record_of_now_leads_to_the_log() -> None:
    """To the entry on the log's own page."""
    links = made()["review.md"].links

    assert {"../log/#l-risk", "../log/#l-cut"} <= set(links)


def test_a_run_that_is_over_brings_its_log_along() -> None:
    """Whole, oldest first, each entry where links of the same page lead."""
    page = made(HEAD, archived(), PLAN)["review/2026-11-23.md"]
    entries = [anchor for anchor in page.anchors if anchor.startswith("l-")]

    assert [
        "l-find",
        "l-sent",
        "l-risk",
        "l-back",
        "l-cut",
        "l-kept",
        "l-found",
        "l-mend",
        "l-rate",
        "l-learn",
    ] == entries
    assert "#l-risk" in page.links
    assert page.says("8 h 30 min")
    assert page.says("playbook review 2026-11-23")


def test_the_pages_stand_in_the_menu_and_in_the_search() -> None:
    """The current review repeats other pages; a run that is over has what stands nowhere else."""
    now, over = reviews(book(PLAN, HEAD, now=NOW), archived())
    left_out = {path: text.startswith("---\nsearch:") for path, text in rendered(HEAD, archived()).items()}

    assert [("/review/", "Record", False, True), ("/review/2026-11-23/", "Record", True, False)] == [
        (page.address, page.section, page.searchable, page.leads) for page in (now, over)
    ]
    assert {"review.md": True, "review/2026-11-23.md": False} == left_out


def test_an_empty_plan_has_a_review() -> None:
    """Nothing but a T0: every part says that there is nothing."""
    page = made(text="")["review.md"]

    assert [] == page.open_at_end
    for words in ("no action was due", "The plan has no actions", "No decision is recorded"):
        assert page.says(words)


def test_hostile_titles_stay_text() -> None:
    """Titles and texts of the data are never markup, in table, picture and log alike."""
    text = PLAN.replace("title: Find the cause", 'title: "<b onclick=x>|`*"') + LOG
    runs = (Run("2026-11-23", book(text, ENDED, now=NOW)),)
    pages = made(STARTED, runs, text)
    ours = {"onclick", "onerror", "style"}

    for page in pages.values():
        assert page.says("<b onclick=x>|`*")
        assert not [tag for tag, attributes in page.tags if tag == "b" or ours & set(attributes)]
