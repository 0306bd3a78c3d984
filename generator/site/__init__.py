"""Runs the site builder into a temporary folder, gates its links, stamps it, swaps it in whole.

Readers see the old site until the new one is complete and sound; a killed run changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Location
from generator.site.builder import run_builder
from generator.site.config import default_config
from generator.site.finish import finish, site_digest
from generator.site.links import broken_links
from generator.site.swap import scratch, swap_in
from generator.site.tools import EnvironmentFailure
from generator.stamp import Stamp
from generator.write import write_one

__all__ = ["EnvironmentFailure", "SiteJob", "build_site", "default_config", "site_digest"]


@dataclass(frozen=True, slots=True)
class SiteJob:
    """What one build of the site needs.

    `root` is the playbook's folder, `config` the builder's configuration, `docs` the generated Markdown,
    `site` the folder to replace. `extra_files` (path inside the site -> bytes) join the built pages.
    `stamp` is what the site says of its making. `sources` names, by page address
    (`/roles/lead/`), the file and line that a page comes from, so that problems point there.
    """

    root: Path
    config: Path
    docs: Path
    site: Path
    extra_files: Mapping[str, bytes]
    stamp: Stamp
    sources: Mapping[str, Location]


def build_site(job: SiteJob, progress: Callable[[str], None]) -> tuple[Diagnostic, ...]:
    """Build, check and swap in the site; with any problem the old site stays as it is.

    `progress` is told what begins. Raises EnvironmentFailure, or another OSError, when the machine lacks
    a tool, disk space or a permission.
    """
    with scratch(job.site) as folder:
        new = folder / "site"
        epoch = int(job.stamp.time.timestamp())
        progress("Building the site")
        problems = run_builder(job.config, job.docs, new, epoch, job.root, job.sources)
        if problems:
            return problems
        for path, content in job.extra_files.items():
            write_one(new / path, content)
        progress("Checking the links")
        problems = broken_links(new, job.sources)
        if not problems:
            finish(new, job.stamp)
            swap_in(new, job.site)
        return problems
