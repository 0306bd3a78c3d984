"""The catalogue as one page of Markdown, docs/diagnostics.md."""

from __future__ import annotations

from collections.abc import Iterator

from generator.explain.catalogue import Catalogue, Explanation, Group


def page(book: Catalogue) -> str:
    """The whole catalogue; every code has a heading of its own, so that it can be linked to."""
    parts = [book.opening]
    for group in book.groups:
        parts += _group(group)
    return "\n\n".join(part for part in parts if part) + "\n"


def section(found: Explanation) -> str:
    """One code, below its heading."""
    severity = "A warning." if found.severity == "warning" and not found.rule else ""
    example = f"```yaml\n{found.sample}```" if found.sample else f"Example: {found.example}"
    parts = (f"### `{found.code}`", severity, found.cause, example, f"**Cure.** {found.cure}")
    return "\n\n".join(part for part in parts if part)


def _group(group: Group) -> Iterator[str]:
    yield f"## {group.title}"
    yield group.opening
    if rules := [found for found in group.codes if found.rule]:
        rows = [f"| [`{found.code}`](#{found.code}) | {found.rule} |" for found in rules]
        yield "\n".join(["| rule | asks for |", "|---|---|", *rows])
    yield from map(section, group.codes)
    yield group.closing
