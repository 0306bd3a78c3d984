"""Playbooks from YAML text, for every test of a rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.linked import Playbook
from tests import playbooks

Make = Callable[..., Playbook]


@pytest.fixture(scope="session")
def book() -> Make:
    """Makes a playbook of the entries in a YAML text; errors in it are errors of the test."""
    return playbooks.book
