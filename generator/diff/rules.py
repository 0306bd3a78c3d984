"""Rules newly broken and no longer broken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from generator.addresses import Ref
from generator.diff.acceptances import acceptances, title_of
from generator.diff.compared import Compared
from generator.diff.difference import Change, Kind, Section, Side, Value
from generator.link.references import INSIDE_OF
from generator.rules import RULES, Finding
from generator.rules.base import listed

#: Told where people are, with the days.
_ELSEWHERE = frozenset({"overloaded"})

#: Those that make one finding of many: each of its sentences is about an entry of its own.
_GATHERING = frozenset(rule.code for rule in RULES if rule.gather is not None)

#: Collections of entries that stand inside an entry, and where.
_AROUND = {inner: outer for outer, inner in INSIDE_OF.items()}

_TITLES = {rule.code: rule.title for rule in RULES}

#: One rule, and the entries that break it together.
_Key = tuple[str, tuple[Ref, ...]]
_Breaks = Mapping[_Key, list[Finding]]


def rules(compared: Compared) -> Section:
    """What is newly broken first, then what is accepted otherwise, then what is mended.

    What was accepted and is open now, or the other way round, is told with its acceptance. Nothing was mended
    where all that broke a rule is gone.
    """
    old, new = compared.old, compared.new
    then, now = _breaks(_open(old), compared.renamed), _breaks(_open(new), {})
    decided_then, decided_now = _breaks(_accepted(old), compared.renamed), _breaks(_accepted(new), {})
    changes = (
        *_changes("broken", compared, _more(now, then, decided_then)),
        *acceptances(compared, _more(decided_now, then, decided_then)),
        *_changes("mended", compared, _kept(compared, _more(then, now, decided_now))),
    )
    return Section("rules", "Rules", changes)


def _open(side: Side) -> Iterable[Finding]:
    return (finding for finding in side.verdict.findings if finding.rule not in _ELSEWHERE)


def _accepted(side: Side) -> Iterable[Finding]:
    return (finding for finding, _ in side.verdict.accepted)


def _breaks(findings: Iterable[Finding], renamed: Mapping[Ref, Ref]) -> _Breaks:
    found: defaultdict[_Key, list[Finding]] = defaultdict(list)
    for finding in findings:
        entries = tuple(renamed.get(ref, ref) for ref in finding.entries)
        for group in [(ref,) for ref in entries] if finding.rule in _GATHERING else [entries]:
            found[finding.rule, group].append(finding)
    return found


def _more(these: _Breaks, *others: _Breaks) -> Iterator[tuple[_Key, Finding]]:
    """Those of which there are more than there were; told are the ones that read otherwise."""
    for key, found in these.items():
        had = [finding.message for other in others for finding in other.get(key, ())]
        fresh = sorted(found, key=lambda finding: finding.message in had)
        yield from ((key, finding) for finding in fresh[: max(0, len(found) - len(had))])


def _kept(compared: Compared, found: Iterable[tuple[_Key, Finding]]) -> Iterator[tuple[_Key, Finding]]:
    """Those of which an entry is still there; the playbook as a whole always is."""
    gone = {entry.ref for entry in compared.removed}
    return (item for item in found if not gone.issuperset(item[0][1]))


def _changes(kind: Kind, compared: Compared, found: Iterable[tuple[_Key, Finding]]) -> Iterator[Change]:
    """A change a finding, with the entries that are new in it where a rule gathers many."""
    entries: defaultdict[int, list[Ref]] = defaultdict(list)
    findings: dict[int, Finding] = {}
    for (_, refs), finding in found:
        entries[id(finding)] += refs
        findings[id(finding)] = finding
    for key, finding in findings.items():
        fresh = dict.fromkeys(entries[key])
        renamed = compared.renamed if kind == "mended" else {}
        every = [renamed.get(ref, ref) for ref in finding.entries]
        is_whole = set(every) <= set(fresh)
        named = every[:1] if is_whole else [*_innermost(fresh)]
        # Of what a rule gathered the rest is as it was: its sentence is still true.
        said = (None, finding.message) if kind == "broken" else (_ended(finding, is_whole=is_whole), None)
        names = listed(title_of(ref, compared) for ref in named)
        yield Change(kind, named[0], names, (Value(finding.rule, finding.rule, *said),))


def _innermost(refs: Iterable[Ref]) -> Iterator[Ref]:
    """Without what others of them stand in: its sentence is there to explain theirs."""
    every = tuple(refs)
    around = {
        Ref(_AROUND[ref.collection], ref.id.partition(".")[0]) for ref in every if ref.collection in _AROUND
    }
    return (ref for ref in every if ref not in around)


def _ended(finding: Finding, *, is_whole: bool) -> str:
    return finding.message if is_whole else _TITLES[finding.rule]
