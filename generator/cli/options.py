"""What several commands share: their options, and how they end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import update_wrapper
from pathlib import Path
from typing import Any, NoReturn, TypeVar, cast

import click

from generator import report
from generator.diagnostics import Diagnostic, has_errors
from generator.stamp import DEFAULT_EDITION
from generator.withhold import UnknownEditionError

F = TypeVar("F", bound=Callable[..., Any])

#: Exit codes: problems in the data, wrong usage, a machine that fails.
DATA, USAGE, ENVIRONMENT = 1, 2, 3


class Folder(click.ParamType[Path]):
    """A playbook's folder: it must exist and hold data/."""

    name = "DIR"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The folder as an absolute path; fails with a sentence that says what it lacks."""
        root = Path(value).absolute()
        if not root.is_dir():
            self.fail(f"There is no folder {value}.", param, ctx)
        if not (root / "data").is_dir():
            self.fail(f"{value} holds no data folder, so it is not a playbook.", param, ctx)
        return root


def on_playbook(command: F) -> F:
    """Options of every command that works on a playbook; they may also stand before the command."""

    def wrapped(ctx: click.Context, /, root: Path | None, at: str | None, **options: Any) -> Any:
        shared = ctx.find_object(dict) or {}
        root = root or shared.get("root") or Folder().convert(".", None, ctx)
        try:
            return command(root=root, at=at or shared.get("at"), **options)
        except OSError as failure:
            # What a log of a build shows, others read as well.
            from generator.site.named import rename_files  # noqa: PLC0415  only a failure needs it

            rename_files(failure, root)
            raise

    # update_wrapper takes the options along that click has already put on the command.
    found: Any = click.pass_context(cast("Any", update_wrapper(wrapped, command)))
    found = click.option("--at", metavar="MOMENT", help="What counts as now, such as 2026-11-23T09:00.")(
        found
    )
    found = click.option("-C", "root", type=Folder(), help="Work on the playbook in DIR (default: here).")(
        found
    )
    return cast("F", found)


def reporting(command: F) -> F:
    """Options of every command that reports problems."""
    command = click.option(
        "--format",
        "shape",
        type=click.Choice(["text", "json", "github", "markdown"]),
        default="text",
        help="How problems are shown: to people, to programs, as annotations or in the summary of a job.",
    )(command)
    return click.option("--strict", is_flag=True, help="Warnings fail as errors do.")(command)


def for_readers(command: F) -> F:
    """The option of every command that makes something for readers."""
    return _of_an_edition(
        command, DEFAULT_EDITION, "The readers whom it is for; `playbook.editions` names them."
    )


def for_authors(command: F) -> F:
    """The same for a command that tells authors something: without the option it is about all of the plan."""
    return _of_an_edition(
        command, None, "As the readers of this edition see it; without it, all of the plan."
    )


def _of_an_edition(command: F, default: str | None, says: str) -> F:
    """An option `--edition`; a name that is none is wrong usage."""

    def wrapped(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except UnknownEditionError as unknown:
            raise click.UsageError(unknown.sentence) from None

    option = click.option("--edition", default=default, metavar="NAME", help=says)
    return option(cast("F", update_wrapper(wrapped, command)))


def progress(step: str) -> None:
    """Tells a person at a terminal what is going on; a pipe gets results only."""
    if sys.stderr.isatty():
        click.echo(f"{step} ...", err=True)


def clock() -> datetime:
    """The machine's own moment."""
    return datetime.now(UTC)


def finish(problems: Iterable[Diagnostic], root: Path, shape: str, *, strict: bool = False) -> NoReturn:
    """Show the problems and leave with the exit code that they mean."""
    problems = tuple(problems)
    read = report.reader(root)
    if shape == "text":
        show_text(problems, read)
    else:
        show = {"json": report.json_text, "github": report.github, "markdown": report.markdown}[shape]
        click.echo(show(problems, read), nl=False)
    sys.exit(DATA if has_errors(problems) or (strict and problems) else 0)


def show_text(problems: tuple[Diagnostic, ...], read: report.Reader) -> None:
    """The problems for people: in colour and with a word on what to ask next, where a person reads along."""
    if not is_coloured():
        click.echo(report.text(problems, read), nl=False)
    else:
        click.echo(report.text(problems, read, painted), nl=False, color=True)
    if sys.stdout.isatty():
        click.echo(report.pointer(problems), nl=False)


def is_coloured() -> bool:
    """Whether the output takes colours, as a terminal does; NO_COLOR and FORCE_COLOR say otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR", "")
    return forced not in ("", "0") or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def painted(text: str, part: report.Part) -> str:
    """A part of a report in the colours that compilers use."""
    colour = {"error": "red", "warning": "yellow", "hint": "cyan"}.get(part)
    return click.style(text, fg=colour, bold=True) if text else text
