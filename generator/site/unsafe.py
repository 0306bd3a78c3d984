"""The gate of the content security policy: no page leaves without it, or with what it would block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.content import ContentPage
from generator.diagnostics import Diagnostic, Location, error, ordered
from generator.site.complaint import SETTINGS
from generator.site.policy import Look, Unsafe, states_policy

_HINT = "Take it out: what runs on a page, or gives it its looks, comes from the site's own files."
_POLICY = "does not begin with the content security policy of all pages"
_POLICY_HINT = "A theme of your own begins the `<head>` of each page with it, as the shipped one does."
_PICTURE_HINT = "Save it as a plain SVG, or as a PNG."

# A picture that is opened by itself is a page of the site without a policy. What XML has many ways to say
# (entities, encodings, style sheets that transform) is not followed but refused.
_DRAWN = re.compile(
    rb"<(?:[\w.-]+:)?(?:script|foreignobject|iframe|embed|object|handler|listener|set|animate\w*)\b"
    rb"|[\s\"'/]on[a-z]+\s*=|(?:java|vb)script\s*:"
    rb"|href\s*=\s*[\"']\s*(?:data:(?!image/)|(?!https?:|#|data:)[^\"']*&)|<!entity|<\?xml-stylesheet|\0",
    re.IGNORECASE,
)


class Gate:
    """Looks at pages and pictures, and collects what is wrong with them.

    `root` is the playbook's folder; `sources` says by address which file and line a page comes from.
    """

    def __init__(self, root: Path, sources: Mapping[str, Location]) -> None:
        self._root, self._sources = root, sources
        self._look = Look()
        self._written: list[Diagnostic] = []
        # What a theme or a setting puts into pages, it puts into many: by what is said of it, into which.
        self._common: dict[tuple[str, str], list[str]] = {}
        self._pages = 0

    def page(self, address: str, page: bytes) -> None:
        """Looks at the page, as UTF-8, that stands at an address."""
        self._pages += 1
        if not states_policy(page):
            self._common.setdefault((_POLICY, _POLICY_HINT), []).append(address)
        unsafe = self._look.unsafe(page)
        places = self._in_writing(self._sources.get(address, Location()), unsafe) if unsafe else []
        for each, place in zip(unsafe, places, strict=True):
            said = f"holds {each.what}, which no page may"
            if place is not None:
                self._written.append(error("unsafe-page", f"The page {address} {said}.", place, _HINT))
            elif address not in (those := self._common.setdefault((said, _HINT), [])):
                those.append(address)

    def picture(self, name: str, content: bytes) -> None:
        """Looks at a drawing (SVG), named as inside the site."""
        found = _DRAWN.search(content)
        if found is None:
            return
        before = content[: found.start()].decode("utf-8", "replace")
        file = f"content/{name}" if (self._root / "content" / name).is_file() else name
        place = Location(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"The picture /{name} holds a script, or what can become one, which no picture may."
        self._written.append(error("unsafe-page", message, place, _PICTURE_HINT))

    def problems(self) -> tuple[Diagnostic, ...]:
        """All of it, as errors `unsafe-page`."""
        return ordered((*self._written, *self._in_common()))

    def _in_common(self) -> Iterator[Diagnostic]:
        for (said, hint), (first, *others) in self._common.items():
            more = f"; so do {len(others)} more" if others[1:] else "; so does another" if others else ""
            place = self._sources.get(first, Location(f"{first}index.html".removeprefix("/")))
            # What is the same everywhere is the doing of the theme or of a setting.
            if others and len(others) + 1 == self._pages:
                place = Location(SETTINGS if (self._root / SETTINGS).is_file() else "")
            yield error("unsafe-page", f"The page {first} {said}{more}.", place, hint)

    def _in_writing(self, source: Location, unsafe: tuple[Unsafe, ...]) -> list[Location | None]:
        """Where each stands in the page that a person wrote; None where there is none, or it is not in it."""
        folder, _, path = source.file.partition("/")
        if folder != "content":
            return [None for _ in unsafe]
        text = (self._root / source.file).read_text(encoding="utf-8-sig", errors="replace")
        page = ContentPage(path, text)
        told: set[int] = set()
        return [_place(page, each, told) for each in unsafe]


def unsafe_pages(site: Path, root: Path, sources: Mapping[str, Location]) -> tuple[Diagnostic, ...]:
    """What the pages and pictures in `site` hold that none may, as errors `unsafe-page`. Raises OSError.

    Each stands at its line in a hand-written page of the playbook in `root`, else at the page's source,
    which `sources` knows by address.
    """
    gate = Gate(root, sources)
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix == ".html":
            gate.page(f"/{name}".removesuffix("index.html"), path.read_bytes())
        elif path.suffix.lower() == ".svg":
            gate.picture(name, path.read_bytes())
    return gate.problems()


def unsafe_page(page: str, address: str, root: Path, place: Location) -> tuple[Diagnostic, ...]:
    """The same of a single page, which comes from `place`."""
    gate = Gate(root, {address: place})
    gate.page(address, page.encode(errors="xmlcharrefreplace"))
    return gate.problems()


def _place(page: ContentPage, unsafe: Unsafe, told: set[int]) -> Location | None:
    """Where it stands; of several that are alike each is told once."""
    for needle in _spellings(unsafe):
        for at, prose in page.prose():
            for found in re.finditer(re.escape(needle), prose, re.IGNORECASE):
                offset = at + found.start()
                if offset not in told:
                    told.add(offset)
                    start = page.place(offset)
                    return Location(start.file, start.line, start.column, len(needle.split("\n")[0]))
    return None


def _spellings(unsafe: Unsafe) -> Iterator[str]:
    """How a person may have written it: as it came out, or in Markdown's ways."""
    yield unsafe.tag
    if unsafe.name and unsafe.value:
        yield from (f"{unsafe.name}={quote}{unsafe.value}{quote}" for quote in ('"', "'", ""))
        yield unsafe.value
    if unsafe.name:
        yield f"{unsafe.name}="
