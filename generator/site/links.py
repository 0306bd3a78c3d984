"""The link gate: every link and anchor of the built site, raw HTML included, must lead somewhere."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.diagnostics import Diagnostic, Location, error, ordered
from generator.site.tools import EnvironmentFailure, run

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')


def broken_links(site: Path, sources: Mapping[str, Location]) -> tuple[Diagnostic, ...]:
    """Each broken link of the pages in `site` as an error with code `broken-link`; no request is made.

    The location is the page's source where `sources` (by address) knows it, else the file inside the
    site. Raises EnvironmentFailure where lychee is missing or cannot run.
    """
    # Beside the site and not in the playbook, where a lychee.toml could switch checks off.
    done = run([*lychee(site), "--format", "json"], site.parent)
    try:
        found: dict[str, list[dict[str, Any]]] = json.loads(done.stdout)["error_map"]
    except json.JSONDecodeError as problem:
        # Its exit code does not tell broken links from a refusal to start.
        raise EnvironmentFailure(f"lychee could not check the links: {done.stderr.strip()}") from problem
    return ordered(_problem(page, link, site, sources) for page, links in found.items() for link in links)


def lychee(site: Path) -> list[str]:
    """The command that checks every link and anchor of `site` from the folder beside it, with no request."""
    return [
        _program(),
        *("--offline", "--include-fragments", "--index-files", "index.html", "--root-dir", str(site)),
        *("--no-progress", "--extensions", "html,css"),
        # Scripts are "verbatim" to lychee, and with them their files.
        "--include-verbatim",
        # A site in the making is in a hidden folder, and git ignores every site; lychee would find nothing.
        *("--hidden", "--no-ignore"),
        *_remap(site),
        site.name,
    ]


def _program() -> str:
    beside = Path(sys.executable).parent / "lychee"
    return str(beside) if beside.exists() else shutil.which("lychee") or str(beside)


def _remap(site: Path) -> list[str]:
    """Absolute links of a site that is published under a path start with that path."""
    home = site / "index.html"
    canonical = _CANONICAL.search(home.read_text(encoding="utf-8")) if home.exists() else None
    path = urlsplit(canonical[1]).path.strip("/") if canonical else ""
    root = site.as_uri()
    return ["--remap", f"{re.escape(root)}/{re.escape(path)}(?:/|$) {root}/"] if path else []


def _problem(page: str, link: dict[str, Any], site: Path, sources: Mapping[str, Location]) -> Diagnostic:
    file = Path(page).relative_to(site.name).as_posix()
    address = f"/{file}".removesuffix("index.html")
    target, _, anchor = unquote(link["url"].removeprefix(site.as_uri())).partition("#")
    span = link.get("span") or {}
    return error(
        "broken-link",
        f"The page {address} links to {target or link['url']}, which "
        + (f"has no anchor #{anchor}." if anchor else "does not exist."),
        sources.get(address, Location(file, span.get("line", 0), span.get("column", 0))),
        "Correct the link, or bring back what it leads to.",
    )
