"""Reviews for tests: a plan, a few records, T0 on Monday 23 November 2026 at 09:00 in London."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from generator.linked import Playbook
from generator.review import Course, Heard, Outcome, Review, Work, review
from tests.playbooks import book

T0 = "2026-11-23T09:00"


def playbook(
    plan: str = "",
    *log: str,
    at: str = "2026-11-27T12:00",
    **overview: object,
) -> Playbook:
    """A playbook of a plan in YAML and log entries, each the inside of a YAML map; `at` is now in UTC."""
    head = {"key": "test", "title": "Test", "timezone": "Europe/London", "activated": T0, **overview}
    entries = "\n".join(f"  r{number:04}: {{{entry}}}" for number, entry in enumerate(log))
    written = f"{plan}\nlog:\n{entries}\n" if log else plan
    now = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return book(written, f"playbook: {json.dumps(head)}\n", now=now)


def reviewed(
    plan: str = "",
    *log: str,
    at: str = "2026-11-27T12:00",
    **overview: object,
) -> Review:
    """The review of such a playbook."""
    found = review(playbook(plan, *log, at=at, **overview))
    if found is None:
        raise AssertionError("nothing is declared")
    return found


def actions(*entries: str) -> str:
    """A plan of one priority with these actions, each `id: {...}`."""
    lines = "\n".join(f"      {entry}" for entry in entries)
    return f"priorities:\n  p:\n    title: P\n    actions:\n{lines}\n"


def work(found: Review, entry_id: str = "p.a") -> Work:
    """One action of a review."""
    return next(one for front in found.fronts for one in front.works if one.action.id == entry_id)


def audience(found: Review, entry_id: str = "press") -> Heard:
    """One audience of a review."""
    return next(one for one in found.heard if one.plan.id == entry_id)


def promise(found: Review, entry_id: str = "c") -> Outcome:
    """One promise of a review."""
    return next(one for one in found.outcomes if one.commitment.id == entry_id)


def course(found: Review, entry_id: str = "k") -> Course:
    """One KPI of a review."""
    return next(one for one in found.courses if one.kpi.id == entry_id)
