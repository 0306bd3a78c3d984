"""What changed in the response between two playbooks, and how it is told."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diff import (
    FORMATS,
    SECTIONS,
    Change,
    Difference,
    Section,
    Side,
    diff,
    markup,
    plaintext,
    summary,
)
from generator.diff.lines import lines
from generator.diff.shift import shift
from generator.diff.targets import grade
from generator.linked import as_time, standing
from generator.model import Threshold
from generator.rules import run
from tests.playbooks import HEAD, book

PLAN = """\
kpis:
  rate: {title: Success rate, unit: "%", target: {op: ">=", value: 99.5}}
comms:
  merchants:
    title: Merchants
    templates:
      update:
        subject: Card payments
        body: |
          Success rate now: {rate}, target [[kpis/rate.target]].

          Next update: {next}.
        blanks: {rate: Rate, next: Next update}
      thanks: {body: Thank you.}
"""
SENT = """\
log:
  first: {at: 2026-11-23T10:00, kind: sent, about: [comms/merchants], said: {kpis/rate.target: "≥ 99.5%"}}
"""
RIGHT = """\
  right: {at: 2026-11-23T12:00, kind: sent, about: [comms/merchants], said: {kpis/rate.target: "≥ 99.9%"}}
"""


def side(text: str) -> Side:
    """A playbook and what the rules say of it."""
    linked = book(text)
    return Side(linked, run(linked)[0])


def changed(*pairs: tuple[str, str], then: str = PLAN) -> tuple[Side, Side]:
    """The plan, and the plan with texts replaced."""
    now = then
    for old, new in pairs:
        assert old in now
        now = now.replace(old, new)
    return side(then), side(now)


def section(found: Difference, key: str) -> tuple[Change, ...]:
    """The changes of one section."""
    return next(one.changes for one in found.sections if one.key == key)


def said(found: Difference, shape: str = "text") -> str:
    """How it is told."""
    return FORMATS[shape](found)


TARGET = ("value: 99.5", "value: 99.9")


def test_a_playbook_does_not_differ_from_itself() -> None:
    """Every section is there all the same, for programs."""
    found = diff(*changed(then=PLAN + SENT))

    assert found.told == ()
    assert "Nothing differs.\n" == said(found)
    assert said(found, "markdown") == said(found)
    assert [section["changes"] for section in json.loads(said(found, "json"))["sections"]] == [[]] * len(
        SECTIONS
    )


def test_a_fact_that_moves_makes_messages_read_differently() -> None:
    """Nobody touched the template's file; what is sent from now on is another text."""
    [change] = section(diff(*changed(TARGET)), "templates")

    [value], [fact] = change.values, change.because

    assert ("reworded", "templates/merchants.update", "Merchants: Update") == (
        change.kind,
        str(change.ref),
        change.title,
    )
    assert ("body", "Success rate now: {rate}, target ≥ 99.9%.\n\nNext update: {next}.") == (
        value.source,
        value.now,
    )
    assert ("kpis/rate.target", "Success rate: target", "≥ 99.5%", "≥ 99.9%") == (
        fact.source,
        fact.name,
        fact.then,
        fact.now,
    )


def test_other_words_come_from_no_fact() -> None:
    """Only what the template states by reference is a reason."""
    found = diff(*changed(("subject: Card payments", "subject: Payments"), ("Next update:", "Next:")))

    [change] = section(found, "templates")

    assert () == change.because
    assert ["subject", "body"] == [value.source for value in change.values]


def test_what_is_not_read_is_not_told() -> None:
    """How a text is written, how its lines are broken: it reads the same."""
    pairs = (
        ("Next update: {next}.", "*Next* update: {next}."),
        ("title: Success rate,", 'title: "Success  rate",'),
    )

    assert () == diff(*changed(*pairs)).told


def test_templates_come_and_go() -> None:
    """Other words under another id are another message."""
    found = diff(*changed(("thanks: {body: Thank you.}", "farewell: {body: Goodbye.}")))

    changes = section(found, "templates")

    assert [("added", "Merchants: Farewell"), ("removed", "Merchants: Thanks")] == [
        (change.kind, change.title) for change in changes
    ]
    assert [(None, "Goodbye."), ("Thank you.", None)] == [
        (change.values[0].then, change.values[0].now) for change in changes
    ]


def test_a_message_already_sent_becomes_wrong() -> None:
    """It said otherwise under the new plan, and not yet under the old one."""
    [change] = section(diff(*changed(TARGET, then=PLAN + SENT)), "messages")

    assert ("otherwise", "log/first", "Merchants") == (change.kind, str(change.ref), change.title)
    assert [("≥ 99.5%", "≥ 99.9%")] == [(value.then, value.now) for value in change.values]


