"""The current files once a run is archived: without its T0, its end and its log; all else as it was typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from generator.close.closing import ClosingError
from generator.close.kept import encoded
from generator.close.surgery import Way, without
from generator.link import moment
from generator.load import RawFile, RawMap
from generator.model import LogEntry
from generator.validate import Records

ACTIVATED, ENDED, LOG = ("playbook", "activated"), ("playbook", "ended"), ("log",)


def emptied(
    files: Mapping[str, RawFile], bytes_of: Mapping[str, bytes], records: Records, gone: Collection[str]
) -> dict[str, bytes | None]:
    """What the changed files hold from then on, None for those that go; `gone` are the log entries that go.

    The file of T0 comes first, then the newest entries: a correction goes before what it corrects. Raises
    ClosingError for a file that cannot be changed.
    """
    changes: dict[str, bytes | None] = {}
    overview = records.overview
    # A line `ended:` without a value waits for the next run.
    said = [way for way in (ACTIVATED, ENDED) if overview and getattr(overview, way[-1])]
    t0 = records.places.of("playbook", *ACTIVATED).file
    newest = _newest(records)
    for name in sorted(files, key=lambda name: (name == t0, newest.get(name, ""), name), reverse=True):
        after = _emptied(files[name], said, gone)
        if after is not files[name]:
            changes[name] = encoded(after.text, bytes_of[name]) if after.text else None
    return changes


def _emptied(file: RawFile, said: Sequence[Way], gone: Collection[str]) -> RawFile:
    found = _entries(file)
    staying = [key for key in found if key not in gone]
    if staying and len(staying) < len(found):
        raise ClosingError(
            f"{file.file} holds `{staying[0]}`, which is not in the archive, beside entries that are. "
            "Move it to a file of its own, and close again."
        )
    for way in [*said, LOG] if found and not staying else said:
        after = without(file, way)
        if after is None:
            raise ClosingError(
                f"{file.file} has `{way[-1]}` where it cannot be cut out. Write it on lines of its own, "
                "outside of braces, and close again."
            )
        file = after
    return file


def _entries(file: RawFile) -> tuple[str, ...]:
    """The ids of a file's log entries."""
    found = file.root.get("log")
    return tuple(key.text for key, _ in found[1].entries) if found and isinstance(found[1], RawMap) else ()


def _newest(records: Records) -> dict[str, str]:
    """The moment of the newest log entry of each file, as a text that sorts."""
    zone = ZoneInfo(records.overview.timezone) if records.overview and records.overview.timezone else UTC
    newest: dict[str, str] = {}
    for key, record in records.collections["log"].items():
        if isinstance(record, LogEntry):
            file = records.places.of("log", key).file
            at: datetime = moment(record.at, zone).astimezone(UTC)
            newest[file] = max(newest.get(file, ""), f"{at:%Y-%m-%dT%H:%M:%S}")
    return newest
