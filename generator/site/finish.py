"""What a built site gets last: its stamp, and permissions that do not depend on who built it."""

from __future__ import annotations

from pathlib import Path

from generator.stamp import FILE, Stamp, digest
from generator.write import write_one


def finish(site: Path, stamp: Stamp) -> None:
    """Write `stamp.json` with the digest of all other files in `site`; let everybody read all of them."""
    write_one(site / FILE, stamp.to_json(site_digest(site)))
    # Whatever the builder's own umask: one commit makes the same site on every machine.
    site.chmod(0o755)
    for path in site.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def site_digest(site: Path) -> str:
    """The digest of every file of a site but its stamp."""
    files = ((path.relative_to(site).as_posix(), path) for path in site.rglob("*") if path.is_file())
    return digest((name, path.read_bytes()) for name, path in files if name != FILE)
