"""Texts as their words alone: what remains when case, punctuation and dashes are ignored."""

from __future__ import annotations

import re
import unicodedata

# A number keeps the point or colon inside it: "5%" does not stand in "0.5%", nor "at 6" in "at 6:30".
_WORD = re.compile(r"\d+(?:,\d{3}(?!\d))*(?:[.:]\d+)*[^\W_]*|[^\W_]+")


def words(text: str) -> str:
    """The words in lower case, one space around each; empty for a text without any."""
    found = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return f" {' '.join(found).replace(',', '')} " if found else ""
