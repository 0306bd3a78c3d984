"""Playbooks from YAML text, through the same stages as real ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from generator.link import link
from generator.linked import Playbook
from generator.load import load_text
from generator.validate import validate

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
HEAD = "playbook: {key: test, title: Test, timezone: Europe/London}\n"

Make = Callable[..., Playbook]


@pytest.fixture(scope="session")
def book() -> Make:
    """Makes a playbook of the entries in a YAML text; errors in it are errors of the test."""

    def make(text: str, head: str = HEAD) -> Playbook:
        read = [load_text(part, file) for part, file in ((head, "head.yml"), (text, "case.yml"))]
        records, problems = validate(file for file, _ in read)
        linked, more = link(records, NOW)
        if linked is None:
            raise AssertionError((*(item for _, found in read for item in found), *problems, *more))
        return linked

    return make
