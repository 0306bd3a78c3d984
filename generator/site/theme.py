"""What of a site is the theme's own, the same in every playbook's."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path


def is_shipped(name: str, content: bytes) -> bool:
    """Whether a file of the site, by its path in it, is one of the theme's as that was installed."""
    folder = _folder()
    try:
        return folder is not None and (folder / name).read_bytes() == content
    except OSError:
        return False


@cache
def _folder() -> Path | None:
    found = find_spec("material")
    places = found.submodule_search_locations if found else None
    return Path(next(iter(places))) / "templates" if places else None
