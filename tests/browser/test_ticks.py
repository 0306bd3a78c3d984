"""Which step a tick belongs to once the plan has changed, and how two devices' ticks become one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

SUBJECT = "actions/mend.look"
Call = Callable[..., Any]


@pytest.fixture(scope="module")
def page(chromium: Browser, scripts: str) -> Page:
    """A page beside the scripts."""
    page = chromium.new_page()
    page.goto(scripts)
    return page


@pytest.fixture(scope="module")
def call(page: Page) -> Call:
    """Calls a function of a module: `call("ticks", "merge", mine, theirs)`. Maps come as objects."""
    script = """async ([module, name, given]) => {
        const entries = (pairs) => Object.fromEntries([...pairs].map(([key, value]) => [key, plain(value)]))
        const plain = (value) => value instanceof Map ? entries(value)
            : Array.isArray(value) || value instanceof Set ? [...value].map(plain)
            : value && typeof value === "object" ? entries(Object.entries(value))
            : value
        return plain((await import(`/${module}.js`))[name](...given))
    }"""

    def made(module: str, name: str, *given: object) -> Any:
        return page.evaluate(script, [module, name, list(given)])

    return made


def plan(*steps: tuple[str, str], subject: str = SUBJECT) -> dict[str, object]:
    """A subject with its steps, as key and text; a text is its own fingerprint here."""
    return {"subject": subject, "steps": [{"step": key, "text": text, "print": text} for key, text in steps]}


def tick(step: str, text: str, among: list[str] | None = None, **more: Any) -> dict[str, Any]:
    """One tick, made when these steps were there; none: nobody knows. `pass_` is its pass."""
    known = {} if among is None else {"among": among}
    number = more.pop("pass_", 1)
    made = {"subject": SUBJECT, "step": step, "pass": number, "text": text, "print": text, "on": True}
    return {**made, "at": "2026-11-23T09:12:00Z", **known, **more}


def kept(*ticks: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Ticks as they are stored."""
    return {f"{one['subject']}#{one['step']}@{one['pass']}": one for one in ticks}


def states(call: Call, steps: dict[str, object], *ticks: dict[str, Any]) -> dict[str, str]:
    """The state of each step that is not open; the texts of ticks whose step is gone stand under `gone`."""
    view = call("reconcile", "reconcile", [steps], kept(*ticks))["views"][SUBJECT]
    marks = {key: mark["state"] for key, mark in view["marks"].items() if mark["state"] != "open"}
    gone = ", ".join(one["text"] for one in view["gone"])
    return {**marks, **({"gone": gone} if gone else {})}


def test_a_fingerprint_is_of_the_words(call: Call) -> None:
    """Spacing, a full stop at the end and the way an accent is encoded do not count; all else does."""
    same = [call("ticks", "fingerprint", text) for text in ("Café  one", " Café one.", "Cafe\u0301\none")]
    other = [call("ticks", "fingerprint", text) for text in ("Café One", "Café, one", "Café two", "")]

    assert 1 == len(set(same))
    assert 5 == len({same[0], *other})
    # The published test value of FNV-1a for these bytes: a fingerprint means the same in every version.
    assert int("bf9cf968", 16) == int(call("ticks", "fingerprint", "foobar"), 36)


LONG = "Read the gateway's error budget"
EU, US = "Fail over the EU region", "Fail over the US region"


