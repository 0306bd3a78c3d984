"""A playbook some entries of which are marked as not for everyone."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from generator.addresses import Ref
from generator.load import load, load_text
from generator.validate import Records, validate
from generator.withhold import Readers, readers_of

MARK = "confidential: leadership"

#: What a plan says of its editions, in a block.
_EDITIONS = re.compile(r"^  editions:.*\n(?:    .*\n)*", re.MULTILINE)

#: A playbook that has an edition of its own for leadership, and one for everybody.
HEAD = "playbook: {key: test, title: Test, timezone: Europe/London, editions: {leadership: [leadership]}}\n"


def records_of(text: str, head: str = HEAD) -> Records:
    """The records of the entries in a YAML text; errors in it are errors of the test."""
    read = [load_text(part, "case.yml") for part in (head, text) if part]
    records, problems = validate(file for file, _ in read)
    if faults := [*(item for _, found in read for item in found), *problems]:
        raise AssertionError(faults)
    return records


def everyone(records: Records) -> Readers:
    """The readers of the edition that names no group."""
    return readers_of("default", records)


def seen_in(text: str, edition: str = "default", head: str = HEAD) -> Records:
    """The records of a YAML text as the readers of an edition get to see them."""
    records = records_of(text, head)
    return readers_of(edition, records).see(records)


def records_in(root: Path) -> Records:
    """The records of the playbook in `root`."""
    return validate(load(root)[0])[0]


def markable(root: Path) -> tuple[Ref, ...]:
    """Every entry of the playbook that begins a block of its own lines and has no mark yet."""
    records = records_in(root)
    return tuple(
        ref
        for ref, entry, _ in records.every()
        if entry.confidential is None and _line(root, records, ref).rstrip().endswith(":")
    )


def withhold(root: Path, refs: Collection[Ref], mark: str = MARK) -> None:
    """Put the mark (or another line) below the key of each of these entries, whose values stand in blocks."""
    records = records_in(root)
    places = sorted((records.places.of(*ref) for ref in refs), key=lambda place: (place.file, -place.line))
    for place in places:
        path = root / place.file
        lines = path.read_text(encoding="utf-8").split("\n")
        below = next(line for line in lines[place.line :] if line.strip()[:1] not in ("", "#"))
        indent = below[: len(below) - len(below.lstrip())]
        lines.insert(place.line, f"{indent}{mark}")
        path.write_text("\n".join(lines), encoding="utf-8")


def erase(root: Path, refs: Collection[Ref]) -> None:
    """Take these entries out of the files; what stands below them stays at its line."""
    records = records_in(root)
    for place in (records.places.of(*ref) for ref in refs):
        path = root / place.file
        lines = path.read_text(encoding="utf-8").split("\n")
        lines[place.line - 1] = ""
        for number in range(place.line, len(lines)):
            line = lines[number]
            if line.strip() and len(line) - len(line.lstrip()) < place.column:
                break
            lines[number] = ""
        path.write_text("\n".join(lines), encoding="utf-8")


def divided(root: Path, editions: str = "{leadership: [leadership]}") -> None:
    """See that the playbook has these editions and no others."""
    place = records_in(root).places.of("playbook")
    path = root / place.file
    text = _EDITIONS.sub("", path.read_text(encoding="utf-8"))
    lines = text.split("\n")
    lines.insert(place.line, f"  editions: {editions}")
    path.write_text("\n".join(lines), encoding="utf-8")


def _line(root: Path, records: Records, ref: Ref) -> str:
    place = records.places.of(*ref)
    return (root / place.file).read_text(encoding="utf-8").split("\n")[place.line - 1].split("  #")[0]
