"""Where a change is told: every field of every entry belongs to one section, so that none is told twice."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import Entry
from generator.model.shapes import fields_of

#: Where an entry is told that came or went, and whatever differs in it that no other section claims.
HOME: Mapping[str, str] = {
    "roles": "people",
    "priorities": "work",
    "actions": "work",
    "contingencies": "work",
    "kpis": "targets",
    "targets": "targets",
    "risks": "risks",
    "comms": "communication",
    "templates": "communication",
    "commitments": "promises",
    "decisions": "decisions",
    "log": "log",
}

#: Where entries are told that came or went, if not at home.
COMING: Mapping[str, str] = {"priorities": "ranking", "templates": "templates"}

#: Fields that say who, in whichever entry they stand.
_WHO = frozenset(
    {"owner", "deputy", "supports", "escalate", "decided_by", "cleared_by", "approver", "approvers", "who"}
)

#: What every entry may carry stands after what is an entry's own.
LAST = frozenset(fields_of(Entry)) - {"summary"}

_CLAIMED: Mapping[tuple[str, str], str] = {
    **{
        ("priorities", field): "ranking"
        for field in (
            "business_impact",
            "technical_risk",
            "resource_availability",
            "justification",
            "order",
            "rank_override",
        )
    },
    ("playbook", "bands"): "ranking",
    ("playbook", "activated"): "dates",
    ("playbook", "ended"): "dates",
    ("playbook", "horizon"): "dates",
    ("playbook", "days"): "dates",
    ("playbook", "timezone"): "dates",
    ("playbook", "quiet_hours"): "dates",
    ("priorities", "window"): "dates",
    ("actions", "when"): "dates",
    ("targets", "by"): "dates",
    ("improvements", "horizon"): "dates",
    ("hires", "when"): "dates",
    ("deferrals", "until"): "dates",
    ("principles", "until"): "dates",
    ("rituals", "cadence"): "dates",
    ("templates", "subject"): "templates",
    ("templates", "body"): "templates",
}


def section_of(collection: str, field: str) -> str:
    """The key of the section that tells of a field."""
    if field == "accept":
        return "rules"
    if field in _WHO:
        return "people"
    return _CLAIMED.get((collection, field)) or home(collection)


def home(collection: str) -> str:
    """The key of the section that tells of an entry of a collection."""
    return HOME.get(collection, "other")


def coming(collection: str) -> str:
    """The key of the section that tells of entries that came or went."""
    return COMING.get(collection) or home(collection)
