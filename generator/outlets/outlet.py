"""What a playbook's mkdocs.yml says of its editions, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Location

#: Where a site is built unless something else is said.
FOLDER = "site"


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where one edition goes; what nobody said is empty.

    `folder` is the site's, below the playbook's; `remote` and `branch` are where it is published; `site_url`
    is where it starts there, with a slash at its end; `visibility` as the playbook's. `place` is where the
    edition is named.
    """

    folder: str = ""
    remote: str = ""
    branch: str = ""
    site_url: str = ""
    visibility: str = ""
    place: Location = field(default_factory=Location)

    def site(self, root: Path) -> Path:
        """The folder of the edition's site, for the playbook in `root`."""
        return root / (self.folder or FOLDER)


@dataclass(frozen=True, slots=True)
class Outlets:
    """What is said of editions by their names, and what of it cannot be read."""

    stated: Mapping[str, Outlet] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()

    def of(self, edition: str) -> Outlet:
        """What is said of an edition."""
        return self.stated.get(edition, Outlet())
