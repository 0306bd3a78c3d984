"""A milestone's name becomes a folder of the published site and a line of its version selector."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.load import shown
from generator.model import Overview
from generator.validate.flaws import Flaw

_VERSION = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
_TITLE = re.compile(r"[^\W_][^<>&\"`\\/{}]*")

#: What stands beside the versions, on servers that tell capitals apart and on those that do not.
_TAKEN = frozenset(
    ("latest", "index.html", "404.html", "versions.json", "sitemap.xml", "robots.txt", "stamp.json", "cname")
)

#: Names that no folder on Windows can have, where somebody may check the branch out.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")

#: In characters. A version is typed into addresses, its title stands in a menu, the playbook's in every head.
_LONGEST_VERSION = 60
_LONGEST_VERSION_TITLE = 60
_LONGEST_TITLE = 200


def milestone_flaws(overview: Overview) -> Iterator[Flaw]:
    """What keeps a version, its title or the playbook's own from being published."""
    yield from _length("title", overview.title, _LONGEST_TITLE)
    if overview.version is not None:
        yield from _version(overview.version)
    if overview.version_title is not None:
        yield from _version_title(overview.version_title)


def _version(version: str) -> Iterator[Flaw]:
    if len(version) > _LONGEST_VERSION:
        yield from _length("version", version, _LONGEST_VERSION)
    elif version.lower() in _TAKEN or _DEVICE.fullmatch(version.lower()):
        owner = "the published site" if version.lower() in _TAKEN else "Windows"
        message = f"`{version}` cannot name a version: {owner} uses that name itself."
        yield Flaw(("version",), "bad-version", message, "Choose another, such as `2026.11`.")
    elif not _VERSION.fullmatch(version):
        message = (
            f"`{shown(version)}` cannot name a version: use letters a-z, digits, and single . - _ between."
        )
        hint = f"Write `{_proposal(version)}`; other words can stand in `version_title`."
        yield Flaw(("version",), "bad-version", message, hint)


def _version_title(title: str) -> Iterator[Flaw]:
    if len(title) > _LONGEST_VERSION_TITLE:
        yield from _length("version_title", title, _LONGEST_VERSION_TITLE)
    elif title.casefold() == "latest" or not title.isprintable() or not _TITLE.fullmatch(title):
        message = f'"{shown(title)}" cannot be a version\'s title: it starts with a letter or digit, is not '
        message += '`latest`, and has no control sign and none of < > & " ` / \\ { }.'
        yield Flaw(
            ("version_title",), "bad-version", message, "Say it in plain words, such as `After the move`."
        )


def _length(field: str, text: str, most: int) -> Iterator[Flaw]:
    if len(text) > most:
        message = f"`{field}` has {len(text)} characters; at most {most} fit where it is shown."
        yield Flaw((field,), "bad-version" if field != "title" else "bad-value", message, "Shorten it.")


def _proposal(version: str) -> str:
    proposed = re.sub(r"[^A-Za-z0-9]+", _joint, version).strip("._-")
    return proposed if proposed and proposed.lower() not in _TAKEN else "2026.11"


def _joint(run: re.Match[str]) -> str:
    """What joins two words: the sign that stood there, if it was a sign of versions and the only one."""
    return run[0][0] if set(run[0]) in ({"."}, {"_"}) else "-"
