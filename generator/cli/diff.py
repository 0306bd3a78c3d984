"""`playbook diff`: what changed in the response between two git revisions."""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator import moment, past, pipeline, report
from generator.cli.options import DATA, clock, on_playbook
from generator.diagnostics import Diagnostic

if TYPE_CHECKING:
    from generator.diff import Side

_SHAPES = ("text", "markdown", "json")


@click.command("diff", short_help="Say what changed in the response between two git revisions.")
@click.argument("old", metavar="OLD")
@click.argument("new", required=False, metavar="[NEW]")
@click.option("--format", "shape", type=click.Choice(_SHAPES), default="text")
@on_playbook
def diff_command(root: Path, at: str | None, old: str, new: str | None, shape: str) -> None:
    """Say what changed in the response between two git revisions.

    \b
    playbook diff HEAD
    playbook diff v1.0 main --format markdown

    Who does what by when, what ranks where, what was promised, which numbers and rules, what messages say.
    Without NEW, OLD is compared with the files as they are now. Both are read as of one moment. NEW must be
    free of errors; what of OLD no plan can have today counts as unchanged, and is told.
    """
    from generator.diff import FORMATS, diff  # noqa: PLC0415  what compares messages is slow to import

    now = moment.now(at, os.environ, root, clock())
    try:
        with past.sources_at(root, old) as before, _sources(root, new) as after:
            newer = _newer(after, new, now)
            found = diff(_older(before, old, now, after), newer)
    except past.PastError as problem:
        raise click.UsageError(str(problem)) from None
    click.echo(FORMATS[shape](found), nl=False)


def _sources(root: Path, revision: str | None) -> AbstractContextManager[Path]:
    return nullcontext(root) if revision is None else past.sources_at(root, revision)


def _newer(folder: Path, revision: str | None, now: datetime) -> Side:
    """The playbook in a folder. Leaves where it has errors."""
    from generator.earlier import side_now  # noqa: PLC0415  slow to import

    checked = pipeline.check(folder, now)
    if checked.sound is None:
        name = "The playbook as it is now" if revision is None else f"Revision `{revision}`"
        _leave(f"{name} has errors:", folder, checked.diagnostics)
    return side_now(folder, checked.sound.book, checked.sound.verdict)


def _older(folder: Path, revision: str, now: datetime, beside: Path) -> Side:
    """The playbook in a folder as far as it can be read. Leaves where nothing of it can."""
    from generator.earlier import side_in  # noqa: PLC0415  slow to import

    side, problems = side_in(folder, now, beside)
    if side is None:
        _leave(f"Nothing of revision `{revision}` can be read:", folder, problems)
    return side


def _leave(sentence: str, folder: Path, problems: tuple[Diagnostic, ...]) -> NoReturn:
    errors = tuple(problem for problem in problems if problem.severity == "error")
    # Readers of what differs get it from a pipe: problems go where they can be seen.
    click.echo(sentence, err=True)
    click.echo(report.text(errors, report.reader(folder)), err=True, nl=False)
    sys.exit(DATA)
