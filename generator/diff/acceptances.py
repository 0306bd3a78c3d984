"""Rules that are accepted now, or no longer, or otherwise: by whom, why, until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.addresses import Ref
from generator.diff.compared import Compared
from generator.diff.difference import Change, Kind, Side, Value
from generator.facts import label
from generator.linked import Linked
from generator.linked.resolve import resolver
from generator.model import Acceptance, Entry
from generator.rules import RULES, Finding
from generator.words import Writer

#: What is told of an acceptance, as the YAML names it.
_FIELDS = ("by", "because", "until")


def acceptances(
    compared: Compared, found: Iterable[tuple[tuple[str, tuple[Ref, ...]], Finding]]
) -> Iterator[Change]:
    """What the data accept otherwise; then what is newly `found` and was accepted beforehand."""
    fresh: list[Acceptance] = []
    both = [(pair.old, pair.new) for pair in compared.pairs if "accept" in pair.changed]
    for old, new in (*both, *((None, entry) for entry in compared.added)):
        then, now = _by_rule(old), _by_rule(new)
        for key in (*now, *(key for key in then if key not in now)):
            before, after = then.get(key), now.get(key)
            if before != after:
                fresh += [after] if after else []
                yield _change(compared, old, new, (before, after))
    for _, finding in found:
        acceptance = next(given for one, given in compared.new.verdict.accepted if one is finding)
        if acceptance not in fresh:
            said = Value(finding.rule, finding.rule, None, finding.message)
            yield Change("accepted", finding.entry, title_of(finding.entry, compared), (said,))


def title_of(ref: Ref, compared: Compared) -> str:
    """An entry's title as it is now, or as it last was; the playbook's where it is none."""
    old, new = compared.old.book, compared.new.book
    return (new.entries.get(ref) or old.entries.get(ref) or new.summary).title


def _by_rule(entry: Linked[Entry] | None) -> dict[tuple[str, int], Acceptance]:
    """By rule, and which of that rule's it is."""
    found: dict[tuple[str, int], Acceptance] = {}
    for one in entry.accept if entry else ():
        number = sum(rule == one.rule for rule, _ in found)
        found[one.rule, number] = one
    return found


def _change(
    compared: Compared,
    old: Linked[Entry] | None,
    new: Linked[Entry],
    sides: tuple[Acceptance | None, Acceptance | None],
) -> Change:
    before, after = sides
    kind: Kind = "changed" if before and after else "accepted" if after else "unaccepted"
    then, now = _words(old, before), _words(new, after)
    values = (
        Value(name, label("", name), then.get(name), now.get(name))
        for name in _FIELDS
        if then.get(name) != now.get(name)
    )
    broken = _broken(compared, sides)
    # What it accepts is said again only where that is another: else which rule it is of.
    named = (replace(value, name=f"{broken.name}, {value.name.lower()}") for value in values)
    told = tuple(named) if broken.then == broken.now else (broken, *values)
    return Change(kind, new.ref, new.title, told)


def _broken(compared: Compared, sides: tuple[Acceptance | None, Acceptance | None]) -> Value:
    """What is accepted: the findings' own words, or what the rule asks for where nothing breaks it."""
    rule = next(one.rule for one in sides if one)
    then, now = (_accepted(side, one) for side, one in zip((compared.old, compared.new), sides, strict=True))
    return Value(rule, rule, then, now)


def _accepted(side: Side, acceptance: Acceptance | None) -> str | None:
    if acceptance is None:
        return None
    # What is over accepts nothing; what it was given for is the same.
    given_for = (*side.verdict.accepted, *side.verdict.expired)
    found = [finding.message for finding, given in given_for if given is acceptance]
    titles = {known.code: known.title for known in RULES}
    return "\n".join(found) or titles.get(acceptance.rule, acceptance.rule)


def _words(entry: Linked[Entry] | None, acceptance: Acceptance | None) -> dict[str, str]:
    if entry is None or acceptance is None:
        return {}
    role = entry.book.role(acceptance.by)
    found = {
        "by": role.title if role else acceptance.by,
        "because": Writer(resolver(entry.book)).text(acceptance.because),
        "until": acceptance.until or "",
    }
    return {name: words for name, words in found.items() if words}
