"""What linked entries know of each other and of the log."""

from __future__ import annotations

import pytest

from generator.addresses import Ref
from generator.linked import Playbook, every_step, standing
from generator.linked.resolve import resolver
from generator.model import Threshold
from generator.text import visible
from tests.playbooks import HEAD, book

PEOPLE = """
roles:
  lead: {title: Lead, deputy: two, contacts: [{call: "1"}]}
  two: {title: Two}
  all: {title: All, members: [lead, two]}
  press: {title: Press, kind: external}
"""
PLAN = """
contingencies:
  own: {title: Own}
  covering: {title: Covering, covers: [actions/fix.find]}
  general: {title: General, covers: [priorities/fix]}
priorities:
  tell:
    title: Tell
    actions:
      call: {title: Call, needs: [fix.find], owner: two}
  fix:
    title: Fix
    owner: lead
    actions:
      later: {title: Later, when: day 3}
      someday: {title: Someday}
      find: {title: Find, when: day 1 morning, if_fails: own, supports: [two]}
      check: {title: Check, when: day 1 afternoon, owner: two, needs: [find]}
rituals:
  standup: {title: Stand-up, who: [all]}
  jour-fixe: {title: Jour fixe, who: [press]}
"""


@pytest.fixture(scope="module")
def plan() -> Playbook:
    """A plan with owners, supporters, fallbacks and rituals."""
    return book(PEOPLE + PLAN)


def role_of(plan: Playbook, name: str) -> object:
    """A role that is there."""
    return plan.entries[Ref("roles", name)]


def test_actions_stand_in_order_of_time(plan: Playbook) -> None:
    """Those without a time come last, as written."""
    found = [action.anchor for action in plan.priority("fix").actions]

    assert ["find", "check", "later", "someday"] == found


def test_an_action_without_owner_has_its_prioritys(plan: Playbook) -> None:
    """The owner is inherited and said to be so; a priority without one leaves nobody."""
    later, check, call = (plan.action(name) for name in ("fix.later", "fix.check", "tell.call"))
    (orphan,) = book("priorities: {x: {title: X, actions: {a: {title: A}}}}\n").actions_in_time

    assert (plan.role("lead"), True) == (later.owner, later.owner_is_inherited)
    assert (plan.role("two"), False) == (check.owner, check.owner_is_inherited)
    assert (plan.role("two"), False) == (call.owner, call.owner_is_inherited)
    assert (None, False) == (orphan.owner, orphan.owner_is_inherited)


def test_fallbacks_come_nearest_first(plan: Playbook) -> None:
    """Its own, those that cover it, those of its priority: each once."""
    find, later = plan.action("fix.find"), plan.action("fix.later")

    assert ["own", "covering", "general"] == [item.id for item in find.fallbacks]
    assert ["general"] == [item.id for item in later.fallbacks]


def test_a_role_knows_its_work(plan: Playbook) -> None:
    """What it owns, supports, holds up for others, and where it sits."""
    lead, two, press = (plan.role(name) for name in ("lead", "two", "press"))
    if lead is None or two is None or press is None:
        raise AssertionError

    assert ["fix.find", "fix.later", "fix.someday"] == [item.id for item in lead.actions]
    assert ["fix.check", "tell.call"] == [item.id for item in lead.waiting_on_me]
    assert ["fix.find"] == [item.id for item in two.supports]
    assert ["standup"] == [item.id for item in two.rituals]
    assert ["jour-fixe"] == [item.id for item in press.rituals]
    assert ([lead], [plan.role("all")]) == (list(two.deputises_for), list(two.groups))
    assert (True, False) == (press.is_external, lead.is_external)


def test_needs_are_resolved_within_and_across_priorities(plan: Playbook) -> None:
    """A bare id is an action of the same priority."""
    find = plan.action("fix.find")

    assert ((find,), (find,)) == (plan.action("fix.check").needs, plan.action("tell.call").needs)
    assert {"fix.check", "tell.call"} == {item.id for item in find.needed_by}


@pytest.mark.parametrize(
    ("log", "status", "word"),
    [
        ("{at: 2026-11-23T10:00, kind: done, for: 2026-11-23}", "open", None),
        ("{at: 2026-11-23T10:00, kind: dropped, for: 2026-11-23}", "open", None),
        ("{at: 2026-11-23T10:00, kind: done}", "open", "done"),
        ("{at: 2026-11-23T10:00, kind: dropped}", "dropped", "dropped"),
        ("{at: 2026-11-23T10:00, kind: blocked, for: 2026-11-23}", "blocked", "blocked"),
    ],
)
def test_what_recurs_is_never_done(log: str, status: str, word: str | None) -> None:
    """Only an occurrence is; dropped, too, unless the log names none."""
    text = """
priorities:
  fix:
    title: Fix
    actions:
      once: {title: Once, when: day 1}
      again: {title: Again, when: daily at 09:00}
log:
  a: {at: 2026-11-23T09:00, kind: done, about: [actions/fix.once]}
  b: LOG
"""
    plan = book(text.replace("LOG", log[:-1] + ", about: [actions/fix.again]}"))
    again = plan.action("fix.again")

    assert (status, word) == (again.status, again.word.status if again.word else None)
    assert (1, 1) == plan.priority("fix").progress


