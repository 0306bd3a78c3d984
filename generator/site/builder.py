"""The site builder (MkDocs with Material), run as a program of its own; its complaints as values."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from generator.diagnostics import Diagnostic, Location
from generator.site.complaint import complaint
from generator.site.job import SiteJob
from generator.site.named import seen_from
from generator.site.tools import EnvironmentFailure, cure, run

_MKDOCS = Path(__file__).with_name("mkdocs_cli.py")

# Both banners advertise other builders and would hide a real warning among them.
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
_COMPLAINT = re.compile(r"(?:WARNING|ERROR|CRITICAL) +- +(.*)")
_END = re.compile(r"\s*$|Traceback |Aborted |(?:INFO|DEBUG) +- ")
_PAGE = re.compile(r"(?:[Dd]oc file|page) '([^']+)\.md'")
_MACHINE = re.compile(r"^\w+: \[Errno (\d+)\] (.*)", re.MULTILINE)


def run_builder(job: SiteJob, site: Path) -> tuple[Diagnostic, ...]:
    """Build the docs into `site` as the configuration says, strictly; each complaint is an error
    `site-builder`.

    Messages name files as seen from the playbook's folder; a page's complaint stands at its source where
    that is known, else at its generated file. Raises EnvironmentFailure where MkDocs is missing or the
    machine refused it something.
    """
    if find_spec("mkdocs") is None:
        raise EnvironmentFailure("MkDocs is missing; `make setup` or installing the package again brings it.")
    # -P: what stands in the playbook's folder is not imported in place of a library.
    command = [sys.executable, "-P", str(_MKDOCS), "build", "--strict"]
    command += ["-f", str(job.config), "-d", str(site), *(() if job.url is None else ("--site-url", job.url))]
    epoch = str(int(job.stamp.time.timestamp()))
    done = run(command, job.config.parent, {**QUIET, "SOURCE_DATE_EPOCH": epoch}, name="The site builder")
    if done.returncode == 0:
        return ()
    output = seen_from(job.root, done.stderr + done.stdout, {site: "site"})
    messages = list(dict.fromkeys(_complaints(output))) or [_last_words(output, done.returncode)]
    _raise_if_machine(output)
    return tuple(complaint(message, _source(message, job), job.root) for message in messages)


def _complaints(output: str) -> Iterator[str]:
    """Each warning or error with the lines that continue it."""
    current: list[str] = []
    for line in (*output.splitlines(), ""):
        complaint = _COMPLAINT.match(line)
        if current and (complaint or _END.match(line)):
            yield " ".join(current)
            current = []
        if complaint:
            current = [complaint[1].strip()]
        elif current:
            current.append(line.strip())


def _last_words(output: str, code: int) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    if not lines:
        return f"The site builder ended with exit code {code} and said nothing."
    start = next((number for number, line in enumerate(lines) if line.startswith("Error: ")), -1)
    return f"The site builder stopped: {' '.join(lines[start:]).removeprefix('Error: ')}"


def _raise_if_machine(output: str) -> None:
    refused = _MACHINE.search(output)
    if refused:
        said = f"The site builder could not go on: {refused[2]}. {cure(int(refused[1]))}"
        raise EnvironmentFailure(said.rstrip())


def _source(message: str, job: SiteJob) -> Location:
    page = _PAGE.search(message)
    if page is None:
        return Location()
    address = f"/{page[1]}/".removesuffix("index/")
    generated = job.docs.relative_to(job.root) / f"{page[1]}.md"
    return job.sources.get(address, Location(generated.as_posix()))
