"""`playbook explain`: what a code means, and how to mend what it stands for."""

from __future__ import annotations

import shutil
import sys

import click

from generator.cli.options import USAGE, is_coloured, painted
from generator.explain import asked_for, catalogue, listing, page, section, sheet
from generator.model.ids import nearest
from generator.report.terminal import safe


@click.command("explain", short_help="Say what a code means, or list all codes.")
@click.argument("words", nargs=-1, metavar="[CODE]")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "markdown"]),
    default="text",
    help="For a terminal, or as docs/diagnostics.md has it.",
)
@click.pass_context
def explain(ctx: click.Context, words: tuple[str, ...], shape: str) -> None:
    """Say what a code means, or list all codes.

    \b
    playbook explain unquoted-colon
    playbook explain "error[unknown-key]"

    Every problem that a check reports has a code, in brackets; its cause, a faulty example and the cure
    are told here. Needs no playbook.
    """
    book = catalogue()
    if not words:
        # What goes into a pipe is searched, so there nothing is cut.
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
        click.echo(page(book) if shape == "markdown" else listing(book, width), nl=False)
        return
    code = asked_for(" ".join(words))
    found = book.by_code.get(code)
    if found is None:
        near = nearest(code, book.by_code)
        told = f"Did you mean `{near}`?" if near else "`playbook explain` lists all codes."
        click.echo(f"Error: There is no code `{safe(code)}`. {told}", err=True)
        ctx.exit(USAGE)
    if shape == "markdown":
        click.echo(section(found))
        return
    head, _, rest = sheet(found).partition("\n")
    click.echo(painted(head, found.severity) if is_coloured() else head, color=is_coloured())
    click.echo(rest, nl=False)
