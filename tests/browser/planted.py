"""What another page of the same origin may leave in a browser under our names: anything at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import cycle, islice
from typing import Any

RUN = "2026-11-23T09:00Z"
OWN = "playbook:card-outage:"
ACTION = "actions/restore-service.decide-rollback"
IMAGE = "<img src=x onerror=alert(1)>"
STEP = "hear-the-platform-lead"

#: Runs, of the plan that the crisis is declared in, before it, of a drill; then names that no script gives.
TICKS = tuple(
    f"{OWN}ticks:{run}"
    for run in (
        RUN,
        "before",
        "drill-abc",
        "",
        "<img src=x onerror=alert(1)>",
        "9999-99-99T99:99Z",
        "__proto__",
    )
)
ASIDE = tuple(f"{OWN}aside:{name}" for name in ("", f":ticks:{RUN}", f"{IMAGE}:ticks:{RUN}", "[object"))

#: What no alphabet has: half of a character; and the ways in which a key leads to what all objects share.
HALF = "\ud800"
SHARED = ("__proto__", "constructor", "toString", "hasOwnProperty")


def tick(**changed: Any) -> dict[str, Any]:
    """One tick as it is kept, or with other values."""
    given = {
        "subject": ACTION,
        "step": STEP,
        "pass": 1,
        "text": "Hear the platform lead",
        "print": "1b3ovll",
        "at": "2026-11-24T03:07:00.000Z",
        "on": True,
    }
    return given | changed


def ticks(*found: dict[str, Any]) -> dict[str, Any]:
    """Ticks by the keys that scripts give them."""
    return {f"{one['subject']}#{one['step']}@{one['pass']}": one for one in found}


def drill(**changed: Any) -> dict[str, Any]:
    """A drill as it is kept, or with other values."""
    given = {
        "id": "abc",
        "t0": "2026-11-23T09:00:00.000Z",
        "start": "2026-11-25T09:00:00.000Z",
        "began": "2026-11-24T03:00:00.000Z",
        "role": "platform-lead",
        "title": "Platform lead",
    }
    return given | changed


def _odd_ticks() -> dict[str, Any]:
    texts = [*SHARED, IMAGE, HALF, "javascript:alert(1)", "\u202e\u0000\u2028", "x" * 5_000]
    return {
        "ticks with hostile texts": ticks(
            *(tick(step=f"gone-{at}", text=text) for at, text in enumerate(texts)),
            *(tick(subject=f"actions/gone.{at}", text=text) for at, text in enumerate(texts)),
            tick(text=IMAGE, print=IMAGE, among=[IMAGE, *SHARED], under=IMAGE),
        ),
        "ticks at the ends of time": ticks(
            tick(at="+275760-09-13T00:00:00.000Z"),
            tick(step="gone-1", at="-271821-04-20T00:00:00.000Z"),
            tick(step="gone-2", at="0000-01-01T00:00:00Z"),
            tick(step="gone-3", at="Tue <img src=x onerror=alert(1)> 2026"),
        ),
        "ticks of no step": ticks(*(tick(subject=f"actions/{name}", step=name.lower()) for name in SHARED)),
        "ticks of other shapes": {
            **{name: tick() for name in SHARED},
            "a": tick(among="x"),
            "b": {**tick(), "text": {"toString": 1}},
        },
        "very many ticks": ticks(
            *(tick(step=f"gone-{at}", **{"pass": 1 + at % 1000}) for at in range(2_000))
        ),
    }


def _odd_clocks() -> dict[str, Any]:
    return {
        "a drill of hostile words": drill(role=IMAGE, title=IMAGE, picked=HALF),
        "a drill of nobody": drill(role=None, title=None, picked="__proto__"),
        "a drill that never was": drill(t0="0000-01-01T00:00:00.000Z", start="9999-12-31T23:59:59.999Z"),
        "drills that ended": [
            drill(id="a", ended="9999-12-31T23:59:59.999Z", title=IMAGE),
            drill(id="b", ended="0000-01-01T00:00:00.000Z", role=HALF),
        ],
        "a T0": {"t0": "2026-11-20T09:00Z"},
        "a T0 of no time": {"t0": "9999-12-31T23:59Z"},
    }


def _outlines() -> dict[str, Any]:
    entry = {
        "ref": "roles/x",
        "title": IMAGE,
        "address": "javascript:alert(1)",
        "roles": None,
        "words": {IMAGE: IMAGE},
    }
    return {
        "an outline": {"name": IMAGE, "outline": {"format": 1, "entries": [entry]}},
        "no outline": {"name": None, "outline": {"format": 1, "entries": {"length": 5}}},
    }


#: By what each is: as text, for whatever is kept is text.
VALUES: dict[str, str] = {
    "nothing": "",
    "no JSON": "{'",
    "markup": IMAGE,
    "a hostile word": json.dumps(IMAGE),
    "half of a character": '"\\ud800"',
    **{f"the word {name}": json.dumps(name) for name in SHARED},
    "null": "null",
    "true": "true",
    "a number without end": "1e999",
    "an empty list": "[]",
    "a list of nothing": "[null, [], {}, 0]",
    "an empty map": "{}",
    "what all maps share": '{"__proto__": {"polluted": 1, "on": true}, "constructor": {"prototype": {}}}',
    "what makes no text": '{"toString": 1, "valueOf": 1, "length": 5, "t0": {"toString": 1}, "id": []}',
    "words by name": json.dumps(dict.fromkeys(("rate", "body", "text", *SHARED), IMAGE)),
    "very deep": "[" * 100_000,
    "very long": json.dumps("x" * 400_000),
    **{name: json.dumps(value) for name, value in {**_odd_ticks(), **_odd_clocks(), **_outlines()}.items()},
}

#: Notes what a page asks for, so that what is planted is what some script reads.
ASKED = """() => {
  const own = Storage.prototype.getItem
  window.asked = []
  Storage.prototype.getItem = function (name) {
    window.asked.push([this === localStorage ? "localStorage" : "sessionStorage", name])
    return own.call(this, name)
  }
}"""

_PLANT = """planted => {
  for (const [area, name, text] of planted) {
    try { window[area].setItem(name, text) } catch { /* no room is left: what stands there will do */ }
  }
}"""

Key = tuple[str, str]


def round_of(keys: Iterable[Key], number: int) -> list[tuple[str, str, str]]:
    """For each key one of the values: in as many rounds as there are values each key has had them all."""
    values = tuple(VALUES.values())
    chosen = islice(cycle(values), number % len(values), None)
    return [(area, name, text) for (area, name), text in zip(sorted(keys), chosen, strict=False)]


def planting(planted: Sequence[tuple[str, str, str]]) -> str:
    """A script for the beginning of every page of a context, which finds all this planted."""
    return f"({_PLANT})({json.dumps(planted)})"
