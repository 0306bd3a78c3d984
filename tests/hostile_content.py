"""Hand-written pages and settings of the site that try what hostile data tries."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tests.hostile_files import Hostile


def page(text: str | bytes, *codes: str, name: str = "content/page.md") -> Hostile:
    """A page with this text."""

    def make(root: Path) -> None:
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    return Hostile(make, frozenset(codes))


def settings(text: str, *codes: str) -> Hostile:
    """A mkdocs.yml with this text."""
    return page(text, *codes, name="mkdocs.yml")


def _made(make: Callable[[Path], object], *codes: str, name: str = "content/x.md") -> Hostile:
    def made(root: Path) -> None:
        path = root / name
        path.parent.mkdir(exist_ok=True)
        make(path)

    return Hostile(made, frozenset(codes))


#: Without a code it becomes a page.
CONTENT = {
    "a page of 20 MB": page("x " * 10_000_000, "file-too-large"),
    "an image of 20 MB": page(b"\x89PNG" * 5_000_000, "file-too-large", name="content/x.png"),
    "a page that is a pipe": _made(os.mkfifo, "unreadable-file"),
    "a page that is a link": _made(lambda path: path.symlink_to("/etc/passwd"), "symbolic-link"),
    "a page of NUL": page("\0" * 1000, "forbidden-character"),
    "a page in UTF-16": page("# A page\n".encode("utf-16"), "not-utf-8"),
    "a page that is no UTF-8": page(b"# A\xffpage\n", "not-utf-8"),
    "20,000 brackets": page("# A\n\n" + "[" * 20_000, "text-too-long"),
    "20,000 link starts": page("# A\n\n" + "[a](" * 5_000, "text-too-long"),
    "20,000 stars": page("# A\n\n" + "*a **b " * 3_000),
    "lists in lists": page("# A\n\n" + "".join("    " * n + "- x\n" for n in range(110))),
    "lists in lists, deeper": page(
        "# A\n\n" + "".join("    " * n + "- x\n" for n in range(250)), "text-too-long"
    ),
    "400 quotes in quotes": page("# A\n\n" + "> " * 400 + "x\n"),
    "1,000 elements in elements": page("# A\n\n" + "<div>" * 1_000 + "\n"),
    "1,000 elements that are Markdown": page("# A\n\n" + '<div markdown="1">\n' * 1_000 + "\n"),
    "20,000 ticks": page("# A\n\n" + "`a" * 10_000),
    "ticks of every length": page("# A\n\n" + " ".join("`" * n for n in range(1, 600)), "text-too-long"),
    "20,000 references to nothing": page("# A\n\n" + "[[risks/q]] " * 20_000, "text-too-long"),
    "20,000 references in references": page("# A\n\n" + "[[risks/q|" * 20_000, "text-too-long"),
    "500 link starts in each of 100 paragraphs": page("# A\n\n" + ("[a](" * 500 + "\n\n") * 100),
    "a paragraph of stars": page("# A\n\n" + "*a " * 16_000),
    "a paragraph of strong stars": page("# A\n\n" + "**a " * 12_000),
    "a paragraph of underscores": page("# A\n\n" + "_a " * 16_000),
    "a paragraph of element starts": page("# A\n\n" + "<a " * 16_000, "text-too-long"),
    "a paragraph of ampersands": page("# A\n\n" + "&a" * 24_000),
    "a paragraph of addresses": page("# A\n\n" + "<http://a" * 5_000, "text-too-long"),
    "a paragraph of backslashes": page("# A\n\n" + "\\" * 49_000),
    "a heading of signs": page("# " + "#" * 49_000),
    "a table of 5,000 columns": page("# A\n\n" + "|a" * 5_000 + "\n" + "|-" * 5_000 + "\n"),
    "a paragraph of attributes": page("# A\n\n" + "{: #a" * 9_000),
    "front matter that is a bomb": page(
        "---\na: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(500)) + "---\n# A\n"
    ),
    "front matter that runs a program": page(
        "---\na: !!python/object/apply:os.system ['touch /tmp/hostile-was-here']\n---\n# A\n"
    ),
}

#: Settings are the site builder's: whatever they do, it ends cleanly.
SETTINGS = {
    "settings of 20 MB": settings("# x\n" * 5_000_000, "file-too-large"),
    "settings that are a pipe": _made(os.mkfifo, "unreadable-file", name="mkdocs.yml"),
    "settings of another shape": settings("- a\n- b\n", "site-builder"),
    "settings that are no YAML": settings("a: b: c\n", "site-builder"),
    "settings with an unknown tag": settings("site_name: !x y\n", "site-builder"),
    "settings that name an environment": settings("site_name: !ENV [NO_SUCH_NAME_HERE, A name]\n"),
    "settings of 10,000 brackets": settings("extra: " + "[" * 10_000 + "\n", "site-builder"),
}
