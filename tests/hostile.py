"""Texts that try to run something, to lead astray or to change a page; and plans full of them.

A plan has a *copy* of every entry for each row of texts: the role `the-roles-3` has those of row 3, one in
each of its text fields. What references name is `hostile` in every collection, and has a hostile title too.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any

from generator.filters import telephone
from generator.load.characters import FORBIDDEN
from generator.model import COLLECTIONS
from generator.text import broken_references, references
from generator.text.message import blanks
from tests import filled

_CASES = Path(__file__).parent / "cases/text"

#: Every such text by its name: a new one is a new line of a file there.
TEXTS = {
    f"{path.stem}:{name}": text
    for path in sorted((_CASES / "hostile").glob("*.toml"))
    for name, text in tomllib.loads(path.read_text(encoding="utf-8")).items()
}

_PLACES = {name: place for place, name in enumerate(TEXTS)}

#: Addresses that a field for addresses takes although they try to leave their place; those that none takes.
ADDRESSES, REFUSED_ADDRESSES = tomllib.loads(
    (_CASES / "hostile-addresses.toml").read_text(encoding="utf-8")
).values()

#: What the texts' own references name.
_NAMED = frozenset({"risks/hostile", "kpis/hostile", "events/nowhere"})
_KPI = {"unit": "%", "target": {"op": ">=", "value": 7}}

#: What a version's title cannot hold, and how long it may be.
_NOT_IN_A_VERSION, _LONGEST_VERSION = re.compile(r"[<>&\"`\\/{}]"), 60
_LONGEST_TITLE = 200

#: Where the run that is over is kept.
RUN = Path("data/log/2026-10-01")

_EXAMPLE = "https://example.org/"
#: So many addresses further on the next copy begins.
_NEXT_ADDRESS = 7

_OF_NAMED = re.compile(r"\bnamed-\d+\b")
_OF_COPY = re.compile(rf"\bthe-({'|'.join(COLLECTIONS)})\b")
_MARK = re.compile(r"(?P<field>\w+)@(?P<kind>rich|plain)")

#: The texts of a copy, asked for one field after the other.
Row = Callable[[str], str]


def playbook(text: str) -> dict[str, Any]:
    """A playbook with this text in every text field of every record."""
    return plan([always(text)])


def always(text: str) -> Row:
    """The same text in every field."""
    return lambda _: text


def spread(copies: int, texts: Callable[[str], str] = TEXTS.__getitem__) -> dict[str, Any]:
    """A plan whose fields have one text after the other; each copy begins with another text."""
    return plan(one_after_the_other(len(TEXTS) * number // copies, texts) for number in range(copies))


def one_after_the_other(first: int = 0, texts: Callable[[str], str] = TEXTS.__getitem__) -> Row:
    """Each text in its turn, by its name."""
    names = islice(cycle(TEXTS), first, None)
    return lambda _: texts(next(names))


def write(made: dict[str, Any], folder: Path, over: dict[str, Any] | None = None) -> None:
    """A plan as the data files of a playbook, with the plan of a run that is over."""
    # JSON is YAML.
    for collection, entries in made.items():
        _save({collection: entries}, folder / f"data/{collection}.yml")
    if over:
        _save({key: part for key, part in over.items() if key != "log"}, folder / RUN / "plan/all.yml")
        _save({"log": over["log"]}, folder / RUN / "log.yml")


def _save(content: dict[str, Any], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content), encoding="utf-8")


def harmless(name: str) -> str:
    """What stands in the place of that text where nothing is hostile: some words, and what it refers to."""
    found = references(arriving(TEXTS[name]))
    cited = (f"[[{one.target}{f'.{one.field}' if one.field else ''}]]" for one in found)
    # A message whose channel is called so goes by mail, and its page has more to offer.
    by_mail = ["by mail"] * (_PLACES[name] % 2)
    further = "\n\nin two paragraphs" if "\n" in TEXTS[name] else ""
    place = f"{_PLACES[name]}"
    if not telephone(TEXTS[name]):
        # Where a number is asked for, a text without digits is none.
        place = "".join("abcdefghij"[int(digit)] for digit in place)
    return " ".join([f"Harmless words {place}", *by_mail, *cited]) + further


def plan(rows: Iterable[Row]) -> dict[str, Any]:
    """A plan with a copy of every entry for each row; the playbook itself is that of the first."""
    made: dict[str, Any] = {}
    for number, row in enumerate(rows):
        for collection, entries in _copy(number, row).items():
            made[collection] = {**entries, **made.get(collection, {})}
    return made


def head(row: Row) -> dict[str, Any]:
    """A plan with little but the playbook itself, of which a plan has only one."""
    made = plan([row])
    stubs = {name: {"hostile": part["hostile"]} for name, part in made.items() if "hostile" in part}
    return {"playbook": made["playbook"], **stubs}


def ended(row: Row) -> dict[str, Any]:
    """A plan as it stood in a run that is over."""
    over = plan([row])
    over["playbook"] |= {"activated": "2026-10-01T09:00", "ended": "2026-10-02T17:00"}
    return over


def arriving(text: str, field: str = "", *, is_rich: bool = True) -> str:
    """The text as the field takes it: what it would refuse is escaped or left out, the attack stays."""
    text = FORBIDDEN.sub(lambda found: "\n" if found[0].isspace() else "", text)
    if field == "version_title":
        kept = "".join(char for char in " ".join(text.split()) if char.isprintable())
        return f"V {_NOT_IN_A_VERSION.sub('', kept)}"[:_LONGEST_VERSION]
    if not is_rich:
        return text[:_LONGEST_TITLE] if field == "title" else text
    for start in _refused(text):
        text = f"{text[:start]}\\{text[start:]}"
    if field in ("subject", "body"):
        for blank in reversed(blanks(text)):
            text = f"{text[: blank.start]}\\{text[blank.start :]}"
    # What may be a sentence or a reference is a sentence where it has a space in it.
    return f"{text} then" if field == "then" and " " not in text else text


def _refused(text: str) -> list[int]:
    """Where brackets stand that name nothing, the last first: what stands before one keeps its place."""
    unknown = [one.start for one in references(text) if one.target not in _NAMED]
    return sorted([*unknown, *(one.start for one in broken_references(text))], reverse=True)


def _copy(number: int, row: Row) -> dict[str, Any]:
    marked = filled.playbook(lambda field, is_rich: f"{field}@{'rich' if is_rich else 'plain'}")
    text = _OF_COPY.sub(rf"the-\1-{number}", _OF_NAMED.sub("hostile", json.dumps(marked)))
    known = [*ADDRESSES.values()]
    addresses = (known[place % len(known)] for place in count(number * _NEXT_ADDRESS))
    made: dict[str, Any] = _put(json.loads(text), row, addresses)
    _mend(made, number, row)
    return made


def _put(value: Any, row: Row, addresses: Iterator[str], *, is_nested: bool = False) -> Any:
    """The tree with a text in the place of each mark, an address in that of each address."""
    match value:
        case dict():
            is_step = "steps" in value and "text" in value
            return {
                key: _put(inner, row, addresses, is_nested=is_step and key == "steps")
                for key, inner in value.items()
            }
        case list():
            found = [_put(inner, row, addresses) for inner in value]
            # With the same words as a step around it, a step needs an id of its own.
            return [_with_id(item, place) for place, item in enumerate(found)] if is_nested else found
        case str() if mark := _MARK.fullmatch(value):
            return arriving(row(mark["field"]), mark["field"], is_rich=mark["kind"] == "rich")
        case str() if value.startswith(_EXAMPLE):
            return next(addresses)
    return value


def _with_id(step: Any, place: int) -> Any:
    return {"text": step, "id": f"nested-{place}"} if isinstance(step, str) else step


def _mend(made: dict[str, Any], number: int, row: Row) -> None:
    """What a walk through the model cannot know: the crisis goes on, times in words, kinds of log entry."""
    overview = made["playbook"]
    del overview["ended"]
    overview["events"]["nowhere"] = arriving(row("events"))
    for collection, entries in made.items():
        if collection not in ("playbook", "log"):
            entries["hostile"] = {"title": arriving(row("title"), "title", is_rich=False)}
    made["kpis"]["hostile"] |= _KPI
    plan, promise = made["comms"][f"the-comms-{number}"], made["commitments"][f"the-commitments-{number}"]
    template = plan["templates"]["the-templates"]
    template["body"] = f"Now: {{rate}}. {arriving(row('body'), 'body')}"
    template["blanks"]["rate"] = arriving(row("blanks"), is_rich=False)
    action = made["priorities"][f"the-priorities-{number}"]["actions"]["the-actions"]
    for place, key in ((action, "when"), (promise, "by"), (plan["schedule"][0], "when")):
        words = arriving(row(key), is_rich=False).replace("[", "[ ")
        place[key] = f"within 2 hours of the words {words}"
    made["log"] |= {f"{kind}-{number}": {"kind": kind, **entry} for kind, entry in _happened(number, row)}


def _happened(number: int, row: Row) -> Iterator[tuple[str, dict[str, Any]]]:
    """Log entries of the kinds that pages read more of than their text."""
    about = {
        "sent": f"templates/the-comms-{number}.the-templates",
        "assigned": f"actions/the-priorities-{number}.the-actions",
        "blocked": f"actions/the-priorities-{number}.the-actions",
        "measured": f"kpis/the-kpis-{number}",
        "decided": f"decisions/the-decisions-{number}",
        "reached": "events/nowhere",
        "occurred": f"risks/the-risks-{number}",
        "kept": f"commitments/the-commitments-{number}",
        "learned": f"priorities/the-priorities-{number}",
    }
    values = {"assigned": arriving(row("value")), "measured": 7}
    said = {"kpis/hostile.target": arriving(row("said"), is_rich=False)}
    for place, (kind, ref) in enumerate(about.items()):
        entry: dict[str, Any] = {
            "at": f"2026-11-23T10:{place:02d}",
            "about": [ref],
            "text": FORBIDDEN.sub("", row("text")) if kind == "sent" else arriving(row("text")),
        }
        if kind in values:
            entry["value"] = values[kind]
        yield kind, entry | ({"said": said} if kind == "sent" else {})
