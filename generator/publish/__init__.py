"""The versioned site: what a build made becomes `latest`, and a frozen version for each milestone.

Everything is decided and prepared here, then the remote's branch moves in one step. Where somebody else
moved it meanwhile, all is done anew on what they left.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.publish import branch, floor
from generator.publish.built import Built, built
from generator.publish.plan import Plan, Planner, moment, short, to_prune, to_publish, to_withdraw
from generator.publish.published import Published, Version
from generator.publish.workshop import MisplacedError, Target, Workshop, find_target, workshop
from generator.site import EnvironmentFailure

__all__ = [
    "Built",
    "MisplacedError",
    "Plan",
    "Published",
    "Publisher",
    "Target",
    "Version",
    "built",
    "find_target",
    "moment",
    "short",
    "to_prune",
    "to_publish",
    "to_withdraw",
]

#: How often a change is tried on a branch that others keep moving.
ATTEMPTS = 8


def rest(attempt: int) -> None:
    """Wait before trying again: longer each time, and not as long as others who wait."""
    time.sleep(random.uniform(0.1, 0.4) * attempt)  # noqa: S311  chance, not secrecy


@dataclass(frozen=True, slots=True)
class Publisher:
    """Works on the branch of `target`, for the playbook in `root`; `progress` is told what begins."""

    target: Target
    root: Path
    progress: Callable[[str], None] = lambda _: None
    pause: Callable[[int], None] = rest

    def published(self) -> Published:
        """What stands on the branch now. Raises EnvironmentFailure where it cannot be read."""
        with workshop(self.target, self.root) as shop:
            return branch.read(shop)

    def change(
        self, planner: Planner, site: Built | None = None, *, dry_run: bool = False
    ) -> Plan | Diagnostic:
        """Do what the planner plans from what stands on the branch; `site` is what `deploy` puts there.

        Gives the plan that was carried out (with `dry_run`: that would be), or why there is none. Raises
        EnvironmentFailure where the remote fails, refuses, or has no moment for it in ATTEMPTS attempts.
        """
        reason: str | None = None
        for attempt in range(1, ATTEMPTS + 1):
            self.progress("Looking at what is published")
            with workshop(self.target, self.root) as shop:
                before = branch.read(shop)
                plan = planner(before)
                if isinstance(plan, Diagnostic) or plan.does_nothing or dry_run:
                    return plan
                self.progress(plan.message)
                touched, kept = _prepare(shop, plan, before, site)
                if shop.is_unchanged() and not plan.forget:
                    return plan.also(kept)
                commit = shop.join(plan.message, touched, forget=plan.forget)
                again = (f"It took {attempt} attempts: {reason}.",) if reason else ()
                reason = shop.push(commit)
                if reason is None:
                    mended = ("What was missing there has been put back.",) if plan.repeats else ()
                    return plan.also((*mended, *kept, *again))
            self.progress(f"Once more: {reason}")
            self.pause(attempt)
        where = f"{self.target.remote} did not take it in {ATTEMPTS} attempts"
        raise EnvironmentFailure(f"{where}, in the end because: {reason}.")


def _prepare(
    shop: Workshop, plan: Plan, before: Published, site: Built | None
) -> tuple[set[str], tuple[str, ...]]:
    """Make the change in the workshop: the names at the root that it may touch, and what it left alone."""
    touched = {".nojekyll", "versions.json", *plan.remove}
    for name in (*plan.remove, *(version.name for version in plan.withdraw)):
        known = before.find(name)
        touched |= known.aliases if known else set()
    kept: tuple[str, ...] = ()
    if plan.deploy and site:
        folder = site.copy_to(shop.folder / "site")
        for version in plan.deploy:
            branch.deploy(shop, version, folder)
            touched.add(version.name)
        written, kept = floor.lay(shop, site)
        touched |= written
    for version in plan.withdraw:
        branch.deploy(shop, version, floor.withdrawn(shop, version))
        touched.add(version.name)
    if plan.remove:
        branch.remove(shop, plan.remove, before.pruned)
    return touched, kept
