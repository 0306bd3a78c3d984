"""Hand-written pages: Markdown under content/, where references work as they do in the data.

A reference inside code, a span or a fenced block, is an example and stays as typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.addresses import page_address
from generator.diagnostics import Diagnostic, Location, error
from generator.load import forbidden_in_name

_CODE = re.compile(
    r"(?ms)^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)|(?P<span>`+)(?!`).*?(?<!`)(?P=span)(?!`)"
)
_HEADING = re.compile(r"^# +(?P<heading>.+?) *#* *(?:\{[^{}]*\} *)?$", re.MULTILINE)

_SUFFIX = ".md"
_LOOKALIKES = (".md", ".markdown")

#: What pages show or offer besides text.
_IMAGES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".pdf", ".png", ".svg", ".webp"})


@dataclass(frozen=True, slots=True)
class ContentPage:
    """One page: its file below content/ (forward slashes) and its Markdown."""

    path: str
    text: str

    @property
    def file(self) -> str:
        return f"content/{self.path}"

    @property
    def heading(self) -> str:
        """Its first heading (rich text), or its file's name in words."""
        blocks = [(code.start(), code.end()) for code in _CODE.finditer(self.text)]
        for found in _HEADING.finditer(self.text):
            if not any(start <= found.start() < end for start, end in blocks):
                return found["heading"]
        return Path(self.path).stem.replace("-", " ").capitalize()

    @property
    def address(self) -> str:
        """Its address from the site's root."""
        return page_address(self.path)

    def prose(self) -> Iterator[tuple[int, str]]:
        """The parts that are not code, with their offsets."""
        at = 0
        for code in _CODE.finditer(self.text):
            yield at, self.text[at : code.start()]
            at = code.end()
        yield at, self.text[at:]

    def place(self, offset: int) -> Location:
        """The line and column of a character."""
        before = self.text[:offset]
        return Location(self.file, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)

    def replaced(self, change: Callable[[str], str]) -> str:
        """The Markdown with each part that is not code changed."""
        parts, at = [], 0
        for start, prose in self.prose():
            parts += [self.text[at:start], change(prose)]
            at = start + len(prose)
        return "".join(parts)


def read(root: Path) -> tuple[tuple[ContentPage, ...], tuple[Diagnostic, ...]]:
    """All pages of a playbook's content folder, by path; no folder is no pages."""
    pages, problems = [], []
    for path, name, place in _files(root, _LOOKALIKES):
        found = _wrong_suffix(path, place) or _content(path, name, place, root)
        if isinstance(found, Diagnostic):
            problems.append(found)
            continue
        try:
            # With the byte order mark and the line ends that editors on Windows write.
            text = found.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
            pages.append(ContentPage(name, text))
        except UnicodeDecodeError:
            problems.append(error("not-utf-8", f"`{name}` is not UTF-8 text.", place, "Save it as UTF-8."))
    return tuple(pages), tuple(problems)


def images(root: Path) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The images and PDFs that stand beside the pages, by path as a page's is."""
    found, problems = {}, []
    for path, name, place in _files(root, _IMAGES):
        content = _content(path, name, place, root)
        if isinstance(content, Diagnostic):
            problems.append(content)
        else:
            found[name] = content
    return found, tuple(problems)


def _files(root: Path, suffixes: Collection[str]) -> Iterator[tuple[Path, str, Location]]:
    """What the content folder has of these suffixes: its path, its name below the folder, its place."""
    folder = root / "content"
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        # What starts with a dot was left behind by editors; the site builder passes it over as well.
        if path.suffix.lower() in suffixes and not any(part.startswith(".") for part in name.split("/")):
            yield path, name, Location(f"content/{name}")


def _wrong_suffix(path: Path, place: Location) -> Diagnostic | None:
    if path.suffix == _SUFFIX:
        return None
    return error(
        "wrong-suffix",
        f"Pages end in {_SUFFIX}, and this one in {path.suffix}, so it would not be read.",
        place,
        f"Rename it to {path.stem}{_SUFFIX}.",
    )


def _content(path: Path, name: str, place: Location, root: Path) -> bytes | Diagnostic:
    """The bytes of a file, or why they are not read."""
    inside = path.relative_to(root)
    if any((root / part).is_symlink() for part in (inside, *inside.parents[:-1])):
        return error("symbolic-link", f"`{name}` is a symbolic link.", place, "Put the file itself there.")
    if refusal := forbidden_in_name(name, place):
        return refusal
    if path.exists() and not path.is_file():
        return error("unreadable-file", f"`{name}` is not a plain file.", place, "Put a plain file there.")
    try:
        return path.read_bytes()
    except OSError as failure:
        message = f"`{name}` cannot be read: {failure.strerror or 'unknown reason'}."
        return error("unreadable-file", message, place, "Check what it is, and who may read it.")
