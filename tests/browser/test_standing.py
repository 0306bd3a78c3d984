"""Where an action stands at a moment, in the browser that will say so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.when import as_data, parse

#: T0 is Monday 23 November 2026, 09:00 in London; all moments below are in its zone.
STANDING = """async ([action, now, quiet]) => {
  const { standing } = await import("/standing.js")
  const moment = text => text ? new Date(text + "Z") : null
  const t0 = moment("2026-11-23T09:00")
  const rules = { zone: "Europe/London", days: "calendar", quiet, t0, anchors: {} }
  const named = action.occurrences.map(([at, status, recorded]) =>
    ({ at: moment(at), status, recorded: moment(recorded) }))
  const given = { ...action, recorded: moment(action.recorded), occurrences: named }
  const { state, start, end } = standing(given, now ? rules : null, now ? moment(now) : t0)
  return [state, start?.toISOString().slice(0, 16) ?? null, end?.toISOString().slice(0, 16) ?? null]
}"""

#: What the log says of occurrences: of which, what, when it said so.
Named = tuple[tuple[str, str, str], ...]

#: Asks of an action: its time, now, what the log last says, when it said so, what of single occurrences.
Standing = Callable[..., list[Any]]


@pytest.fixture
def standing(page: Page) -> Standing:
    """The state, the start and the end of an action; None for `now` while nobody knows T0."""

    def ask(
        when: str | None,
        now: str | None,
        status: str = "open",
        recorded: str | None = None,
        occurrences: Named = (),
        quiet: list[str] | None = None,
    ) -> list[Any]:
        time = parse(when) if when else None
        action = {
            "when": as_data(time) if time else None,  # type: ignore[arg-type]  # the texts below are readable
            "status": status,
            "recorded": recorded,
            "occurrences": occurrences,
        }
        found: list[Any] = page.evaluate(STANDING, [action, now, quiet])
        return found

    return ask


@pytest.mark.parametrize(
    ("when", "now", "state"),
    [
        ("day 2 morning", "2026-11-24T08:59", "next"),
        ("day 2 morning", "2026-11-24T09:00", "now"),
        ("day 2 morning", "2026-11-24T11:59", "now"),
        ("day 2 morning", "2026-11-24T12:00", "not-confirmed"),
        ("ongoing", "2027-06-01T12:00", "now"),
        ("before", "2026-11-20T12:00", "now"),
        ("before", "2026-11-23T09:30", "not-confirmed"),
        ("after contained", "2026-11-24T12:00", "undated"),
        ("as needed", "2026-11-24T12:00", "undated"),
        (None, "2026-11-24T12:00", "undated"),
    ],
)
def test_time_alone_says_when(standing: Standing, when: str | None, now: str, state: str) -> None:
    """Before, during and after its time; once that is over with nothing recorded, nobody knows."""
    found = standing(when, now)

    assert state == found[0]


def test_what_is_due_at_a_moment_is_under_way_for_an_hour(standing: Standing) -> None:
    """Else whatever is to be done immediately would be over before anybody has read it."""
    states = [standing("immediately", f"2026-11-23T{at}")[0] for at in ("09:00", "09:59", "10:00")]

    assert ["now", "now", "not-confirmed"] == states


@pytest.mark.parametrize("status", ["done", "dropped", "blocked"])
@pytest.mark.parametrize("now", ["2026-11-23T10:00", "2026-11-24T10:00", "2026-11-25T10:00", None])
def test_the_log_comes_before_the_time(standing: Standing, status: str, now: str | None) -> None:
    """What is done, dropped or blocked stays that, whatever the time, and without a clock."""
    found = standing("day 2 morning", now, status, "2026-11-23T09:30")

    assert status == found[0]


@pytest.mark.parametrize(
    ("recorded", "state"),
    [(None, "not-confirmed"), ("2026-11-24T10:00", "not-confirmed"), ("2026-11-24T12:30", "late")],
)
def test_late_needs_a_record(standing: Standing, recorded: str | None, state: str) -> None:
    """Only who says after the end that it is not done makes it late."""
    found = standing("day 2 morning", "2026-11-24T15:00", "started", recorded)

    assert [state, "2026-11-24T09:00", "2026-11-24T12:00"] == found


def test_without_a_clock_time_says_nothing(standing: Standing) -> None:
    """The plan's order is all that is known."""
    found = [standing("day 2 morning", None), standing("every 4 hours", None)]

    assert [["undated", None, None]] * 2 == found


@pytest.mark.parametrize(
    ("now", "state", "start"),
    [
        ("2026-11-23T10:00", "next", "2026-11-23T13:00"),
        ("2026-11-23T13:30", "now", "2026-11-23T13:00"),
        ("2026-11-23T14:30", "not-confirmed", "2026-11-23T13:00"),
        ("2026-11-23T17:00", "now", "2026-11-23T17:00"),
    ],
)
def test_what_recurs_stands_by_its_current_occurrence(
    standing: Standing, now: str, state: str, start: str
) -> None:
    """The one that began last; an hour after its moment nobody knows, until the next one begins."""
    found = standing("every 4 hours", now)

    assert [state, start] == found[:2]


def test_an_occurrence_lasts_until_the_next_one(standing: Standing) -> None:
    """What is due every twenty minutes is always due."""
    found = standing("every 20 minutes", "2026-11-23T09:59")

    assert ["now", "2026-11-23T09:40", "2026-11-23T09:40"] == found


