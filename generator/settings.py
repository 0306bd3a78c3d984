"""What the site's configuration says about where its source is kept."""

from __future__ import annotations

from dataclasses import dataclass


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
