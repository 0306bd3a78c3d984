"""What stands beside the versions at the branch's root, and in place of a withdrawn one."""

from __future__ import annotations

from pathlib import Path

from generator.publish import branch
from generator.publish.built import Built
from generator.publish.published import Version
from generator.publish.root import is_ours, root_files, withdrawn_page
from generator.publish.workshop import Workshop
from generator.write import write_one

_REDIRECT = "index.html"


def lay(shop: Workshop, site: Built) -> tuple[set[str], tuple[str, ...]]:
    """Write the root's files; what a person put there stays. Their names, and what was left alone."""
    sitemap = site.folder / "sitemap.xml"
    made = root_files(site.url, site.stamp.title, sitemap.read_bytes() if sitemap.exists() else b"")
    names = {_REDIRECT, *made}
    theirs = {name for name in names if _is_theirs(shop, name)}
    branch.put(shop, {name: content for name, content in made.items() if name not in theirs})
    if _REDIRECT not in theirs:
        branch.redirect(shop)
    return names - theirs, tuple(f"{name}: left as somebody put it there" for name in sorted(theirs))


def withdrawn(shop: Workshop, version: Version) -> Path:
    """A folder with a page that says why in place of each of the version's."""
    folder = shop.folder / "withdrawn"
    pages = {path for path in shop.files(version.name) if path.endswith(".html")} | {"index.html"}
    for path in pages:
        page = withdrawn_page(version.title, version.name, version.withdrawn or "", path.count("/") + 1)
        write_one(folder / path, page.encode())
    return folder


def _is_theirs(shop: Workshop, name: str) -> bool:
    there = branch.content(shop, name)
    return there is not None and not is_ours(name, there)
