"""Calendars: one of everything and one a role once T0 is known, and what scripts make them of before."""

from __future__ import annotations

from generator.exports.calendar.calendar_json import calendar_json

__all__ = ["calendar_json"]
