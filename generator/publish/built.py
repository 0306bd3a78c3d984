"""The site that a build has made, and whether it is still what was made."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, error
from generator.model import Overview
from generator.outlets import read_outlets, settings_for
from generator.revision import source_digest
from generator.site import EnvironmentFailure, site_digest
from generator.stamp import DEFAULT_EDITION, Stamp, read_stamp

_HINT = "Build it (`make build{0}`, or `playbook build{1}`), then publish."


@dataclass(frozen=True, slots=True)
class Built:
    """A built site: its folder, its stamp, the digest of its files, the address of the published site."""

    folder: Path
    stamp: Stamp
    files: str
    url: str

    def copy_to(self, folder: Path) -> Path:
        """A copy that no build replaces meanwhile. Raises EnvironmentFailure if one just did."""
        try:
            shutil.copytree(self.folder, folder, symlinks=True)
        except shutil.Error as problem:
            # One sentence for one full disk, not one for each file.
            source, _, reason = problem.args[0][0]
            raise EnvironmentFailure(f"{source} could not be copied: {reason}") from problem
        if site_digest(folder) != self.files:
            raise EnvironmentFailure("The site changed while it was being published; publish again.")
        return folder


def built(root: Path, playbook: Overview, edition: str = DEFAULT_EDITION) -> Built | Diagnostic:
    """The site of an edition, if it is whole and made from the sources as they are now.

    `playbook` is what these sources say of it, `root` its folder.
    """
    folder = read_outlets(root).of(edition).site(root)
    while True:
        before = _identity(folder)
        found = _built(root, folder, playbook, edition)
        # A build that ends just now takes away what is being read.
        if isinstance(found, Built) or _identity(folder) == before:
            return found


def _identity(folder: Path) -> int | None:
    try:
        return folder.stat().st_ino
    except (FileNotFoundError, NotADirectoryError):
        return None


def _built(root: Path, folder: Path, playbook: Overview, edition: str) -> Built | Diagnostic:
    named = edition != DEFAULT_EDITION
    hint = _HINT.format(f" EDITION={edition}" if named else "", f" --edition {edition}" if named else "")
    try:
        read = read_stamp((folder / "stamp.json").read_bytes())
        files = site_digest(folder)
    except (FileNotFoundError, NotADirectoryError):
        return error("no-site", "There is no built site to publish.", hint=hint)
    if read is None or files != read.files:
        message = f"The folder `{folder.name}` is not as the build left it."
        return error("stale-site", message, hint=hint)
    if read.stamp.development:
        message = "The site was built for development: it holds a page that readers do not need."
        return error("stale-site", message, hint=hint)
    if read.stamp.edition != edition:
        message = f"The site is that of the edition `{read.stamp.edition}`, not of `{edition}`."
        return error("other-edition", message, hint=hint)
    stated = (playbook.key, playbook.title, playbook.version, playbook.version_title)
    stamp = read.stamp
    # The stamp itself is in no digest, and its version names a folder.
    if stamp.sources != source_digest(root) or stated != (
        stamp.key,
        stamp.title,
        stamp.version,
        stamp.version_title,
    ):
        message = "The site was built from other data than the files hold now."
        return error("stale-site", message, hint=hint)
    return Built(folder, stamp, read.files, settings_for(root, edition).site_url)
