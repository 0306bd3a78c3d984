"""The record: what really happened, append-only."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from generator.model.base import (
    Entry,
    LoggedRef,
    LogId,
    MomentText,
    Number,
    PlainText,
    RichText,
    RoleId,
    described,
    required,
)

LogKind = Literal[
    "started",
    "done",
    "blocked",
    "unblocked",
    "dropped",
    "reopened",
    "assigned",
    "measured",
    "sent",
    "held",
    "skipped",
    "kept",
    "missed",
    "renegotiated",
    "occurred",
    "invoked",
    "reached",
    "decided",
    "learned",
    "corrected",
    "declared",
    "ended",
    "note",
]
LOG_KINDS: tuple[str, ...] = get_args(LogKind)


class LogEntry(Entry):
    """One thing that happened."""

    at: MomentText = required("When it happened.", "2026-11-23T09:12")
    kind: LogKind = required("What kind of thing happened.", "done")
    by: RoleId | None = described("The role that says so.", "platform-lead")
    about: tuple[LoggedRef, ...] = described("What it is about.", ["actions/restore-service.find-cause"], ())
    text: RichText | None = described("What happened, in words.", "Expired certificate on the second node.")
    value: Number | RichText | None = described("The number measured, or who was assigned.", 97.2)
    for_: MomentText | None = Field(
        None,
        alias="for",
        description="Which occurrence is meant, of something that recurs.",
        examples=["2026-11-23T12:00"],
    )
    waiting_on: RoleId | None = described("The role that must move first.", "incident-lead")
    until: MomentText | None = described(
        "Until when; also the new date of what is put off.", "2026-11-23T15:00"
    )
    said: dict[str, PlainText] = described(
        "The facts that a message stated, as it stated them, by what they were taken from.",
        {"kpis/success-rate.target": "≥ 99.5%"},
        {},
    )
    corrects: LogId | None = described("The entry that this one replaces.", "2026-11-23-1200-rate")

    @property
    def is_as_sent(self) -> bool:
        """Whether `text` is a template's message as it was sent: no character of it has a meaning."""
        return self.kind == "sent" and any(ref.startswith("templates/") for ref in self.about)
