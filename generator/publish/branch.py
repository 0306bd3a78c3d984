"""The published branch through mike's own functions: its list of versions, its folders, its redirect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from mike import commands
from mike.git_utils import Commit, FileInfo, GitEmptyCommit, GitError, read_file

from generator.publish.published import LATEST, Published, Version
from generator.publish.workshop import Workshop
from generator.site import EnvironmentFailure
from generator.stamp import DEFAULT_EDITION

_VERSIONS = "versions.json"

#: In characters: git can complain of every file.
_LONGEST_COMPLAINT = 200


def read(shop: Workshop) -> Published:
    """What stands on the branch. Raises EnvironmentFailure where its list of versions is lost or damaged."""
    names = frozenset(shop.names(shop.base))
    with shop.inside():
        try:
            listed = [item.to_json() for item in commands.list_versions(shop.branch)]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
            raise _damaged(shop, "cannot be read") from problem
    if not all(map(_is_sound, listed)):
        raise _damaged(shop, "cannot be read")
    versions = tuple(map(_version, listed))
    known = {version.name for version in versions}.union(*(version.aliases for version in versions))
    # Without the list nobody could tell an older build from a newer one, or a used name from a new one.
    if LATEST in names - known:
        raise _damaged(shop, f"does not tell of {LATEST}, which stands there")
    pruned: object = next(
        (item.get("properties", {}).get("pruned") for item in listed if item["version"] == LATEST), []
    )
    return Published(
        versions=versions,
        beside=names - known,
        pruned=frozenset(map(str, pruned)) if isinstance(pruned, list) else frozenset(),
        history=shop.has_history(),
    )


def _damaged(shop: Workshop, how: str) -> EnvironmentFailure:
    cure = "bring back a sound one from the branch's history first."
    return EnvironmentFailure(f"{_VERSIONS} on the branch {shop.branch} {how}; {cure}")


def deploy(shop: Workshop, version: Version, site: Path) -> None:
    """Put the files of a folder into a version's, in place of what it had."""
    facts = {
        "time": version.time,
        "commit": version.commit,
        "title": version.title,
        "files": version.files,
        "withdrawn": version.withdrawn,
        # Nothing for the default one, as before there were others.
        "edition": version.edition if version.edition != DEFAULT_EDITION else None,
    }
    stated = [(name, value) for name, value in facts.items() if value is not None]
    config = {"site_dir": str(site), "use_directory_urls": True}
    with (
        _at_work(shop),
        commands.deploy(
            config,
            version.name,
            version.menu_title,
            update_aliases=True,
            branch=shop.branch,
            message=version.name,
            set_props=stated,
        ),
    ):
        # The site is built: nothing is left to do where mike would build it.
        pass


def remove(shop: Workshop, names: tuple[str, ...], pruned: frozenset[str]) -> None:
    """Take versions away, and note all that ever were, so that their names stay used."""
    with _at_work(shop):
        commands.delete(list(names), branch=shop.branch, message="remove")
        if commands.list_versions(shop.branch).find(LATEST):
            noted = [("pruned", sorted(pruned.union(names)))]
            commands.set_properties(LATEST, noted, branch=shop.branch, message="note", allow_empty=True)


def redirect(shop: Workshop) -> None:
    """Send visitors of the branch's root to `latest`, keeping what their address asks for."""
    source = files("generator").joinpath("templates", "root", "index.html.j2")
    with as_file(source) as template, _at_work(shop):
        commands.set_default(
            LATEST, str(template), allow_undefined=True, branch=shop.branch, message="root", allow_empty=True
        )


def put(shop: Workshop, contents: Mapping[str, bytes]) -> None:
    """Write files at the branch's root."""
    with _at_work(shop), Commit(shop.branch, "root", allow_empty=True) as commit:
        for path, content in contents.items():
            commit.add_file(FileInfo(path, content))


def content(shop: Workshop, path: str) -> bytes | None:
    """A file of the branch as it stood; None where there is none."""
    with shop.inside():
        try:
            found = read_file(shop.branch, path)
        except GitError:
            return None
    return found if isinstance(found, bytes) else None


@contextmanager
def _at_work(shop: Workshop) -> Iterator[None]:
    with shop.inside():
        try:
            yield
        except GitEmptyCommit:
            # As it should be already.
            return
        except GitError as problem:
            said = " ".join(str(problem).split())[:_LONGEST_COMPLAINT]
            raise EnvironmentFailure(f"The branch {shop.branch} could not be changed: {said}") from problem


def _is_sound(listed: Mapping[str, Any]) -> bool:
    """Whether a line of the list is as mike writes it; a person may have put anything there."""
    names = (listed["version"], *listed["aliases"])
    return (
        all(isinstance(name, str) and name.isprintable() for name in names)
        and isinstance(listed["title"], str)
        and isinstance(listed.get("properties", {}), dict)
    )


def _version(listed: Mapping[str, Any]) -> Version:
    """A line of the list; an older tool has fewer properties."""
    properties = listed.get("properties", {})
    facts = {name: value for name, value in properties.items() if isinstance(value, str)}
    return Version(
        name=listed["version"],
        menu_title=listed["title"],
        time=facts.get("time", ""),
        commit=facts.get("commit"),
        title=facts.get("title", ""),
        files=facts.get("files", ""),
        withdrawn=facts.get("withdrawn"),
        aliases=frozenset(listed["aliases"]),
        # What is no name is the name of no edition, and no edition is published beside it.
        edition=str(properties.get("edition", DEFAULT_EDITION)),
    )
