"""Whatever a plan says of people and times, the rules answer, and say the same each time."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.rules import run
from tests.playbooks import book
from tests.unit import when_strategies as when

#: Times without a name that the plan would have to know.
times = when.times.filter(lambda time: "contained" not in str(time) and "closed" not in str(time)).map(str)
plan_times = times.filter(lambda text: "/" not in text)
ROLES = ("a", "b", "c", "d")
roles = st.sampled_from(ROLES)
maybe = st.none() | roles
#: Of which an absence may be made.
days = st.one_of(when.stretches().map(str), when.dates.map(str))


@st.composite
def role(draw: st.DrawFn, key: str) -> dict[str, Any]:
    """A role with or without a deputy, a boss, absences, delegated work."""
    found: dict[str, Any] = {
        "title": key.upper(),
        "deputy": draw(maybe),
        "escalate": draw(st.none() | st.fixed_dictionaries({"after": st.just("1 hour"), "to": roles})),
        "delegated": draw(
            st.lists(st.sampled_from(["Find the cause", "Tests", "Every change", "–"]), max_size=2)
        ),
        "away": draw(
            st.lists(
                st.fixed_dictionaries({"from": days, "to": days, "cover": maybe}).map(given_only), max_size=2
            )
        ),
    }
    return given_only(found)


@st.composite
def priority(draw: st.DrawFn, key: str) -> dict[str, Any]:
    """A priority whose actions need those before them, so that there is no circle."""
    actions: dict[str, Any] = {}
    for number in range(draw(st.integers(0, 4))):
        others = st.sampled_from(sorted(actions)) if actions else st.nothing()
        timed = (
            others.map(lambda name: f"within 2 hours of actions/{key}.{name}") if actions else st.nothing()
        )
        actions[f"act-{number}"] = given_only(
            {
                "title": f"Find the cause {number}",
                "when": draw(st.none() | plan_times | timed),
                "owner": draw(maybe),
                "needs": draw(st.lists(others, max_size=2, unique=True)) if actions else [],
            }
        )
    score = st.none() | st.fixed_dictionaries({"score": st.integers(7, 10)})
    return given_only(
        {
            "title": key,
            "owner": draw(maybe),
            "window": draw(st.none() | plan_times),
            "business_impact": draw(score),
            "technical_risk": draw(score),
            "resource_availability": draw(score),
            "actions": actions,
        }
    )


def given_only(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value}


@st.composite
def playbooks(draw: st.DrawFn) -> dict[str, Any]:
    """A playbook of four roles and two priorities, declared or not, in calendar or working days."""
    head = {
        "key": "any",
        "title": "Any",
        "timezone": "Europe/London",
        "days": draw(st.sampled_from(["calendar", "working"])),
    }
    if draw(st.booleans()):
        head["activated"] = "2026-11-20T09:00"
    return {
        "playbook": head,
        "roles": {key: draw(role(key)) for key in ROLES},
        "priorities": {key: draw(priority(key)) for key in ("one", "two")},
        "risks": {"loose": {"title": "Loose", "owner": draw(roles)}},
        "rituals": {
            "habit": given_only(
                {"title": "Habit", "owner": draw(maybe), "cadence": draw(st.none() | when.cadences.map(str))}
            )
        },
    }


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(playbooks())
def test_the_rules_answer_to_any_plan(data: dict[str, Any]) -> None:
    """No plan that can be read is one that the rules cannot."""
    # JSON is YAML.
    found = book(json.dumps(data), "")

    first, second = run(found), run(found)

    assert first == second
