"""What one build of the site needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Location
from generator.stamp import Stamp


@dataclass(frozen=True, slots=True)
class SiteJob:
    """What one build of the site needs.

    `root` is the playbook's folder, `config` the builder's configuration, `docs` the generated Markdown,
    `site` the folder to replace. `extra_files` (path inside the site -> bytes) join the built pages.
    `stamp` is what the site says of its making. `sources` names, by page address (`/roles/lead/`), the file
    and line that a page comes from, so that problems point there. `url` is the address that pages name as
    their own wherever they stand, empty for none; None where the configuration alone says. `prove` says of
    the finished folder what in it must not be seen; None where everybody may see everything.
    """

    root: Path
    config: Path
    docs: Path
    site: Path
    extra_files: Mapping[str, bytes]
    stamp: Stamp
    sources: Mapping[str, Location]
    url: str | None = None
    prove: Callable[[Path], Iterable[Diagnostic]] | None = None
