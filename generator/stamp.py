"""What a site says of its own making: which playbook, which version, which commit, when, from what.

The same values stand on every page, on paper, and in `stamp.json`, which programs and open tabs ask.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

#: Where a site keeps it, from the site's root.
FILE = "stamp.json"

FORMAT = 1

#: The edition of whoever asks for none.
DEFAULT_EDITION = "default"

# Of either kind of repository: SHA-1, SHA-256.
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a site came to be.

    `key`, `title`, `version` and `version_title` are the playbook's own, as plain text. `commit` is the
    whole hash, None where no repository is known; `changed` says that the sources held what
    no commit has. `time` is the moment that the build counts as made at, aware and in the playbook's zone,
    to the second. `sources` is the digest of what it was made from. A site of `development` holds pages for
    its makers and is never published. `edition` names the readers whom it is for.
    """

    key: str
    title: str
    version: str | None
    version_title: str | None
    commit: str | None
    changed: bool
    time: datetime
    sources: str
    development: bool = False
    edition: str = DEFAULT_EDITION

    @property
    def moment(self) -> str:
        """The time for machines: ISO 8601 in UTC, to the second."""
        return self.time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def to_json(self, files: str) -> bytes:
        """The bytes of `stamp.json`; `files` is the digest of every other file of the site."""
        stated = {
            "format": FORMAT,
            "key": self.key,
            "title": self.title,
            "version": self.version,
            "version_title": self.version_title,
            "commit": self.commit,
            "changed": self.changed,
            "time": self.moment,
            "sources": self.sources,
            "development": self.development,
            "edition": self.edition,
            "files": files,
        }
        return f"{json.dumps(stated, indent=2, ensure_ascii=False)}\n".encode()

    def for_pages(self, commit_address: str | None) -> dict[str, object]:
        """What the theme's templates print, as `extra.stamp`: every part made ready, none of it escaped.

        `commit_address` is where the commit can be read on the web.
        """
        return {
            "version": self.version,
            "edition": self.edition if self.edition != DEFAULT_EDITION else None,
            "commit": self.commit,
            "commit_short": self.commit[:7] if self.commit else None,
            "commit_address": commit_address,
            "changed": self.changed,
            "time": self.moment,
            "date_shown": f"{self.time.day} {self.time:%B %Y}",
            "time_shown": f"{self.time:%H:%M %Z}",
            "zone": str(self.time.tzinfo),
            "sources": self.sources,
        }


@dataclass(frozen=True, slots=True)
class Stamped:
    """A stamp that was read, and the digest of the files that it stands for."""

    stamp: Stamp
    files: str


def read_stamp(content: bytes) -> Stamped | None:
    """What the bytes of a `stamp.json` say; None where they are no stamp of this format."""
    try:
        stated = json.loads(content)
        # A time may have more digits than a calendar has years, a number more than the reader takes.
        time = datetime.strptime(stated["time"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        return _stamped(stated, time) if _is_sound(stated) else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _is_sound(stated: dict[str, Any]) -> bool:
    texts = (stated["key"], stated["title"])
    maybe = (stated["version"], stated["version_title"], stated["commit"])
    return (
        stated["format"] == FORMAT
        and all(isinstance(text, str) for text in texts)
        and all(text is None or isinstance(text, str) for text in maybe)
        and (stated["commit"] is None or _COMMIT.fullmatch(stated["commit"]) is not None)
        and isinstance(stated["changed"], bool)
        and isinstance(stated.get("development", False), bool)
        and isinstance(stated.get("edition", DEFAULT_EDITION), str)
        and all(_DIGEST.fullmatch(stated[name]) for name in ("sources", "files"))
    )


def _stamped(stated: dict[str, Any], time: datetime) -> Stamped:
    stamp = Stamp(
        key=stated["key"],
        title=stated["title"],
        version=stated["version"],
        version_title=stated["version_title"],
        commit=stated["commit"],
        changed=stated["changed"],
        time=time,
        sources=stated["sources"],
        development=stated.get("development", False),
        edition=stated.get("edition", DEFAULT_EDITION),
    )
    return Stamped(stamp, stated["files"])


def digest(files: Iterable[tuple[str, bytes]]) -> str:
    """One digest of named contents, whatever their order; no two different sets of files share it."""
    found = sha256()
    for name, content in sorted(files):
        for part in (name.encode(errors="surrogateescape"), content):
            # Each with its length first, so that no name runs into its content.
            found.update(b"%d:" % len(part))
            found.update(part)
    return f"sha256:{found.hexdigest()}"
