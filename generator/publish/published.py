"""What stands on the published branch, as values."""

from __future__ import annotations

from dataclasses import dataclass

from generator.stamp import DEFAULT_EDITION

#: The version that is always the newest.
LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Version:
    """A published version.

    `time` is the moment its build counts as made at (ISO 8601 in UTC, empty where an older tool published
    it), `commit` the whole hash, `title` the playbook's, `files` the digest of its files as they were built,
    `withdrawn` the reason where it was withdrawn. `aliases` are other names that an older tool gave it.
    `edition` names the readers whom it is for.
    """

    name: str
    menu_title: str
    time: str = ""
    commit: str | None = None
    title: str = ""
    files: str = ""
    withdrawn: str | None = None
    aliases: frozenset[str] = frozenset()
    edition: str = DEFAULT_EDITION


@dataclass(frozen=True, slots=True)
class Published:
    """The branch: its versions in the menu's order, other names at its root, names of pruned versions.

    `history` says that it has commits before its last one.
    """

    versions: tuple[Version, ...] = ()
    beside: frozenset[str] = frozenset()
    pruned: frozenset[str] = frozenset()
    history: bool = False

    @property
    def latest(self) -> Version | None:
        """What readers are sent to; None before the first publishing."""
        return self.find(LATEST)

    @property
    def frozen(self) -> tuple[Version, ...]:
        """All others, the newest first."""
        others = [version for version in self.versions if version.name != LATEST]
        return tuple(sorted(others, key=lambda version: version.time, reverse=True))

    def find(self, name: str) -> Version | None:
        """The version of this name."""
        return next((version for version in self.versions if version.name == name), None)
