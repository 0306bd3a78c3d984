"""What an archive is made of: the log's files as they were, the plan as it stood, the end of the run."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, isabs, join, normpath, relpath

from generator.close.closing import Kept
from generator.load import ARCHIVES, PLAN, RawFile

#: The line by which editors find the schema of a file.
_MODELINE = re.compile(r"^(#[ \t]*yaml-language-server:[ \t]*\$schema=)(\S+)", re.MULTILINE)

_DATA, _LOG = "data/", f"{ARCHIVES}/"


def is_log_alone(file: RawFile) -> bool:
    """Whether a file holds log entries and nothing else."""
    return [key.text for key, _ in file.root.entries] == ["log"]


def archived(files: Mapping[str, RawFile], bytes_of: Mapping[str, bytes], run: str) -> dict[str, Kept]:
    """Every current file by its name in the folder of the run: the log beside, all else inside `plan/`."""
    folder = f"{_LOG}{run}/"
    kept: dict[str, Kept] = {}
    for name, file in files.items():
        place = _free(_place(name, file), kept)
        text = as_found_from(file.text, name, folder + place)
        kept[place] = Kept(encoded(text, bytes_of[name]), name)
    return kept


def _place(name: str, file: RawFile) -> str:
    if is_log_alone(file):
        return name.removeprefix(_LOG) if name.startswith(_LOG) else name.removeprefix(_DATA)
    return f"{PLAN}/{name.removeprefix(_DATA)}"


def _free(place: str, taken: Mapping[str, Kept]) -> str:
    """A name that no other file has: `log.yml` and `log/log.yml` would both be `log.yml`."""
    return next(name for name in _numbered(place) if name not in taken)


def _numbered(place: str) -> Iterator[str]:
    yield place
    stem = place.removesuffix(".yml")
    number = 2
    while True:
        yield f"{stem}-{number}.yml"
        number += 1


def as_found_from(text: str, old: str, new: str) -> str:
    """A file's text as it is at another place: editors find the schema from there as well."""

    def led(found: re.Match[str]) -> str:
        way = found[2]
        if "://" in way or isabs(way):
            return found.group()
        return found[1] + relpath(normpath(join(dirname(old), way)), dirname(new))

    return _MODELINE.sub(led, text)


def encoded(text: str, was: bytes) -> bytes:
    """A text as the file has it that it was: with a byte order mark, if that had one."""
    return (codecs.BOM_UTF8 if was.startswith(codecs.BOM_UTF8) else b"") + text.encode()
