"""Plans shaped by the model: every field may have a right value, a nearly right one, or an odd one.

They start from the playbook in which every field is filled, or from nothing. The model says which fields
there are, so that a new one is fed from the day on which it exists.
"""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from generator.load.characters import FORBIDDEN
from generator.model import COLLECTIONS, LOG_KINDS, Overview
from tests import filled
from tests.fuzz import odd, times
from tests.fuzz.sample import Sample
from tests.fuzz.shaped import GIVEN, IDS, NUMBERS, Shaped

#: What stands where anything may stand.
_ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, st.text(max_size=8), st.sampled_from(odd.YAML_VALUES)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(("title", "id", "text", "x")), inner, max_size=3),
    ),
    max_leaves=5,
)


@st.composite
def plans(draw: st.DrawFn) -> Sample:
    """A playbook of a few sparse entries, or the filled one, with odd values here and there."""
    # A copy: what is filled alike in many places is one list in all of them.
    data = deepcopy(filled.playbook()) if draw(st.integers(0, 3)) == 0 else draw(_sparse())
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 1, 2, 4)))):
        _disturb(draw, data)
    return Sample({"data/playbook.yml": _as_yaml(data)})


@st.composite
def _sparse(draw: st.DrawFn) -> dict[str, Any]:
    """A head, and a few entries in which few fields are filled: fittingly, or just so."""
    fits = draw(st.integers(0, 3)) > 0
    shaped = Shaped(fits=fits)
    found: dict[str, Any] = {name: {} for name in COLLECTIONS}
    if fits:
        found = {name: {one: _titled(name, one) for one in IDS} for name in COLLECTIONS}
    head = {"key": "test", "title": "Test", "timezone": "Europe/London"}
    found["playbook"] = head | draw(shaped.record(Overview))
    for name in draw(st.lists(st.sampled_from([*COLLECTIONS]), min_size=1, max_size=5, unique=True)):
        for one in draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True)):
            found[name][one] = _titled(name, one) | draw(shaped.record(COLLECTIONS[name]))
    return {name: entries for name, entries in found.items() if entries}


def _titled(collection: str, one: str) -> dict[str, Any]:
    """An entry that has what others may name in it, and no more."""
    match collection:
        case "log":
            return {"at": "2026-11-23T09:00", "kind": "note"}
        case "priorities":
            return {"title": one, "actions": {other: {"title": other} for other in IDS}}
        case "comms":
            return {"title": one, "templates": {other: {"body": "It is."} for other in IDS}}
        case _:
            return {"title": one}


def _disturb(draw: st.DrawFn, data: dict[str, Any]) -> None:
    """One place of a playbook, at any depth, is other than it was, gone, or named otherwise."""
    holder: Any = data
    key: Any = draw(st.sampled_from([*data]))
    for _ in range(draw(st.integers(0, 7))):
        inner = holder[key]
        if isinstance(inner, dict) and inner:
            holder, key = inner, draw(st.sampled_from([*inner]))
        elif isinstance(inner, list) and inner:
            holder, key = inner, draw(st.integers(0, len(inner) - 1))
        else:
            break
    match draw(st.integers(0, 5)):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[draw(st.sampled_from((*IDS, "titel", "X Y", "__proto__", "note")))] = holder.pop(key)
        case 2:
            holder[key] = draw(times.texts)
        case 3:
            holder[key] = draw(odd.texts)
        case _:
            holder[key] = draw(_ANYTHING)
    if not data:
        data["playbook"] = {}


def _as_yaml(data: dict[str, Any]) -> bytes:
    """JSON is YAML; halves of characters become bytes that are no text."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


@st.composite
def logs(draw: st.DrawFn) -> Sample:
    """What happened, in any order, about anything, at any time of a run that began at any T0."""
    data = deepcopy(filled.playbook())
    data["playbook"] |= {
        "activated": draw(times.near),
        "timezone": draw(st.sampled_from(GIVEN["timezone"][:5])),
        "days": draw(st.sampled_from(("calendar", "working"))),
        "quiet_hours": draw(st.sampled_from(("22:00-07:00", "00:00-23:59", "07:00-22:00"))),
    }
    if draw(st.integers(0, 3)):
        del data["playbook"]["ended"]
    (priority,) = (entry for entry in data["priorities"].values() if "actions" in entry)
    for holder in (data["kpis"], data["commitments"], data["rituals"], priority["actions"]):
        for entry in holder.values():
            for key in entry.keys() & {"when", "every", "by"} if draw(st.booleans()) else ():
                entry[key] = draw(times.readable("cadence" if key == "every" else "time"))
    about = [f"{name}/{one}" for name, entries in data.items() if name != "playbook" for one in entries]
    kinds = draw(st.lists(st.sampled_from(LOG_KINDS), min_size=1, max_size=12))
    for number, kind in enumerate(kinds):
        data["log"][f"l-{number}"] = draw(_logged(kind, about, [*data["roles"]], number))
    return Sample({"data/playbook.yml": _as_yaml(data)}, at=draw(times.nows))


@st.composite
def _logged(draw: st.DrawFn, kind: str, about: list[str], roles: list[str], number: int) -> dict[str, Any]:
    """One thing that happened; it may correct any that was recorded before."""
    role = st.sampled_from(roles)
    fields: dict[str, st.SearchStrategy[Any]] = {
        "by": role,
        "waiting_on": role,
        "about": st.lists(st.sampled_from(about), min_size=1, max_size=2, unique=True),
        "text": odd.texts.filter(
            lambda text: text.strip() and not FORBIDDEN.search(text) and "[[" not in text
        ),
        "value": st.one_of(
            st.integers(-5, 200), st.floats(-1e6, 1e6), st.sampled_from(("8", "many", "9.5 %"))
        ),
        "for": times.near,
        "until": times.near,
        "corrects": st.builds("l-{}".format, st.integers(0, max(number - 1, 0))),
    }
    chosen = draw(st.lists(st.sampled_from([*fields][: None if number else -1]), max_size=5, unique=True))
    return {"at": draw(times.near), "kind": kind, **{key: draw(fields[key]) for key in chosen}}
