"""Made-up playbooks of a given size: every collection, references, times, a log; the same each time."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

WORDS = [
    "restore",
    "verify",
    "compare",
    "measure",
    "announce",
    "deploy",
    "review",
    "escalate",
    "isolate",
    "document",
    "rotate",
    "drain",
    "the",
    "gateway",
    "pipeline",
    "ledger",
    "queue",
    "cache",
    "index",
    "report",
    "invoice",
    "account",
    "cluster",
    "backlog",
    "customer",
]

#: Pages that a playbook has besides its entries' own.
FIXED_PAGES = 19


def playbook(pages: int) -> dict[str, Any]:
    """A playbook of about so many pages, as the data files would hold it."""
    chance = random.Random(pages)
    share = max(1, round((pages - FIXED_PAGES) / 10))
    ids = {
        "roles": [f"role-{number}" for number in range(share)],
        "priorities": [f"priority-{number}" for number in range(share)],
        "kpis": [f"kpi-{number}" for number in range(share * 2)],
        "risks": [f"risk-{number}" for number in range(share * 3)],
        "contingencies": [f"contingency-{number}" for number in range(share * 2)],
        "comms": [f"audience-{number}" for number in range(share)],
    }
    maker = Maker(chance, ids)
    return {
        "playbook": {
            "key": f"made-up-{pages}",
            "title": f"Made-up playbook of {pages} pages",
            "timezone": "Europe/London",
            "activated": "2026-11-23T09:00",
            "situation": maker.prose(),
        },
        "roles": {key: maker.role(key) for key in ids["roles"]},
        "priorities": {key: maker.priority(key) for key in ids["priorities"]},
        "kpis": {key: maker.kpi(key) for key in ids["kpis"]},
        "risks": {key: maker.risk(key) for key in ids["risks"]},
        "contingencies": {key: maker.contingency(key) for key in ids["contingencies"]},
        "comms": {key: maker.audience(key) for key in ids["comms"]},
        "commitments": {f"promise-{number}": maker.promise(number) for number in range(share)},
        "log": {f"2026-11-23-{number:05d}": maker.event(number) for number in range(share)},
    }


class Maker:
    """Makes entries that refer to one another."""

    def __init__(self, chance: random.Random, ids: dict[str, list[str]]) -> None:
        self.chance = chance
        self.ids = ids

    def one(self, collection: str) -> str:
        """Some entry's id."""
        return self.chance.choice(self.ids[collection])

    def words(self, least: int, most: int) -> str:
        """So many words."""
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(least, most)))

    def prose(self) -> str:
        """One or two sentences; one text in five has marks or a reference."""
        text = f"{self.words(8, 16).capitalize()}."
        match self.chance.randint(0, 9):
            case 0:
                return f"{text} See [[risks/{self.one('risks')}]]."
            case 1:
                return f"{text} **{self.words(1, 2)}** and `{self.words(1, 1)}`."
            case _:
                return text

    def role(self, key: str) -> dict[str, Any]:
        """A role."""
        return {
            "title": f"Role {key}",
            "deputy": self.one("roles"),
            "contacts": [{"call": "+44 20 7946 0000"}],
            "handles": [self.prose() for _ in range(2)],
        }

    def priority(self, key: str) -> dict[str, Any]:
        """A priority with four actions."""
        scored = ("business_impact", "technical_risk", "resource_availability")
        return {
            "title": f"{self.words(2, 4)} {key}",
            "owner": self.one("roles"),
            "justification": self.prose(),
            "window": "days 1-14",
            "actions": {f"action-{number}": self.action(number) for number in range(4)},
            "success": [self.prose()],
            **{name: {"score": self.chance.randint(1, 10), "because": self.prose()} for name in scored},
        }

    def action(self, number: int) -> dict[str, Any]:
        """An action with four steps."""
        first = self.chance.randint(1, 10)
        return {
            "title": f"{self.words(2, 5)} {number}",
            "when": f"days {first}-{first + 2}",
            "owner": self.one("roles"),
            "if_fails": self.one("contingencies"),
            "steps": [f"{self.words(4, 9)} {step}" for step in range(4)],
            "needs": [f"action-{number - 1}"] if number else [],
        }

    def kpi(self, key: str) -> dict[str, Any]:
        """A KPI."""
        return {
            "title": f"{self.words(1, 3)} {key}",
            "unit": "%",
            "direction": "up",
            "target": {"op": ">=", "value": 99.5},
            "measured": "daily",
            "owner": self.one("roles"),
            "priorities": [self.one("priorities")],
        }

    def risk(self, key: str) -> dict[str, Any]:
        """A risk."""
        return {
            "title": f"{self.words(2, 4)} {key}",
            "owner": self.one("roles"),
            "likelihood": self.chance.randint(1, 5),
            "impact": self.chance.randint(1, 5),
            "triggers": [self.prose()],
            "mitigations": [self.prose() for _ in range(2)],
            "priorities": [self.one("priorities")],
        }

    def contingency(self, key: str) -> dict[str, Any]:
        """A contingency."""
        return {
            "title": f"{self.words(2, 4)} {key}",
            "trigger": self.prose(),
            "owner": self.one("roles"),
            "steps": [f"{self.words(4, 9)} {step}" for step in range(3)],
            "covers": [f"risks/{self.one('risks')}"],
        }

    def audience(self, key: str) -> dict[str, Any]:
        """A communication plan."""
        return {
            "title": f"Audience {key}",
            "owner": self.one("roles"),
            "message": self.prose(),
            "key_points": [self.prose() for _ in range(3)],
            "schedule": [{"what": "Update", "every": "4 hours until day 4"}],
        }

    def promise(self, number: int) -> dict[str, Any]:
        """A commitment."""
        return {
            "title": f"{self.words(2, 4)} {number}",
            "to": self.one("comms"),
            "promise": self.prose(),
            "by": "day 30",
            "owner": self.one("roles"),
            "backed_by": [f"actions/{self.one('priorities')}.action-0"],
        }

    def event(self, number: int) -> dict[str, Any]:
        """A log entry."""
        return {
            "at": f"2026-11-{23 + number % 5}T09:{number % 60:02d}",
            "kind": "done",
            "by": self.one("roles"),
            "about": [f"actions/{self.one('priorities')}.action-{number % 4}"],
            "text": self.prose(),
        }


def write(root: Path, pages: int) -> None:
    """Put a made-up playbook into `root`/data, a file a collection, as block-style YAML."""
    folder = root / "data"
    folder.mkdir(parents=True)
    for collection, entries in playbook(pages).items():
        text = "\n".join([f"{collection}:", *_block(entries, 1)]) + "\n"
        (folder / f"{collection}.yml").write_text(text, encoding="utf-8")


def _block(value: Any, depth: int) -> list[str]:
    """YAML as people write it, one item a line; words as JSON strings."""
    space = "  " * depth
    lines = []
    pairs = value.items() if isinstance(value, dict) else (("-", item) for item in value)
    for key, item in pairs:
        mark = key if key == "-" else f"{key}:"
        if isinstance(item, (dict, list)) and item:
            lines += [f"{space}{mark}", *_block(item, depth + 1)]
        else:
            lines.append(f"{space}{mark} {json.dumps(item, ensure_ascii=False)}")
    return lines
