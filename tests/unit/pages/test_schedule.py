"""The dates of a line of a schedule: what is to come, what is over and how it stands by the log."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.linked import CommsPlan, Playbook
from generator.pages.cadences import MOST, count_words, horizon, quiet_words
from generator.pages.comms import plan_view
from generator.pages.schedule import IN_SIGHT, Date, Dates
from generator.pages.schedule import next_of as next_date
from generator.when import Interval
from tests import playbooks, sites
from tests.playbooks import book

HEAD = "playbook: {key: test, title: Test, timezone: Europe/London, quiet_hours: '22:00-07:00'%s}\n"
DECLARED = ", activated: 2026-11-23T09:00"
NOW = datetime(2026, 11, 24, 14, tzinfo=UTC)
LOG = """
log:
  a: {at: 2026-11-23T13:05, kind: sent, about: [comms/press]}
  b: {at: 2026-11-24T09:20, kind: sent, about: [comms/press], for: 2026-11-24T09:00}
"""


def playbook(line: str, more: str = "", head: str = DECLARED, now: datetime = NOW) -> Playbook:
    """A crisis of a day, and an audience with one line of a schedule."""
    plan = f"comms: {{press: {{title: Press, schedule: [{{what: Update, {line}}}]}}}}\n"
    return book(plan + more, HEAD % head, now=now)


def press(found: Playbook) -> CommsPlan:
    """The audience."""
    return found.comms_plan("press")


def dates(found: Playbook) -> Dates:
    """Of the line."""
    (line,) = plan_view(press(found)).schedule
    assert line.dates is not None
    return line.dates


def told(some: tuple[Date, ...]) -> list[str]:
    """Each with how it stands."""
    return [" ".join(filter(None, (one.day, one.clock, one.standing))) for one in some]


def test_dates_stand_by_now_and_by_the_log() -> None:
    """The next one first, then those that follow; what is over says whether it is on record."""
    found = dates(playbook("every: 4 hours until day 4", LOG))

    assert [
        "Mon 23 Nov 13:00 on record",
        "Mon 23 Nov 17:00 not recorded",
        "Mon 23 Nov 21:00 not recorded",
        "Tue 24 Nov 07:00 not recorded",
        "Tue 24 Nov 09:00 on record",
        "Tue 24 Nov 13:00 not recorded",
    ] == told(found.past)
    assert "6 so far: 2 on record, 4 not recorded" == found.so_far
    assert ["Tue 24 Nov 17:00"] == told((found.next,) if found.next else ())
    assert IN_SIGHT == len(found.soon)
    assert "Tue 24 Nov 21:00" == told(found.soon)[0]
    assert ["Thu 26 Nov 13:00", "Thu 26 Nov 17:00"] == told(found.later)
    assert "and 2 more until Thu 26 Nov" == found.more


def test_a_stretch_says_its_year_once() -> None:
    """And none that is this year's."""
    found = dates(playbook("every: weekly until week 8"))

    assert [
        "Mon 21 Dec – Sun 27 Dec",
        "Mon 28 Dec – Sun 3 Jan 2027",
        "Mon 4 Jan – Sun 10 Jan 2027",
        "Mon 11 Jan – Sun 17 Jan 2027",
    ] == told(found.soon)[-4:]


def test_what_is_under_way_is_due_until_it_is_recorded() -> None:
    """A day's briefing is not missed at noon; sent that morning, it is on record."""
    silent = dates(playbook("every: daily until day 7"))
    said = dates(playbook("every: daily until day 7", LOG))

    assert ("due", "on record") == (silent.standing, said.standing)
    assert ["Mon 23 Nov on record"] == told(said.past)
    assert 5 == len(said.soon)


@pytest.mark.parametrize(
    ("now", "records", "expected"),
    [
        ("2026-11-23T09:10", "", "due"),
        ("2026-11-23T10:00", "", "not recorded"),
        ("2026-11-24T14:00", LOG, "on record"),
    ],
)
def test_what_comes_once_stands_in_a_word(now: str, records: str, expected: str) -> None:
    """Its date stands beside it already."""
    found = dates(
        playbook("when: within 30 minutes", records, now=datetime.fromisoformat(now).replace(tzinfo=UTC))
    )

    assert found.is_single
    assert expected == found.standing


@pytest.mark.parametrize(
    ("line", "head", "last", "goes_on"),
    [
        # To the end of the crisis, whatever the line says.
        ("every: daily", ", ended: 2026-11-27T12:00", "Fri 27 Nov", False),
        ("every: daily until day 9", ", ended: 2026-11-27T12:00", "Fri 27 Nov", False),
        # Else to the line's own end, though the plan's comes first.
        ("every: daily until day 9", ", horizon: day 5", "Tue 1 Dec", False),
        # Else to the plan's, and on.
        ("every: daily", ", horizon: day 5", "Fri 27 Nov", True),
        ("every: daily at 18:00", ", horizon: day 5", "Fri 27 Nov", True),
        ("every: daily", ", horizon: 2026-12-01", "Tue 1 Dec", True),
        # Else thirty days, also where the plan's end hangs on an event or on words.
        ("every: daily", "", "Tue 22 Dec", True),
        ("every: daily", ", events: {closed: It is}, horizon: until closed", "Tue 22 Dec", True),
        ("every: daily until closed", ", events: {closed: It is}", "Tue 22 Dec", True),
    ],
)
def test_dates_reach_to_the_end_of_the_crisis(line: str, head: str, last: str, goes_on: bool) -> None:
    """Then the line's own, then the plan's, then a month's, with words that it goes on."""
    found = dates(playbook(line, head=DECLARED + head))

    assert (last, goes_on) == (found.until, found.goes_on)
    assert goes_on is (", and so on" in found.more)


