"""Actions, planned and real."""

from __future__ import annotations

from datetime import timedelta

import pytest

from generator.review import review
from tests.playbooks import HEAD, book
from tests.reviewing import actions, playbook, reviewed, work

ABOUT = "about: [actions/p.a]"
MORNING = actions("a: {title: A, when: day 1 morning}")


def hours(count: float) -> timedelta:
    """A length."""
    return timedelta(hours=count)


def test_nothing_is_reviewed_before_t0() -> None:
    """Without a declared crisis there is no plan with dates to compare anything with."""
    assert review(book(MORNING, HEAD)) is None


def test_a_run_is_named_by_its_first_date_in_the_playbooks_zone() -> None:
    """Half past eleven in the evening in New York is the next day in London; an archived run has its name."""
    late = playbook(timezone="America/New_York", activated="2026-11-23T23:30")
    found, archived = review(late), review(late, "autumn")

    assert found is not None
    assert "2026-11-23" == found.run
    assert archived is not None
    assert "autumn" == archived.run


@pytest.mark.parametrize(
    ("done", "expected"),
    [("11:00", hours(-1)), ("12:00", hours(0)), ("14:30", hours(2.5))],
)
def test_slip_is_the_real_end_less_the_planned_one(done: str, expected: timedelta) -> None:
    """Early is negative, late positive."""
    found = work(reviewed(MORNING, f"at: 2026-11-23T{done}, kind: done, {ABOUT}"))

    assert expected == found.slip
    assert found.over is None


def test_a_record_from_another_zone_is_the_same_moment() -> None:
    """An offset that somebody typed counts; the review shows the playbook's clocks."""
    found = work(reviewed(MORNING, f'at: "2026-11-23T15:00+02:00", kind: done, {ABOUT}'))

    assert hours(1) == found.slip
    assert found.ended is not None
    assert "2026-11-23T13:00:00+00:00" == found.ended.isoformat()


def test_slip_is_elapsed_time_in_the_night_when_the_clocks_change() -> None:
    """From 00:30 to 03:30 are four hours on 25 October 2026 in London."""
    plan = actions("a: {title: A, when: 2026-10-25T00:30}")
    done = f"at: 2026-10-25T03:30, kind: done, {ABOUT}"
    found = work(reviewed(plan, done, activated="2026-10-24T09:00"))

    assert hours(4) == found.slip


def test_the_planned_end_counts_working_days_where_the_playbook_does() -> None:
    """Day 6 from a Monday on is the next Monday."""
    plan = actions("a: {title: A, when: day 6}")
    done = f"at: 2026-11-30T19:00, kind: done, {ABOUT}"

    assert hours(1) == work(reviewed(plan, done, days="working")).slip
    assert hours(49) == work(reviewed(plan, done, days="calendar")).slip


def test_a_start_is_the_first_one_and_an_end_the_last() -> None:
    """Reopened and done again, it ended the second time."""
    found = work(
        reviewed(
            "roles: {x: {title: X}, y: {title: Y}}\n" + MORNING,
            f"at: 2026-11-23T09:10, kind: started, {ABOUT}, by: x",
            f"at: 2026-11-23T11:00, kind: done, {ABOUT}, by: x",
            f"at: 2026-11-23T13:00, kind: reopened, {ABOUT}, by: x",
            f"at: 2026-11-23T13:10, kind: started, {ABOUT}, by: x",
            f"at: 2026-11-23T16:00, kind: done, {ABOUT}, by: y",
        )
    )

    assert hours(4) == found.slip
    assert found.started is not None
    assert "09:10" == f"{found.started:%H:%M}"
    assert found.by is not None
    assert "Y" == found.by.title


def test_what_is_open_again_has_no_end() -> None:
    """Nothing says that it was finished, so its planned end lies further back with every hour."""
    found = work(
        reviewed(
            MORNING,
            f"at: 2026-11-23T11:00, kind: done, {ABOUT}",
            f"at: 2026-11-23T13:00, kind: reopened, {ABOUT}",
            at="2026-11-24T12:00",
        )
    )

    assert (None, None, hours(24)) == (found.ended, found.slip, found.over)