@pytest.mark.parametrize("said", ["done", "dropped"])
def test_an_occurrence_that_is_done_leads_to_the_next(standing: Standing, said: str) -> None:
    """The log names it by its moment."""
    named = (("2026-11-23T13:00", said, "2026-11-23T13:10"),)
    found = standing("every 4 hours", "2026-11-23T13:30", occurrences=named)

    assert ["next", "2026-11-23T17:00", "2026-11-23T17:00"] == found


def test_what_is_done_ahead_is_not_next(standing: Standing) -> None:
    """At a quarter to five somebody does what is due at five, and says so."""
    ahead = ("2026-11-23T17:00", "done", "2026-11-23T16:45")
    said = (("2026-11-23T13:00", "done", "2026-11-23T13:10"), ahead)

    assert ["next", "2026-11-23T21:00", "2026-11-23T21:00"] == standing(
        "every 4 hours", "2026-11-23T16:50", occurrences=said
    )
    assert ["not-confirmed", "2026-11-23T13:00", "2026-11-23T13:00"] == standing(
        "every 4 hours", "2026-11-23T16:50", occurrences=(ahead,)
    )


def test_an_occurrence_that_is_done_says_nothing_of_the_next(standing: Standing) -> None:
    """Nor does a record that was made late."""
    named = (("2026-11-23T13:00", "done", "2026-11-23T17:05"),)
    found = standing("every 4 hours", "2026-11-23T17:30", occurrences=named)

    assert ["now", "2026-11-23T17:00", "2026-11-23T17:00"] == found


@pytest.mark.parametrize("said", ["done", "dropped", "started"])
def test_a_record_of_an_earlier_occurrence_makes_none_late(standing: Standing, said: str) -> None:
    """Somebody writes down on Tuesday what was done on Monday: of Tuesday's nobody has said anything."""
    named = (("2026-11-23T00:00", said, "2026-11-24T13:30"),)
    found = standing("daily at 12:00", "2026-11-24T14:00", occurrences=named)

    assert ["not-confirmed", "2026-11-24T12:00", "2026-11-24T12:00"] == found


@pytest.mark.parametrize(
    ("status", "recorded", "named", "state"),
    [
        ("open", None, ("started", "2026-11-24T13:30"), "late"),
        ("open", None, ("started", "2026-11-24T12:30"), "not-confirmed"),
        ("started", "2026-11-24T13:30", None, "late"),
        ("started", "2026-11-23T13:30", None, "not-confirmed"),
        ("done", "2026-11-24T12:30", ("open", "2026-11-24T13:30"), "late"),
        ("done", "2026-11-24T13:45", ("open", "2026-11-24T13:30"), "next"),
    ],
)
def test_an_occurrence_is_late_by_a_record_of_its_own(
    standing: Standing, status: str, recorded: str | None, named: tuple[str, str] | None, state: str
) -> None:
    """Made after it was due, by its name or by none; the last one counts, so what is reopened is not done."""
    said = (("2026-11-24T12:00", *named),) if named else ()
    found = standing("daily at 12:00", "2026-11-24T14:00", status, recorded, said)

    assert state == found[0]


def test_done_without_a_name_counts_beside_named_ones(standing: Standing) -> None:
    """On Monday somebody names the day, on Tuesday nobody does: Tuesday's is done all the same."""
    named = (("2026-11-23T18:00", "done", "2026-11-23T18:20"),)
    found = standing("daily at 18:00", "2026-11-24T20:00", "done", "2026-11-24T19:30", named)

    assert ["next", "2026-11-25T18:00", "2026-11-25T18:00"] == found


@pytest.mark.parametrize("named", ["00:00", "09:00", "13:30"])
def test_a_day_names_its_occurrence(standing: Standing, named: str) -> None:
    """So does any moment of it; a date is its midnight, which lies before the day's work."""
    said = ((f"2026-11-24T{named}", "done", "2026-11-24T14:00"),)
    found = standing("daily", "2026-11-24T15:00", occurrences=said)

    assert ["next", "2026-11-25T09:00", "2026-11-25T18:00"] == found


def test_a_record_that_names_no_occurrence_means_the_one_at_hand(standing: Standing) -> None:
    """And not the one after it."""
    states = [
        standing("every 4 hours", f"2026-11-23T{at}", "done", "2026-11-23T13:10")[0]
        for at in ("13:30", "17:10")
    ]

    assert ["next", "now"] == states


@pytest.mark.parametrize("status", ["dropped", "blocked"])
def test_what_recurs_can_be_dropped_or_blocked_whole(standing: Standing, status: str) -> None:
    """A record that names no occurrence counts for all of them."""
    found = standing("every 4 hours", "2026-11-25T13:30", status, "2026-11-23T13:10")

    assert status == found[0]


def test_what_recurs_no_more_keeps_its_last_occurrence(standing: Standing) -> None:
    """However long ago that was."""
    states = [
        standing("daily until day 7", "2027-02-01T12:00"),
        standing(
            "daily until day 7",
            "2027-02-01T12:00",
            occurrences=(("2026-11-29T09:00", "done", "2026-11-29T14:00"),),
        ),
    ]

    assert [
        ["not-confirmed", "2026-11-29T09:00", "2026-11-29T18:00"],
        ["done", "2026-11-29T09:00", "2026-11-29T18:00"],
    ] == states


def test_quiet_hours_hold_back_what_comes_next(standing: Standing) -> None:
    """The last before them stays current through the night."""
    found = standing("every 4 hours", "2026-11-24T03:12", quiet=["22:00", "07:00"])

    assert ["not-confirmed", "2026-11-23T21:00", "2026-11-23T21:00"] == found
