"""What a page offers as a calendar: the file, once there is a T0."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linked import Playbook, Role


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendar of the whole plan (no `role`), or what one role does, sends and takes part in.

    `address` is the file's, from the site's root; None before T0, when there is no file.
    """

    address: str | None
    role: Role | None


def calendars(book: Playbook, role: Role | None = None) -> Calendars:
    """What the page of the plan offers, or that of a role."""
    folder = role.address if role else "/"
    return Calendars(f"{folder}calendar.ics" if book.calendar else None, role)
