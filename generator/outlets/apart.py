"""No two editions in one place: neither as mkdocs.yml says it, nor as somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from generator.diagnostics import Diagnostic, error
from generator.outlets.outlet import FOLDER, Outlet, Outlets
from generator.stamp import DEFAULT_EDITION

#: Where the default edition is published unless something else is said.
REMOTE, BRANCH = "origin", "gh-pages"


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of a remote."""

    remote: str
    name: str

    def __str__(self) -> str:
        return f"the branch `{self.name}` of `{self.remote}`"


def mixed(stated: Mapping[str, Outlet]) -> Iterator[Diagnostic]:
    """An error for each two editions that would be built into one folder, or published to one branch."""
    every = _with_default(stated)
    for (one, first), (other, second) in combinations(every.items(), 2):
        place = second.place
        folder, branch = _folder(one, first), _branch(one, first)
        if folder and folder == _folder(other, second):
            message = f"The editions `{one}` and `{other}` would be built into one folder, `{folder}`."
            yield error("editions-mixed", message, place, "Give each a folder of its own.")
        if branch and branch == _branch(other, second):
            message = f"The editions `{one}` and `{other}` would both be published to {branch}."
            yield error("editions-mixed", message, place, "Give each a branch or a remote of its own.")


def branch_of(
    outlets: Outlets, edition: str, remote: str | None = None, branch: str | None = None
) -> Branch | Diagnostic:
    """Where an edition is published: as somebody asks for it, else as is said of it.

    Or why it has none: no edition but the default one goes anywhere by itself, and none to another's branch.
    """
    said = outlets.of(edition)
    asked = Outlet(remote=remote or said.remote, branch=branch or said.branch)
    own = _branch(edition, asked)
    if own is None:
        message = f"Nobody has said where the edition `{edition}` is published."
        hint = f"Add `editions: {{{edition}: {{remote: {edition}}}}}` below `extra:` in mkdocs.yml."
        return error("edition-without-branch", message, said.place, hint)
    for other, there in _with_default(outlets.stated).items():
        if other != edition and own == _branch(other, there):
            message = f"The edition `{edition}` cannot be published to {own}: `{other}` is."
            hint = f"Give the edition `{edition}` a branch or a remote of its own."
            return error("other-edition", message, said.place, hint)
    return own


def _with_default(stated: Mapping[str, Outlet]) -> dict[str, Outlet]:
    return {DEFAULT_EDITION: Outlet(), **stated}


def _folder(edition: str, outlet: Outlet) -> str:
    """The folder that is an edition's own: one of which nothing is said may take turns with others."""
    return outlet.folder or (FOLDER if edition == DEFAULT_EDITION else "")


def _branch(edition: str, outlet: Outlet) -> Branch | None:
    if not (outlet.remote or outlet.branch or edition == DEFAULT_EDITION):
        return None
    return Branch(outlet.remote or REMOTE, outlet.branch or BRANCH)
