"""What a data file may hold, from the model alone: as a JSON Schema for editors, as a guide for people."""

from __future__ import annotations

from generator.schema.fields import field_guide
from generator.schema.json_schema import render, schema

__all__ = ["field_guide", "render", "schema"]
