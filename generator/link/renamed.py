"""An id that was changed in its entry alone: told once, at the entry, not at each place with the old one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.addresses import Ref
from generator.diagnostics import Diagnostic, Location, error
from generator.link.names import missing_and_near
from generator.link.references import INSIDE_OF, cite
from generator.validate import Records

#: So many places that name what is not there are no slip of theirs.
_MANY = 5

_OUTER = {inner: outer for outer, inner in INSIDE_OF.items()}


def folded(problems: tuple[Diagnostic, ...], records: Records) -> tuple[Diagnostic, ...]:
    """The problems; those of many places that want one entry, which nothing names, as one at that entry."""
    places: defaultdict[Ref, list[Diagnostic]] = defaultdict(list)
    near: dict[Ref, Ref] = {}
    for problem in problems:
        if pair := missing_and_near(problem):
            near[pair[0]] = pair[1]
            places[pair[0]].append(problem)
    if not any(len(found) >= _MANY for found in places.values()):
        return problems
    named = cite(records)[0]
    renamed = {
        missing: near[missing]
        for missing, found in places.items()
        if len(found) >= _MANY and near[missing] not in named
    }
    told: list[Diagnostic] = []
    hidden: set[Diagnostic] = set()
    for missing, now in renamed.items():
        around = _within(missing, now)
        if around and renamed.get(around[0]) == around[1]:
            continue
        inside = [other for other in places if _within(other, near[other]) == (missing, now)]
        wanting = [problem for each in (missing, *inside) for problem in places[each]]
        hidden.update(wanting)
        told.append(_once(missing, now, sorted(problem.location for problem in wanting), records))
    return (*(problem for problem in problems if problem not in hidden), *told)


def _within(missing: Ref, now: Ref) -> tuple[Ref, Ref] | None:
    """The entries around two that stand inside others, where the two differ in nothing else."""
    outer = _OUTER.get(missing.collection)
    (before, _, inner), (after, _, same) = missing.id.partition("."), now.id.partition(".")
    is_same = outer is not None and missing.collection == now.collection and inner == same
    return (Ref(outer, before), Ref(outer, after)) if is_same and outer else None


def _once(missing: Ref, now: Ref, places: list[Location], records: Records) -> Diagnostic:
    count, first = len(places), places[0]
    return error(
        "unknown-reference",
        f"Nothing names `{now.id}`, but {count} places name `{missing.id}`, which there is not: the first is "
        f"{first.file}:{first.line}.",
        records.places.of(now.collection, now.id),
        f"If the id was changed, change it back, or in each place: {'; '.join(_by_file(places))}.",
    )


def _by_file(places: Iterable[Location]) -> Iterator[str]:
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for place in places:
        lines[place.file].append(str(place.line))
    for file, numbers in lines.items():
        yield f"{file}:{', '.join(dict.fromkeys(numbers))}"
