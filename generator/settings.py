"""What the site's configuration says about where its source is kept, and where it is published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from generator.diagnostics import Diagnostic, Location, error
from generator.load import LARGEST, Raw, RawMap, RawScalar, Unreadable, every, load_text, read_plain

# A part of the file that is ours, without lines that have a tag: the site builder's configuration may hold
# tags (`!ENV`), which data may not.
_PART = r"^{name}:.*?(?=^[^\s#]|\Z)"
_TAGGED = re.compile(r"^.*\s!.*\n?", re.MULTILINE)

#: What in a playbook's folder the site builder reads by itself.
_OWN = ("mkdocs.yml", "overrides")

#: The folder of the published site that always holds the newest version.
LATEST = "latest"


@dataclass(frozen=True, slots=True)
class _Ways:
    """What a code host's addresses have between a repository and a branch, a path or a commit."""

    edit: str
    new: str
    commit: str


_WAYS = {
    "github": _Ways("edit", "new", "commit"),
    "gitlab": _Ways("-/edit", "-/new", "-/commit"),
    "gitea": _Ways("_edit", "_new", "commit"),
}

#: Words in the names of machines that say which kind of host they are; all others count as the first.
_KNOWN_BY = {"gitlab": "gitlab", "gitea": "gitea", "forgejo": "gitea", "codeberg": "gitea"}


@dataclass(frozen=True, slots=True)
class Settings:
    """`source_repo` is the repository's web address, empty where readers are offered no edit links.

    `source_kind` is the kind of host that keeps it, empty where its name tells; `source_folder` is the
    playbook's folder inside the repository, with a slash at its end, empty where it is the whole.
    `site_url` is where the published site starts, with a slash at its end; empty where that is not known.
    """

    source_repo: str = ""
    source_branch: str = "main"
    site_url: str = ""
    source_kind: str = ""
    source_folder: str = ""

    @property
    def canonical_url(self) -> str:
        """The address of the newest version, which all versions name as the page to find; may be empty."""
        return f"{self.site_url}{LATEST}/" if self.site_url else ""

    @property
    def new_file_address(self) -> str:
        """Where a file can be added in the browser, with its name and text in the query; may be empty."""
        return self._at(self._ways.new, self.source_branch, self.source_folder.rstrip("/")).rstrip("/")

    @property
    def host(self) -> str:
        """The name of the machine that keeps the source; empty where that is not known."""
        return urlsplit(self.source_repo).hostname or ""

    def edit_address(self, file: str, line: int) -> str | None:
        """Where a line of a data file can be edited in the browser; None where that is not known."""
        if not self.source_repo or not file:
            return None
        way = self._at(self._ways.edit, self.source_branch, f"{self.source_folder}{file}")
        return f"{way}#L{line}" if line else way

    def commit_address(self, commit: str | None) -> str | None:
        """Where a commit can be read in the browser; None where that is not known."""
        return self._at(self._ways.commit, commit) if self.source_repo and commit else None

    @property
    def _ways(self) -> _Ways:
        named = (kind for word, kind in _KNOWN_BY.items() if word in self.host)
        return _WAYS.get(self.source_kind) or _WAYS[next(named, "github")]

    def _at(self, *parts: str) -> str:
        """An address below the repository's; whatever a branch or a file is called, it is one address."""
        repository = self.source_repo.rstrip("/").removesuffix(".git")
        return "/".join((repository, *map(quote, parts))) if repository else ""


def read_settings(root: Path) -> Settings:
    """What the playbook's mkdocs.yml says; the defaults where there is none.

    A file that cannot be read as YAML is the site builder's to report.
    """
    extra, _ = part(root, "extra")
    stated = {key.text: _said(value) for key, value in extra.entries} if isinstance(extra, RawMap) else {}
    return Settings(
        source_repo=_web(stated.get("source_repo", "")),
        source_branch=stated.get("source_branch") or "main",
        site_url=start(_said(part(root, "site_url")[0])),
        source_kind=stated.get("source_kind", ""),
        source_folder=_folder(root.resolve()) if _web(stated.get("source_repo", "")) else "",
    )


def _web(address: str) -> str:
    """The address where it is one of the web: readers follow it, and a script opens it. Else nothing."""
    try:
        return address if urlsplit(address).scheme in ("", "http", "https") else ""
    except ValueError:
        return ""


def misread(root: Path) -> tuple[Diagnostic, ...]:
    """An error where mkdocs.yml is no plain file, or larger than any settings: the builder would wait."""
    config = root / _OWN[0]
    said = read_plain(config, LARGEST) if config.exists() and not config.is_symlink() else b""
    return (said.told(config.name),) if isinstance(said, Unreadable) else ()


def links_away(root: Path) -> tuple[Diagnostic, ...]:
    """An error for each symbolic link among the files that say how the site is made and looks.

    What one leads to would be published, or quoted in a message, without anybody having seen it in a change.
    """
    own = [root / name for name in _OWN]
    below = (path for place in own if not place.is_symlink() for path in sorted(every(place)))
    found = (path for path in (*own, *below) if path.is_symlink())
    places = (Location(path.relative_to(root).as_posix()) for path in found)
    return tuple(
        error("symbolic-link", f"`{place.file}` is a symbolic link.", place, "Put the file itself there.")
        for place in places
    )


def _folder(root: Path) -> str:
    """The way from the repository to the playbook, found as git finds it: by its own folder above."""
    for above in (root, *root.parents):
        if (above / ".git").exists():
            return f"{root.relative_to(above).as_posix()}/" if above != root else ""
    return ""


def part(root: Path, name: str) -> tuple[Raw | None, tuple[Diagnostic, ...]]:
    """A part of the playbook's mkdocs.yml, at its lines there, and what of it is no data.

    None where there is none, or the file cannot be read, which is told elsewhere.
    """
    said = read_plain(root / _OWN[0], LARGEST)
    text = "" if isinstance(said, Unreadable) else said.decode("utf-8", errors="replace")
    found = re.search(_PART.format(name=name), text, re.MULTILINE | re.DOTALL)
    if found is None:
        return None, ()
    above = "\n" * text.count("\n", 0, found.start())
    file, problems = load_text(above + _TAGGED.sub(_as_many_lines, found.group()), _OWN[0])
    value = file.root.get(name)
    return value[1] if value else None, problems


def _as_many_lines(found: re.Match[str]) -> str:
    return "\n" * found.group().count("\n")


def _said(value: Raw | None) -> str:
    return value.text if isinstance(value, RawScalar) and not value.is_empty else ""


def start(address: str) -> str:
    """Where all versions stand, whether the address names that or the newest of them."""
    stripped = address.strip().rstrip("/").removesuffix(f"/{LATEST}").rstrip("/")
    return f"{stripped}/" if stripped else ""
