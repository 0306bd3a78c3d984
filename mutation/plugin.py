"""What tests need while they judge mutants: few examples, always the same, and nothing remembered.

mutmut forks each mutant off a process that has run the tests before. What a cache kept from that run would
hide the mutant from them.
"""

from __future__ import annotations

import functools
import gc

from hypothesis import settings

settings.register_profile("mutation", derandomize=True, max_examples=25, deadline=None, database=None)
settings.load_profile("mutation")


def pytest_sessionstart() -> None:
    """Forget what any cached function has answered."""
    for kept in gc.get_objects():
        if isinstance(kept, functools._lru_cache_wrapper):
            kept.cache_clear()