def test_a_message_that_was_wrong_before_is_not_told_again() -> None:
    """It said otherwise on both sides: this change is not why."""
    then = PLAN.replace("value: 99.5", "value: 99.7") + SENT

    assert () == section(diff(*changed(("value: 99.7", "value: 99.9"), then=then)), "messages")


def test_a_message_is_put_right() -> None:
    """A later message states what the plan says."""
    then = PLAN.replace("value: 99.5", "value: 99.9") + SENT

    [change] = section(diff(side(then), side(then + RIGHT)), "messages")

    assert ("settled", "log/first") == (change.kind, str(change.ref))


def test_the_text_says_which_lines_differ_and_why() -> None:
    """A reviewer sees what readers will get, without the lines that stay."""
    expected = """\
1 target tightened, 1 message reads differently, 1 message removed, 1 message sent said otherwise,
1 rule newly broken.

Targets

  Success rate: tightened (kpis/rate)
    Target: ≥ 99.5% -> ≥ 99.9%

Messages ready to send

  Merchants: Update: reads differently (templates/merchants.update)
    Subject: Card payments -> Payments
    Body:
    - Success rate now: {rate}, target ≥ 99.5%.
    + Success rate now: {rate}, target ≥ 99.9%.
    because Success rate: target: ≥ 99.5% -> ≥ 99.9%

  Merchants: Thanks: removed (templates/merchants.thanks)
    Body: Thank you.

Messages already sent

  Merchants, 2026-11-23 10:00: said otherwise; not corrected yet (log/first)
    Success rate: target: ≥ 99.5% -> ≥ 99.9%

Rules

  Sent: Merchants: newly broken (log/first)
    sent-otherwise: “Merchants” heard that “Success rate: target” is “≥ 99.5%” (2026-11-23 10:00);
        the plan says “≥ 99.9%” now.
"""
    pairs = (
        TARGET,
        ("subject: Card payments", "subject: Payments"),
        ("      thanks: {body: Thank you.}\n", ""),
    )

    assert expected == said(diff(*changed(*pairs, then=PLAN + SENT)))


def test_markdown_escapes_what_the_data_hold() -> None:
    """A title with marks is a title; a text with a fence of its own does not end the block."""
    pairs = (TARGET, ("title: Merchants", 'title: "*Merchants* <b>"'), ("Thank you.", '"A ```` fence"'))

    shown = said(diff(*changed(*pairs, then=PLAN + SENT)), "markdown")

    assert r"- **\*Merchants\* &lt;b>: Update**: reads differently (`templates/merchants.update`)" in shown
    assert "\n  ```diff\n  Body:\n  - Success rate now: {rate}, target ≥ 99.5%.\n" in shown
    assert "\n  - Body: Thank you. -> A \\`\\`\\`\\` fence\n" in shown
    assert "\n  - because Success rate: target: ≥ 99.5% -> ≥ 99.9%\n" in shown


def test_programs_get_values() -> None:
    """With both sides whole, and where the entry stands on the site."""
    found = json.loads(said(diff(*changed(TARGET, then=PLAN + SENT)), "json"))

    told = {one["key"]: one for one in found["sections"]}
    templates, messages = told["templates"], told["messages"]

    assert (1, len(SECTIONS)) == (found["format"], len(told))
    assert [
        {
            "kind": "otherwise",
            "ref": "log/first",
            "title": "Merchants",
            "address": "/log/#first",
            "at": "2026-11-23T10:00+00:00",
            "count": 1,
            "values": [
                {
                    "source": "kpis/rate.target",
                    "name": "Success rate: target",
                    "then": "≥ 99.5%",
                    "now": "≥ 99.9%",
                    "note": None,
                }
            ],
            "because": [],
        }
    ] == messages["changes"]
    assert "/comms/merchants/#update" == templates["changes"][0]["address"]


TEXTS = st.none() | st.lists(st.text("ab ", max_size=4), min_size=1, max_size=6).map("\n".join)


@given(TEXTS, TEXTS)
def test_the_lines_that_differ_are_all_told(then: str | None, now: str | None) -> None:
    """As many more lines come than go as the new text has more, and equal texts have none."""
    told = list(lines(then, now, "Body"))

    more = sum(1 if line.startswith("+") else -1 for line in told)

    assert len((now or "").split("\n") if now else []) - len((then or "").split("\n") if then else []) == more
    assert ((then or "") == (now or "")) == (not told)


def test_a_section_that_is_empty_is_not_shown() -> None:
    """Text and Markdown tell what differs; only programs need to know what does not."""
    found = Difference((Section("a", "First", ()), *diff(*changed(TARGET)).sections))

    assert "First" not in said(found)
    assert "First" not in said(found, "markdown")


