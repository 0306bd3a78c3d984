"""Reads, mends and reads again, until nothing is wrong any more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from generator.content import ContentPage, read
from generator.diagnostics import Diagnostic, ordered
from generator.lenient.beside import Beside
from generator.lenient.mending import mended
from generator.link import link
from generator.linked import Playbook
from generator.load import load
from generator.validate import validate
from generator.withhold import Readers

#: What is mended may show what else is wrong; four rounds are the most that was ever seen.
_ROUNDS = 24

#: From this round on an error takes the whole entry.
_PATIENCE = 12


#: With more errors there is nothing left to compare.
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Lenient:
    """The playbook that could be read (None where nothing could), and the errors for which parts of it could
    not.
    """

    book: Playbook | None
    left_out: tuple[Diagnostic, ...]


def read_leniently(root: Path, now: datetime, beside: Path, readers: Readers | None = None) -> Lenient:
    """The playbook in `root`; what has an error in it is as in the sound playbook in the folder `beside`.

    With `readers` it is as they get to see it.
    """
    files, problems = load(root)
    written, content_problems = read(root)
    unread = [item for item in content_problems if item.severity == "error"]
    content = _sound(written, unread)
    told = [item for item in (*problems, *unread) if item.severity == "error"]
    other = Beside(lambda: load(beside)[0])
    read_files = [file for file in files if file.complete]
    if not read_files:
        return Lenient(None, ordered(told))
    if len(read_files) < len(files):
        # What a file that cannot be read may have held counts as it stands there.
        read_files.append(other.missing_in(read_files, validate(files)[0].possible))
    # What is lost stays so: who names it is told, and mended.
    read_files = [replace(file, lost=False) for file in read_files]
    wrong = [item for item in problems if item.severity == "error"]
    for round_ in range(_ROUNDS):
        read_files = mended(read_files, wrong, other, is_read=round_ > 0, whole=round_ > _PATIENCE)
        records, found = validate(read_files)
        book, more = link(records, now, content)
        wrong = _first(found, more)
        told += [item for item in wrong if other.is_from_here(item)]
        if book is not None and not wrong:
            if readers is not None:
                book = link(readers.see(records), now, readers.see_pages(records, content))[0]
            return Lenient(book, ordered(told))
        if len(told) > _MOST:
            break
        content = _sound(content, wrong)
    return Lenient(None, ordered(told))


def _first(found: Iterable[Diagnostic], more: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The errors that are mended first: others may be there for them alone."""
    errors, of_references = (
        # That there are more of them is no error of the entry where it is told.
        [item for item in problems if item.severity == "error" and item.code != "too-many-errors"]
        for problems in (found, more)
    )
    return [item for item in errors if item.code == "unknown-collection"] or errors or of_references


def _sound(content: tuple[ContentPage, ...], wrong: Iterable[Diagnostic]) -> tuple[ContentPage, ...]:
    """The hand-written pages in which nothing is wrong; the others cite nothing."""
    files = {item.location.file for item in wrong}
    return tuple(page for page in content if page.file not in files)