def test_what_was_dropped_ended_but_is_neither_early_nor_late() -> None:
    """Nobody was faster because the work was given up."""
    found = work(reviewed(MORNING, f"at: 2026-11-23T10:00, kind: dropped, {ABOUT}"))

    assert found.ended is not None
    assert ("dropped", None, None) == (found.status, found.slip, found.over)


@pytest.mark.parametrize(
    ("at", "expected"),
    [("2026-11-23T11:59", None), ("2026-11-23T12:00", None), ("2026-11-23T15:00", hours(3))],
)
def test_it_is_over_only_after_its_planned_end(at: str, expected: timedelta | None) -> None:
    """By the review's moment; until then nothing is late."""
    found = work(reviewed(MORNING, at=at))

    assert expected == found.over
    assert not found.is_recorded


def test_nothing_after_the_end_of_the_crisis_is_due() -> None:
    """A plan for day 4 of a crisis that ended on day 2 was not missed, however late it is read."""
    plan = actions("a: {title: A, when: day 1}", "b: {title: B, when: day 4}")
    found = reviewed(plan, at="2026-12-30T12:00", ended="2026-11-24T18:00")

    assert found.is_over
    assert "2026-11-24T18:00:00+00:00" == found.until.isoformat()
    assert hours(24) == work(found).over
    assert work(found, "p.b").over is None


def test_what_was_recorded_after_the_end_still_counts() -> None:
    """Nobody recorded it before; the log has it all the same."""
    done = f"at: 2026-11-25T09:00, kind: done, {ABOUT}"
    found = reviewed(MORNING, done, ended="2026-11-24T18:00")

    assert hours(45) == work(found).slip
    assert 1 == len(found.log)


def test_an_end_that_lies_ahead_is_a_plan() -> None:
    """Until then the crisis goes on, and what comes is not due."""
    found = reviewed(MORNING, at="2026-11-23T10:00", ended="2026-11-30T18:00")

    assert not found.is_over
    assert work(found).over is None


def test_a_correction_counts_instead_of_what_it_corrects() -> None:
    """The record was about the other action; the moment stays the first one's."""
    plan = actions("a: {title: A, when: day 1 morning}", "b: {title: B, when: day 1 morning}")
    found = reviewed(
        plan,
        "at: 2026-11-23T11:00, kind: done, about: [actions/p.b]",
        f"at: 2026-11-23T15:00, kind: corrected, corrects: r0000, {ABOUT}",
    )

    assert hours(-1) == work(found).slip
    assert not work(found, "p.b").is_recorded


@pytest.mark.parametrize("when", ["as needed", "ongoing", "ongoing until day 2"])
def test_what_goes_on_has_no_end_to_miss(when: str) -> None:
    """Neither planned nor over; a record of it is shown all the same."""
    found = work(
        reviewed(actions(f"a: {{title: A, when: {when}}}"), f"at: 2026-11-24T10:00, kind: done, {ABOUT}")
    )

    assert (None, None, None, None) == (found.planned, found.slip, found.over, found.series)
    assert found.ended is not None


def test_what_waits_for_an_event_is_planned_once_that_is_reached() -> None:
    """Before it, nothing says when; an hour after it counts from the record."""
    plan = actions("a: {title: A, when: within 1 hour of contained}")
    events = {"contained": "All is well"}
    reached = "at: 2026-11-23T20:00, kind: reached, about: [events/contained]"
    done = f"at: 2026-11-23T21:30, kind: done, {ABOUT}"

    assert work(reviewed(plan, events=events)).planned is None
    assert hours(0.5) == work(reviewed(plan, reached, done, events=events)).slip


def test_a_front_counts_what_can_be_done() -> None:
    """What was dropped is no more to do, what recurs never is done."""
    plan = actions(
        "a: {title: A, when: day 1}",
        "b: {title: B, when: day 1}",
        "c: {title: C, when: day 1}",
        "d: {title: D, when: daily}",
    )
    found = reviewed(
        plan,
        f"at: 2026-11-23T10:00, kind: done, {ABOUT}",
        "at: 2026-11-23T10:00, kind: dropped, about: [actions/p.b]",
    )

    assert [(1, 2)] == [(front.done, front.total) for front in found.fronts]