@pytest.mark.parametrize(
    ("steps", "made", "expected"),
    [
        (plan(("a", "A")), tick("a", "A", ["A"]), {"a": "done"}),
        (plan(("new", "N"), ("b", "B"), ("a", "A")), tick("a", "A", ["A", "B"]), {"a": "done"}),
        (plan(("a", "A two")), tick("a", "A", ["A"]), {"a": "reworded"}),
        (plan(("b", "A")), tick("a", "A", ["A"]), {"b": "done"}),
        (plan(("in", "I"), ("in.a", "A")), tick("a", "A", ["A"]), {"in.a": "offered"}),
        (plan(("a", "A")), tick("in.a", "A", ["I", "A"], under="I"), {"a": "offered"}),
        (plan(("us", US), ("us.a", "A")), tick("eu.a", "A", [EU, "A"], under=EU), {"us.a": "offered"}),
        (plan(("us", US), ("us.a", "A")), tick("eu.a", "A", [EU, "A"]), {"us.a": "offered"}),
        (plan(("x", EU), ("x.a", "A")), tick("eu.a", "A", [EU, "A"], under=EU), {"x.a": "done"}),
        (plan(("eu", US), ("eu.b", "A")), tick("eu.a", "A", [EU, "A"], under=EU), {"eu.b": "done"}),
        (
            plan(("us", US), ("us.x", "X"), ("us.x.a", "A")),
            tick("eu.x.a", "A", [EU, "X", "A"], under=f"{EU}.X"),
            {"us.x.a": "offered"},
        ),
        (plan(("a", "A"), ("b", "A")), tick("a", "A", ["A"]), {"a": "done"}),
        (plan(("b", "A")), tick("a", "A", ["A", "A"]), {"gone": "A"}),
        (plan(("b", "A"), ("c", "A")), tick("a", "A", ["A"]), {"gone": "A"}),
        (plan(("b", "A")), tick("a", "A"), {"b": "offered"}),
        (plan(("b", "B")), tick("a", "A", ["A"]), {"gone": "A"}),
        (plan(("b", "B")), tick("a", "A", ["A"], on=False), {}),
        (plan(("b", LONG + " twice")), tick("a", LONG, [LONG]), {"b": "offered"}),
        (plan(("b", LONG + " twice")), tick("a", LONG, [LONG], refused=True), {"gone": LONG}),
        (plan(("b", "A")), tick("a", "A", ["A"], refused=True), {"gone": "A"}),
        (plan(("b", LONG + " twice")), tick("a", LONG, [LONG, LONG + " twice"]), {"gone": LONG}),
        (
            plan(("b", LONG + " now"), ("c", LONG + " at once and twice")),
            tick("a", LONG, [LONG]),
            {"b": "offered"},
        ),
        (plan(("b", "Call the press office in London")), tick("a", LONG, [LONG]), {"gone": LONG}),
        (plan(("", "Mend it"), ("a", "A")), tick("", "Mend it", ["Mend it"]), {"": "done"}),
        (plan(("a", "A")), tick("", "Mend it", ["Mend it"]), {"gone": "Mend it"}),
    ],
    ids=[
        "as it was",
        "inserted and reordered",
        "reworded",
        "with another id",
        "moved into another step",
        "moved out of another step",
        "in a step that was replaced",
        "in a step that was replaced, and nobody knows which",
        "in a step that has another id",
        "in a step that was reworded",
        "in a step of one that was replaced",
        "doubled",
        "one of twins is left",
        "doubled and moved",
        "moved, and nobody knows among what",
        "removed",
        "removed, and was taken back",
        "reworded with its key",
        "refused",
        "refused, and there again",
        "much like one that was there",
        "the likest",
        "nothing alike",
        "as a whole",
        "as a whole, and now has steps",
    ],
)
def test_what_becomes_of_a_tick(
    call: Call, steps: dict[str, object], made: dict[str, Any], expected: dict[str, str]
) -> None:
    """Kept where it is certain, asked about where it is likely, listed else: never on another step."""
    assert expected == states(call, steps, made)


def test_two_lost_ticks_are_offered_to_two_steps(call: Call) -> None:
    """Each to the one that it is likest to, not both to one."""
    steps = plan(("x", "Read the error log again"), ("y", "Read the error budget again"))
    made = (tick("a", "Read the error budget", []), tick("b", "Read the error log", []))
    marks = call("reconcile", "reconcile", [steps], kept(*made))["views"][SUBJECT]["marks"]

    assert ["b", "a"] == [marks[key]["tick"]["step"] for key in "xy"]


def test_swapped_texts_ask(call: Call) -> None:
    """Two steps that changed their texts: neither is taken for done."""
    made = (tick("a", "A", ["A", "B"]), tick("b", "B", ["A", "B"]))

    assert {"a": "reworded", "b": "reworded"} == states(call, plan(("a", "B"), ("b", "A")), *made)


