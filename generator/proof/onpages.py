"""Hand-written pages are in every edition: what they say in the words of an entry that is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.content import ContentPage
from generator.diagnostics import Diagnostic, warning
from generator.phrases import placed_rows, rows_of
from generator.proof.needles import Hidden, texts_of
from generator.proof.withheld import hidden_from
from generator.validate import Records
from generator.withhold import editions_of, readers_of


def quoted_on_pages(records: Records, pages: Iterable[ContentPage]) -> Iterator[Diagnostic]:
    """A warning for each page, and each entry withheld in some edition, of which it says a row of words."""
    known = _known(records)
    if not known:
        return
    for page in pages:
        told = set()
        for start, prose in page.prose():
            for row, at in placed_rows(prose):
                hidden = known.get(row)
                if hidden is not None and hidden.ref not in told:
                    told.add(hidden.ref)
                    yield warning(
                        "quotes-withheld",
                        f"This page says “… {' '.join(row)} …” to everybody, as does `{hidden.ref}`, which "
                        "not everybody sees.",
                        page.place(start + at),
                        "Reword one of them.",
                    )


def _known(records: Records) -> Mapping[tuple[str, ...], Hidden]:
    if records.overview is None:
        return {}
    readers = (readers_of(name, records) for name in editions_of(records.overview))
    hidden = (item for some in readers for item in hidden_from(some, records))
    return {row: item for item in hidden for text in texts_of(item.record) for row in rows_of(text)}
