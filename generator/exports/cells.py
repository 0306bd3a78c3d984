"""Tables for spreadsheets, in which no text is taken for a formula."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

#: What one cell holds; None is an empty one.
Cell = str | float | None

#: What a text must not begin with: a spreadsheet would compute it.
FORMULA = frozenset("=+-@\N{MINUS SIGN}")

#: What must not stand first even where nothing comes after it: it moves what follows into a cell of its own.
BREAKS = frozenset("\t\r\n")

#: What keeps a text a text.
GUARD = "'"


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows below their head as CSV: UTF-8 with a mark at its start, lines that end in CR LF.

    Texts stand in quotes and numbers do not, so that a comma, a semicolon or a tab in a text begins no cell.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([safe(name) for name in head])
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """A text that no spreadsheet computes: a leading `'` before what it would take for a formula.

    It sees through blanks and invisible characters before the sign, and through signs of full width.
    """
    first = next((char for char in text if unicodedata.category(char)[0] not in "ZC"), "")
    is_formula = unicodedata.normalize("NFKC", first)[:1] in FORMULA
    return f"{GUARD}{text}" if text and (is_formula or text[0] in BREAKS) else text


def _cell(cell: Cell) -> str | float:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe(cell)
    # Whole amounts are read as whole numbers, whichever way the YAML spells them.
    return int(cell) if float(cell).is_integer() else cell
