"""What nobody recorded, and what is asked about it."""

from __future__ import annotations

import pytest

from generator.review import Review
from tests.reviewing import actions, reviewed

ABOUT = "about: [actions/p.a]"
DAY_1 = actions("a: {title: A, when: day 1}")

UNFINISHED = (
    "Was “A” finished, and when? The plan had it end Mon 23 Nov 18:00, and the record leaves it started."
)

#: The questions that every run without an end and without a lesson leaves.
WHOLE = (
    "What was learned? Nothing on record says.",
    "Is it over, and since when? The record has no end.",
)


def gaps(found: Review) -> dict[str, list[str]]:
    """The titles of the entries under each heading."""
    return {gap.title: [entry.title for entry in gap.entries] for gap in found.gaps}


def asked(found: Review) -> tuple[str, ...]:
    """The questions, but for those about the run as a whole."""
    return tuple(question for question in found.questions if question not in WHOLE)


def test_a_run_without_a_gap_leaves_nothing_to_ask() -> None:
    """Done in time by somebody, with a start; something learned, and an end."""
    found = reviewed(
        "roles: {x: {title: X}}\n" + DAY_1,
        f"at: 2026-11-23T09:10, kind: started, by: x, {ABOUT}",
        f"at: 2026-11-23T17:50, kind: done, by: x, {ABOUT}",
        "at: 2026-11-23T18:00, kind: learned, text: Look at the certificates first.",
        ended="2026-11-23T19:00",
    )

    assert () == found.gaps
    assert () == found.questions


def test_a_run_without_an_end_or_a_lesson_is_asked_for_both() -> None:
    """An empty plan leaves these alone."""
    assert WHOLE == reviewed("").questions


@pytest.mark.parametrize(
    ("log", "gap", "question"),
    [
        (
            (),
            "Past their planned end, with no record at all",
            "Was “A” done, and when? The plan had it end Mon 23 Nov 18:00.",
        ),
        (
            ("at: 2026-11-23T10:00, kind: started, by: x",),
            "On record, but never as finished",
            UNFINISHED,
        ),
        (
            ("at: 2026-11-23T10:00, kind: done, by: x",),
            "Done, with no start on record",
            "When did “A” begin? Its end is on record, its start is not.",
        ),
        (
            ("at: 2026-11-23T10:00, kind: started", "at: 2026-11-23T11:00, kind: done"),
            "Done, without a word by whom",
            "Who did “A”? The record of its end names nobody.",
        ),
        (
            ("at: 2026-11-23T10:00, kind: dropped, by: x",),
            "Dropped, without a reason",
            "Why was “A” dropped?",
        ),
    ],
)
def test_each_gap_of_an_action_has_its_question(log: tuple[str, ...], gap: str, question: str) -> None:
    """And no other: what the log says is not asked."""
    found = reviewed("roles: {x: {title: X}}\n" + DAY_1, *(f"{entry}, {ABOUT}" for entry in log))

    assert {gap: ["A"]} == gaps(found)
    assert (question,) == asked(found)


def test_a_late_end_is_asked_about_and_is_no_gap() -> None:
    """A quarter of an hour is not late."""

    def ended(at: str) -> Review:
        records = ("at: 2026-11-23T10:00, kind: started", f"at: 2026-11-23T{at}, kind: done")
        plan = "roles: {x: {title: X}}\n" + DAY_1
        return reviewed(plan, *(f"{record}, by: x, {ABOUT}" for record in records))

    assert ("What held up “A”? It ended 4 h 20 min late.",) == asked(ended("22:20"))
    assert () == ended("22:20").gaps
    assert () == asked(ended("18:15"))


def test_alike_questions_become_one() -> None:
    """Two stand apart; of more, the first three are named."""

    def silent(count: int) -> tuple[str, ...]:
        return asked(reviewed(actions(*(f"a{n}: {{title: A{n}, when: day 1}}" for n in range(count)))))

    assert [2, 1, 1] == [len(silent(count)) for count in (2, 3, 7)]
    assert silent(3)[0].endswith(
        "3 actions are past their planned end without a record: “A0”, “A1” and “A2”."
    )
    assert silent(7)[0].endswith(
        "7 actions are past their planned end without a record: “A0”, “A1”, “A2” and 4 more."
    )


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        (("10:00, kind: blocked, waiting_on: x", "13:59, kind: unblocked"), None),
        (("10:00, kind: blocked, waiting_on: x", "14:00, kind: unblocked"), "4 h, waiting on “X”"),
        # Said again that it is blocked, it has been so all the time.
        (
            ("10:00, kind: blocked", "12:00, kind: blocked, waiting_on: x", "15:00, kind: done"),
            "5 h, waiting on “X”",
        ),
        # Nothing says that it moves again: until the review's end.
        (("10:00, kind: blocked",), "8 h"),
        # The longest of several waits.
        (
            ("09:30, kind: blocked", "10:00, kind: unblocked", "11:00, kind: blocked", "16:00, kind: done"),
            "5 h",
        ),
    ],
)
def test_a_long_wait_is_asked_about(log: tuple[str, ...], expected: str | None) -> None:
    """Four hours and more."""
    found = reviewed(
        "roles: {x: {title: X}}\n" + DAY_1,
        *(f"at: 2026-11-23T{entry}, {ABOUT}" for entry in log),
        at="2026-11-23T18:00",
    )
    question = [entry for entry in found.questions if "unblocked" in entry]

    assert question == (
        [f"What would have unblocked “A” sooner? It was blocked for {expected}."] if expected else []
    )


