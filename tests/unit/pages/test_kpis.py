"""KPIs and targets as their pages show them: standing, staleness, the way to what must be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from generator.linked import Kpi
from generator.pages.kpis import KpiView, scorecard, view
from tests import playbooks, sites
from tests.playbooks import HEAD, NOW, book

DECLARED = HEAD.replace("London}", "London, activated: 2026-11-23T09:00, limits: {stale_after: 3 days}}")
TARGETS = """
targets:
  later: {title: For good, by: day 90, kpis: {rate: {op: ">=", value: 99.9}}}
  soon: {title: Soon, by: day 30, kpis: {rate: {op: ">=", value: 95}}}
  calm: {title: Calm, by: day 30, statement: Nobody complains.}
  someday: {title: Someday, statement: All is well.}
"""


def rate(fields: str = "", *values: tuple[str, float], now: datetime = NOW, head: str = DECLARED) -> Kpi:
    """A KPI with these fields, measured at these moments."""
    entries = (
        f"  m{number}: {{at: {at}, kind: measured, about: [kpis/rate], value: {value}}}\n"
        for number, (at, value) in enumerate(values)
    )
    log = "log:\n" + "".join(entries) if values else ""
    extra = f", {fields}" if fields else ""
    return book(f"kpis: {{rate: {{title: Rate, unit: '%'{extra}}}}}\n{TARGETS}{log}", head, now=now).kpi(
        "rate"
    )


def stages(found: KpiView) -> list[tuple[str, str, str | None]]:
    """What the way is made of: name, value, standing."""
    return [(stage.name, str(stage.value.content), stage.standing) for stage in found.stages]


@pytest.mark.parametrize(
    ("expected", "fields", "age"),
    [
        (False, "measured: daily", timedelta(days=2)),
        (True, "measured: daily", timedelta(days=2, minutes=1)),
        (False, "measured: every 4 hours", timedelta(hours=8)),
        (True, "measured: every 4 hours", timedelta(hours=8, minutes=1)),
        (False, "", timedelta(days=3)),
        (True, "", timedelta(days=3, minutes=1)),
        (True, "measured: as needed", timedelta(days=3, minutes=1)),
    ],
)
def test_a_value_is_stale_after_twice_its_cadence(expected: bool, fields: str, age: timedelta) -> None:
    """Without a cadence after what the playbook says of all entries."""
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    found = rate(fields, ("2026-11-23T12:00", 97), now=at + age)

    assert expected == found.is_stale


def test_what_was_never_measured_is_not_stale() -> None:
    """It is not measured yet, which is another thing to do."""
    found = rate('measured: daily, target: {op: ">", value: 1}', now=NOW + timedelta(days=400))

    assert (False, None, "not measured") == (found.is_stale, found.fresh_until, found.standing)


def test_the_way_leads_from_the_baseline_to_the_target() -> None:
    """Each stage says its value, and those ahead whether they are met by now."""
    found = view(rate('baseline: 81, target: {op: ">=", value: 99.5}', ("2026-11-23T12:00", 96)))

    assert [
        ("When the crisis began", "81%", None),
        ("Latest", "96%", None),
        ("Soon", "≥ 95%", "met"),
        ("For good", "≥ 99.9%", "not met"),
        ("Target", "≥ 99.5%", "not met"),
    ] == stages(found)


LATE = """
kpis:
  open: {title: Open, target: {op: "<=", value: 0}}
  wait: {title: Wait}
targets:
  cleared: {title: Cleared, by: day 1, kpis: {open: {op: "<=", value: 0}}}
  calm: {title: Calm, by: day 2, kpis: {open: {op: "<=", value: 9}, wait: {op: "<=", value: 5}}}
log:
  a: {at: 2026-11-23T17:00, kind: measured, about: [kpis/open], value: 40}
  b: {at: 2026-11-23T17:30, kind: measured, about: [kpis/wait], value: 4}
  c: {at: 2026-11-23T18:30, kind: measured, about: [kpis/open], value: 0}
  d: {at: 2026-11-23T18:40, kind: measured, about: [kpis/open], value: 3}
  e: {at: 2026-11-23T19:00, kind: measured, about: [kpis/open], value: 0}
