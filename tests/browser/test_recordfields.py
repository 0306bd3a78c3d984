"""How what somebody fills in for a record is read: the parts of it that need no page."""

from __future__ import annotations

import shlex
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from generator.when import Unreadable, as_data, parse

T0 = "2026-11-23T09:00Z"


def number(page: Page, typed: str, unit: str = "%") -> Any:
    """What is made of a typed number: its value, or the first word of what is said."""
    found = page.evaluate(
        "async given => (await import('/recordfields.js')).numberOf(...given)", [typed, unit]
    )
    return found["fault"].split()[0] if found["value"] is None else found["value"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("97.2", 97.2),
        (" 97.20 % ", 97.2),
        ("0", 0),
        ("-3", -3),
        ("\u22123.5", -3.5),
        (".5", 0.5),
        ("5.", 5),
        ("1e3", 1000),
    ],
)
def test_a_number_is_read_as_it_is_typed(page: Page, typed: str, expected: float) -> None:
    """With its unit or without, any sign, no nought too few."""
    assert expected == number(page, typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", "Write"),
        ("  ", "Write"),
        ("%", "Write"),
        ("97,2", "“97,2”"),
        ("1,234", "“1,234”"),
        ("1,234.5", "“1,234.5”"),
        ("about 5", "“about"),
        ("NaN", "“NaN”"),
        ("Infinity", "“Infinity”"),
        ("0x10", "“0x10”"),
        ("1_000", "“1_000”"),
        ("1 000", "“1"),
        ("1e999", "The"),
    ],
)
def test_what_is_no_number_is_told(page: Page, typed: str, expected: str) -> None:
    """A comma may be a point or nothing: nobody guesses which."""
    assert expected == number(page, typed)


def chosen(
    page: Page,
    cadence: str,
    now: str,
    told: tuple[str, ...] = (),
    t0: str | None = T0,
    expects: Literal["cadence", "time"] = "cadence",
) -> list[str]:
    """The occurrences offered, as they stand, by day and time."""
    time = parse(cadence, expects)
    assert not isinstance(time, Unreadable)
    found: list[str] = page.evaluate(
        """async ([when, now, told, t0]) => {
          const { choices } = await import("/recordfields.js")
          const rules = t0 && { zone: "UTC", days: "calendar", quiet: null, anchors: {}, t0: new Date(t0) }
          const moments = told.map((at) => new Date(at))
          const found = choices(when, moments, rules, new Date(now))
          return found.map(({ start }) => start.toISOString().slice(8, 16))
        }""",
        [as_data(time), now, list(told), t0],
    )
    return found


def test_the_one_that_is_due_comes_first(page: Page) -> None:
    """Then the next, then earlier ones, the last first."""
    assert ["24T01:00", "24T05:00", "23T21:00", "23T17:00", "23T13:00"] == chosen(
        page, "4 hours", "2026-11-24T03:12Z"
    )


def test_one_with_a_last_word_is_not_due(page: Page) -> None:
    """What is recorded already is offered, but not first."""
    found = chosen(page, "4 hours", "2026-11-24T03:12Z", ("2026-11-24T01:00+00:00",))

    assert ["24T05:00", "24T01:00"] == found[:2]


def test_a_little_early_is_early_for_the_next(page: Page) -> None:
    """Within a quarter of an hour before it is due the next is meant."""
    assert "24T05:00" == chosen(page, "4 hours", "2026-11-24T04:45Z")[0]
    assert "24T01:00" == chosen(page, "4 hours", "2026-11-24T04:44Z")[0]


def test_the_first_is_offered_before_it_is_due(page: Page) -> None:
    """Nothing has begun: the next is all there is."""
    assert ["23T13:00"] == chosen(page, "4 hours", "2026-11-23T09:30Z")


@pytest.mark.parametrize("cadence", ["5 minutes", "hour", "day", "week", "month", "quarter"])
def test_any_cadence_finds_its_own(page: Page, cadence: str) -> None:
    """Four that have begun and the one to come, however often or rarely it comes."""
    found = chosen(page, cadence, "2028-12-01T12:03Z")

    assert 5 == len(found)


