"""Hand-written pages: Markdown under content/, where references work as they do in the data.

A reference inside code, a span or a fenced block, is an example and stays as typed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.addresses import page_address
from generator.diagnostics import Diagnostic, Location, error
from generator.load import (
    Unreadable,
    decode,
    every,
    forbidden_characters,
    forbidden_in_name,
    read_plain,
)

_FENCE_OR_TICKS = re.compile(
    r"(?ms)(?P<fence>^ {0,3}(?P<sign>`{3,}|~{3,}).*?(?:^ {0,3}(?P=sign)[`~]*[ \t]*$|\Z))|(?P<ticks>`+)"
)
_TICKS = re.compile("`+")
_HEADING = re.compile(r"^# +(?P<heading>.+?) *#* *(?:\{[^{}]*\} *)?$", re.MULTILINE)

_SUFFIX = ".md"
_LOOKALIKES = (".md", ".markdown")

#: What pages show or offer besides text.
_IMAGES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".pdf", ".png", ".svg", ".webp"})


#: What stands between empty lines, and how much of it there may be.
_PARAGRAPH = re.compile(r"(?:(?!\n[ \t]*\n).)+", re.DOTALL)
_LONGEST_PARAGRAPH = 50_000
_MARK = re.compile(r"[\[<]|`+")
_MOST_MARKS = 1000

#: The most bytes of a page, and of an image or a PDF: on a phone at three in the morning they must load.
_LARGEST_PAGE, _LARGEST_IMAGE = 256 * 1024, 16 * 1024 * 1024


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
        blocks = [*_code(self.text)]
        for found in _HEADING.finditer(self.text):
            before = bisect_left(blocks, (found.start() + 1, 0))
            if not before or blocks[before - 1][1] <= found.start():
                return found["heading"]
        return Path(self.path).stem.replace("-", " ").capitalize()

    @property
    def address(self) -> str:
        """Its address from the site's root."""
        return page_address(self.path)

    def prose(self) -> Iterator[tuple[int, str]]:
        """The parts that are not code, with their offsets."""
        at = 0
        for start, end in _code(self.text):
            yield at, self.text[at:start]
            at = end
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


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Where code starts and ends: fenced blocks, and spans as the site builder sees them.

    A span ends with the next run of as many ticks; of a run without such a one fewer may open one. The runs
    are looked up by their length: a search from each to the end of the page would take minutes.
    """
    runs: defaultdict[int, list[int]] = defaultdict(list)
    for run in _TICKS.finditer(text):
        runs[run.end() - run.start()].append(run.start())
    at = 0
    while found := _FENCE_OR_TICKS.search(text, at):
        at = found.end()
        if found["fence"] is not None:
            yield found.span()
            continue
        for length in range(at - found.start(), 0, -1):
            same = runs[length]
            number = bisect_left(same, at)
            if number < len(same):
                yield at - length, same[number] + length
                at = same[number] + length
                break


def read(root: Path) -> tuple[tuple[ContentPage, ...], tuple[Diagnostic, ...]]:
    """All pages of a playbook's content folder, by path; no folder is no pages."""
    pages, problems = [], []
    for path, name, place in _files(root, _LOOKALIKES):
        found = _wrong_suffix(path, place) or _content(path, name, place, root)
        if isinstance(found, Diagnostic):
            problems.append(found)
            continue
        text = decode(found, place.file)
        if isinstance(text, Diagnostic):
            problems.append(text)
            continue
        # With the line ends that editors on Windows write.
        page = ContentPage(name, text.replace("\r\n", "\n").replace("\r", "\n"))
        faults = [*forbidden_characters(page.text, page.file), *_too_dense(page)]
        problems.extend(faults)
        if not faults:
            pages.append(page)
    return tuple(pages), tuple(problems)


def _too_dense(page: ContentPage) -> Iterator[Diagnostic]:
    """What the site builder takes minutes for: it looks from each mark to the end of its paragraph."""
    for start, prose in page.prose():
        for found in _PARAGRAPH.finditer(prose):
            block = found.group()
            if len(block) > _LONGEST_PARAGRAPH or len(_MARK.findall(block)) > _MOST_MARKS:
                message = (
                    f"This paragraph has more than {_LONGEST_PARAGRAPH:,} characters, "
                    f"or more than {_MOST_MARKS:,} brackets, ticks and elements."
                )
                place = page.place(start + found.start() + len(block) - len(block.lstrip()))
                yield error("text-too-long", message, place, "Part it with empty lines.")
                return


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
    for path in sorted(every(folder)):
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
    found = read_plain(path, _LARGEST_IMAGE if path.suffix.lower() in _IMAGES else _LARGEST_PAGE)
    return found.told(place.file) if isinstance(found, Unreadable) else found
