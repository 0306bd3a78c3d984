"""References in hand-written pages: checked like those of the data, and counted as back-links."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from generator.addresses import Ref
from generator.content import ContentPage
from generator.diagnostics import Diagnostic, Location
from generator.link.names import Names
from generator.link.references import MOST_A_TEXT, MOST_PROBLEMS, broken, check_reference
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
            found = broken_references(prose)[:MOST_A_TEXT]
            problems += [broken(item, page.place(start + item.start)) for item in found]
            for reference in references(prose):
                if len(problems) > MOST_PROBLEMS:
                    break
                ref, wrong = check_reference(reference, names, Location(), records)
                at = page.place(start + reference.start) if wrong else Location()
                problems += [replace(problem, location=at) for problem in wrong]
                if ref is not None:
                    cited[ref].append(page)
    return {ref: tuple(dict.fromkeys(found)) for ref, found in cited.items()}, tuple(problems)
