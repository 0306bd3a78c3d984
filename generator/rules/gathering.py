"""Several findings as one line, where a line an entry would be noise."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace

from generator.rules.base import Finding, Sentence, listed, quoted

Group = tuple[Finding, ...]


def together(
    by: Callable[[Finding], Hashable], words: Callable[[Group], str]
) -> Callable[[Group], Iterator[Finding]]:
    """A rule's `gather`: one finding of all that are alike `by`, at the first; `words` is its message."""

    def gather(findings: Group) -> Iterator[Finding]:
        alike: dict[Hashable, list[Finding]] = {}
        for finding in findings:
            alike.setdefault(by(finding), []).append(finding)
        for group in map(tuple, alike.values()):
            if len(group) == 1:
                yield group[0]
            else:
                said = dict.fromkeys(sentence for finding in group for sentence in finding.sentences)
                yield replace(group[0], message=words(group), sentences=tuple(said))

    return gather


def last_sentences(group: Iterable[Finding]) -> tuple[Sentence, ...]:
    """The last sentence of each: what sets it apart from those it is gathered with."""
    return tuple(finding.sentences[-1] for finding in group)


def names(group: Iterable[Finding]) -> str:
    """What the last sentences say, the first few of them."""
    return listed(quoted(sentence.text, 40) for sentence in last_sentences(group))
