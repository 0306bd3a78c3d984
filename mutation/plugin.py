"""What tests need while they judge mutants: few examples, always the same, and nothing remembered.

mutmut notes which tests run which code, and forks each mutant off a process that has run the tests before.
What a cache kept from another test would hide code from the first and mutants from the second.
"""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable

import pytest
from hypothesis import Phase, settings

settings.register_profile(
    "mutation",
    derandomize=True,
    max_examples=10,
    deadline=None,
    database=None,
    # That a test fails is all that is asked; to look for its smallest example takes seconds.
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile("mutation")

FORGET = pytest.StashKey[list[Callable[[], None]]]()


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a test after a text that it is given without what no environment variable can hold."""
    return val.encode("unicode_escape").decode("ascii") if isinstance(val, str) else None


def pytest_collection_finish(session: pytest.Session) -> None:
    """Find every cached function of the code and of the tests."""
    session.stash[FORGET] = [
        item.cache_clear for item in gc.get_objects() if isinstance(item, functools._lru_cache_wrapper)
    ]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Forget what any cached function has answered."""
    for forget in item.session.stash[FORGET]:
        forget()
