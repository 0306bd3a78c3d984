"""One page to be made: where, from which template, with what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.addresses import page_address
from generator.diagnostics import Location
from generator.linked import Playbook


@dataclass(frozen=True, slots=True)
class Page:
    """`path` is the Markdown file below the docs folder; `title` is plain text; `place` the source line.

    `section` is the navigation's group; a page that `leads` to others stays in the menu when that is cut
    short; one that repeats others is not `searchable`. `book` is the playbook that its texts belong to, where
    that is not the current one: a run that is over.
    """

    path: str
    template: str
    title: str
    section: str
    context: Mapping[str, object] = field(default_factory=dict)
    place: Location = Location()
    searchable: bool = True
    leads: bool = False
    book: Playbook | None = None

    @property
    def address(self) -> str:
        """The page's address from the site's root."""
        return page_address(self.path)