def test_values_that_are_long_stand_in_a_block_that_their_own_marks_do_not_end() -> None:
    """A text with a fence of its own stays inside; indented, the block belongs to its change."""
    pairs = (("Next update: {next}.", "A ```` fence, {next}."),)

    shown = said(diff(*changed(*pairs)), "markdown")

    assert "\n  `````diff\n  Body:\n  - Next update: {next}.\n  + A ```` fence, {next}.\n" in shown
    assert "\n  `````\n" in shown


MANY = "risks:\n" + "".join(f"  risk-{number}: {{title: Risk {number}, impact: 3}}\n" for number in range(9))


def test_what_is_more_than_ten_lines_a_section_is_folded_away() -> None:
    """The first stand open; what follows the section does not stand in the fold."""
    shown = said(diff(side("levels: {}\n"), side(MANY + "levels: {a: {title: A}}\n")), "markdown")
    opened, _, rest = shown.partition("<details>\n<summary>4 more</summary>\n\n")
    folded, _, after = rest.partition("\n\n</details>\n\n")

    assert [5, 4] == [part.count("(`risks/") for part in (opened, folded)]
    assert after.startswith("## ")


def test_what_is_too_long_for_a_host_is_cut_between_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fold is closed, and one sentence says where the rest is told."""
    monkeypatch.setattr(markup, "MOST", 500)

    shown = said(diff(side("levels: {}\n"), side(MANY)), "markdown")

    assert len(shown.encode()) < 700
    assert shown.endswith("\n\n</details>\n\n" + markup.CUT + "\n")


def test_no_line_of_text_is_wider_than_a_terminal_but_for_its_longest_word() -> None:
    """What goes on below stands further in."""
    words = "word " * 60
    found = diff(*changed(("Thank you.", words), ("title: Merchants", f"title: {words}x")))

    assert plaintext.WIDTH >= max(map(len, said(found).splitlines()))
    assert "\n    + Body: word word" in said(found)
    assert "\n        word word" in said(found)


def test_a_sentence_counts_what_differs() -> None:
    """One of a sort and several are told in their own words, in the order of the sections."""
    now = side("risks: {a: {title: A}, b: {title: B}}\ncommitments: {c: {title: C}}\n")

    assert "1 promise made, 2 risks added." == summary(
        diff(Side(side("levels: {}\n").book, now.verdict), now)
    )


STEPS = st.lists(
    st.sampled_from(["Call them", "Call all of them", "Write", "Wait", "Go"]), unique=True, max_size=5
)


@given(STEPS, STEPS)
def test_every_step_is_told_that_came_went_or_moved(then: list[str], now: list[str]) -> None:
    """As many more come than go as there are more; what only moved is neither; equal lists say nothing."""
    plan = "priorities: {{a: {{title: A, actions: {{b: {{title: B, steps: {}}}}}}}}}\n"
    found = diff(*(side(plan.format(json.dumps(texts))) for texts in (then, now)))
    values = [value for change in section(found, "work") for value in change.values]
    names = [value.name.split(",")[0] for value in values]

    assert len(now) - len(then) == names.count("Step added") - names.count("Step removed")
    assert (then == now) == (not values)
    assert sorted(then) != sorted(now) or {"Step moved"} >= set(names)


THRESHOLDS = st.builds(Threshold, op=st.sampled_from([">=", ">", "<=", "<"]), value=st.integers(1, 4))
MEASURED = [number / 2 for number in range(12)]


@given(THRESHOLDS, THRESHOLDS)
def test_a_number_is_tightened_where_fewer_values_meet_it(then: Threshold, now: Threshold) -> None:
    """Whatever the sign: loosened where more do; of numbers that point apart nobody can say."""
    before, after = ({value for value in MEASURED if standing(goal, value) == "met"} for goal in (then, now))
    is_alike = then.op[0] == now.op[0]
    expected = "tightened" if after < before else "loosened" if after > before else "changed"

    assert (expected if is_alike else "changed") == grade(then, now)


TIMES = ["day 1 morning", "day 1", "days 2-3", "day 3", "week 2", "2026-11-27", "within 6 hours", "after it"]


@given(st.sampled_from(TIMES), st.sampled_from(TIMES), st.booleans())
def test_what_is_later_one_way_is_earlier_the_other(then: str, now: str, is_declared: bool) -> None:
    """By as much."""
    head = HEAD.replace("}", ', activated: "2026-11-23T09:00"}') if is_declared else HEAD
    there, back = (
        shift(as_time(one), as_time(other), book("", head)) for one, other in ((then, now), (now, then))
    )
    mirrored = {"later": "earlier", "earlier": "later", "changed": "changed"}

    assert (mirrored[there[0]], there[1]) == back
    assert then != now or there == ("changed", "")
