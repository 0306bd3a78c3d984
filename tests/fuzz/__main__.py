"""`make fuzz`: rounds of every target in turn until FUZZ_SECONDS of the processor's time are spent.

FUZZ_SEED is the first round's seed, else the clock's; the same seed is the same run. FUZZ_TARGETS names the
targets, else all are played. Every fifth round is played twice, with other hash seeds: nothing may differ.
After ten rounds that failed it stops.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from itertools import count
from typing import Any

from tests.fuzz.targets import TARGETS

_TWICE = 5

#: Where nothing works, more of it says nothing more.
_MOST_FAILURES = 10


def played(target: str, seed: int, hash_seed: int) -> dict[str, Any]:
    """A round in a process of its own; what kills it is a failure as well."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.round", target, str(seed)],
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        found: dict[str, Any] = json.loads(done.stdout)
        return found
    ended = f"the process ended with {done.returncode}: {done.stderr[-2000:]}"
    return {"inputs": 0, "sound": 0, "seconds": 0.0, "slowest": 0.0, "digest": "", "failure": ended}


def say(line: str) -> None:
    """A line at once, also into a pipe."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Plays rounds and prints a line for each that fails, at the end the figures; 1 if any failed."""
    limit = float(os.environ.get("FUZZ_SECONDS", "300"))
    first = int(os.environ.get("FUZZ_SEED") or time.time())
    names = os.environ.get("FUZZ_TARGETS", "").split() or [*TARGETS]
    say(f"FUZZ_SEED={first}")
    spent, slowest, failures = 0.0, 0.0, 0
    inputs: Counter[str] = Counter()
    sound: Counter[str] = Counter()
    for number in count():
        target = names[number % len(names)]
        done = played(target, first + number, 0)
        if number % _TWICE == 0 and not done["failure"]:
            again = played(target, first + number, 1)
            spent += again["seconds"]
            if again["digest"] != done["digest"]:
                done["failure"] = again["failure"] or "with another PYTHONHASHSEED the output differs"
        spent += done["seconds"]
        slowest = max(slowest, done["slowest"])
        inputs[target] += done["inputs"]
        sound[target] += done["sound"]
        if done["failure"]:
            failures += 1
            say(f"FUZZ_SEED={first + number} FUZZ_TARGETS={target}: {done['failure']}")
        if spent > limit or failures == _MOST_FAILURES:
            break
    for target in names:
        say(f"{target}: {inputs[target]} inputs, {sound[target]} of them sound")
    say(f"{inputs.total()} inputs, {spent:.0f} s, slowest {slowest:.1f} s, {failures} rounds failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
