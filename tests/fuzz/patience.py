"""How long one input may take: of the processor's time, so that a busy machine fails nothing."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

#: For everything that the program does with one input, in seconds.
SECONDS = 5.0


class TooSlowError(Exception):
    """An input took longer than it may."""


@contextmanager
def patience(seconds: float = SECONDS) -> Iterator[None]:
    """Raises TooSlowError in the middle of what takes longer."""

    def over(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError(f"more than {seconds} s of the processor's time")

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
