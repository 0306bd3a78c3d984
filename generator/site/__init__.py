"""Runs the site builder into a temporary folder, gates links and pages, stamps the site, swaps it in whole.

Readers see the old site until the new one is complete and sound; a killed run changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.diagnostics import Diagnostic, ordered
from generator.site.builder import run_builder
from generator.site.config import config_files, default_config
from generator.site.finish import finish, site_digest
from generator.site.job import SiteJob
from generator.site.links import broken_links
from generator.site.swap import scratch, swap_in
from generator.site.tools import EnvironmentFailure
from generator.site.unsafe import unsafe_pages
from generator.write import write_one

__all__ = ["EnvironmentFailure", "SiteJob", "build_site", "config_files", "default_config", "site_digest"]


def build_site(job: SiteJob, progress: Callable[[str], None]) -> tuple[Diagnostic, ...]:
    """Build, check and swap in the site; with any problem the old site stays as it is.

    `progress` is told what begins. Raises EnvironmentFailure, or another OSError, when the machine lacks
    a tool, disk space or a permission.
    """
    with scratch(job.site) as folder:
        new = folder / "site"
        progress("Building the site")
        problems = run_builder(job, new)
        if problems:
            return problems
        for path, content in job.extra_files.items():
            write_one(new / path, content)
        progress("Checking the links")
        problems = ordered((*unsafe_pages(new, job.root, job.sources), *broken_links(new, job.sources)))
        if problems:
            return problems
        finish(new, job.stamp)
        if job.prove is not None:
            # Last of all: nothing is added to what was searched.
            progress("Searching for what is withheld")
            problems = ordered(job.prove(new))
        if not problems:
            swap_in(new, job.site)
        return problems
