"""What audiences hear, when and from whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from generator.diff.compared import Compared, Pair
from generator.diff.difference import Change, Section, Value
from generator.diff.entries import section
from generator.diff.values import changed
from generator.facts import fact
from generator.linked import CommsPlan
from generator.linked.resolve import resolver
from generator.words import Writer


def communication(compared: Compared) -> Section:
    """In the order of the site; a line of a schedule that differs is a value of its own."""
    return section("communication", "Communication", compared, _tell)


def _tell(pair: Pair, fields: tuple[str, ...]) -> Change:
    values: list[Value] = []
    for field in fields:
        old, new = pair.old, pair.new
        if field == "schedule" and isinstance(old, CommsPlan) and isinstance(new, CommsPlan):
            # Lines that only stand in another order are told as the whole list.
            values += tuple(_lines(old, new)) or changed(pair, (field,))
        else:
            values += changed(pair, (field,))
    return Change("changed", pair.new.ref, pair.new.title, tuple(values))


def _lines(old: CommsPlan, new: CommsPlan) -> Iterator[Value]:
    """By what is heard: of a line on both sides what differs in it, else the whole line."""
    then, now = dict(_schedule(old)), dict(_schedule(new))
    for what in (*now, *(what for what in then if what not in now)):
        before, after = then.get(what), now.get(what)
        if before is None or after is None:
            yield Value("schedule", what, _whole(before), _whole(after))
            continue
        for name in (*after, *(name for name in before if name not in after)):
            if before.get(name) != after.get(name):
                yield Value("schedule", f"{what}: {name.lower()}", before.get(name), after.get(name))


def _whole(line: Mapping[str, str] | None) -> str | None:
    return None if line is None else ", ".join(line.values()) or "whenever it is due"


def _schedule(plan: CommsPlan) -> Iterator[tuple[str, dict[str, str]]]:
    """Each line by what is heard, with its other fields by their labels; a second one has a number."""
    found = fact(plan, "schedule")
    writer, seen = Writer(resolver(plan.book)), Counter[str]()
    for item in found.value.content if found else ():
        what = ", ".join(writer.value(one.value) for one in item.content if one.leads)
        fields = {one.label: writer.value(one.value) for one in item.content if not one.leads}
        seen[what] += 1
        yield f"{what} ({seen[what]})" if seen[what] > 1 else what, fields
