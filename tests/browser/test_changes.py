"""What changed between two outlines of the plan, as an open tab says it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.fixtures import NewPage

CALL = "async words => (await import('/changes.js')).changes(...words)"

#: An outline as docs/outline-json.md describes it.
OLD: dict[str, Any] = {
    "format": 1,
    "entries": [
        {
            "ref": "playbook/playbook",
            "title": "Outage",
            "address": "/",
            "roles": None,
            "words": {"Days": "calendar"},
        },
        {
            "ref": "actions/calm.call",
            "title": "Call the twelve",
            "address": "/priorities/calm/#call",
            "roles": ["lead", "second"],
            "words": {
                "When": "day 1",
                "Supports": ["Second", "Third"],
                "Done when": "All twelve have heard it.",
            },
            "steps": [["ring", "Ring the duty manager"], ["note", "Note the time"], ["wait", "Wait an hour"]],
        },
        {
            "ref": "kpis/rate",
            "title": "Rate",
            "address": "/kpis/rate/",
            "roles": ["second"],
            "words": {"Target": "99%"},
        },
    ],
}
CALL_OUT, RATE = OLD["entries"][1], OLD["entries"][2]


@pytest.fixture
def page(new_page: NewPage, scripts: str) -> Page:
    """A page beside the scripts."""
    found = new_page()
    found.goto(scripts)
    return found


def told(page: Page, *changed: dict[str, Any], role: str | None = None) -> Any:
    """The changes from OLD to an outline with these entries, in place of those that have their refs."""
    entries = {entry["ref"]: entry for entry in (*OLD["entries"], *changed)}
    return page.evaluate(CALL, [OLD, {"format": 1, "entries": list(entries.values())}, role])


def words(page: Page, **changed: Any) -> list[str]:
    """What is said of the action when these keys of it are others."""
    found = told(page, {**CALL_OUT, **changed})
    return [text for change in found for text in change["words"]]


def test_the_same_plan_has_no_changes(page: Page) -> None:
    """None is told, which is not the same as not knowing."""
    assert [] == told(page)


def test_an_entry_whose_role_it_concerns_comes_first(page: Page) -> None:
    """Else the plan's own order; where it is read, and that it is mine."""
    call = {**CALL_OUT, "words": {**CALL_OUT["words"], "When": "day 2"}}
    found = told(page, {**RATE, "roles": ["lead"], "words": {"Target": "98%"}}, call, role="second")
    alone = told(page, {**RATE, "words": {"Target": "98%"}}, {**CALL_OUT, "title": "Call"}, role="lead")

    assert [("actions/calm.call", True), ("kpis/rate", True)] == [(one["ref"], one["mine"]) for one in found]
    assert [("actions/calm.call", True), ("kpis/rate", False)] == [(one["ref"], one["mine"]) for one in alone]
    assert {
        "ref": "actions/calm.call",
        "title": "Call the twelve",
        "address": "/priorities/calm/#call",
        "mine": True,
        "words": ["When: day 1 → day 2"],
    } == found[0]


def test_what_is_taken_from_a_role_is_still_told_to_it(page: Page) -> None:
    """Whoever was to do it must hear that somebody else does."""
    found = told(page, {**RATE, "roles": ["lead"], "words": {"Target": "98%"}}, role="second")

    assert [True] == [one["mine"] for one in found]