"""
ON_DAY_1 = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
IN_TIME = datetime(2026, 11, 24, 12, tzinfo=UTC)
AFTERWARDS = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "said", ["", "  x: {at: 2026-11-23T18:10, kind: missed, about: [targets/cleared]}\n"]
)
def test_a_target_is_judged_by_its_day(said: str) -> None:
    """A number that came too late stands beside it; what people said of it is said everywhere."""
    plan = book(LATE + said, DECLARED, now=AFTERWARDS)
    docs = playbooks.made(plan).docs
    late = "met since Mon 23 Nov 19:00"

    assert ["not met", "met"] == [target.standing for target in plan.targets]
    assert sites.read(docs["kpis/index.md"]).says(f"not met Open must be ≤ 0, was 40 by then; {late} not met")
    assert sites.read(docs["kpis/open.md"]).says(f"day 1 (Mon 23 Nov 09:00 – 18:00) not met {late}")
    assert sites.read(docs["index.md"]).says(f"by day 1 · {late}")


@pytest.mark.parametrize(
    ("now", "expected"),
    [(ON_DAY_1, ("not met", False)), (IN_TIME, ("met", False)), (AFTERWARDS, ("met", True))],
)
def test_before_its_day_a_target_stands_as_its_numbers_do_now(
    now: datetime, expected: tuple[str, bool]
) -> None:
    """Whatever is measured until then may still change that."""
    text = LATE if now > ON_DAY_1 else LATE[: LATE.index("  c:")]
    calm = book(text, DECLARED, now=now).targets[1]

    assert expected == (calm.standing, calm.goals[0].is_over)


def measured(at: str, what: str, value: int) -> str:
    """One more line of the log."""
    return f"  m-{what}-{value}: {{at: 2026-11-{at}, kind: measured, about: [kpis/{what}], value: {value}}}\n"


AGAIN = measured("23T20:00", "wait", 7) + measured("25T09:00", "wait", 5)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", None),
        # What people said of it counts, but nothing of it came late.
        ("  x: {at: 2026-11-25T10:00, kind: missed, about: [targets/calm]}\n", None),
        (measured("25T09:00", "open", 8), None),
        (AGAIN, "25 09:00"),
        (AGAIN + measured("25T10:00", "open", 10), None),
    ],
)
def test_a_target_is_met_late_once_all_its_numbers_are_there(more: str, expected: str | None) -> None:
    """From the last of them on, and while they stay."""
    since = book(LATE + more, DECLARED, now=AFTERWARDS).targets[1].late_since

    assert expected == (f"{since:%d %H:%M}" if since else None)


def test_the_way_is_in_order_of_time() -> None:
    """A target whose day is over stands before the latest value, one that lies ahead after it."""
    found = view(book(LATE, DECLARED, now=AFTERWARDS).kpi("open"))

    assert ["Cleared", "Latest", "Calm", "Target"] == [stage.name for stage in found.stages]


def test_the_way_says_what_is_not_known() -> None:
    """No baseline is no stage, no value is said, a sentence stays a sentence, and nothing has a date."""
    found = view(rate("target: As before.", head=HEAD))

    assert [
        ("Latest", "not measured yet", None),
        ("Soon", "≥ 95%", "not measured"),
        ("For good", "≥ 99.9%", "not measured"),
        ("Target", "As before.", "not measurable"),
    ] == stages(found)
    assert [None, None] == [stage.when.content.interval for stage in found.stages if stage.when]


@pytest.mark.parametrize(("expected", "days"), [("Soon", 29), ("For good", 31), (None, 100)])
def test_the_next_goal_is_the_first_that_is_not_over(expected: str | None, days: int) -> None:
    """By day 31 nobody works towards day 30."""
    found = view(rate(now=NOW + timedelta(days=days))).next_goal

    assert expected == (found.name if found else None)


def test_values_stand_newest_first_with_their_entries() -> None:
    """Each leads to the log entry that it is from."""
    found = view(rate('target: {op: ">=", value: 97}', ("2026-11-23T10:00", 81), ("2026-11-23T12:00", 97)))

    assert [("97%", "met", "m1"), ("81%", "not met", "m0")] == [
        (item.value, item.standing, item.entry.id if item.entry else "") for item in found.values
    ]


@pytest.mark.parametrize(
    ("expected", "values"),
    [
        ("Nothing is measured yet", []),
        ("One value alone", [1]),
        ("too far apart", [1, 1e300]),
    ],
)
def test_where_no_chart_is_drawn_the_page_says_why(expected: str, values: list[float]) -> None:
    """Nobody looks for a picture that cannot be."""
    found = view(rate("", *((f"2026-11-23T1{hour}:00", value) for hour, value in enumerate(values))))

    assert found.chart is None
    assert expected in found.no_chart


def test_a_chart_is_summed_up_in_words() -> None:
    """Whoever hears the page learns what the others see."""
    kpi = rate('target: {op: ">=", value: 99.5}', ("2026-11-23T10:00", 81), ("2026-11-23T12:00", 97.2))

    assert (
        "Rate: 2 values, from 81% on Mon 23 Nov 10:00 to 97.2% on Mon 23 Nov 12:00; "
        "lowest 81%, highest 97.2%; target ≥ 99.5%; day 30: ≥ 95%; day 90: ≥ 99.9%."
    ) == view(kpi).summary


def test_the_scorecard_begins_with_what_is_missed() -> None:
    """Then what is met, then what nobody knows; and it counts them."""
    text = """
