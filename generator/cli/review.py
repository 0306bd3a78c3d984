"""`playbook review`: the draft of a post-mortem."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from generator import moment, pipeline, report
from generator.cli.options import DATA, USAGE, clock, for_readers, on_playbook
from generator.model.ids import nearest
from generator.review import Review
from generator.review import review as review_of
from generator.review.draft import draft


@click.command("review", short_help="Write the run so far as a draft of a post-mortem.")
@click.argument("run", required=False, metavar="[RUN]")
@for_readers
@on_playbook
def review_command(root: Path, at: str | None, run: str | None, edition: str) -> None:
    """Write planned against actual as a draft of a post-mortem, in Markdown.

    \b
    playbook review > post-mortem.md
    playbook review 2026-11-23

    RUN names a run that is over; without it the draft is about the run that goes on. What the log does not
    say is "not recorded", and becomes a question for people to answer.
    """
    checked = pipeline.check(root, moment.now(at, os.environ, root, clock()), edition=edition)
    if checked.sound is None:
        # Readers of the draft get it from a pipe: problems go where they can be seen.
        click.echo(report.text(checked.diagnostics, report.reader(root)), err=True, nl=False)
        sys.exit(DATA)
    click.echo(draft(_asked_for(run, checked.sound)), nl=False)


def _asked_for(run: str | None, sound: pipeline.Sound) -> Review:
    """The review of a run by its id, of the one that goes on without; else says what there is and leaves."""
    over = {item.id: item.book for item in sound.runs}
    current = review_of(sound.book)
    if run is None and current is None:
        names = f" Runs that are over: {', '.join(over)}; name one." if over else ""
        _refuse(f"Nothing is declared: without `playbook.activated` there is nothing to review.{names}")
    found = review_of(over[run], run) if run in over else current
    if found is None or run not in (None, found.run):
        known = [*over, *([current.run] if current else [])]
        near = nearest(run or "", known)
        listed = f"There are: {', '.join(known)}." if known else "There is none yet."
        _refuse(f"There is no run `{run}`. {f'Did you mean `{near}`?' if near else listed}")
    return found


def _refuse(sentence: str) -> NoReturn:
    click.echo(f"Error: {sentence}", err=True)
    sys.exit(USAGE)
