"""Diagnostics as text for people, JSON for programs, annotations and a summary for GitHub."""

from __future__ import annotations

from generator.report.annotations import github
from generator.report.data import json_text
from generator.report.excerpts import Reader, nothing, reader
from generator.report.lines import Paint, Part, pointer, text
from generator.report.summary import markdown

__all__ = [
    "Paint",
    "Part",
    "Reader",
    "github",
    "json_text",
    "markdown",
    "nothing",
    "pointer",
    "reader",
    "text",
]
