"""`playbook diff`: what changed in the response between two git revisions."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

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

    Which messages ready to send read differently, which facts made them, and which messages already sent said
    otherwise. Without NEW, OLD is compared with the files as they are now. Both are read as of one moment.
    """
    from generator.diff import FORMATS, diff  # noqa: PLC0415  what compares messages is slow to import

    now = moment.now(at, os.environ, root, clock())
    try:
        before, after = _side(root, old, now), _side(root, new, now)
    except past.PastError as problem:
        raise click.UsageError(str(problem)) from None
    click.echo(FORMATS[shape](diff(before, after)), nl=False)


def _side(root: Path, revision: str | None, now: datetime) -> Side:
    """The playbook at a revision; without one as it is on the disk. Leaves where it has errors."""
    if revision is None:
        return _sound(pipeline.check(root, now), root, "The playbook as it is now has errors:")
    with past.sources_at(root, revision) as folder:
        checked = pipeline.check(folder, now)
        return _sound(checked, folder, f"Revision `{revision}` has errors by what a plan must be today:")


def _sound(checked: pipeline.Checked, root: Path, sentence: str) -> Side:
    from generator.diff import Side  # noqa: PLC0415

    if checked.sound is not None:
        return Side(checked.sound.book, checked.sound.verdict)
    errors: tuple[Diagnostic, ...] = tuple(
        problem for problem in checked.diagnostics if problem.severity == "error"
    )
    # Readers of what differs get it from a pipe: problems go where they can be seen.
    click.echo(sentence, err=True)
    click.echo(report.text(errors, report.reader(root)), err=True, nl=False)
    sys.exit(DATA)
