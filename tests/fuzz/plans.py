"""Plans shaped by the model: every field may have a right value, a nearly right one, or an odd one.

They start from the playbook in which every field is filled, or from nothing. The model says which fields
there are, so that a new one is fed from the day on which it exists.
"""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from generator.load.characters import FORBIDDEN
from generator.model import COLLECTIONS, LOG_KINDS, Id, Overview, Record, RefTo, Rich, When
from generator.model.shapes import (
    EitherShape,
    FlagShape,
    ListShape,
    MapShape,
    NumberShape,
    RecordShape,
    Shape,
    TextShape,
    fields_of,
)
from tests import filled
from tests.fuzz import odd, times
from tests.fuzz.sample import Sample

_NUMBERS = st.one_of(
    st.integers(-2, 12),
    st.sampled_from((0, 1, 10, 11, 500, 1e-9, 0.1, -0.5, 1e15, 1e300, -1e300, 2**63, 10**40, 99.5)),
)

#: What stands where anything may stand.
_ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), _NUMBERS, st.text(max_size=8), st.sampled_from(odd.YAML_VALUES)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(("title", "id", "text", "x")), inner, max_size=3),
    ),
    max_leaves=5,
)

_IDS = ("one", "two", "three", "four")

_GIVEN: dict[str, tuple[object, ...]] = {
    "timezone": ("Europe/London", "UTC", "Pacific/Apia", "America/St_Johns", "Asia/Kathmandu", "Mars/Phobos"),
    "quiet_hours": ("22:00-07:00", "00:00-23:59", "12:00-12:00", "7-22", "22:00–07:00"),
    "version": ("1.0", "latest", "v" * 80, "../x", "1 0"),
    "assumed": (["title"], ["nothing"], ["note", "note"], []),
    "rule": ("missing-time", "kpi-stale", "no-such-rule"),
}


@st.composite
def plans(draw: st.DrawFn) -> Sample:
    """A playbook of a few sparse entries, or the filled one, with odd values here and there."""
    data = draw(st.one_of(_sparse(), st.builds(filled.playbook)))
    for _ in range(draw(st.integers(0, 4))):
        _disturb(draw, data)
    return Sample({"data/playbook.yml": _as_yaml(data)})


@st.composite
def _sparse(draw: st.DrawFn) -> dict[str, Any]:
    """A head, and a few entries in which few fields are filled."""
    head = {"key": "test", "title": "Test", **draw(record(Overview))}
    found: dict[str, Any] = {"playbook": head}
    for name in draw(st.lists(st.sampled_from([*COLLECTIONS]), min_size=1, max_size=5, unique=True)):
        ids = draw(st.lists(st.sampled_from(_IDS), min_size=1, max_size=3, unique=True))
        found[name] = {one: {"title": one, **draw(record(COLLECTIONS[name]))} for one in ids}
    for entry in found.get("log", {}).values():
        del entry["title"]
    return found


@st.composite
def record(draw: st.DrawFn, kind: type[Record], depth: int = 0) -> dict[str, Any]:
    """A record with a few of its fields, and those that it needs."""
    fields = fields_of(kind)
    chosen = draw(st.lists(st.sampled_from([*fields]), max_size=4, unique=True)) if depth < 4 else []
    needed = [key for key, field in fields.items() if field.required and key not in ("title", "key")]
    return {key: draw(value(fields[key].shape, key, depth)) for key in dict.fromkeys([*needed, *chosen])}


def value(shape: Shape, name: str, depth: int = 0) -> st.SearchStrategy[Any]:
    """A value of a shape: mostly as it should be."""
    if name in _GIVEN:
        return st.sampled_from(_GIVEN[name])
    match shape:
        case RecordShape(kind):
            return st.deferred(lambda: record(kind, depth + 1))
        case ListShape(items):
            return st.lists(value(items, name, depth), max_size=3)
        case MapShape(keys, values):
            return st.dictionaries(_keys(keys.markers), value(values, name, depth), max_size=3)
        case EitherShape(members):
            return st.one_of([value(member, name, depth) for member in members])
        case NumberShape():
            return _NUMBERS
        case FlagShape():
            return st.booleans()
        case TextShape(markers, choices):
            return st.sampled_from(choices) if choices else _text(markers)


def _keys(markers: tuple[object, ...]) -> st.SearchStrategy[str]:
    """A key of a map is an id or a reference; now and then neither."""
    return st.one_of(_text(markers), st.sampled_from((*_IDS, "kpis/one", "a b", "X", "")))


def _text(markers: tuple[object, ...]) -> st.SearchStrategy[str]:
    """What the markers of a text ask for: a time, a reference, an id, prose."""
    for marker in markers:
        if isinstance(marker, When):
            return times.texts
        if isinstance(marker, RefTo) and not any(isinstance(other, Rich) for other in markers):
            return _reference(marker)
        if isinstance(marker, Id):
            return st.sampled_from((*_IDS, "x", "Not An Id"))
    return st.one_of(odd.texts, st.sampled_from(odd.YAML_VALUES))


def _reference(marker: RefTo) -> st.SearchStrategy[str]:
    names = st.sampled_from(_IDS)
    two = st.builds(lambda first, second: f"{first}.{second}", names, names)
    bare = st.one_of(two, names) if "actions" in marker.collections else names
    if not marker.qualified:
        return bare
    return st.builds(
        lambda collection, one, both: (
            f"{collection}/{both if collection in ('actions', 'templates') else one}"
        ),
        st.sampled_from(marker.collections),
        names,
        two,
    )


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
            holder[draw(st.sampled_from((*_IDS, "titel", "X Y", "__proto__", "note")))] = holder.pop(key)
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
    data = filled.playbook()
    data["playbook"] |= {
        "activated": draw(times.near),
        "timezone": draw(st.sampled_from(_GIVEN["timezone"][:5])),
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