def test_what_recurs_is_asked_about_with_its_numbers() -> None:
    """Actions, meetings, messages and promises alike."""
    plan = (
        actions("a: {title: A, when: every 4 hours}")
        + """
rituals: {r: {title: R, cadence: daily at 10:00}}
comms: {press: {title: Press, schedule: [{what: Update, every: 4 hours}, {what: Notice, when: immediately}]}}
commitments: {c: {title: C, every: 4 hours}}
"""
    )
    found = reviewed(
        plan,
        f"at: 2026-11-23T13:05, kind: done, {ABOUT}",
        "at: 2026-11-23T13:10, kind: sent, about: [comms/press]",
        "at: 2026-11-23T13:10, kind: missed, about: [commitments/c]",
        at="2026-11-23T17:30",
    )

    assert (
        "Was “A” kept up? It was due 2 times, and 1 of them has no record.",
        "Was “R” held each time? It was due once, and there is no record of it.",
        "What did “Press” hear, and when? Of 3 messages that were due 2 have no record.",
        "Why was “C” missed, and what was the audience told?",
        "Was “C” kept each time? It was due 2 times, and 1 of them has no record.",
    ) == asked(found)
    assert {
        "Recurring, with times that nobody recorded": ["A"],
        "Meetings and habits, with times that nobody recorded": ["R"],
        "Audiences with a message due that is not on record": ["Press"],
        "Promises past their date, without a word": ["C"],
    } == gaps(found)


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ((), "Was “C” kept? It was due Mon 23 Nov 18:00, and the record does not say."),
        (("kind: missed",), "Why was “C” missed, and what was “Press” told?"),
        (("kind: missed", "kind: kept"), None),
        (("kind: renegotiated, until: 2026-12-24",), None),
        (
            ("kind: renegotiated, until: 2026-11-24T12:00",),
            "Was “C” kept? It was due Tue 24 Nov 12:00, and the record does not say.",
        ),
    ],
)
def test_a_promise_is_asked_about_after_its_date(log: tuple[str, ...], expected: str | None) -> None:
    """A new date that the audience agreed to gives it time; kept after all needs no question."""
    plan = "comms: {press: {title: Press}}\ncommitments: {c: {title: C, by: day 1, to: press}}"
    records = (
        f"at: 2026-11-23T{10 + hour}:00, {entry}, about: [commitments/c]" for hour, entry in enumerate(log)
    )

    assert ((expected,) if expected else ()) == asked(reviewed(plan, *records))


def test_decisions_are_asked_about_after_their_date() -> None:
    """Open ones, and those that came late; one without a date, or before it, is not."""
    plan = """
decisions:
  d: {title: D, needed_by: day 2}
  e: {title: E, needed_by: day 9}
  f: {title: F, needed_by: day 1}
  g: {title: G, needed_by: day 1}
  h: {title: H}
"""
    found = reviewed(
        plan,
        "at: 2026-11-24T18:00, kind: decided, about: [decisions/f]",
        "at: 2026-11-23T18:00, kind: decided, about: [decisions/g]",
    )

    assert (
        "Why is “D” still open, and what did waiting cost? It was needed by Tue 24 Nov 18:00.",
        "What held up “F”? It was decided 1 day after it was needed.",
    ) == asked(found)
    assert {"Decisions still open after their date": ["D"]} == gaps(found)
    assert ["D", "E", "H"] == [decision.title for decision in found.undecided]


def test_numbers_and_targets_are_asked_about() -> None:
    """What was never measured, what was not reached; a wish in words has no number."""
    plan = """
kpis:
  k: {title: K, target: {op: ">=", value: 99}}
  l: {title: L, measured: daily}
  m: {title: M, target: As before.}
targets:
  t: {title: T, by: day 2, kpis: {k: {op: ">=", value: 90}}}
  u: {title: U, by: day 2, kpis: {l: {op: ">=", value: 90}}}
  v: {title: V, by: day 9, kpis: {k: {op: ">=", value: 90}}}
  w: {title: W, by: day 2}
"""
    measured = "at: 2026-11-23T10:00, kind: measured, value: 81, about: [kpis/k]"
    over = reviewed(plan, measured, ended="2026-11-26T12:00")

    assert (
        "How did “L” go? No number is on record.",
        "Why was “T” not reached by Tue 24 Nov 18:00?",
        "How does “K” get to ≥ 99? Its last number was 81.",
        "Was “U” reached by Tue 24 Nov 18:00? The record cannot tell.",
        "Was “W” reached by Tue 24 Nov 18:00? The record cannot tell.",
    ) == asked(over)
    assert {"Numbers never measured": ["L"]} == gaps(over)
    assert not any("get to" in question for question in reviewed(plan, measured).questions)


def test_risks_and_contingencies_are_asked_about() -> None:
    """A risk for which nothing was invoked; a contingency of which nobody knows how it went."""
    plan = """
risks: {r: {title: R}, s: {title: S}, t: {title: T}}
contingencies: {c: {title: C, covers: [risks/s]}, d: {title: D}}
"""
    found = reviewed(
        plan,
        "at: 2026-11-23T10:00, kind: occurred, about: [risks/r]",
        "at: 2026-11-23T10:00, kind: occurred, about: [risks/s]",
        "at: 2026-11-23T10:05, kind: invoked, about: [contingencies/c]",
        "at: 2026-11-23T10:05, kind: invoked, about: [contingencies/d]",
        "at: 2026-11-23T11:00, kind: done, about: [contingencies/d]",
    )

    assert (
        "What was done when “R” came true? No contingency is on record as invoked.",
        "Did “C” help? It was invoked, and the record has no end of it.",
    ) == asked(found)
    assert {"Risks that came true, with no contingency invoked": ["R"]} == gaps(found)
    assert (2, 2) == (len(found.occurred), len(found.invoked))
