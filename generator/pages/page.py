"""One page to be made: where, from which template, with what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.addresses import page_address
from generator.diagnostics import Location


@dataclass(frozen=True, slots=True)
class Page:
    """`path` is the Markdown file below the docs folder; `title` is plain text; `place` the source line.

    `section` is the navigation's group; a page that repeats others stays out of the search index.
    """

    path: str
    template: str
    title: str
    section: str
    context: Mapping[str, object] = field(default_factory=dict)
    place: Location = Location()
    searchable: bool = True

    @property
    def address(self) -> str:
        """The page's address from the site's root."""
        return page_address(self.path)
