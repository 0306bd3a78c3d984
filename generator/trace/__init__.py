"""Where each sentence of a source document stands in the playbook."""

from __future__ import annotations

from generator.trace.match import Trace, Traced, Visible, trace
from generator.trace.report import as_json, report
from generator.trace.source import Fragment, fragments
from generator.trace.visible import visible_entries

__all__ = [
    "Fragment",
    "Trace",
    "Traced",
    "Visible",
    "as_json",
    "fragments",
    "report",
    "trace",
    "visible_entries",
]
