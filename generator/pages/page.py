"""One page to be made: where, from which template, with what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.addresses import page_address
from generator.diagnostics import Location
from generator.linked import Playbook


class Later(Mapping[str, object]):
    """What a page shows, worked out when somebody first looks: a check makes no page, a preview makes one."""

    def __init__(self, make: Callable[[], Mapping[str, object]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, object]:
        return self._make()

    def __getitem__(self, name: str) -> object:
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


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
