"""What one build of the site needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Location
from generator.stamp import Stamp


@dataclass(frozen=True, slots=True)
class SiteJob:
    """What one build of the site needs.

    `root` is the playbook's folder, `config` the builder's configuration, `docs` the generated Markdown,
    `site` the folder to replace. `extra_files` (path inside the site -> bytes) join the built pages.
    `stamp` is what the site says of its making. `sources` names, by page address (`/roles/lead/`), the file
    and line that a page comes from, so that problems point there. `url` is the address that pages name as
    their own wherever they stand; empty where it is not known.
    """

    root: Path
    config: Path
    docs: Path
    site: Path
    extra_files: Mapping[str, bytes]
    stamp: Stamp
    sources: Mapping[str, Location]
    url: str = ""
