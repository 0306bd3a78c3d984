"""The picture of planned against actual: what is drawn of each action, and where."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.pages.actual import NARROWEST, Bar, Picture, Row, picture
from generator.review import review
from tests.playbooks import HEAD, book

STARTED = HEAD.replace("London}", "London, activated: 2026-11-23T09:00}")
ENDED = HEAD.replace("London}", "London, activated: 2026-11-23T09:00, ended: 2026-11-23T19:00}")

#: Ten hours after T0, so that an hour is a little less than ten percent.
NOW = datetime(2026, 11, 23, 19, tzinfo=UTC)
HOUR = 100 / 10.4

ACTION = "priorities: {{x: {{title: X, actions: {{a: {{title: A, when: {when}}}}}}}}}\n"


def log(*entries: str) -> str:
    """A log about the only action: each entry is a time of 23 November, a kind, perhaps more fields."""
    lines = ["log:"]
    for number, entry in enumerate(entries):
        clock, rest = entry.split(" ", 1)
        lines.append(f"  e{number}: {{at: 2026-11-23T{clock}, about: [actions/x.a], kind: {rest}}}")
    return "\n".join(lines) + "\n"


def drawn(text: str, head: str = STARTED) -> Picture:
    """The picture of a playbook, ten hours after T0."""
    found = review(book(text, head, now=NOW))
    assert found is not None
    return picture(found)


def row(when: str, *entries: str, head: str = STARTED) -> Row:
    """The only row of a playbook with one action."""
    text = ACTION.format(when=when) + (log(*entries) if entries else "")
    return drawn(text, head).groups[0].rows[0]


def bar(when: str, *entries: str, head: str = STARTED) -> Bar:
    """What is drawn in the only row."""
    found = row(when, *entries, head=head).bar
    assert found is not None
    return found


def hours(x: float | None) -> float | None:
    """A place as hours after T0."""
    return None if x is None else round(x / HOUR, 1)


def test_the_plan_is_a_bar_and_what_was_done_another() -> None:
    """Both on one scale, so that what began late and ended late reaches out."""
    found = bar("within 3 hours", "10:30 started", "14:00 done")

    assert found.planned is not None
    assert found.real is not None
    assert (0.0, 3.0, False) == (hours(found.planned.x), hours(found.planned.end), found.planned.goes_on)
    assert (1.5, 5.0, False) == (hours(found.real.x), hours(found.real.end), found.real.goes_on)


@pytest.mark.parametrize("head", [STARTED, ENDED], ids=["now", "at the end"])
def test_what_was_never_finished_goes_on(head: str) -> None:
    """Its bar reaches the end of what is known, with an arrow."""
    found = bar("within 3 hours", "10:30 started", head=head).real

    assert found is not None
    assert (1.5, 10.0, True) == (hours(found.x), hours(found.end), found.goes_on)


def test_where_only_the_end_is_known_there_is_only_a_mark() -> None:
    """Nobody invents a start."""
    found = bar("within 3 hours", "14:00 done")

    assert (None, 5.0, None) == (found.real, hours(found.ended), hours(found.dropped))


def test_what_was_dropped_is_crossed_out() -> None:
    """Where that was recorded, with or without a start."""
    alone, begun = bar("within 3 hours", "14:00 dropped"), bar("day 1", "10:00 started", "14:00 dropped")

    assert [(None, 5.0), (None, 5.0)] == [(one.ended, hours(one.dropped)) for one in (alone, begun)]
    assert begun.real is not None


def test_standing_still_is_marked() -> None:
    """From each `blocked` to what follows it, once more said or not; the last to the end."""
    found = row(
        "day 1",
        "10:00 started",
        "11:00 blocked",
        "12:00 blocked",
        "13:00 unblocked",
        "15:00 note",
        "16:00 blocked",
    )
    stretches = [(hours(one.x), hours(one.end)) for one in found.bar.blocked] if found.bar else []

    assert [(2.0, 4.0), (7.0, 10.0)] == stretches
    assert ["11:00", "16:00"] == [f"{one.start:%H:%M}" for one in found.blocked if one.start]


def test_what_recurs_has_a_mark_for_each_record() -> None:
    """At the occurrence that a record names, else at its own moment; notes are none."""
    found = bar("every 2 hours", "11:20 done", "13:40 done", "14:00 note")

    assert found.recurs
    assert found.planned is not None
    assert found.planned.goes_on
    assert None is found.real
    assert [2.3, 4.7] == [hours(x) for x in found.ticks]


def test_an_occurrence_stands_where_it_was_due() -> None:
    """A record made later that names what it is for is drawn there."""
    found = bar("every 2 hours", "14:40 done, for: 2026-11-23T13:00")

    assert [4.0] == [hours(x) for x in found.ticks]


def test_the_shortest_work_is_still_to_be_seen() -> None:
    """Five minutes among hours keep a width, at the right edge too."""
    found = bar("within 3 hours", "10:30 started", "10:31 done").real
    last = bar("within 3 hours", "18:59 started").real

    assert found is not None
    assert last is not None
    assert [NARROWEST, True] == [found.width, last.end <= 100]


def test_a_plan_far_beyond_ends_in_an_arrow() -> None:
    """Ninety planned days do not press ten real hours together."""
    found = bar("until day 90", "10:00 started")

    assert found.planned is not None
    assert found.real is not None
    assert (100.0, True) == (found.planned.end, found.planned.goes_on)
    assert found.real.width > 50


def test_what_was_not_due_is_named_apart() -> None:
    """A plan that has only begun is not a list of empty rows."""
    text = "priorities: {x: {title: X, actions: {a: {title: A, when: day 1}, b: {title: B, when: day 40}}}}\n"
    found = drawn(text + log("10:00 started")).groups[0]

    assert (["a"], ["b"]) == (
        [one.work.action.anchor for one in found.rows],
        [one.action.anchor for one in found.later],
    )


def test_what_has_no_moment_is_not_drawn() -> None:
    """It stays in the table, and the picture says when there is nothing to draw at all."""
    found = drawn("priorities: {x: {title: X, actions: {a: {title: A}}}}\n")

    assert found.is_empty
    assert ["never recorded"] == [one.slip.kind for one in found.groups[0].rows]


def test_records_before_t0_stand_at_the_left_edge() -> None:
    """Work that began before the crisis was declared is no reason to move T0."""
    found = bar("day 1", "08:00 started", "11:00 done").real

    assert found is not None
    assert (0.0, 2.0) == (hours(found.x), hours(found.end))
