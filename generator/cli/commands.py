"""The commands, but for those that have a file of their own.

A command imports what it needs when it runs: a check starts without the site builder, and quickly.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from generator import moment, revision
from generator.cli.ending import Program
from generator.cli.options import (
    DATA,
    Folder,
    clock,
    finish,
    for_authors,
    for_readers,
    on_playbook,
    progress,
    reporting,
)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "root", type=Folder(), help="Work on the playbook in DIR (default: here).")
@click.option("--at", metavar="MOMENT", help="What counts as now, such as 2026-11-23T09:00.")
@click.pass_context
def playbook(ctx: click.Context, root: Path | None, at: str | None) -> None:
    """YAML that leaders review becomes a crisis playbook that a team can follow."""
    ctx.obj = {"root": root, "at": at}


@playbook.command()
@on_playbook
@reporting
def check(root: Path, at: str | None, shape: str, *, strict: bool) -> None:
    """Report every problem of the data; write nothing."""
    from generator import pipeline

    checked = pipeline.check(root, moment.now(at, os.environ, root, clock()))
    finish(checked.diagnostics, root, shape, strict=strict)


@playbook.command()
@click.option(
    "--development",
    is_flag=True,
    help="Add the page that shows every component; such a site is not published.",
)
@for_readers
@on_playbook
@reporting
def build(root: Path, at: str | None, shape: str, edition: str, *, strict: bool, development: bool) -> None:
    """Check the data and build the site into DIR/site, whole or not at all.

    What the edition withholds is in none of its files: they are searched for it before the site is replaced.
    """
    from generator import pipeline

    now = moment.now(at, os.environ, root, clock())
    problems = pipeline.build(
        root,
        now,
        revision.revision(root),
        progress,
        strict=strict,
        development=development,
        edition=edition,
    )
    finish(problems, root, shape, strict=strict)


@playbook.command()
@click.option(
    "--format",
    "shape",
    type=click.Choice(["json", "markdown"]),
    default="json",
    help="A JSON Schema for editors, or a guide to every field.",
)
def schema(shape: str) -> None:
    """Print what a data file may hold: the JSON Schema, or the guide to every field."""
    from generator.schema import field_guide, render

    click.echo(field_guide() if shape == "markdown" else render(), nl=False)


@playbook.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
@for_authors
@on_playbook
def trace(root: Path, at: str | None, source: Path, shape: str, edition: str | None) -> None:
    """Say where each sentence of the document SOURCE stands in the playbook."""
    from generator import pipeline
    from generator import trace as tracing

    try:
        document = source.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise click.UsageError(f"{source} is not UTF-8 text.") from None
    checked = pipeline.check(root, moment.now(at, os.environ, root, clock()), edition=edition)
    if checked.sound is None:
        finish(checked.diagnostics, root, "text")
    generated = pipeline.generate(checked.sound, root)
    found = tracing.trace(document, tracing.visible_entries(generated.docs, checked.sound.book))
    click.echo(tracing.as_json(found) if shape == "json" else tracing.report(found))
    sys.exit(DATA if found.missing else 0)