def test_a_tick_that_moved_here_already_is_not_listed(call: Call) -> None:
    """Another device may hand it over once more under its old key; a later one is asked about."""
    here = tick("b", "A", ["A"])
    taken_back = tick("b", "A", ["A"], on=False, at="2026-11-23T10:00:00Z")
    later = tick("a", "A", ["A"], at="2026-11-23T11:00:00Z")

    assert {"b": "done"} == states(call, plan(("b", "A")), tick("a", "A", ["A"]), here)
    assert {} == states(call, plan(("b", "A")), tick("a", "A", ["A"]), taken_back)
    assert {"b": "offered"} == states(call, plan(("b", "A")), later, taken_back)


def test_another_actions_new_step_is_offered(call: Call) -> None:
    """Only one that is new there; of two nobody can say which."""
    lost = tick("a", "A", ["A"])
    here, there, beyond = (
        plan(("b", "B")),
        plan(("x", "A"), subject="actions/mend.tell"),
        plan(("y", "A"), subject="actions/z"),
    )
    known = tick("z", "Z", ["Z", "A"], subject="actions/mend.tell")

    def state(subjects: list[dict[str, object]], *more: dict[str, Any]) -> str:
        views = call("reconcile", "reconcile", subjects, kept(lost, *more))["views"]
        return str(views["actions/mend.tell"]["marks"]["x"]["state"])

    assert "offered" == state([here, there])
    assert "open" == state([here, there], known)
    assert "open" == state([here, there, beyond])


def test_what_belongs_to_no_action_is_told_where_all_actions_are(call: Call) -> None:
    """A page with some of them cannot know."""
    lost = kept(tick("a", "A", ["A"], subject="actions/mend.gone"))
    steps = [plan(("b", "B"))]

    assert ["A"] == [one["text"] for one in call("reconcile", "reconcile", steps, lost, True)["orphans"]]
    assert [] == call("reconcile", "reconcile", steps, lost)["orphans"]


def test_what_is_seen_is_remembered_with_the_tick(call: Call) -> None:
    """A twin that came later and was seen beside it: when the ticked one goes, the other is not it."""
    first = kept(tick("a", "A", ["A"]))
    seen = call("reconcile", "settle", [plan(("a", "A"), ("b", "A"))], first)

    assert {"b": "done"} == states(call, plan(("b", "A")), *first.values())
    assert {"gone": "A"} == states(call, plan(("b", "A")), *seen.values())


def test_a_moved_tick_is_kept_under_its_new_key(call: Call) -> None:
    """With its moment; what is only offered stays where it was, and new."""
    moved = call("reconcile", "settle", [plan(("b", "A"))], kept(tick("a", "A", ["A"])))
    lost, other = tick("a", LONG, [LONG, "B"]), tick("b", "B", [LONG, "B"])
    steps = plan(("b", "B"), ("c", LONG + " twice"))
    offered = call("reconcile", "settle", [steps], kept(lost, other))

    assert kept(tick("b", "A", ["A"])) == moved
    assert {"b": "done", "c": "offered"} == states(call, steps, *offered.values())
    assert ["B"] == offered[f"{SUBJECT}#b@1"]["among"]


def test_a_tick_remembers_the_steps_that_its_step_stands_in(call: Call) -> None:
    """Also one that came without them: when they are replaced, it is asked about."""
    first = kept(tick("eu.a", "A"))
    seen = call("reconcile", "settle", [plan(("eu", EU), ("eu.a", "A"))], first)
    after = {"x": EU, "y": US}

    assert {"eu.a": "done"} == states(call, plan(("eu", EU), ("eu.a", "A")), *seen.values())
    assert ["done", "offered"] == [
        states(call, plan((key, text), (f"{key}.a", "A")), *seen.values())[f"{key}.a"]
        for key, text in after.items()
    ]


