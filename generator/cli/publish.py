"""`playbook publish`, `versions`, `withdraw`: the versioned site.

Each command imports what publishes only when it runs: mike brings the site builder along.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from generator import moment, pipeline
from generator.cli.options import clock, finish, for_readers, on_playbook, progress
from generator.cli.readable import asked_place, unguarded
from generator.diagnostics import Diagnostic
from generator.outlets import read_outlets
from generator.outlets.apart import BRANCH, REMOTE
from generator.withhold import editions_of, known

if TYPE_CHECKING:
    from generator.publish import Plan, Publisher, Version

F = TypeVar("F", bound=Callable[..., Any])

#: In characters: a page in place of each of a version's.
LONGEST_REASON = 500


def on_branch(command: F) -> F:
    """Options of every command that works on the published branch."""
    command = click.option(
        "--remote", help=f"The git remote that holds it ({REMOTE}, or what mkdocs.yml says of the edition)."
    )(command)
    command = click.option(
        "--branch", help=f"The branch that readers are served from ({BRANCH}, or what mkdocs.yml says)."
    )(command)
    return for_readers(command)


def dry_run_option(command: F) -> F:
    """The option to look only."""
    return click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")(command)


def reason(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """The reason for a withdrawal, as one line that a reader sees; refuses one that says nothing."""
    line = " ".join(value.split())
    if not line:
        raise click.BadParameter("say why: readers who come by an old link see it.")
    if not line.isprintable():
        raise click.BadParameter("it holds characters that cannot be seen; type the words alone.")
    if len(line) > LONGEST_REASON:
        raise click.BadParameter(f"it has {len(line)} characters; at most {LONGEST_REASON} fit.")
    return line


@click.command("publish")
@dry_run_option
@on_branch
@on_playbook
def publish_command(
    root: Path, at: str | None, edition: str, remote: str | None, branch: str | None, *, dry_run: bool
) -> None:
    """Publish the built site: as `latest`, and as a frozen version if its name is new."""
    from generator import publish

    checked = pipeline.check(root, moment.now(at, os.environ, root, clock()))
    if checked.sound is None:
        finish(checked.diagnostics, root, "text")
    overview = checked.sound.book.summary
    known(edition, editions_of(overview.record))
    if problem := unguarded(edition, read_outlets(root).of(edition), overview):
        finish([problem], root, "text")
    site = publish.built(root, overview.record, edition)
    if isinstance(site, Diagnostic):
        finish([site], root, "text")
    place = checked.sound.book.places.of("playbook", "playbook", "version")
    with publishing(root, edition, remote, branch) as publisher:
        planner = publish.to_publish(site.stamp, site.files, place, publisher.target.comes_before)
        done = publisher.change(planner, site, dry_run=dry_run)
    if site.url and not isinstance(done, Diagnostic):
        done = done.also((f"Readers find it at {site.url}latest/",))
    end(done, root, dry_run=dry_run)


@click.command()
@click.option("--prune", "keep", type=click.IntRange(min=1), metavar="N", help="Remove all but the newest N.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
@dry_run_option
@on_branch
@on_playbook
def versions(
    root: Path,
    at: str | None,
    edition: str,
    remote: str | None,
    branch: str | None,
    keep: int | None,
    shape: str,
    *,
    dry_run: bool,
) -> None:
    """List the published versions, the newest first, or remove the oldest."""
    from generator import publish

    del at
    with publishing(root, edition, remote, branch) as publisher:
        if keep is not None:
            end(publisher.change(publish.to_prune(keep, edition), dry_run=dry_run), root, dry_run=dry_run)
        standing = publisher.published()
    listed = [item for item in (standing.latest, *standing.frozen) if item]
    click.echo(as_json(listed) if shape == "json" else as_table(listed), nl=False)


@click.command()
@click.argument("version")
@click.option(
    "--because",
    required=True,
    metavar="TEXT",
    callback=reason,
    help="The reason, shown to whoever opens it.",
)
@dry_run_option
@on_branch
@on_playbook
def withdraw(
    root: Path,
    at: str | None,
    edition: str,
    remote: str | None,
    branch: str | None,
    version: str,
    because: str,
    *,
    dry_run: bool,
) -> None:
    """Replace a frozen VERSION by a page that says it was withdrawn, and why."""
    from generator import publish

    del at
    with publishing(root, edition, remote, branch) as publisher:
        done = publisher.change(publish.to_withdraw(version, because, edition), dry_run=dry_run)
    end(done, root, dry_run=dry_run)


@contextmanager
def publishing(root: Path, edition: str, remote: str | None, branch: str | None) -> Iterator[Publisher]:
    """Who works on an edition's branch; a place that is not there, or not for publishing, is wrong usage."""
    from generator import publish

    place = asked_place(root, edition, remote, branch)
    try:
        yield publish.Publisher(publish.find_target(root, place.remote, place.name), root, progress)
    except publish.MisplacedError as problem:
        raise click.UsageError(printable(str(problem))) from None


def end(done: Plan | Diagnostic, root: Path, *, dry_run: bool) -> NoReturn:
    """Say what was done, or why not, and leave."""
    if isinstance(done, Diagnostic):
        if done.code == "unknown-version":
            raise click.UsageError(printable(f"{done.message} {done.hint}"))
        finish([done], root, "text")
    if dry_run and not (done.does_nothing or done.repeats):
        click.echo("Nothing was changed; this would happen:")
    for line in done.says:
        click.echo(printable(line))
    sys.exit(0)


def as_table(listed: list[Version]) -> str:
    """A line a version: name, date, commit, title."""
    from generator.publish import moment as shown_moment
    from generator.publish import short

    if not listed:
        return "Nothing is published yet.\n"
    rows = [
        [
            printable(text)
            for text in (item.name, shown_moment(item.time), short(item.commit), described(item))
        ]
        for item in listed
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def described(item: Version) -> str:
    """The playbook's title, what the version's menu line adds, and whether it was withdrawn."""
    menu = item.menu_title if item.menu_title not in {item.name, ""} else ""
    reason = f"withdrawn: {item.withdrawn}" if item.withdrawn is not None else menu
    return " · ".join(filter(None, (item.title, reason.removeprefix(f"{item.name} · "))))


def as_json(listed: list[Version]) -> str:
    """The same for programs."""
    shown = [
        {
            "version": item.name,
            "edition": item.edition,
            "time": item.time or None,
            "commit": item.commit,
            "title": item.title,
            "menu_title": item.menu_title,
            "withdrawn": item.withdrawn,
        }
        for item in listed
    ]
    return json.dumps({"versions": shown}, indent=2, ensure_ascii=False) + "\n"


def printable(text: str) -> str:
    """A text of the branch, which anybody may have written, without what would steer a terminal."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
