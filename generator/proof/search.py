"""Searches every file of a site for what would tell of something withheld."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.addresses import Ref
from generator.diagnostics import Diagnostic, error
from generator.proof.decoded import UnreadError, texts
from generator.proof.needles import Hidden, Needles

#: In words; enough to find the place.
_SHOWN = 12

#: So many files that tell of an entry are named.
_FILES = 3


@dataclass(slots=True)
class _Told:
    """An entry that is told of: in which words first, in which files."""

    hidden: Hidden
    said: str
    files: list[str] = field(default_factory=list)


def prove(
    site: Path, looked_for: Needles, edition: str, is_known: Callable[[str, bytes], bool]
) -> Iterator[Diagnostic]:
    """An error for each withheld entry that files below `site` tell of, and each file that nobody can search.

    `is_known` says of a file, by its path and its bytes, that no playbook has a part in it. Raises OSError
    where a file cannot be read.
    """
    if not looked_for.words and not looked_for.numbers and not looked_for.names:
        return
    told: dict[Ref, _Told] = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name, content = path.relative_to(site).as_posix(), path.read_bytes()
        if is_known(name, content):
            continue
        try:
            for hidden, said in _found(name, content, looked_for):
                entry = told.setdefault(hidden.ref, _Told(hidden, said))
                if name not in entry.files:
                    entry.files.append(name)
        except UnreadError as why:
            message = (
                f"Nobody can tell whether `{name}` tells of what is not in the edition `{edition}`: {why}."
            )
            yield error(
                "unsearched-file", message, hint="Put its contents there as they are, or leave it out."
            )
    yield from (_problem(entry, edition) for entry in told.values())


def _found(name: str, content: bytes, looked_for: Needles) -> Iterator[tuple[Hidden, str]]:
    for text in texts(name, content):
        yield from looked_for.found_in(text)


def _problem(told: _Told, edition: str) -> Diagnostic:
    shown = " ".join(told.said.split()[:_SHOWN])
    names = ", ".join(f"`{name}`" for name in told.files[:_FILES])
    left = len(told.files) - _FILES
    more = f" and {left} more file{'' if left == 1 else 's'}" if left > 0 else ""
    tells = "tells" if len(told.files) == 1 else "tell"
    where = f"`{told.hidden.ref}` is not in the edition `{edition}`, and its {names}{more} {tells} of it"
    return error(
        "withheld-shown",
        f"{where}: “{shown}”.",
        told.hidden.place,
        "The site was left as it was. Look where else that stands: in the settings, in files and code beside "
        "the data, in a run that is over, in an older version of the plan. Else the software is at fault.",
    )
