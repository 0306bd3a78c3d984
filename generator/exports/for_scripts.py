"""What the scripts on every page compute with: the playbook's name, its clock, the moments that are known."""

from __future__ import annotations

import json
from typing import Any

from generator.linked import Playbook
from generator.settings import Settings
from generator.when import Unreadable, parse_quiet_hours


def for_scripts(book: Playbook, settings: Settings) -> str:
    """The JSON that every page carries.

    `key` names the playbook in readers' browsers; `t0`, `ended` and the `anchors` (events reached, actions
    done) are moments in ISO 8601 with their offset; `quiet` is from and to as HH:MM; `roles` are the id and
    the title of each role that a reader can have, `others` of outsiders and groups; `source` says where a new
    file is added (`new`, an address) and on which host; what is not known is null.
    """
    overview = book.overview
    t0 = book.calendar.rules.shown(book.calendar.t0) if book.calendar else None
    ended = book.anchors.get("ended")
    found: dict[str, Any] = {
        "key": overview.key,
        "title": overview.title,
        "zone": overview.timezone or "UTC",
        "days": overview.days,
        "quiet": _quiet(overview.quiet_hours),
        "t0": t0.isoformat() if t0 else None,
        "ended": ended.isoformat() if ended else None,
        "anchors": {name: at.isoformat() for name, at in sorted(book.anchors.items())},
        "roles": [[role.id, role.title] for role in book.own_roles],
        "others": [[role.id, role.title] for role in book.roles if role not in book.own_roles],
        "source": {"new": settings.new_file_address, "host": settings.host} if settings.host else None,
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _quiet(written: str | None) -> list[str] | None:
    hours = parse_quiet_hours(written) if written else None
    if hours is None or isinstance(hours, Unreadable):
        return None
    return [f"{hour:%H:%M}" for hour in hours]
