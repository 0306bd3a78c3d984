"""Ids: how things are named, what a name typed by a person would be as one, and which one they meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from zlib import crc32

ID_PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"
MAX_ID_LENGTH = 60

_ID = re.compile(ID_PATTERN)
_SEPARATORS = re.compile("[^a-z0-9]+")
_DIGEST_LENGTH = 8

#: What is compared of a name: likeness takes time, and no name is as long.
_LONGEST_GUESS = 100

#: So many names are compared with one; no collection of a plan that people keep in mind has as many.
_MOST_COMPARED = 2000


def is_id(text: str) -> bool:
    """Whether a text may name an entry."""
    return len(text) <= MAX_ID_LENGTH and _ID.fullmatch(text) is not None


def slug(text: str) -> str:
    """A text in the characters of an id, of any length; empty where it has none of them."""
    # Apostrophes and accents are dropped, not separators: "Client's café" is `clients-cafe`.
    folded = text if text.isascii() else _without_accents(text)
    joined = folded.lower().replace("'", "").replace("\u2019", "")
    return _SEPARATORS.sub("-", joined).strip("-")


@lru_cache(maxsize=65536)
def short_id(text: str) -> str:
    """The id of a text: its slug, past 60 characters cut and told apart by a digest of the whole.

    A text without any letter or digit of an id (other alphabets, punctuation) is named by its digest.
    """
    whole = slug(text)
    if whole and len(whole) <= MAX_ID_LENGTH:
        return whole
    digest = f"{crc32((whole or text).encode('utf-8', 'surrogatepass')):0{_DIGEST_LENGTH}x}"
    kept = whole[: MAX_ID_LENGTH - _DIGEST_LENGTH - 1].rstrip("-")
    return f"{kept}-{digest}" if kept else f"x{digest}"


def nearest(name: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known name that somebody probably meant, or None when nothing is close.

    `likeness` is difflib's ratio, 0 to 1, that a name must reach.
    """
    names = sorted(known)
    if len(names) > _MOST_COMPARED:
        # Likeness takes time; a slip rarely is in the first letter.
        names = [other for other in names if other[:1] == name[:1]][:_MOST_COMPARED]
    found = get_close_matches(name[:_LONGEST_GUESS], names, n=1, cutoff=likeness)
    return found[0] if found else None


def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
