"""The builder's configuration for a playbook that brings none, or a few settings only."""

from __future__ import annotations

import json
import re
from pathlib import Path

#: What says where the builder starts from. A file that sets neither holds no more than a few settings.
_START = re.compile(r"^(?:INHERIT|docs_dir)[ \t]*:", re.MULTILINE)


def config_files(own: str | None) -> dict[str, str]:
    """What goes into build/ for the builder, by name; it then builds with build/mkdocs.yml.

    `own` is the text of the playbook's mkdocs.yml, None where there is none. One that says itself where to
    start from needs nothing of this. All others add their settings to the shipped ones; a relative path in
    such a file is seen from build/.
    """
    if own is None:
        return {"mkdocs.yml": default_config()}
    if _START.search(own):
        return {}
    # At the end, for a file may begin with a mark of its own.
    return {"defaults.yml": default_config(), "mkdocs.yml": f"{own.rstrip()}\nINHERIT: defaults.yml\n"}


def default_config() -> str:
    """The text of build/mkdocs.yml for a folder without a mkdocs.yml of its own.

    It is the shipped mkdocs.yml, the one source of how a site looks, with its paths seen from build/ and
    its theme folder named in full. Raises ValueError when that file lacks one of those settings (a bug).
    """
    home = _shipped()
    text = (home / "mkdocs.yml").read_text(encoding="utf-8")
    for key, value in {
        "INHERIT": "nav.yml",
        "docs_dir": "docs",
        "site_dir": "../site",
        "custom_dir": str(home / "overrides"),
        # A checkout's own repository holds none of another playbook's files.
        "source_repo": "",
    }.items():
        text = _with_setting(text, key, value)
    return text


def _shipped() -> Path:
    package = Path(__file__).resolve().parents[1]
    installed = package / "_defaults"
    return installed if installed.is_dir() else package.parent


def _with_setting(text: str, key: str, value: str) -> str:
    # JSON text is YAML text: no path, whatever it contains, can become anything but a string.
    line = re.compile(rf"^( *){key}:.*$", re.MULTILINE)
    changed, count = line.subn(lambda match: f"{match[1]}{key}: {json.dumps(value)}", text)
    if count != 1:
        raise ValueError(f"mkdocs.yml sets {key} {count} times instead of once.")
    return changed