def test_no_page_holds_thousands_of_dates() -> None:
    """What is cut says so."""
    found = dates(playbook("every: 20 minutes until day 90"))
    page = sites.read(playbooks.made(playbook("every: 20 minutes until day 90")).docs["comms/press.md"])

    assert MOST == found.shown
    assert found.is_cut
    assert page.says(f"Only the first {MOST} are shown.")


def test_without_t0_there_are_no_dates() -> None:
    """And none for what waits for an event that is not reached, or is due whenever needed."""
    lines = [
        plan_view(press(playbook(line, head=head))).schedule[0].dates
        for line, head in (
            ("every: daily", ""),
            ("every: daily from closed", DECLARED + ", events: {closed: It is}"),
            ("every: as needed", DECLARED),
            ("when: after day 3", DECLARED),
        )
    ]

    assert [None] * 4 == lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("daily until day 7", "7 times"),
        ("daily at 18:00 until day 7", "7 times"),
        ("twice daily until day 2", "about 4 times"),
        ("weekly for 13 weeks", "13 times"),
        ("weekly on Friday for 2 weeks", "2 times"),
        ("every 2 weeks from week 2 until week 3", "once"),
        # How many, the hour of T0 decides.
        ("4 hours until day 4", "about 17 times"),
        ("4 hours until day 4 day and night", "about 20 times"),
        ("1 minute until day 90", ""),
        # Nobody knows yet.
        ("daily", ""),
        ("daily until month-end", ""),
        ("daily until 2026-12-24", ""),
        ("daily until closed", ""),
        ("as needed", ""),
    ],
)
def test_before_t0_a_cadence_says_how_often_it_will_come(text: str, expected: str) -> None:
    """Where that is known; `about` where it depends on when the crisis is declared."""
    found = playbook(f"every: {text}", head=", events: {closed: It is}")

    assert expected == count_words(press(found).due(press(found).record.schedule[0]), found)


@pytest.mark.parametrize(
    ("line", "head", "expected"),
    [
        ("every: 4 hours", DECLARED, "not between 22:00 and 07:00; what falls there comes at 07:00"),
        ("every: 4 hours day and night", DECLARED, "also between 22:00 and 07:00"),
        ("every: daily at 23:00", DECLARED, ""),
        ("every: weekly", DECLARED, ""),
        ("every: as needed", DECLARED, ""),
        # Once T0 is known the date itself says it.
        ("when: within 30 minutes", "", "what falls between 22:00 and 07:00 comes at 07:00"),
        ("when: within 30 minutes", DECLARED, ""),
        ("when: within 30 minutes day and night", "", ""),
        ("when: within 3 days", "", ""),
        ("when: day 3", "", ""),
    ],
)
def test_what_becomes_of_it_at_night_is_said(line: str, head: str, expected: str) -> None:
    """In words, since nobody works it out at 3 am."""
    found = playbook(line, head=head)

    assert expected == quiet_words(press(found).due(press(found).record.schedule[0]), found)


def test_without_quiet_hours_it_goes_on_through_the_night() -> None:
    """Which a plan may have forgotten."""
    lines = "{what: A, every: 4 hours}, {what: B, every: 4 hours day and night}"
    found = book(f"comms: {{press: {{title: Press, schedule: [{lines}]}}}}")
    times = [press(found).due(item) for item in press(found).record.schedule]

    assert ["through the night too: the plan has no quiet hours", ""] == [
        quiet_words(one, found) for one in times
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 hours until day 4", ("next: ", "24T17:00", "24T17:00")),
        ("daily", ("", "24T09:00", "24T18:00")),
        ("weekly", ("", "23T09:00", "29T18:00")),
        ("daily from day 4", ("next: ", "26T09:00", "26T18:00")),
        ("daily until day 1", ("over: ", "23T09:00", "23T18:00")),
        ("day 3", ("", "25T09:00", "25T18:00")),
    ],
)
def test_beside_a_time_stands_the_date_that_is_next(text: str, expected: tuple[str, str, str]) -> None:
    """What is under way stands as it is; of what is over, when that was."""
    found = playbook(f"{'when' if text == 'day 3' else 'every'}: {text}")
    time = press(found).due(press(found).record.schedule[0])
    one = next_date(time, found) if time else None

    assert one is not None
    assert expected == (one.lead, *_ends(one.at))


def _ends(at: Interval) -> tuple[str, str]:
    return (f"{at.start:%dT%H:%M}" if at.start else "", f"{at.end:%dT%H:%M}" if at.end else "")


def test_a_horizon_that_only_people_know_is_none() -> None:
    """The scripts have to reckon with it."""
    assert "day 30" == str(horizon(book("", HEAD % ", horizon: until the regulator is content")))
