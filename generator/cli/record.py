"""`playbook record`: what happened, as a log entry in a file of its own."""

from __future__ import annotations

import os
import secrets
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from generator import moment, pipeline
from generator.addresses import Ref
from generator.cli.composed import composed
from generator.cli.options import clock, finish, on_playbook
from generator.cli.words import COLLECTIONS, NOWHERE, said, sentence, shielded, unshielded
from generator.happened import shown_value
from generator.link.names import Names, unknown
from generator.linked import Playbook
from generator.linked.entry import event_name
from generator.model import LOG_KINDS
from generator.record import Note, entry_id, file_of, fit, text_of
from generator.state import State
from generator.write import write_one


class _Recording(click.Command):
    """A command whose words may be numbers below zero."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it, but `-5` is a number and not an option."""
        left = super().parse_args(ctx, shielded(args))
        ctx.params = {name: unshielded(value) for name, value in ctx.params.items()}
        return left


def kind_flags(command: click.Command) -> None:
    """One flag a kind: --done, --blocked, ..."""
    command.params.extend(
        click.Option([f"--{kind}"], is_flag=True, help=f"It is `{kind}`.") for kind in LOG_KINDS
    )


@click.command(cls=_Recording, short_help="Append what happened to the log, as a file of its own.")
@click.argument("words", nargs=-1, metavar="[COLLECTION/ID]... [NUMBER] [TEXT]...")
@click.option("--blank", "blanks", metavar="NAME=TEXT", multiple=True, help="What fills a template's blank.")
@click.option("--by", metavar="ROLE", help="Who says so: a role's id.")
@click.option("--for", "for_", metavar="MOMENT", help="Which occurrence of something recurring.")
@click.option("--until", metavar="MOMENT", help="Until when; also a new date.")
@click.option("--waiting-on", metavar="ROLE", help="Who must move first.")
@click.option("--corrects", metavar="ID", help="The log entry that this one replaces.")
@on_playbook
def record(
    root: Path,
    at: str | None,
    words: tuple[str, ...],
    blanks: tuple[str, ...],
    by: str | None,
    for_: str | None,
    until: str | None,
    waiting_on: str | None,
    corrects: str | None,
    **kinds: bool,
) -> None:
    """Append what happened to the log, as a file of its own.

    \b
    playbook record actions/restore-service.find-cause --done --by platform-lead "Expired certificate."
    playbook record kpis/success-rate 97.2
    playbook record templates/merchants.update --blank rate=97.2 --blank next=16:00
    playbook record --learned "Nobody watched the certificates."

    A KPI without a flag is `measured`, a template `sent`: the text is its message with the blanks filled.
    Anything else is a `note`. What is learned, decided, declared, ended or
    noted may be about the crisis as a whole. --at is when it happened, by the playbook's clocks.
    """
    asked = tuple(kind for kind in LOG_KINDS if kinds[kind])
    if blanks and not asked and corrects is None:
        asked = ("sent",)
    told = said(words, asked, correcting=corrects is not None)
    happened = moment.given(at, os.environ) or clock()
    checked = pipeline.check(root, happened)
    if checked.sound is None:
        finish(checked.diagnostics, root, "text")
    book = checked.sound.book
    sent = composed(told, blanks, book)
    note = Note(
        about=sent.about,
        kind=told.kind,
        at=local(happened, at, book),
        by=by,
        text=sent.text,
        value=told.value,
        for_=for_,
        waiting_on=waiting_on,
        until=until,
        said=sent.said,
        corrects=corrects,
    )
    for problem in misnamed(note, book):
        raise click.UsageError(problem)
    save(note, root, book)


def local(happened: datetime, at: str | None, book: Playbook) -> datetime:
    """The moment in the playbook's zone; one typed without an offset is meant in that zone already."""
    zone = book.now.tzinfo
    typed = datetime.fromisoformat(at) if at else None
    return typed.replace(tzinfo=zone) if typed and typed.tzinfo is None else happened.astimezone(zone)


def misnamed(note: Note, book: Playbook) -> Iterator[str]:
    """A sentence for everything that the note names and the playbook does not have."""
    ids: defaultdict[str, set[str]] = defaultdict(set, events=set(book.overview.events))
    for ref in book.entries:
        ids[ref.collection].add(ref.id)
    names = Names({collection: frozenset(found) for collection, found in ids.items()})
    named: list[tuple[Ref, str, tuple[str, ...]]] = [(ref, str(ref), COLLECTIONS) for ref in note.about]
    for collection, bare in (("roles", note.by), ("roles", note.waiting_on), ("log", note.corrects)):
        if bare is not None:
            named.append((Ref(collection, bare), bare, (collection,)))
    for ref, written, allowed in named:
        if ref not in names or ref.collection not in allowed:
            yield sentence(unknown(ref, written, allowed, names, NOWHERE))


def save(note: Note, root: Path, book: Playbook) -> NoReturn:
    """Write the entry if the playbook with it is still without an error; else show why not."""
    taken = {ref.id for ref in book.entries if ref.collection == "log"}
    while (found := entry_id(note, secrets.token_hex(2))) in taken:
        continue
    file, text = file_of(found), text_of(note, found)
    after = pipeline.check(root, note.at, {file: text})
    if after.sound is None:
        finish([item for item in after.diagnostics if item.severity == "error"], root, "text")
    write_one(root / file, text)
    click.echo(file)
    for line in became(note, found, after.sound.book):
        click.echo(line)
    if note.text and fit(note.text) != note.text:
        click.echo("The text held characters that no data file can; they are not in it.", err=True)
    sys.exit(0)


def became(note: Note, note_id: str, book: Playbook) -> Iterator[str]:
    """How each entry that the note is about stands now, in words."""
    for ref in note.about:
        entry, state = book.entries.get(ref), book.states.get(ref, State())
        title = entry.title if entry else event_name(ref.id)
        counted = note.corrects or note_id
        if state.last is None or state.last.id != counted:
            yield f"{title}: {note.kind} recorded{_unmoved(note, state)}."
        elif isinstance(note.value, (int, float)):
            yield f"{title}: {state.status}, {shown_value(note.value, (entry,) if entry else ())}."
        else:
            yield f"{title}: {state.status}{f', {note.value}' if note.value else ''}."
    if not note.about:
        subject = f"entry {note.corrects}" if note.corrects else "the crisis as a whole"
        yield f"{note.kind.capitalize()}, about {subject}."


def _unmoved(note: Note, state: State) -> str:
    """Why the entry's state is not what was just recorded."""
    if state.last is None:
        return ""
    is_later = state.last.at > note.at
    return f"; a later entry says {state.status}" if is_later else f"; it stays {state.status}"


kind_flags(record)
