"""An independent judge of data files: a validator of JSON Schemas and a reader of YAML that are not ours."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # it has no types
from ruamel.yaml import YAML


def read(text: str | bytes) -> Any:
    """What an editor's reader, of YAML 1.2, takes a file for; a date is a text there."""
    reader = YAML(typ="safe", pure=True)
    made = reader.constructor.yaml_constructors
    made["tag:yaml.org,2002:timestamp"] = made["tag:yaml.org,2002:str"]
    return reader.load(text)


class Judge:
    """A validator of one schema, for many data files."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._validator = Draft7Validator(schema)

    def faults(self, data: Any) -> list[str]:
        """What the schema finds wrong: the way to each fault, and what is said of it."""
        found = self._validator.iter_errors(data)
        return sorted(f"{'.'.join(map(str, fault.absolute_path))}: {fault.message}" for fault in found)


def faults(schema: dict[str, Any], data: Any) -> list[str]:
    """What a schema finds wrong with a single data file."""
    return Judge(schema).faults(data)


def check(schema: dict[str, Any]) -> None:
    """Raises where a schema is none of draft-07."""
    Draft7Validator.check_schema(schema)
