"""Where an edition may be published: where its own readers come, and only when it is said who they are."""

from __future__ import annotations

from pathlib import Path

from generator.cli.options import finish
from generator.diagnostics import Diagnostic, error
from generator.linked import Summary
from generator.load import load
from generator.outlets import Branch, Outlet, branch_of, read_outlets
from generator.stamp import DEFAULT_EDITION
from generator.validate import validate
from generator.withhold import editions_of, known


def unguarded(edition: str, outlet: Outlet, playbook: Summary) -> Diagnostic | None:
    """Why nobody may publish an edition yet: it is not said who can read it there, or all could."""
    said = outlet.visibility or playbook.record.visibility
    if said is None:
        message = "Nobody has said who can read the published site, and a crisis plan is not for everyone."
        hint = "Add `visibility: public`, or `visibility: restricted` if its host lets only some people in."
        return error("no-visibility", message, playbook.place, hint)
    if edition != DEFAULT_EDITION and said != "restricted":
        message = f"Everybody could read the edition `{edition}` where it is published."
        hint = "Say `visibility: restricted` of it in mkdocs.yml once its host lets in only who may read it."
        return error("edition-for-everyone", message, outlet.place, hint)
    return None


def asked_place(root: Path, edition: str, remote: str | None, branch: str | None) -> Branch:
    """Where an edition is published, whatever else is wrong with the plan; leaves where it may be nowhere.

    What the plan names no more may still stand there: that mkdocs.yml says where is enough. Raises
    UnknownEditionError.
    """
    overview = validate(load(root)[0])[0].overview
    names = editions_of(overview) if overview else (DEFAULT_EDITION,)
    outlets = read_outlets(root)
    if outlets.problems:
        finish(outlets.problems, root, "text")
    known(edition, tuple(dict.fromkeys((*names, *outlets.stated))))
    place = branch_of(outlets, edition, remote, branch)
    if isinstance(place, Diagnostic):
        finish([place], root, "text")
    return place
