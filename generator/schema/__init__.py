"""What a data file may hold, from the model alone: as a JSON Schema for editors, as a guide for people."""

from __future__ import annotations

from generator.schema.fields import field_guide
from generator.schema.json_schema import render, schema
from generator.schema.with_ids import ids_of, render_with_ids, schema_with_ids

__all__ = ["field_guide", "ids_of", "render", "render_with_ids", "schema", "schema_with_ids"]
