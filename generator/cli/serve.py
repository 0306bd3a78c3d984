"""`playbook serve`: the playbook as a site on this machine, which follows each save."""

from __future__ import annotations

import os
import signal
import tempfile
from contextlib import suppress
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import moment, report
from generator.cli.options import clock, for_readers, on_playbook, show_text

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.preview import Look

#: Where it listens unless another port is asked for, and how many more are tried.
_PORT, _TRIES = 8000, 20

#: How many errors, and how many warnings, are told at a time; nobody mends more.
_MOST = 20

#: What ends it as Ctrl-C does; Windows knows no hanging up.
_ENDINGS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))

#: What `--editor` keeps, from the playbook's folder.
_SCHEMA = Path("build", "schema-ids.json")


@click.command(short_help="Show the playbook on this machine; open pages follow each save.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help=f"Where to listen; 0 takes any free port. Without it {_PORT}, or the next that is free.",
)
@click.option("--editor", is_flag=True, help=f"Keep {_SCHEMA}, by which an editor completes and checks ids.")
@for_readers
@on_playbook
def serve(root: Path, at: str | None, port: int | None, edition: str, *, editor: bool) -> None:
    """Show the playbook on this machine; open pages follow each save.

    What is wrong shows on the page and here, while the page stays as it was. Ctrl-C ends it.
    """
    from generator.preview import Drafts, Preview, saves, serving, snapshot  # noqa: PLC0415  slow to import

    # However it ends, a terminal that is closed included, nothing is left behind.
    for name in _ENDINGS:
        signal.signal(name, signal.default_int_handler)
    given = moment.given(at, os.environ)
    preview = Preview(root)
    tell = _Teller(root)
    # Ctrl-C is the way to end it.
    with suppress(KeyboardInterrupt), tempfile.TemporaryDirectory(prefix="playbook-preview-") as scratch:
        drafts = Drafts(root, Path(scratch), lambda: given or clock(), edition)
        known = snapshot(root)
        first = drafts.look()
        preview.show(first)
        with serving(preview, _PORT if port is None else port, _TRIES if port is None else 1) as address:
            click.echo(f"The playbook is at {address} and follows each save. Ctrl-C ends it.")
            if editor:
                click.echo(f"{_SCHEMA} lists the ids that there are; docs/editor.md says how editors use it.")
            for look in chain((first,), map(drafts.look, saves(root, known=known))):
                preview.show(look)
                if editor:
                    _keep_schema(look, root)
                tell.told(look)


class _Teller:
    """Tells a person at a terminal of each look: every error, and the warnings that were not there before."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: frozenset[tuple[str, str]] = frozenset()
        self._errors: tuple[Diagnostic, ...] = ()

    def told(self, look: Look) -> None:
        """Prints what is new, and whether pages follow."""
        # A line more above them moves all others; that is nothing to be told of each.
        named = {_name(problem): problem for problem in look.problems if problem.severity == "warning"}
        new = tuple(problem for name, problem in named.items() if name not in self._known)
        errors = look.errors if look.errors != self._errors else ()
        show_text((*errors[:_MOST], *new[:_MOST]), report.reader(self._root))
        if left := len(errors[_MOST:]) + len(new[_MOST:]):
            click.echo(f"And {left} more: `playbook check` lists all.")
        # Errors hide what the rules would say.
        self._known = frozenset(named) | (self._known if look.errors else frozenset())
        self._errors = look.errors
        click.echo(f"{datetime.now():%H:%M:%S} {_state(look)}")  # noqa: DTZ005  the clock beside the terminal


def _name(problem: Diagnostic) -> tuple[str, str]:
    return problem.code, problem.message


def _state(look: Look) -> str:
    if look.good is None:
        return "There is nothing to show until this is mended."
    if look.errors:
        return "Pages stay as they were until this is mended."
    count = len(look.problems)
    warned = f", {count} warning{'' if count == 1 else 's'}" if count else ""
    left = look.good.withheld
    withheld = f", {left} entr{'y' if left == 1 else 'ies'} not in this edition" if left else ""
    return f"ok: {len(look.good.places)} pages{warned}{withheld}"


def _keep_schema(look: Look, root: Path) -> None:
    from generator.schema import render_with_ids  # noqa: PLC0415  slow to import
    from generator.write import write_one  # noqa: PLC0415  slow to import

    if look.good is not None and not look.errors:
        write_one(root / _SCHEMA, render_with_ids(look.good.whole))
