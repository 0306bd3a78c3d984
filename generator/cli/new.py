"""`playbook new`: an entry with its fields as comments, in the file where the others are."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

import click

from generator import content, moment
from generator.cli.options import clock, finish, on_playbook, progress
from generator.load import find_files, find_runs, read_all
from generator.skeleton import SkeletonError, Wish, plan_new
from generator.write import alone, write_one

_NEW_FILE = 0o644


@click.command(short_help="Add an entry, with its fields as comments to fill in.")
@click.argument("collection")
@click.argument("entry_id", metavar="ID")
@click.option("--title", help="Its name, as readers see it (default: the id in words).")
@click.option("--file", metavar="FILE", help="The data file to write it into, such as data/risks.yml.")
@on_playbook
def new(
    root: Path, at: str | None, collection: str, entry_id: str, title: str | None, file: str | None
) -> None:
    """Add an entry to the file where the others of its collection are; every other line stays as it is.

    \b
    playbook new risks second-outage
    playbook new actions restore-service.call-provider --title "Call the provider"
    playbook new templates merchants.all-clear

    Its fields stand below its title as comments, each with an example: take the # away, or the line.
    """
    now = moment.now(at, os.environ, root, clock())
    # Of two at once, the second would write the file without what the first added.
    with alone(root / "build", lambda: progress("Waiting for another run of this playbook")):
        _add(root, Wish(collection, entry_id, title, file), now)
    sys.exit(0)


def _add(root: Path, wish: Wish, now: datetime) -> None:
    paths, problems = find_files(root)
    files, unread = read_all(paths, root)
    if problems or unread:
        finish((*problems, *unread), root, "text")
    try:
        made, errors = plan_new(files, content.read(root)[0], wish, now)
    except SkeletonError as problem:
        raise click.UsageError(str(problem)) from None
    if made is None:
        finish(errors, root, "text")
    place = root / made.file
    if made.file not in files and (place.exists() or any(run in place.parents for run in find_runs(root))):
        raise click.UsageError(f"{made.file} is no file of the current plan. Name another --file.")
    write_one(place, made.content, place.stat().st_mode & 0o777 if made.file in files else _NEW_FILE)
    click.echo(f"{made.file}:{made.line}")
    click.echo("Fill it in there: take the `# ` away before what you know, and delete the rest.")
    click.echo("Then run: playbook check")
