"""Messages already sent that said otherwise by the one playbook and not by the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.addresses import Ref
from generator.diff.compared import Compared
from generator.diff.difference import Change, Kind, Section, Value
from generator.linked import Playbook
from generator.stated import Otherwise, said_otherwise

#: One fact that one audience was told: the record of the message, the audience, the fact's source.
_Told = tuple[Ref, Ref, str]


def messages(compared: Compared) -> Section:
    """Which messages became wrong, and which were put right; oldest first within an audience."""
    then, now = _otherwise(compared.old.book), _otherwise(compared.new.book)
    wrong = _changes("otherwise", {key: one for key, one in now.items() if key not in then})
    right = _changes("settled", {key: one for key, one in then.items() if key not in now})
    return Section("messages", "Messages already sent", (*wrong, *right))


def _otherwise(book: Playbook) -> dict[_Told, Otherwise]:
    found = (one for plan in book.comms for one in said_otherwise(plan))
    return {(one.item.ref, one.plan.ref, one.fact.source): one for one in found}


def _changes(kind: Kind, found: Mapping[_Told, Otherwise]) -> Iterator[Change]:
    """One change a message and audience."""
    by_message: defaultdict[tuple[Ref, Ref], list[Otherwise]] = defaultdict(list)
    for (item, plan, _), one in found.items():
        by_message[item, plan].append(one)
    for ones in by_message.values():
        facts = (one.fact for one in ones)
        values = tuple(Value(fact.source, fact.name, fact.then, fact.now) for fact in facts)
        yield Change(kind, ones[0].item.ref, ones[0].plan.title, values, at=ones[0].item.at)
