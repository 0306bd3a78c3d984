"""Hand-written pages: Markdown under content/, where references work as they do in the data.

A reference inside code, a span or a fenced block, is an example and stays as typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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
    folder = root / "content"
    pages, problems = [], []
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.suffix.lower() not in _LOOKALIKES:
            continue
        name = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in name.split("/")):
            # Left behind by editors; the site builder passes them over as well.
            continue
        place = Location(f"content/{name}")
        if refusal := _refusal(path, name, place, root):
            problems.append(refusal)
            continue
        try:
            pages.append(ContentPage(name, path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            problems.append(error("not-utf-8", f"`{name}` is not UTF-8 text.", place, "Save it as UTF-8."))
        except OSError as failure:
            reason = failure.strerror or "unknown reason"
            message = f"`{name}` cannot be read: {reason}."
            problems.append(
                error("unreadable-file", message, place, "Check what it is, and who may read it.")
            )
    return tuple(pages), tuple(problems)


def _refusal(path: Path, name: str, place: Location, root: Path) -> Diagnostic | None:
    """Why a file is not read although its name is that of a page."""
    inside = path.relative_to(root)
    if any((root / part).is_symlink() for part in (inside, *inside.parents[:-1])):
        return error("symbolic-link", f"`{name}` is a symbolic link.", place, "Put the file itself there.")
    if path.suffix != _SUFFIX:
        return error(
            "wrong-suffix",
            f"Pages end in {_SUFFIX}, and this one in {path.suffix}, so it would not be read.",
            place,
            f"Rename it to {path.stem}{_SUFFIX}.",
        )
    if refusal := forbidden_in_name(name, place):
        return refusal
    if path.exists() and not path.is_file():
        return error("unreadable-file", f"`{name}` is not a plain file.", place, "Put a plain file there.")
    return None
