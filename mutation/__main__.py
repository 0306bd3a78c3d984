"""Measures what docs/mutation.md states: `make mutation`, or `make mutation ARGS="when --sample 900"`.

Every mutant is the code with one small change: another comparison, another number, an argument left out. A
mutant that no test fails with shows a promise that nothing holds, or a change that makes no difference.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys

from mutation.mutants import NOTICED, Outcome, differences, known, make, run
from mutation.work import Package, packages, prepare

#: The least share of mutants that the tests of a package must notice.
ENOUGH = 0.9

HEAD = """
| package | mutants | tried | killed | of these by the clock | alive | share |
|---|---|---|---|---|---|---|"""


def asked() -> argparse.Namespace:
    """What was asked for on the command line."""
    reader = argparse.ArgumentParser(prog="python -m mutation", description="Test the tests.")
    reader.add_argument("packages", nargs="*", metavar="PACKAGE", help=f"{', '.join(packages())}; else all")
    reader.add_argument("--sample", type=int, metavar="N", help="try N mutants of each, always the same")
    reader.add_argument("--again", action="store_true", help="keep what was killed the last time")
    reader.add_argument("--children", type=int, default=2, metavar="N", help="mutants tried at once (2)")
    return reader.parse_args()


def by_chance(name: str) -> bytes:
    """Where a mutant stands among those that may be chosen: by chance, but the same whenever it is asked."""
    return hashlib.sha256(name.encode()).digest()


def tried(package: Package, args: argparse.Namespace) -> Outcome:
    """What became of a package's mutants; how the living ones differ stands in alive.diff in its folder."""
    folder = prepare(package, anew=not args.again)
    before = make(package, folder)
    chosen = sorted(before, key=by_chance)[: args.sample]
    if judged := [name for name in chosen if before[name] not in NOTICED]:
        run(folder, judged, children=args.children)
    after = known(package, folder)
    found = Outcome(package.name, len(after), {name: after[name] for name in chosen})
    (folder / "alive.diff").write_text(differences(folder, found.alive), encoding="utf-8")
    return found


def row(found: Outcome) -> str:
    """Its line of the table."""
    return (
        f"| `{found.package}` | {found.mutants} | {len(found.chosen)} | {found.killed} | {found.late} "
        f"| {len(found.alive)} | {found.share:.1%} |"
    )


def main() -> int:
    """Try what was asked for and print the table; 1 if too many live, 2 if the tests cannot run."""
    args = asked()
    known = packages()
    unknown = [name for name in args.packages if name not in known]
    if unknown:
        print(f"There is no package {', '.join(unknown)}; there are {', '.join(known)}.", file=sys.stderr)
        return 2
    found = []
    for name in args.packages or known:
        try:
            found.append(tried(known[name], args))
        except subprocess.CalledProcessError:
            print(f"The tests of {name} do not run: see build/mutation/{name}/mutmut.log.", file=sys.stderr)
            return 2
    print("\n".join([HEAD, *map(row, found)]))
    return 0 if all(each.share >= ENOUGH for each in found) else 1


if __name__ == "__main__":
    sys.exit(main())
