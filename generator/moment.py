"""Which moment counts as now: the one given, else the source's, else the clock's.

One commit makes the same bytes for ever, because a build takes its commit's time. Data that nobody committed
yet are of now: what was recorded a minute ago would else lie ahead of the last commit.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from generator.revision import asked

#: What archives and sitemaps can hold: 32 bits of seconds without a sign, from 1970 to February 2106.
_LAST_SECOND = 2**32 - 1


class MomentError(ValueError):
    """A moment that a person typed, and that cannot be read; its text is the sentence to show."""


def now(at: str | None, environ: Mapping[str, str], root: Path, clock: datetime) -> datetime:
    """The aware moment of a build.

    `at` as ISO 8601 (UTC unless it has an offset), else `SOURCE_DATE_EPOCH` in seconds, else the time of
    the last commit of `root` where its data are as committed, else `clock`. Raises MomentError for an
    unreadable one of the first two.
    """
    stated = given(at, environ)
    return stated or committed(root) or clock


def given(at: str | None, environ: Mapping[str, str]) -> datetime | None:
    """The moment that somebody asked for, by option or environment."""
    if at is not None:
        try:
            found = datetime.fromisoformat(at)
        except ValueError:
            raise MomentError(f"`{at}` is not a moment; write it like 2026-11-23T09:00.") from None
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        # Compared as dates: at either end of the calendar a moment has no seconds since 1970.
        if not 1971 <= found.year < 2106:
            raise MomentError(f"`{at}` is out of reach: the years 1971 to 2105 count as now.")
        return found
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return None
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) <= 10 and int(epoch) <= _LAST_SECOND):
        raise MomentError(
            f"SOURCE_DATE_EPOCH is `{epoch}`; it must be a whole number of seconds, 0 to {_LAST_SECOND}."
        )
    return datetime.fromtimestamp(int(epoch), UTC)


def committed(root: Path) -> datetime | None:
    """The time of the last commit; None where there is no git, no commit, or data that differ from it."""
    if asked(root, "status", "--porcelain", "--", "data"):
        return None
    said = (asked(root, "log", "-1", "--format=%ct") or "").strip()
    return datetime.fromtimestamp(int(said), UTC) if said.isdigit() and int(said) <= _LAST_SECOND else None
