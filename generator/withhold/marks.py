"""What is wrong with saying whom something is for."""

from __future__ import annotations

from collections.abc import Iterator

from generator.addresses import OVERVIEW, WITHHELD, Ref
from generator.diagnostics import Diagnostic, Location, error
from generator.model import CommsPlan, Overview
from generator.model.ids import nearest
from generator.model.walk import Path
from generator.validate import Records


def marks(records: Records) -> Iterator[Diagnostic]:
    """Groups that no edition is for, a plan that is for one group as a whole, ids that stand for others."""
    overview = records.overview
    if overview is None:
        return
    if overview.confidential is not None:
        place = records.places.of(*OVERVIEW, "confidential")
        message = "`confidential` is for single entries; the playbook as a whole is kept by who can open it."
        hint = "Take it away here, and put it on the entries that are not for everyone."
        yield error("confidential-playbook", message, place, hint)
    yield from _unknown(records, overview)
    for ref, _, _ in records.every():
        if ref.id.rpartition(".")[2] == WITHHELD:
            message = f"The id `{WITHHELD}` stands for what readers of an edition do not see."
            yield error("reserved-id", message, records.places.of(*ref), "Choose another id.")


def _unknown(records: Records, overview: Overview) -> Iterator[Diagnostic]:
    """One error a group, at its first mark: who renames a group has made one mistake."""
    if not overview.editions and records.places.is_filled(*OVERVIEW, "editions"):
        # What stands there has an error, which is told already.
        return
    groups = sorted({group for listed in overview.editions.values() for group in listed})
    marked: dict[str, list[Location]] = {}
    for ref, path, group in _marked(records):
        marked.setdefault(group, []).append(records.places.of(*ref, *path, "confidential"))
    for group, places in marked.items():
        if group not in groups:
            more = f", nor {len(places) - 1} more like it" if len(places) > 1 else ""
            message = f"No edition is for the group `{group}`, so that nobody would ever see this{more}."
            yield error("unknown-group", message, places[0], _hint(group, groups))


def _hint(group: str, groups: list[str]) -> str:
    near = nearest(group, groups)
    if near:
        return f"Did you mean `{near}`?"
    if groups:
        return f"Groups are: {', '.join(groups)}. `playbook.editions` says which edition is for which."
    return f"Say which edition is for it, such as `editions: {{{group}: [{group}]}}` below `playbook:`."


def _marked(records: Records) -> Iterator[tuple[Ref, Path, str]]:
    for ref, entry, _ in records.every():
        if entry.confidential is not None:
            yield ref, (), entry.confidential
        if isinstance(entry, CommsPlan):
            for index, offer in enumerate(entry.offers):
                if offer.confidential is not None:
                    yield ref, ("offers", index), offer.confidential
