"""How a desk is laid out and worded, and who is away: the parts of it that need no page."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from generator.when import as_data, parse

HOUR = 60 * 60 * 1000


def laid_out(page: Page, *tasks: tuple[str, str, int | None, bool]) -> Any:
    """The names of tasks as they stand: each has its group, its end in hours, whether it can begin."""
    return page.evaluate(
        """async tasks => {
          const { laidOut } = await import("/desk.js")
          const moment = hours => hours === null ? null : new Date(hours * 3600e3)
          const { first, rest } = laidOut(tasks.map(([name, group, end, isReady]) =>
            ({ name, group, isReady, standing: { start: moment(end), end: moment(end) } })))
          const names = one => one && [one[0], one[1].map(({ name }) => name)]
          return [names(first), rest.map(names)]
        }""",
        [list(task) for task in tasks],
    )


def test_two_things_to_do_stand_before_the_numbers(page: Page) -> None:
    """What can be begun comes first, then what ends soonest; the others follow under the same name."""
    found = laid_out(
        page,
        ("waits", "now", 1, False),
        ("ongoing", "now", None, True),
        ("soon", "now", 2, True),
        ("late", "late", 0, True),
    )

    assert [["now", ["soon", "ongoing"]], [["now", ["waits"]], ["late", ["late"]]]] == found


def test_one_thing_stands_first_where_nothing_runs(page: Page) -> None:
    """The first group that has one: what is late before what nobody confirmed, that before what comes."""
    late = laid_out(page, ("a", "next", 3, True), ("b", "not-confirmed", 1, True), ("c", "late", 2, True))
    planned = laid_out(page, ("a", "plan", None, False), ("b", "plan", None, True), ("c", "done", 1, True))
    over = laid_out(page, ("a", "done", 1, True))

    assert [["late", ["c"]], [["not-confirmed", ["b"]], ["next", ["a"]]]] == late
    assert [["plan", ["a"]], [["plan", ["b"]], ["done", ["c"]]]] == planned
    assert [None, [["done", ["a"]]]] == over


@pytest.mark.parametrize(
    ("state", "start", "clock", "ready", "group"),
    [
        ("next", 6, True, True, "next"),
        ("next", 7, True, True, "later"),
        ("dropped", None, True, True, "done"),
        ("blocked", None, False, True, "blocked"),
        ("done", None, False, True, "done"),
        ("undated", None, False, True, "plan"),
        ("undated", None, True, True, "undated"),
        ("now", 0, True, True, "now"),
        ("now", 0, True, False, "waits"),
        ("not-confirmed", 0, True, False, "not-confirmed"),
    ],
)
def test_what_is_far_off_is_told_apart(
    page: Page, state: str, start: int | None, clock: bool, ready: bool, group: str
) -> None:
    """Six hours ahead is next, the rest is later; what needs another waits; before T0 there is the plan."""
    found = page.evaluate(
        """async ([state, start, isClock, isReady]) => {
          const { groupOf } = await import("/desk.js")
          const standing = { state, start: start === null ? null : new Date(start), end: null }
          return groupOf(standing, new Date(0), isClock, isReady)
        }""",
        [state, None if start is None else start * HOUR, clock, ready],
    )

    assert group == found


def test_ticks_are_this_devices(page: Page) -> None:
    """They say so, and that all of them are not yet a record."""
    found = page.evaluate(
        """async given => {
          const { tickWords } = await import("/desk.js")
          return given.map(([on, of, isRecorded]) => tickWords({ on, of }, isRecorded))
        }""",
        [[0, 5, False], [3, 5, False], [5, 5, False], [5, 5, True], [1, 1, False], [1, 1, True]],
    )

    assert [
        "",
        "3 of 5 ticked on this device",
        "all ticked on this device, not recorded",
        "all ticked on this device",
        "ticked on this device, not recorded",
        "ticked on this device",
    ] == found


@pytest.mark.parametrize(
    ("first", "last", "now", "t0", "state"),
    [
        ("2026-12-24", "2026-12-27", "2026-12-23T23:59", None, "later"),
        ("2026-12-24", "2026-12-27", "2026-12-24T00:00", None, "now"),
        ("2026-12-24", "2026-12-27", "2026-12-27T23:59", None, "now"),
        ("2026-12-24", "2026-12-27", "2026-12-28T00:00", None, "over"),
        ("2026-12-24", "2026-12-24", "2026-12-24T20:00", "2026-12-24T19:00", "now"),
        ("day 2", "day 3", "2026-11-25T20:00", "2026-11-23T09:00", "now"),
        ("day 2", "day 3", "2026-11-26T01:00", "2026-11-23T09:00", "over"),
        ("day 2", "day 3", "2026-11-25T20:00", None, "unknown"),
    ],
)
def test_absences_last_whole_days(
    page: Page, first: str, last: str, now: str, t0: str | None, state: str
) -> None:
    """From the first minute to the last; dates need no clock, days of the plan do."""
    data = [as_data(parse(text)) for text in (first, last)]  # type: ignore[arg-type]  # readable, as above

    found = page.evaluate(
        """async ([first, last, now, t0]) => {
          const { absence } = await import("/absence.js")
          const at = t0 ? new Date(t0 + "Z") : null
          const rules = { zone: "Europe/London", days: "calendar", quiet: null, t0: at, anchors: {} }
          return absence(first, last, rules, new Date(now + "Z")).state
        }""",
        [*data, now, t0],
    )

    assert state == found