@pytest.mark.parametrize(
    ("when", "expected"),
    [("within 2 hours", ["23T11:00"]), ("day 3", ["25T18:00"]), ("within 2 hours after contained", [])],
)
def test_what_is_due_once_is_offered_by_its_end(page: Page, when: str, expected: list[str]) -> None:
    """So that the log's message is of that line of a schedule, whichever other is due nearer."""
    assert expected == chosen(page, when, "2026-11-24T03:12Z", expects="time")


def test_without_a_clock_nothing_is_offered(page: Page) -> None:
    """Nobody knows when it recurs."""
    assert [] == chosen(page, "4 hours", "2026-11-24T03:12Z", t0=None)


@pytest.mark.parametrize(
    "text",
    [
        "Plain words.",
        "it's 'quoted' \"twice\"",
        "$(rm -rf ~) `id` $HOME \\ ! * ? [a] {b} ~ # ; & | < >",
        "two\nlines\tand a tab",
        "-5 degrees",
        "--done",
        "emoji 🚒 and – dashes",
        "'",
        "\\'",
    ],
)
def test_the_line_for_a_terminal_is_one_for_any_shell(page: Page, text: str) -> None:
    """Every word arrives as it was typed."""
    note = {
        "about": ["actions/p.a"],
        "kind": "blocked",
        "at": "2026-11-24T03:12",
        "by": "lead",
        "text": text,
        "value": "",
        "for": "",
        "until": "2026-11-24T06:00",
        "waitingOn": "cto",
    }
    line = page.evaluate("async note => (await import('/recordfields.js')).commandOf(note)", note)
    words = shlex.split(line)

    assert text == words[-1]
    assert [
        *("playbook", "record", "actions/p.a", "--blocked", "--by", "lead", "--at", "2026-11-24T03:12"),
        *("--until", "2026-11-24T06:00", "--waiting-on", "cto"),
    ] == words[:12]
    assert text.startswith("-") == (words[-2] == "--")


@pytest.mark.parametrize(("ref", "expected"), [("actions/p.a", ["actions/p.a"]), ("", [])])
def test_of_the_crisis_as_a_whole_no_entry_is_named(page: Page, ref: str, expected: list[str]) -> None:
    """An empty name would be an item that no data file may hold."""
    found = page.evaluate(
        """async ref => {
          const { noteOf } = await import("/recordfields.js")
          const typed = { at: "2026-11-24T03:12", text: "All quiet" }
          const now = new Date("2026-11-24T03:12Z")
          const offer = { ref, also: "", unit: "", said: {} }
          return noteOf(offer, "note", (name) => typed[name] ?? "", "UTC", now)
        }""",
        ref,
    )

    assert [] == found["faults"]
    assert expected == found["note"]["about"]


@pytest.mark.parametrize(
    ("text", "kept", "words"),
    [
        ("", ["a", "b"], "Facts of the plan in it, kept with it: “≥ 99.5%”, “day 10”."),
        (
            "By day\u00a0\n 10: ≥ 99.5%",
            ["a", "b"],
            "Facts of the plan in it, kept with it: “≥ 99.5%”, “day 10”.",
        ),
        (
            "By day 10.",
            ["b"],
            "Facts of the plan in it, kept with it: “day 10”. Not in this text, so not kept: “≥ 99.5%”.",
        ),
        ("No.", [], "Not in this text, so not kept: “≥ 99.5%”, “day 10”."),
        (
            "By day 100, day 10.5, not day 10, of ≥ 99.5%5",
            ["a", "b"],
            "Facts of the plan in it, kept with it: “≥ 99.5%”, “day 10”.",
        ),
        ("By day 100, day 10.5.", [], "Not in this text, so not kept: “≥ 99.5%”, “day 10”."),
    ],
)
def test_a_text_states_the_facts_that_stand_in_it(page: Page, text: str, kept: list[str], words: str) -> None:
    """As at a terminal: spaces do not count, a text without words is that of the template."""
    found = page.evaluate(
        """async text => {
          const { statedIn, statedWords } = await import("/recordsaid.js")
          const said = { a: "≥ 99.5%", b: "day 10" }
          return [Object.keys(statedIn(said, text)), statedWords(said, text), statedWords({}, text)]
        }""",
        text,
    )

    assert [kept, words, ""] == found
