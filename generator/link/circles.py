"""What leads back to itself: work that waits for itself, a correction of itself, a group inside itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.addresses import Ref
from generator.diagnostics import Diagnostic, Location, error
from generator.model import Action, LogEntry, Record, Role
from generator.model.walk import Path
from generator.validate import Records
from generator.when import Unreadable, parse
from generator.when import references as time_references
from generator.when.values import Before


class Edge(NamedTuple):
    """One step of a chain: what is named, and the field below the entry that names it."""

    target: str
    path: Path


#: Edges by the id of the entry that they start at.
Chain = Mapping[str, tuple[Edge, ...]]


def circles(records: Records) -> Iterator[Diagnostic]:
    """One error for each chain that comes round, where it closes; chains end where nothing is known."""
    roles = {key: role for key, role in records.collections["roles"].items() if isinstance(role, Role)}
    log = {key: entry for key, entry in records.collections["log"].items() if isinstance(entry, LogEntry)}
    chains: tuple[tuple[str, str, Chain], ...] = (
        ("actions", "waits for", {key: tuple(_waits(key, it)) for key, it in _actions(records)}),
        (
            "roles",
            "has the member",
            {key: tuple(_listed("members", it.members)) for key, it in roles.items()},
        ),
        (
            "roles",
            "reports to",
            {key: tuple(_single("reports_to", it.reports_to)) for key, it in roles.items()},
        ),
        ("log", "corrects", {key: tuple(_single("corrects", it.corrects)) for key, it in log.items()}),
    )
    for collection, verb, chain in chains:
        for start, edge, way in _closing(chain):
            yield _problem(way, verb, records.places.of(*Ref(collection, start), *edge.path))


def _problem(way: tuple[str, ...], verb: str, place: Location) -> Diagnostic:
    first, *others = way
    rest = ", which ".join(f"{verb} `{name}`" for name in (*others, first))
    return error("circular-reference", f"`{first}` {rest}.", place, "Take one of them out of the circle.")


def _actions(records: Records) -> Iterator[tuple[str, Action]]:
    for priority, record in records.collections["priorities"].items():
        inside: Mapping[str, Record] = getattr(record, "actions", {})
        for name, action in inside.items():
            if isinstance(action, Action):
                yield f"{priority}.{name}", action


def _waits(action_id: str, action: Action) -> Iterator[Edge]:
    own = action_id.partition(".")[0]
    for index, needed in enumerate(action.needs):
        yield Edge(needed if "." in needed else f"{own}.{needed}", ("needs", index))
    # Most times name no action, and reading them takes time.
    if action.when and "actions/" in action.when:
        time = parse(action.when)
        # What is over before another begins does not wait for it.
        names = () if isinstance(time, (Unreadable, Before)) else time_references(time)
        yield from (Edge(name.removeprefix("actions/"), ("when",)) for name in names)


def _listed(field: str, targets: Iterable[str]) -> Iterator[Edge]:
    return (Edge(target, (field, index)) for index, target in enumerate(targets))


def _single(field: str, target: str | None) -> Iterator[Edge]:
    if target is not None:
        yield Edge(target, (field,))


def _closing(chain: Chain) -> Iterator[tuple[str, Edge, tuple[str, ...]]]:
    """Each edge that leads back to an entry on the way to it: its start, itself, the way round.

    Without recursion: a log may hold a thousand corrections of corrections.
    """
    finished: set[str] = set()
    for root in chain:
        way: dict[str, Iterator[Edge]] = {}
        if root not in finished:
            way[root] = iter(chain[root])
        while way:
            here = next(reversed(way))
            edge = next(way[here], None)
            if edge is None:
                finished.add(here)
                del way[here]
            elif edge.target in way:
                names = tuple(way)
                yield here, edge, names[names.index(edge.target) :]
            elif edge.target in chain and edge.target not in finished:
                way[edge.target] = iter(chain[edge.target])