def test_who_is_on_duty_is_what_the_log_last_said() -> None:
    """The last assignment counts."""
    log = """
log:
  a: {at: 2026-11-23T09:00, kind: assigned, about: [roles/two], value: Ada}
  b: {at: 2026-11-23T10:00, kind: assigned, about: [roles/two], value: Grace}
  c: {at: 2026-11-23T11:00, kind: note, about: [roles/two], value: Alan}
"""
    found = book(PEOPLE + log)
    duty = [role.on_duty for role in found.roles]

    assert [None, "Grace", None, None] == duty


def test_nested_steps_have_ids_below_their_parents() -> None:
    """The way to a step is the way its author nested it; anchors add the action's."""
    text = """
priorities:
  fix:
    title: Fix
    actions:
      find:
        title: Find
        steps: [Look, {id: deep, text: Look deeper, steps: [Listen, {text: Deepest}]}]
"""
    steps = book(text).action("fix.find").steps

    assert [
        ("look", "find.look"),
        ("deep", "find.deep"),
        ("deep.listen", "find.deep.listen"),
        ("deep.deepest", "find.deep.deepest"),
    ] == [(step.key, step.anchor) for step in every_step(steps)]


def test_progress_leaves_out_what_was_dropped() -> None:
    """Done of all that is still to be done."""
    log = """
log:
  a: {at: 2026-11-23T09:00, kind: done, about: [actions/fix.find]}
  b: {at: 2026-11-23T10:00, kind: dropped, about: [actions/fix.someday]}
"""

    assert (1, 3) == book(PEOPLE + PLAN + log).priority("fix").progress


@pytest.mark.parametrize(
    ("expected", "op", "latest"),
    [
        ("met", ">=", 5.0),
        ("not met", ">", 5.0),
        ("met", "<=", 5.0),
        ("not met", "<", 5.0),
        ("met", "=", 5.0),
        ("not met", "=", 4.9),
        ("not measured", ">=", None),
    ],
)
def test_a_number_stands_against_its_threshold(expected: str, op: str, latest: float | None) -> None:
    """The measured value is on the left of the comparison."""
    assert expected == standing(Threshold.model_validate({"op": op, "value": 5}), latest)


@pytest.mark.parametrize(
    ("expected", "fields", "log"),
    [
        ("not measurable", "statement: Calm", ""),
        ("met", "statement: Calm", "{at: 2026-11-23T09:00, kind: kept, about: [targets/t]}"),
        ("not met", "statement: Calm", "{at: 2026-11-23T09:00, kind: missed, about: [targets/t]}"),
        ("not measured", "kpis: {a: {op: '>=', value: 5}}", ""),
        (
            "met",
            "kpis: {a: {op: '>=', value: 5}}",
            "{at: 2026-11-23T09:00, kind: measured, value: 5, about: [kpis/a]}",
        ),
        (
            "not measured",
            "kpis: {a: {op: '>=', value: 5}, b: {op: '>=', value: 5}}",
            "{at: 2026-11-23T09:00, kind: measured, value: 5, about: [kpis/a]}",
        ),
        (
            "not met",
            "kpis: {a: {op: '>=', value: 5}, b: {op: '>=', value: 5}}",
            "{at: 2026-11-23T09:00, kind: measured, value: 4, about: [kpis/a]}",
        ),
    ],
)
def test_a_target_stands_as_the_log_says_or_as_its_numbers_do(expected: str, fields: str, log: str) -> None:
    """One number that is missed misses the target; one that is not measured leaves it open."""
    text = f"kpis: {{a: {{title: A}}, b: {{title: B}}}}\ntargets:\n  t: {{title: T, {fields}}}\n"
    found = book(text + (f"log:\n  x: {log}\n" if log else ""))

    assert expected == found.targets[0].standing


def test_an_open_decision_is_closed_by_data_or_log() -> None:
    """Either the answer is written down or the log says that it was decided."""
    text = """
decisions: {a: {title: A}, b: {title: B, decision: Yes}, c: {title: C}}
log: {x: {at: 2026-11-23T09:00, kind: decided, about: [decisions/c]}}
"""

    assert [True, False, False] == [item.is_open for item in book(text).decisions]


def test_a_commitment_serves_the_priorities_of_its_backing() -> None:
    """Its own priorities, those that back it, and those whose actions do, each once."""
    text = (
        PEOPLE
        + PLAN
        + "commitments: {c: {title: C, priorities: [fix], backed_by: [actions/tell.call, priorities/fix]}}\n"
    )
    found = book(text)

    assert ["fix", "tell"] == [item.id for item in found.commitments[0].served_priorities]
    assert found.commitments == found.priority("tell").commitments