kpis:
  unknown: {title: Unknown, target: {op: "<", value: 5}}
  words: {title: Words, target: As before.}
  met: {title: Met, target: {op: "<", value: 5}}
  missed: {title: Missed, target: {op: "<", value: 5}}
log:
  a: {at: 2026-11-23T09:00, kind: measured, about: [kpis/met], value: 1}
  b: {at: 2026-11-01T09:00, kind: measured, about: [kpis/missed], value: 9}
"""
    card = scorecard(book(text))

    assert ["missed", "met", "unknown", "words"] == [tile.kpi.id for tile in card.tiles]
    assert [("not met", 1), ("met", 1), ("not measured", 1), ("not measurable", 1)] == list(card.tally)
    assert (1, True) == (card.stale, card.any_measured)


def test_targets_stand_by_the_day_on_which_they_must_be_true() -> None:
    """In order of time; those without a day last, and said so."""
    found = scorecard(rate().book).deadlines

    assert [("day 30", ["soon", "calm"]), ("day 90", ["later"]), ("no day set", ["someday"])] == [
        (deadline.words, sorted(target.id for target in deadline.targets)[::-1]) for deadline in found
    ]


def test_a_chart_and_its_table_hold_the_same_numbers() -> None:
    """On the KPI's page, as a reader meets them."""
    kpi = rate(
        'baseline: 70, target: {op: ">=", value: 99.5}', ("2026-11-23T10:00", 81), ("2026-11-23T12:00", 97.2)
    )
    page = sites.read(playbooks.made(kpi.book).docs["kpis/rate.md"])
    (picture,) = [
        attributes for tag, attributes in page.tags if tag == "svg" and attributes.get("role") == "img"
    ]

    assert view(kpi).summary == picture["aria-label"]
    assert "table" in page.structure
    assert [] == [
        shown for shown in ("81%", "97.2%", "70%", "≥ 99.5%", "≥ 95%", "≥ 99.9%") if not page.says(shown)
    ]


def test_a_plan_without_kpis_has_no_empty_scorecard() -> None:
    """A heading with nothing below it looks like a page that did not load."""
    empty = playbooks.made(book("")).docs["kpis/index.md"]
    some = playbooks.made(book("kpis: {rate: {title: Rate}}")).docs["kpis/index.md"]

    assert (False, True) == ("Scorecard" in empty, "Scorecard" in some)
    assert sites.read(empty).says("None here.")
