"""docs/time.md is a promise to leaders: every row of its tables is a case."""

from __future__ import annotations

import re
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.when import Calendar, Interval, Rules, Time, Unreadable, as_data, is_recurring, parse

DOCS = Path(__file__).parents[2] / "docs" / "time.md"
LONDON = ZoneInfo("Europe/London")

# What the page says of its example.
CALENDAR = Calendar(
    datetime(2026, 11, 23, 9, tzinfo=LONDON), Rules(LONDON, "calendar", quiet=(time(22), time(7)))
)
REACHED = {
    "contained": datetime(2026, 11, 24, 10, tzinfo=LONDON),
    "actions/restore-service.find-cause": datetime(2026, 11, 23, 12, 12, tzinfo=LONDON),
}


def rows(columns: int, *, under: str = "") -> list[tuple[str, ...]]:
    """The rows of tables with so many columns (`under` one heading), each after its heading."""
    found, heading = [], ""
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif line.startswith("|") and len(cells) == columns and "`" in line and under in ("", heading):
            found.append((heading, *cells))
    assert found
    return found


def read(text: str, heading: str) -> Time:
    """The time of an example, which fields of its kind read as well."""
    kind = {"How often": "cadence", "How long": "duration"}.get(heading)
    found = parse(text)
    assert not isinstance(found, Unreadable)
    assert kind is None or found == parse(text, "cadence" if kind == "cadence" else "duration")
    return found


def said(moment: datetime) -> str:
    """`Mon 23 Nov 09:00`, with the year when it is not T0's."""
    year = "" if moment.year == 2026 else f" {moment.year}"
    return f"{moment:%a} {moment.day} {moment:%b}{year} {moment:%H:%M}"


def interval_said(interval: Interval | None) -> str:
    """An interval as the page writes it."""
    match interval:
        case Interval(None, datetime() as end):
            return f"until {said(end)}"
        case Interval(datetime() as start, None):
            return f"from {said(start)} on"
        case Interval(datetime() as start, datetime() as end) if start == end:
            return said(start)
        case Interval(datetime() as start, datetime() as end) if start.date() == end.date():
            return f"{said(start)} – {end:%H:%M}"
        case Interval(datetime() as start, datetime() as end):
            return f"{said(start)} – {said(end)}"
        case _:
            return "not known"


@pytest.mark.parametrize(("heading", "form", "means", "example", "gives"), rows(4))
def test_a_row_gives_what_it_says(heading: str, form: str, means: str, example: str, gives: str) -> None:
    """The example reads as a time and comes to the moments in the last column."""
    del form, means
    found = read(example.strip("`"), heading)
    if is_recurring(found):
        first = CALENDAR.occurrences(found, Interval(None, None), REACHED, limit=4)
        shown = "; ".join([*(interval_said(item) for item in first[:3]), *["…"][: len(first) - 3]])
    else:
        shown = interval_said(CALENDAR.interval(found, REACHED))

    assert gives == shown


@pytest.mark.parametrize(("heading", "written", "canonical"), rows(2, under="Spellings"))
def test_spellings_say_the_same(heading: str, written: str, canonical: str) -> None:
    """Every spelling of a row is read as the form beside it."""
    del heading
    expected = canonical.strip("`")

    assert {expected} == {str(parse(text)) for text in re.findall("`([^`]+)`", written)}


def test_the_edges_of_the_data_are_those_described() -> None:
    """The page shows every edge that a time can come to, with its names, and no other."""
    shown = (
        text for _, edge, _ in rows(2, under="As data, for scripts") for text in re.findall("`(.+?)`", edge)
    )
    described = {tuple(re.findall(r'"(\w+)":', text)) for text in shown}
    texts = [example.strip("`") for _, _, _, example, _ in rows(4)]
    found = [as_data(read(text, "")) for text in [*texts, "after actions/x.y", "until the line is quiet"]]
    edges = [edge for data in found for edge in (data.get("from"), data.get("to")) if isinstance(edge, dict)]

    assert described == {tuple(edge) for edge in edges}
