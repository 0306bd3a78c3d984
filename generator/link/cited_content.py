"""References in hand-written pages: checked like those of the data, and counted as back-links."""

from __future__ import annotations

from collections import defaultdict

from generator.addresses import Ref
from generator.content import ContentPage
from generator.diagnostics import Diagnostic
from generator.link.names import Names
from generator.link.references import check_text
from generator.text import broken_references, references
from generator.validate import Records


def cite_content(
    pages: tuple[ContentPage, ...], names: Names, records: Records
) -> tuple[dict[Ref, tuple[ContentPage, ...]], tuple[Diagnostic, ...]]:
    """The pages that name each entry, and what is wrong with their references."""
    cited: defaultdict[Ref, list[ContentPage]] = defaultdict(list)
    problems: list[Diagnostic] = []
    for page in pages:
        for start, prose in page.prose():
            spans = [(item.start, prose[item.start : item.end]) for item in references(prose)]
            spans += [(item.start, prose[item.start :]) for item in broken_references(prose)[:1]]
            for offset, written in spans:
                found, wrong = check_text(written, names, page.place(start + offset), records)
                problems.extend(wrong)
                for ref in found:
                    cited[ref].append(page)
    return {ref: tuple(dict.fromkeys(found)) for ref, found in cited.items()}, tuple(dict.fromkeys(problems))
