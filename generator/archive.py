"""The runs that are over: each read, checked and linked apart, as it was archived.

A run is a folder of `data/log/`, named by its id: the log of the run, and in `plan/` the plan as it stood.
What becomes of the plan afterwards neither breaks nor rewrites it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.diagnostics import Diagnostic, Location, error
from generator.link import link, moment
from generator.load import find_runs, load_run
from generator.model import LogEntry
from generator.model.ids import is_id
from generator.proof import withheld
from generator.review import Run
from generator.validate import Records, validate
from generator.withhold import Readers

#: `/review/index/` would be the page of the run that goes on.
RESERVED = ("index",)

#: When a run counts as read that does not say when it was: it has an error, and is shown to nobody.
_NEVER = datetime.fromtimestamp(0, UTC)


def runs(root: Path, readers: Readers | None = None) -> tuple[tuple[Run, ...], tuple[Diagnostic, ...]]:
    """The runs that are over, newest first, and every error in one; a run with an error is left out.

    With `readers` they are as those get to see them. Warnings are not told: nobody mends a run that is over.
    """
    found: list[Run] = []
    problems: list[Diagnostic] = []
    for folder in find_runs(root):
        run, errors = _run(folder, root, readers)
        problems += errors
        if run is not None:
            found.append(run)
    found.sort(key=lambda run: (run.book.calendar.t0 if run.book.calendar else _NEVER, run.id), reverse=True)
    return tuple(found), tuple(problems)


def recorded(root: Path) -> frozenset[str]:
    """The ids of all that is on record in the runs that are over."""
    return frozenset(item.id for run in runs(root)[0] for item in run.book.log)


def _run(folder: Path, root: Path, readers: Readers | None) -> tuple[Run | None, tuple[Diagnostic, ...]]:
    files, load_problems = load_run(folder, root)
    records, validate_problems = validate(files)
    book, link_problems = link(records, _end(records))
    faults = _faults(folder.name, folder.relative_to(root).as_posix(), records)
    problems = (*load_problems, *validate_problems, *link_problems, *faults)
    errors = tuple(_placed(problem, folder, root) for problem in problems if problem.severity == "error")
    if book is None or errors:
        return None, errors
    if readers is None:
        return Run(folder.name, book), ()
    shown = readers.see(records)
    seen = link(shown, book.now)[0]
    return (None if seen is None else Run(folder.name, seen, withheld(readers, records, shown))), ()


def _placed(problem: Diagnostic, folder: Path, root: Path) -> Diagnostic:
    """What is wrong with a run as a whole stands at its folder: the plan of today is not meant."""
    if problem.location.file:
        return problem
    here = folder.relative_to(root).as_posix()
    message = f"In this run, which is over: {problem.message}"
    hint = f"Put the file back into `{here}/plan/`, as it stood when the run was closed."
    return replace(problem, location=Location(here), message=message, hint=hint)


def _faults(name: str, folder: str, records: Records) -> Iterator[Diagnostic]:
    """What a run needs besides what every playbook does: an id, and a beginning."""
    if not is_id(name) or name in RESERVED:
        message = "The name of this folder, which holds a run that is over, cannot be its id."
        hint = "Rename it; small letters, digits and single dashes make an id, such as `2026-11-23`."
        yield error("bad-run", message, Location(folder), hint)
    if records.overview is not None and records.overview.activated is None:
        message = "This run is over, but its plan does not say when it began."
        hint = "Write T0 into the plan of the run, such as `activated: 2026-11-23T09:00`."
        yield error("run-without-t0", message, records.places.of("playbook"), hint)


def _end(records: Records) -> datetime:
    """What was now when the run was over: its end; where nobody said it, the last moment on record."""
    overview = records.overview
    if overview is None:
        return _NEVER
    zone = ZoneInfo(overview.timezone) if overview.timezone else UTC
    logged = [item.at for item in records.collections["log"].values() if isinstance(item, LogEntry)]
    said = [overview.ended] if overview.ended else [*logged, overview.activated]
    return max((moment(text, zone) for text in said if text), default=_NEVER)