def test_what_concerns_everybody_is_everybodys(page: Page) -> None:
    """But nobody's as long as no role is picked."""
    whole = {**OLD["entries"][0], "words": {"Days": "working"}}

    assert [True] == [one["mine"] for one in told(page, whole, role="anybody")]
    assert [False] == [one["mine"] for one in told(page, whole)]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": "Call all"}, "Was called “Call the twelve”"),
        ({"words": {**CALL_OUT["words"], "Owner": "Lead"}}, "Owner: now Lead"),
        (
            {"words": {"When": "day 1", "Supports": ["Second", "Third"]}},
            "Done when: no longer All twelve have heard it.",
        ),
        (
            {"words": {**CALL_OUT["words"], "Done when": "All twelve have heard it and three others."}},
            "Done when: was “All twelve have heard it.”, now “All twelve have heard it and three others.”",
        ),
        ({"words": {**CALL_OUT["words"], "Supports": ["Third", "Second"]}}, "Supports in another order"),
        ({"words": {**CALL_OUT["words"], "Supports": ["Third"]}}, "Supports removed: Second"),
        ({"words": {**CALL_OUT["words"], "Supports": ["Second", "Third", "Boss"]}}, "Supports added: Boss"),
    ],
)
def test_fields_are_told_by_their_labels(page: Page, changed: dict[str, Any], said: str) -> None:
    """Short values with an arrow, long ones side by side, lists by what came and went."""
    assert [said] == words(page, **changed)


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([0, 1, ["call", "Call back"], 2], ["Step added: Call back"]),
        ([0, 2], ["Step removed: Note the time"]),
        ([1, 0, 2], ["Steps in another order"]),
        ([0, ["note", "Write it down"], 2], ["Step reworded: was “Note the time”, now “Write it down”"]),
        (
            [["ring-both", "Ring both duty managers"], 1, 2],
            ["Step reworded: was “Ring the duty manager”, now “Ring both duty managers”"],
        ),
        ([["check.ring", "Ring the duty manager"], 1, 2], []),
        (
            [["leave", "Leave"], 1, 2],
            ["Step added: Leave", "Step removed: Ring the duty manager"],
        ),
    ],
    ids=["added", "removed", "moved", "reworded, same id", "reworded, new id", "same text, new id", "other"],
)
def test_steps_are_followed(page: Page, steps: list[Any], said: list[str]) -> None:
    """By their key, their text, then by how alike they are; a number stands for the step that it was."""
    found = [CALL_OUT["steps"][step] if isinstance(step, int) else step for step in steps]

    assert said == words(page, steps=found)


def test_entries_come_and_go(page: Page) -> None:
    """What is gone has nowhere to lead to; a kind that is not known yet is an entry."""
    risk = {**RATE, "ref": "mottos/new", "title": "New"}
    action = {**CALL_OUT, "ref": "actions/calm.new"}
    newer = {"format": 1, "entries": [OLD["entries"][0], CALL_OUT, action, risk]}
    found = page.evaluate(CALL, [OLD, newer, None])

    assert [
        ("actions/calm.new", ["New action"], "/priorities/calm/#call"),
        ("mottos/new", ["New entry"], "/kpis/rate/"),
        ("kpis/rate", ["No longer in the plan"], None),
    ] == [(one["ref"], one["words"], one["address"]) for one in found]


def broken(key: str, value: Any) -> dict[str, Any]:
    """OLD with another value in an entry."""
    found = deepcopy(OLD)
    found["entries"][1][key] = value
    return found


@pytest.mark.parametrize(
    "outline",
    [
        None,
        [],
        "outline",
        {},
        {"format": 2, "entries": []},
        {"format": 1},
        {"format": 1, "entries": {}},
        {"format": 1, "entries": [None]},
        {"format": 1, "entries": [{}]},
        broken("ref", 5),
        broken("title", None),
        broken("roles", "lead"),
        broken("roles", [1]),
        broken("words", ["When"]),
        broken("words", {"When": 1}),
        broken("words", {"When": [1]}),
        broken("steps", [["ring"]]),
        broken("steps", {}),
    ],
)
def test_what_is_no_outline_is_not_known(page: Page, outline: Any) -> None:
    """Whichever of the two it is: nothing is made up, nothing thrown."""
    assert [None, None] == [
        page.evaluate(CALL, both) for both in ([OLD, outline, None], [outline, OLD, None])
    ]


def test_names_of_the_languages_own_are_names_like_others(page: Page) -> None:
    """A label or a collection may be called what scripts find in every object."""
    text = """{"format": 1, "entries": [{"ref": "constructor/__proto__", "title": "T", "address": "/",
      "roles": null, "words": {"__proto__": "%s", "constructor": "same"}}]}"""
    found = page.evaluate(
        "async ([a, b]) => (await import('/changes.js')).changes(JSON.parse(a), JSON.parse(b), null)",
        [text % "a", text % "b"],
    )
    new = page.evaluate(
        "async ([a, b]) => (await import('/changes.js')).changes(a, JSON.parse(b), null)", [OLD, text % "b"]
    )

    assert [["__proto__: a → b"]] == [one["words"] for one in found]
    assert ["New entry"] == new[0]["words"]
