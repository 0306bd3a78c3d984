"""`playbook close`: the end of a run recorded, the run archived, the playbook ready for a new T0."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from generator import archive, moment
from generator.cli.options import USAGE, clock, finish, on_playbook, progress
from generator.close import Closing, ClosingError, Standing, Wish, plan_close
from generator.content import read
from generator.load import ARCHIVES, find_files, read_all
from generator.write import alone, remove_one, write_new_folder, write_one


@click.command(short_help="Record that the crisis is over, archive its run, make ready for the next.")
@click.argument("words", nargs=-1, metavar="[RUN] [TEXT]...")
@click.option("--by", metavar="ROLE", help="Who says so: a role's id.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@on_playbook
def close(
    root: Path,
    at: str | None,
    words: tuple[str, ...],
    by: str | None,
    *,
    dry_run: bool,
) -> None:
    """Record that the crisis is over, archive its run, make ready for the next.

    \b
    playbook close
    playbook close first-outage --at 2026-11-30T17:00 --by incident-lead "All cards work again."

    The log moves to data/log/RUN/, with the plan as it stood in plan/; T0 leaves the playbook. RUN is the
    date of T0 unless it is given; --at is when it ended. Said again, it finishes what was cut short.
    """
    now = moment.given(at, os.environ) or clock()
    run, text = said(words)
    typed = datetime.fromisoformat(at) if at else None
    wish = Wish(now=now, token=secrets.token_hex(2), run=run, at=typed, by=by, text=text)
    if dry_run:
        tell(closing_of(root, wish), is_done=False)
    else:
        # Of two at once, the second would find half of what the first does.
        with alone(root / "build", lambda: progress("Waiting for another run of this playbook")):
            closing = closing_of(root, wish)
            carry_out(closing, root)
        tell(closing, is_done=True)


def said(words: tuple[str, ...]) -> tuple[str | None, str | None]:
    """The name of the run, and the text; what has a space in it is a text already."""
    has_name = bool(words) and not any(char.isspace() for char in words[0])
    return (words[0] if has_name else None), " ".join(words[has_name:]) or None


def closing_of(root: Path, wish: Wish) -> Closing:
    """What is to be done; leaves with the exit code of what stands in the way."""
    paths, problems = find_files(root)
    files, unread = read_all(paths, root)
    runs, run_problems = archive.runs(root)
    content, content_problems = read(root)
    every = (*problems, *unread, *run_problems, *content_problems)
    errors = tuple(item for item in every if item.severity == "error")
    if errors:
        finish(errors, root, "text")
    kept = root / ARCHIVES
    standing = Standing(
        files=files,
        runs=runs,
        taken=frozenset(path.name for path in kept.iterdir()) if kept.is_dir() else frozenset(),
        content=content,
    )
    try:
        closing, found = plan_close(standing, wish)
    except ClosingError as problem:
        click.echo(f"Error: {problem}", err=True)
        sys.exit(USAGE)
    if closing is None:
        finish((item for item in found if item.severity == "error"), root, "text")
    return closing


def carry_out(closing: Closing, root: Path) -> None:
    """Write it, in the order in which nothing is lost when it is cut short."""
    refuse_if_unwritable(closing, root)
    modes = {name: mode_of(root / kept.was) for name, kept in closing.archive.items()}
    if closing.archive:
        files = {name: (kept.content, modes[name]) for name, kept in closing.archive.items()}
        write_new_folder(files, root / ARCHIVES / closing.run)
    for name, content in closing.changes.items():
        if content is None:
            remove_one(root / name)
        else:
            write_one(root / name, content, mode_of(root / name))


def refuse_if_unwritable(closing: Closing, root: Path) -> None:
    """Raise the machine's refusal before the first change instead of in the middle."""
    kept = root / ARCHIVES
    needed = {kept if kept.is_dir() else kept.parent, *((root / name).parent for name in closing.changes)}
    for folder in sorted(needed):
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def mode_of(path: Path) -> int:
    """Who may read and write a file; of a new one what is usual."""
    return stat.S_IMODE(path.stat().st_mode) if path.is_file() else 0o644


def tell(closing: Closing, *, is_done: bool) -> None:
    """What was done, or would be."""
    for line in told(closing, is_done=is_done):
        click.echo(line)


def told(closing: Closing, *, is_done: bool) -> Iterator[str]:
    """One line a file that changes; the archive's in one, and those that moved into it."""
    folder = f"{ARCHIVES}/{closing.run}"
    if closing.archive:
        yield f"new: {folder}/ (log entries: {closing.entries}; the plan as it stood: plan/)"
    else:
        yield f"there already: {folder}/ (this finishes a closing that was cut short)"
    moved = [name for name, content in closing.changes.items() if content is None]
    if moved:
        yield f"moved there: {moved[0]}" if len(moved) == 1 else f"moved there: {len(moved)} files of the log"
    for name in (name for name, content in closing.changes.items() if content is not None):
        yield f"changed: {name}"
    if not is_done:
        yield "Nothing was changed; without --dry-run it would be."
        return
    yield f"The run {closing.run} ended {closing.ended:%Y-%m-%d %H:%M}. Its review: /review/{closing.run}/"
    yield f'Review and commit: git add --all data && git commit --message "Close {closing.run}"'
