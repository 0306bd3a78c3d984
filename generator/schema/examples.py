"""What an editor shows of fields, records and collections: a title that reads well, an example that fits."""

from __future__ import annotations

from typing import Any

from generator.model import Entry, Record
from generator.model.shapes import fields_of

#: An entry of each collection, as a playbook may have it: its id and its title.
EXAMPLES: dict[str, tuple[str, str]] = {
    "levels": ("critical", "Critical"),
    "roles": ("incident-lead", "Incident lead"),
    "priorities": ("restore-service", "Restore card payments"),
    "actions": ("restore-service.find-cause", "Find the cause"),
    "kpis": ("success-rate", "Success rate of card payments"),
    "targets": ("service-30", "Card payments work as before"),
    "risks": ("second-outage", "A second outage"),
    "contingencies": ("roll-back", "Roll back to the old gateway"),
    "comms": ("merchants", "Merchants"),
    "templates": ("merchants.update", "Status update"),
    "commitments": ("write-to-merchants", "Write to merchants every four hours"),
    "rituals": ("daily-standup", "Daily stand-up"),
    "improvements": ("second-acquirer", "A second acquirer"),
    "decisions": ("keep-old-gateway", "Keep the old gateway"),
    "hires": ("gateway-engineer", "Gateway engineer"),
    "deferrals": ("new-terminals", "New terminals"),
    "principles": ("say-what-is-known", "Say what is known"),
    "log": ("2026-11-23-0912-done", ""),
}

#: So many fields an example has; more make it long where an editor shows it.
_OF_AN_ENTRY, _OF_A_PART = 4, 2

#: Names that say less than their words, or are spelled otherwise.
_SPELLED = {
    "accept": "Accepted warnings",
    "if_fails": "If it fails",
    "kpi": "KPI",
    "kpis": "KPIs",
    "op": "Comparison",
    "open": "Open questions",
    "timezone": "Time zone",
    "url": "URL",
}


def in_words(key: str) -> str:
    """A field's or a collection's name as people write it: `needed_by` is "Needed by"."""
    return _SPELLED.get(key) or key.replace("_", " ").capitalize()


def sample(record: type[Record], title: str = "") -> dict[str, Any]:
    """A short record: what it cannot do without, then the first of its own fields."""
    fields = fields_of(record)
    common, room = (fields_of(Entry), _OF_AN_ENTRY) if issubclass(record, Entry) else ({}, _OF_A_PART)
    needed = [key for key, field in fields.items() if field.required]
    own = [key for key in fields if key not in common and key not in needed]
    # The title first: it is what anybody types first.
    keys = sorted([*needed, *own][: max(room, len(needed))], key=lambda key: key != "title")
    made = {key: fields[key].example for key in keys}
    return made | {"title": title} if title else made


def sample_entry(collection: str, record: type[Record]) -> dict[str, Any]:
    """One entry under its id, as it stands in a collection."""
    key, title = EXAMPLES[collection]
    return {key: sample(record, title)}
