"""Many editions of whole plans, where `make test` makes a few."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.unit.test_editions import PLANS, SIZES, is_kept

ROUNDS = int(os.environ.get("TORTURE_ROUNDS", "1"))


@pytest.mark.parametrize("plan", PLANS)
@settings(
    max_examples=ROUNDS,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(seed=st.integers(0, 10**9), size=st.sampled_from(SIZES))
def test_nothing_withheld_is_said_and_no_link_leads_astray(plan: str, seed: int, size: int) -> None:
    """Other entries in each run."""
    is_kept(plan, seed, size)