def test_risks_stand_by_exposure() -> None:
    """The highest first, what is not rated last."""
    text = """
risks:
  none: {title: None}
  half: {title: Half, likelihood: 5}
  low: {title: Low, likelihood: 1, impact: 1}
  high: {title: High, likelihood: 4, impact: 5}
"""
    found = book(text).risks

    assert [("high", 20), ("low", 1), ("none", None), ("half", None)] == [
        (risk.id, risk.exposure) for risk in found
    ]


def test_the_log_is_newest_first_in_moments() -> None:
    """Offsets are reckoned with, and a correction stands at its own moment."""
    log = """
kpis: {a: {title: A}}
log:
  early: {at: 2026-11-20T09:00, kind: measured, value: 1, about: [kpis/a]}
  fixed: {at: 2026-11-20T09:30, kind: corrected, value: 2, corrects: early, about: [kpis/a]}
  abroad: {at: 2026-11-23T01:00+02:00, kind: note}
  late: {at: 2026-11-22T23:30, kind: note}
"""
    found = book(log).log

    assert ["late", "abroad", "fixed", "early"] == [item.id for item in found]


@pytest.mark.parametrize(
    ("expected", "fields"),
    [
        ("Note", "kind: note"),
        ("Measured: A:", "kind: measured, value: 1, about: [kpis/a]"),
        ("Reached: all over", "kind: reached, about: [events/all-over]"),
        ("Done: A:, all over", "kind: done, about: [kpis/a, events/all-over]"),
    ],
)
def test_a_log_entry_is_called_by_what_happened(expected: str, fields: str) -> None:
    """Kind, and titles of what it is about, events among them."""
    head = HEAD.replace("London}", "London, events: {all-over: It is over}}")
    found = book(f"kpis: {{a: {{title: 'A:'}}}}\nlog: {{x: {{at: 2026-11-23T09:00, {fields}}}}}\n", head)

    assert expected == found.log[0].title


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("the Rate", "the [[kpis/rate]]"),
        ("it", "[[kpis/rate|it]]"),
        ("≥ 99.5%", "[[kpis/rate.target]]"),
        ("up", "[[kpis/rate.direction]]"),
        ("81%", "[[kpis/rate.baseline]]"),
        ("Lead", "[[kpis/rate.owner]]"),
        ("7/10", "[[priorities/fix.technical_risk]]"),
        ("1,000 GBP a day", "[[risks/churn.amount]]"),
        ("all over", "[[events/all-over]]"),
        ("Find", "[[actions/fix.find]]"),
        ("Clients: Update", "[[templates/clients.update]]"),
    ],
)
def test_a_reference_shows_a_title_or_a_value(expected: str, text: str) -> None:
    """Titles for entries, values with their units, roles by their titles."""
    head = HEAD.replace("London}", "London, events: {all-over: It is over}}")
    found = book(
        """
roles: {lead: {title: Lead}}
kpis:
  rate: {title: Rate, unit: "%", direction: up, baseline: 81, target: {op: ">=", value: 99.5}, owner: lead}
priorities: {fix: {title: Fix, technical_risk: {score: 7}, actions: {find: {title: Find}}}}
risks: {churn: {title: Churn, amount: {value: 1000, currency: GBP, basis: a day}}}
comms: {clients: {title: Clients, templates: {update: {subject: Hello}}}}
""",
        head,
    )

    assert expected == visible(text, resolver(found))


def test_equal_is_the_same_entry(plan: Playbook) -> None:
    """Asked twice, a playbook hands out the same entry."""
    assert role_of(plan, "lead") is plan.role("lead")
    assert "<roles/lead>" == repr(plan.role("lead"))


def test_a_correction_may_name_another_occurrence() -> None:
    """Written for Monday, corrected to Tuesday: Monday's is not done."""
    text = """
priorities: {a: {title: A, actions: {x: {title: X, when: daily at 09:00}}}}
log:
  one: {at: 2026-11-24T10:00, kind: done, about: [actions/a.x], for: 2026-11-23T09:00}
  two: {at: 2026-11-24T10:05, kind: corrected, corrects: one, about: [actions/a.x], for: 2026-11-24T09:00}
"""

    assert ["2026-11-24T09:00"] == [
        f"{at:%Y-%m-%dT%H:%M}" for at in book(text).action("a.x").state.occurrences
    ]


def test_a_log_entry_that_names_something_twice_is_about_it_once() -> None:
    """Pages and the review say it once."""
    text = """
roles: {lead: {title: Lead}}
log: {a: {at: 2026-11-24T10:00, kind: note, about: [roles/lead, roles/lead]}}
"""

    assert ["roles/lead"] == [str(entry.ref) for entry in book(text).log[0].about]
