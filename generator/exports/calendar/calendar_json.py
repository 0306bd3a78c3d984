"""`/calendar.json`: what a calendar holds, without a date. docs/calendar.md describes its shape."""

from __future__ import annotations

import json
from typing import Any

from generator.agenda import Item, agenda
from generator.exports.calendar.horizon import horizon
from generator.linked import Playbook
from generator.when import as_data

FORMAT = 1


def calendar_json(book: Playbook) -> bytes:
    """The agenda as UTF-8 JSON, an item a line."""
    items = ",\n".join(_json(_item(item)) for item in agenda(book))
    head = f'"format":{FORMAT},"horizon":{_json(as_data(horizon(book)))}'
    return f'{{{head},"items":[\n{items}\n]}}\n'.encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _item(item: Item) -> dict[str, Any]:
    return {
        "uid": item.uid,
        "kind": item.kind,
        "title": item.title,
        "text": item.text,
        "address": item.entry.address,
        "roles": [role.id for role in item.roles],
        "time": as_data(item.time),
        "days": item.in_days,
        "due": item.is_due,
        "minutes": item.minutes,
        "alarm": item.alarm,
    }
