"""The link gate: every link and anchor of the built site, raw HTML included, must lead somewhere."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.diagnostics import Diagnostic, Location, error, ordered
from generator.site.tools import EnvironmentFailure, run

_HINT = "Correct the link, or bring back what it leads to."

#: What a link that leads out of the site is taken to; no site has such a folder.
_OUTSIDE = ".outside"

#: How an address begins that names more than a path.
_ELSEWHERE = re.compile("[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

_BREAKS = re.compile(r"[\t\r\n]")

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')


class _Attributes(HTMLParser):
    """The addresses that a browser would follow or load, and all else that attributes say."""

    def __init__(self, page: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.values: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the base's own
        """Notes those of an element."""
        self.links += [value.strip() for name, value in attrs if name in ("href", "src") and value]
        # Where an address is broken into lines, nobody follows the breaks.
        self.values += [unquote(_BREAKS.sub("", value)) for _, value in attrs if value]


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
    inside = (
        _problem(page, link, site, sources)
        for page, links in found.items()
        for link in _links_inside(page, links, site)
    )
    outside = (
        problem
        for page, links in found.items()
        if any(_is_outside(link, site) for link in links)
        for problem in _leading_out(page, site, sources)
    )
    return ordered((*inside, *outside))


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
    """Absolute links of a site that is published under a path start with that path.

    A link that leads out of the site leads to nothing, whatever this machine has there; the first rule that
    fits counts.
    """
    home = site / "index.html"
    canonical = _CANONICAL.search(home.read_text(encoding="utf-8")) if home.exists() else None
    path = urlsplit(canonical[1]).path.strip("/") if canonical else ""
    root = site.as_uri()
    start = re.escape(root)
    rules = [f"^{start}/{re.escape(path)}(?:/|$) {root}/"] if path else []
    rules += [f"^{start}(?:/|$) {root}/", f"^file: {root}/{_OUTSIDE}/"]
    return [word for rule in rules for word in ("--remap", rule)]


def _links_inside(page: str, links: list[dict[str, Any]], site: Path) -> Iterator[dict[str, Any]]:
    """The links of a page to what the site might have. What no attribute of the page has is no link, though
    lychee takes it for one: a mail address in curved quotes, among the words.
    """
    inside = [link for link in links if not _is_outside(link, site)]
    if not inside or not page.endswith(".html"):
        yield from inside
        return
    values = _Attributes(site.parent / page).values
    for link in inside:
        target, _, anchor = unquote(link["url"]).partition("#")
        last = anchor or posixpath.basename(target.rstrip("/"))
        if any(last in value for value in values):
            yield link


def _is_outside(link: dict[str, Any], site: Path) -> bool:
    return str(link["url"]).startswith(f"{site.as_uri()}/{_OUTSIDE}/")


def _leading_out(page: str, site: Path, sources: Mapping[str, Location]) -> Iterator[Diagnostic]:
    """The links of a page that lead out of the site. lychee takes addresses in the page's words for links
    too, and no reader can follow those.
    """
    file = Path(page).relative_to(site.name).as_posix()
    address = f"/{file}".removesuffix("index.html")
    found = _Attributes(site.parent / page)
    for link in dict.fromkeys(found.links):
        if _leads_out(link, posixpath.dirname(file)):
            yield error(
                "broken-link",
                f"The page {address} links to {link}, which is not in the site.",
                sources.get(address, Location(file)),
                _HINT,
            )


def _leads_out(link: str, folder: str) -> bool:
    if _ELSEWHERE.match(link):
        return link.lower().startswith("file:")
    way = unquote(link.partition("#")[0].partition("?")[0])
    return posixpath.normpath(f"{'' if way.startswith('/') else folder}/{way}".strip("/")).startswith("..")


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
        _HINT,
    )
