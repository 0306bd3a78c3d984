"""How a step is named, whichever way it is written."""

from __future__ import annotations

from generator.model.ids import short_id
from generator.model.plan import StepDetail


def step_id(step: str | StepDetail) -> str:
    """The id of a step: the one it states, else the slug of its text (at most 60 characters)."""
    if isinstance(step, StepDetail):
        return step.id or short_id(step.text)
    return short_id(step)
