"""One round: so many inputs of one target from one seed, in a process of its own.

`python -m tests.fuzz.round TARGET SEED` prints as JSON what came of it. It is the same for the same seed,
whatever PYTHONHASHSEED is.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
import time
import traceback
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

from tests.fuzz.sample import Sample
from tests.fuzz.targets import TARGETS

CASES = Path(__file__).resolve().parents[1] / "cases/fuzz"

#: A round needs no more than this, in bytes: nothing that is fed to it is large.
_MEMORY = 2 * 1024**3


@dataclass(slots=True)
class Round:
    """What came of a round: numbers of inputs, seconds of the processor, and the failure if there is one."""

    target: str
    seed: int
    inputs: int = 0
    sound: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    digest: str = ""
    failure: str = ""


def played(name: str, number: int) -> Round:
    """The inputs of a target from a seed, up to the first that fails; then smaller ones that fail too."""
    target = TARGETS[name]
    done = Round(name, number)
    digests = hashlib.sha256()
    last: Any = None

    @seed(number)
    @settings(
        max_examples=target.inputs,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
        report_multiple_bugs=False,
    )
    @given(target.strategy)
    def play(given_input: Any) -> None:
        nonlocal last
        last = given_input
        started = time.process_time()
        faults, is_sound, digest = target.judge(given_input)
        done.inputs += 1
        done.sound += is_sound
        done.slowest = max(done.slowest, time.process_time() - started)
        digests.update(digest.encode())
        if faults:
            raise AssertionError(faults[:5])

    try:
        play()
    except Exception:  # noqa: BLE001  whatever the program raises is what is looked for
        kept = (
            last.keep(CASES).relative_to(CASES.parents[2]) if isinstance(last, Sample) else repr(last)[:2000]
        )
        done.failure = f"{kept}\n{traceback.format_exc()}"
    done.digest = digests.hexdigest()[:16]
    done.seconds = time.process_time()
    return done


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    warnings.simplefilter("error")
    sys.stdout.write(json.dumps(asdict(played(sys.argv[1], int(sys.argv[2])))))