def test_only_the_newest_pass_counts(call: Call) -> None:
    """Earlier ones are told by their counts."""
    steps = plan(("a", "A"), ("b", "B"))
    made = (
        tick("a", "A", ["A", "B"]),
        tick("b", "B", ["A", "B"], on=False),
        tick("", "", on=False, pass_=2),
    )
    view = call("reconcile", "reconcile", [steps], kept(*made))["views"][SUBJECT]

    assert 2 == view["pass"]
    assert ["open", "open"] == [mark["state"] for mark in view["marks"].values()]
    assert [{"pass": 1, "on": 1, "of": 2}] == view["earlier"]


def test_passes_of_which_nothing_is_kept_are_not_told(call: Call) -> None:
    """A hand-over may name the last pass that there can be: nobody is shown all those before."""
    made = (
        tick("a", "A", ["A"], pass_=7),
        tick("a", "A", ["A"], pass_=3),
        tick("", "", on=False, pass_=1000),
    )
    view = call("reconcile", "reconcile", [plan(("a", "A"))], kept(*made))["views"][SUBJECT]

    assert 1000 == view["pass"]
    assert [{"pass": 3, "on": 1, "of": 1}, {"pass": 7, "on": 1, "of": 1}] == view["earlier"]


def test_a_merge_holds_what_either_has(call: Call) -> None:
    """Neither loses anything, and neither side's object changes."""
    mine, theirs = (
        kept(tick("a", "A"), tick("c", "C", on=False)),
        kept(tick("b", "B"), tick("d", "D", on=False)),
    )

    assert {"merged": {**mine, **theirs}, "conflicts": []} == call("ticks", "merge", mine, theirs)
    assert {"merged": mine, "conflicts": []} == call("ticks", "merge", mine, {})
    assert {"merged": theirs, "conflicts": []} == call("ticks", "merge", {}, theirs)


@pytest.mark.parametrize("mine_is_on", [True, False])
def test_ticked_here_and_taken_back_there_is_a_conflict(call: Call, mine_is_on: bool) -> None:
    """Mine stands until somebody decides."""
    mine, theirs = tick("a", "A", on=mine_is_on), tick("a", "A", on=not mine_is_on, at="2026-11-23T10:00:00Z")
    conflict = {"key": f"{SUBJECT}#a@1", "mine": mine, "theirs": theirs}

    assert {"merged": kept(mine), "conflicts": [conflict]} == call("ticks", "merge", kept(mine), kept(theirs))


def test_another_wording_is_kept_so_that_the_page_asks(call: Call) -> None:
    """The later of two; what only they have comes with the wording that they ticked."""
    old, new = tick("a", "A"), tick("a", "A two", at="2026-11-23T10:00:00Z")
    alone = call("ticks", "merge", {}, kept(old))["merged"]

    assert kept(new) == call("ticks", "merge", kept(old), kept(new))["merged"]
    assert kept(new) == call("ticks", "merge", kept(new), kept(old))["merged"]
    assert {"a": "reworded"} == states(call, plan(("a", "A two")), *alone.values())


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "text",
        {"__proto__": {"on": True}},
        {"constructor": tick("a", "A")},
        {"x": tick("a", "A")},
        kept(tick("a", "A", subject="javascript:alert(1)")),
        kept(tick("a", "A", at="yesterday")),
        kept(tick("a", "A", on="yes")),
        kept(tick("a", "A", pass_=0)),
        kept(tick("a", "A", pass_=1001)),
        kept(tick("a", "A", under=1)),
        kept(tick("a", "A", among=[1])),  # type: ignore[list-item]  # what a stranger may send
    ],
    ids=[
        "none",
        "list",
        "text",
        "prototype",
        "constructor",
        "key",
        "subject",
        "moment",
        "on",
        "pass",
        "a pass beyond all",
        "under",
        "among",
    ],
)
def test_what_is_no_tick_does_not_come_in(call: Call, value: object) -> None:
    """Whoever wrote it; what is sound beside it does."""
    good = kept(tick("b", "B"))
    beside = {**value, **good} if isinstance(value, dict) else value

    assert {} == call("ticks", "merge", {}, value)["merged"]
    assert (good if isinstance(value, dict) else {}) == call("ticks", "sound", beside)
