"""The linked types: what a `Playbook` hands out. Made by `link`, read by everything after it."""

from __future__ import annotations

from generator.linked.comms import Commitment, CommsPlan, LogItem, Template, audiences_of
from generator.linked.entry import Citation, Linked, as_time
from generator.linked.measures import Kpi, Standing, Target, standing
from generator.linked.people import Level, Ritual, Role
from generator.linked.playbook import KINDS, Playbook, Summary
from generator.linked.response import (
    Action,
    Contingency,
    Decision,
    Deferral,
    Hire,
    Improvement,
    Principle,
    Priority,
    Risk,
    Step,
    every_step,
)

__all__ = [
    "KINDS",
    "Action",
    "Citation",
    "Commitment",
    "CommsPlan",
    "Contingency",
    "Decision",
    "Deferral",
    "Hire",
    "Improvement",
    "Kpi",
    "Level",
    "Linked",
    "LogItem",
    "Playbook",
    "Principle",
    "Priority",
    "Risk",
    "Ritual",
    "Role",
    "Standing",
    "Step",
    "Summary",
    "Target",
    "Template",
    "as_time",
    "audiences_of",
    "every_step",
    "standing",
]
