"""`playbook record`: what happened, as a log entry in a file of its own."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

import click

from generator import moment, pipeline
from generator.addresses import parse_ref
from generator.cli.options import clock, finish, on_playbook
from generator.linked import Playbook
from generator.model import LOG_KINDS
from generator.record import DEFAULT_KIND, Note, entry_id, file_of, text_of
from generator.write import write_one


def kind_flags(command: click.Command) -> click.Command:
    """One flag a kind: --done, --blocked, ..."""
    for kind in LOG_KINDS:
        option = click.Option([f"--{kind}", "kind"], flag_value=kind, help=f"It is `{kind}`.")
        command.params.append(option)
    return command


@click.command(short_help="Append what happened to the log, as a file of its own.")
@click.argument("about", metavar="COLLECTION/ID")
@click.argument("words", nargs=-1, metavar="[NUMBER] [TEXT]...")
@click.option("--by", metavar="ROLE", help="Who says so: a role's id.")
@click.option("--for", "for_", metavar="MOMENT", help="Which occurrence of something recurring.")
@click.option("--until", metavar="MOMENT", help="Until when; also a new date.")
@click.option("--waiting-on", metavar="ROLE", help="Who must move first.")
@click.option("--corrects", metavar="ID", help="The log entry that this one replaces.")
@on_playbook
def record(
    root: Path,
    at: str | None,
    about: str,
    words: tuple[str, ...],
    kind: str | None,
    by: str | None,
    for_: str | None,
    until: str | None,
    waiting_on: str | None,
    corrects: str | None,
) -> None:
    """Append what happened to the log, as a file of its own.

    \b
    playbook record actions/restore-service.find-cause --done --by platform-lead "Expired certificate."
    playbook record kpis/success-rate 97.2

    A KPI without a flag is `measured`, anything else a `note`; --at is when it happened.
    """
    ref = parse_ref(about)
    if ref is None:
        raise click.UsageError(f"`{about}` is not of the form collection/id, such as actions/p.a or kpis/k.")
    happened = moment.given(at, os.environ) or clock()
    checked = pipeline.check(root, happened)
    if checked.sound is None:
        finish(checked.diagnostics, root, "text")
    chosen = kind or ("corrected" if corrects else DEFAULT_KIND.get(ref.collection, "note"))
    value, text = told(chosen, words)
    note = Note(
        about=ref,
        kind=chosen,
        at=local(happened, at, checked.sound.book),
        by=by,
        text=text,
        value=value,
        for_=for_,
        until=until,
        waiting_on=waiting_on,
        corrects=corrects,
    )
    save(note, root, happened, checked.sound.book)


def told(kind: str, words: tuple[str, ...]) -> tuple[float | str | None, str | None]:
    """Value and text of an entry of this kind: a number measured, who was assigned, or text alone."""
    if kind in ("measured", "corrected"):
        return measured(words)
    text = " ".join(words) or None
    return (text, None) if kind == "assigned" else (None, text)


def measured(words: tuple[str, ...]) -> tuple[float | None, str | None]:
    """The number that the words start with, and the rest as text."""
    try:
        number = float(words[0]) if words else None
    except ValueError:
        number = None
    rest = " ".join(words[number is not None :]) or None
    return (int(number) if number is not None and number.is_integer() else number), rest


def local(happened: datetime, at: str | None, book: Playbook) -> datetime:
    """The moment in the playbook's zone; one typed without an offset is meant in that zone already."""
    zone = book.now.tzinfo
    typed = datetime.fromisoformat(at) if at else None
    return typed.replace(tzinfo=zone) if typed and typed.tzinfo is None else happened.astimezone(zone)


def save(note: Note, root: Path, now: datetime, book: Playbook) -> None:
    """Write the entry if the playbook with it is still without an error; else show why not."""
    found = entry_id(note, {ref.id for ref in book.entries if ref.collection == "log"})
    file, text = file_of(found), text_of(note, found)
    after = pipeline.check(root, now, {file: text})
    if after.sound is None:
        finish([item for item in after.diagnostics if item.severity == "error"], root, "text")
    write_one(root / file, text)
    click.echo(file)
    shown = book.entries.get(note.about)
    click.echo(f"{note.kind}: {shown.title if shown else note.about}")
    sys.exit(0)


kind_flags(record)
