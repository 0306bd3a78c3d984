"""Many plans of odd texts, where `make test` makes a few."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.unit.test_odd_text import TEXTS, shows

ROUNDS = int(os.environ.get("TORTURE_ROUNDS", "5"))


@settings(
    max_examples=ROUNDS,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(TEXTS, min_size=100, max_size=100))
def test_every_field_shows_any_text(texts: list[str]) -> None:
    """Other texts in each run."""
    shows(texts)
