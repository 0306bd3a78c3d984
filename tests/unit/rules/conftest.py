"""Playbooks from YAML text, for every test of a rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.linked import Playbook
from tests import playbooks

Make = Callable[..., Playbook]

#: Two actions, one of which needs the other, and an empty log; the blank takes more fields of the first.
PLAN = """\
roles:
  lead: {title: Lead}
priorities:
  service:
    title: Restore service
    actions:
      find: {title: Find the cause%s}
      fix: {title: Fix it, needs: [find]}
log:
"""


@pytest.fixture(scope="session")
def book() -> Make:
    """Makes a playbook of the entries in a YAML text; errors in it are errors of the test."""
    return playbooks.book
