"""The guide to every field (Markdown), from the model alone: what a leader looks up while editing."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from generator.model import (
    COLLECTIONS,
    ENTRY_COLLECTIONS,
    Address,
    Entry,
    Id,
    Overview,
    Plain,
    Record,
    RefTo,
    Rich,
    When,
)
from generator.model.shapes import (
    EitherShape,
    FieldShape,
    FlagShape,
    ListShape,
    MapShape,
    Marker,
    NumberShape,
    RecordShape,
    Shape,
    TextShape,
    fields_of,
)
from generator.schema.records import doc, held_by, reachable

_INTRODUCTION = """\
# Every collection and every field

Made from the program's model by `make schema`; do not edit it by hand.

A data file maps collections to entries, and an entry's key is its id: small letters, digits and single
hyphens, at most 60 characters. Any `*.yml` below `data/` may add to any collection. A field that is not
required may be left out or left empty. The examples are complete: each can be pasted into an entry.

```yaml
kpis:                     # the collection
  success-rate:           # the id
    title: Success rate   # a field
```

| kind | is |
|---|---|
| plain text | shown exactly as typed: titles, names, labels ([text](text.md#plain)) |
| rich text | prose with emphasis, lists, links and `[[references]]` ([text](text.md#rich)) |
| time | a moment or a stretch, as people say it: `day 1 morning`, `within 48 hours` ([times](time.md)) |
| end | until when: `day 30`, `2026-12-31`, `after contained`; nothing that goes on without end |
| cadence | how often: `4 hours`, `daily at 09:00`, `weekly on Friday` ([times](time.md#how-often)) |
| duration | how long: `15 minutes`, `3 months` ([times](time.md#how-long)) |
| date, moment | in just this form: `2026-11-20`, `2026-11-23T09:00` |
| id | a name that you choose: small letters, digits, single hyphens |
| reference | another entry: its id, or `collection/id` where that is said; actions are `priority.action` |
| list | `[one, two]`, or one a line, each after a hyphen: the better way for sentences |
| map | names with values: `{name: value}`, or one a line |
"""

_HEAD = "| field | holds | kind | required | example |\n|---|---|---|---|---|\n"

# Words that YAML leaves as they are, also inside brackets and braces, where a comma would split them.
_UNQUOTED = re.compile(r"(?![0-9.]+$)[A-Za-z0-9](?:[\w .'\"?/@-]|:(?!\s|$))*")
_NOT_TEXT = frozenset({"true", "false", "null"})

_COMMON = "What every entry may carry"
_MORE = f"\nAnd [what every entry may carry](#{_COMMON.lower().replace(' ', '-')}).\n"


def field_guide() -> str:
    """docs/fields.md: every field of every record once; the same for the same model, whatever the data."""
    top: tuple[type[Entry], ...] = (Overview, *COLLECTIONS.values())
    used = Counter(inner for record in top for inner in reachable(*held_by(record)))
    shared = [record for record in reachable(*top) if used[record] > 1]
    parts = [_INTRODUCTION]
    for name, record in zip(("playbook", *COLLECTIONS), top, strict=True):
        own = (inner for inner in reachable(record)[1:] if used[inner] == 1)
        parts.append(f"## {name}\n\n{doc(record)}{_single(record)}\n\n{_table(record)}")
        parts.extend(_part(inner) for inner in own)
    parts.append(f"## {_COMMON}\n\n{_bearers()}\n\n{_rows(fields_of(Entry).values())}")
    parts.append("## Parts that stand in several collections\n")
    parts.extend(_part(record) for record in shared)
    return "\n".join(parts)


def _single(record: type[Record]) -> str:
    return " There is one; its fields stand under `playbook:` itself, without an id." * (record is Overview)


def _bearers() -> str:
    inner = [
        _link(record)
        for record in reachable(Overview, *COLLECTIONS.values())
        if issubclass(record, Entry) and record not in (Overview, *COLLECTIONS.values())
    ]
    return f"The playbook, every entry of a collection, and also each {' and each '.join(inner)}."


def _part(record: type[Record]) -> str:
    return f"### {_words(record)}\n\n{doc(record)}\n\n{_table(record)}"


def _table(record: type[Record]) -> str:
    common = fields_of(Entry) if issubclass(record, Entry) else {}
    fields = [field for key, field in fields_of(record).items() if key not in common]
    # The title first: it is what anybody types first.
    fields.sort(key=lambda field: field.key != "title")
    more = _MORE if common else ""
    return f"{_rows(fields)}{more}"


def _rows(fields: Iterable[FieldShape]) -> str:
    return _HEAD + "".join(map(_row, fields))


def _row(field: FieldShape) -> str:
    cells = (
        f"`{field.key}`",
        field.description,
        kind(field.shape),
        _required(field),
        f"`{field.key}: {flow(field.example, inside=False)}`",
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _required(field: FieldShape) -> str:
    if field.required:
        return "yes"
    if isinstance(field.default, (str, int, float)):
        return f"no: `{flow(field.default)}`"
    return "no"


def kind(shape: Shape) -> str:
    """What a field may hold, in words."""
    match shape:
        case TextShape(choices=choices) if choices:
            return "one of " + ", ".join(f"`{choice}`" for choice in choices)
        case TextShape(markers=markers):
            return " or ".join(dict.fromkeys(_marker(marker) for marker in _telling(markers))) or "text"
        case NumberShape():
            return _number(shape)
        case FlagShape():
            return "`true` or `false`"
        case ListShape(items=items):
            return f"list: {kind(items)}"
        case MapShape(keys=keys, values=values):
            return f"map: {kind(keys) if keys.markers else 'name'} to {kind(values)}"
        case RecordShape(record=record):
            return _link(record)
        case EitherShape(members=members):
            return " or ".join(kind(member) for member in members)


def flow(value: Any, *, inside: bool = True) -> str:
    """A value as YAML on one line; `inside` brackets a comma and a colon need quotes as well."""
    match value:
        case dict():
            return "{" + ", ".join(f"{flow(key)}: {flow(item)}" for key, item in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(flow, value)) + "]"
        case str() if _is_plain(value, inside=inside):
            return value
        case _:
            return json.dumps(value, ensure_ascii=False)


def _is_plain(text: str, *, inside: bool) -> bool:
    words = text if inside else text.replace(", ", " ")
    return text.lower() not in _NOT_TEXT and text == text.strip() and _UNQUOTED.fullmatch(words) is not None


def _telling(markers: tuple[Marker, ...]) -> tuple[Marker, ...]:
    """An address is shown as plain text, which says less of it than that it is an address."""
    return tuple(marker for marker in markers if not isinstance(marker, Plain)) or markers


def _marker(marker: Marker) -> str:
    match marker:
        case Plain():
            return "plain text"
        case Rich():
            return "rich text"
        case Id():
            return "id"
        case When(expects=expects):
            return expects
        case Address():
            return "address: `https://`, `http://`, `mailto:` or `tel:`"
        case RefTo(qualified=False):
            return f"reference to `{marker.collections[0]}`"
        case RefTo():
            return f"reference `collection/id` to {_collections(marker.collections)}"


def _collections(names: tuple[str, ...]) -> str:
    extra = [name for name in names if name not in ENTRY_COLLECTIONS]
    if set(ENTRY_COLLECTIONS) <= set(names):
        return " or ".join(["any entry", *(f"`{name}`" for name in extra)])
    return " or ".join(f"`{name}`" for name in names)


def _number(shape: NumberShape) -> str:
    name = "whole number" if shape.whole else "number"
    match shape.least, shape.most:
        case None, None:
            return name
        case least, None:
            return f"{name}, {least} or more"
        case None, most:
            return f"{name}, {most} at most"
        case least, most:
            return f"{name}, {least} to {most}"


def _link(record: type[Record]) -> str:
    return f"[{_words(record).lower()}](#{_words(record).lower().replace(' ', '-')})"


def _words(record: type[Record]) -> str:
    """`RankOverride` as people read it: Rank override."""
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", record.__name__).capitalize()
