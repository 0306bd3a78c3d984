"""What the site's configuration says about where its source is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.load import RawMap, RawScalar, load_text

# The part of the file that is ours, without lines that have a tag: the site builder's configuration may
# hold tags (`!ENV`), which data may not.
_EXTRA = re.compile(r"^extra:.*?(?=^[^\s#]|\Z)", re.MULTILINE | re.DOTALL)
_TAGGED = re.compile(r"^.*\s!.*\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Settings:
    """`source_repo` is the repository's web address, empty where readers are offered no edit links."""

    source_repo: str = ""
    source_branch: str = "main"

    def edit_address(self, file: str, line: int) -> str | None:
        """Where a line of a data file can be edited in the browser; None where that is not known."""
        if not self.source_repo or not file:
            return None
        return f"{self.source_repo.rstrip('/')}/edit/{self.source_branch}/{file}#L{line}"

    def commit_address(self, commit: str | None) -> str | None:
        """Where a commit can be read in the browser; None where that is not known."""
        if not self.source_repo or commit is None:
            return None
        return f"{self.source_repo.rstrip('/')}/commit/{commit}"


def read_settings(root: Path) -> Settings:
    """What `extra` of the playbook's mkdocs.yml says; the defaults where there is none.

    A file that cannot be read as YAML is the site builder's to report.
    """
    config = root / "mkdocs.yml"
    if not config.is_file():
        return Settings()
    part = _EXTRA.search(config.read_text(encoding="utf-8", errors="replace"))
    if part is None:
        return Settings()
    file, _ = load_text(_TAGGED.sub("", part.group()), config.name)
    extra = file.root.get("extra")
    if extra is None or not isinstance(extra[1], RawMap):
        return Settings()
    stated = {key.text: value.text for key, value in extra[1].entries if isinstance(value, RawScalar)}
    return Settings(stated.get("source_repo", ""), stated.get("source_branch") or "main")
