"""What tells one text from others: rows of words, long numbers. Marks, capitals and spaces do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

#: So many words in a row are hardly ever written twice by chance.
ROW = 6

#: Fewer digits than these stand in many a text.
LONG_NUMBER = 5

#: A single word tells a text from others from so many letters on, a part of a text from so many words on.
LONG_WORD, SHORT_PART = 10, 4

#: Parts one text from the next in what is searched: no row goes across it.
BREAK = "\x1e"

_WORD = re.compile(rf"[^\W_]+|{BREAK}")
# Behind capitals a currency's number may stand, behind small letters that of a digest.
_NUMBER = re.compile(r"(?<![a-z0-9_])\+?[(]?\d(?:[\d ().,'/\u00a0\u2009\u202f-]*\d)?")
#: An amount within what may be one long number: with its thousands set apart in one way, or not at all.
_AMOUNT = re.compile(r"\d{1,3}(?P<apart>[ ,.'\u00a0\u2009\u202f])\d{3}(?:(?P=apart)\d{3})*(?!\d)|\d+")
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")


def words(text: str) -> list[str]:
    """The words of a text, folded: letters and digits alone, in small letters; and each BREAK."""
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return _WORD.findall(text.casefold())


def rows(found: list[str], length: int = ROW) -> Iterator[tuple[str, ...]]:
    """Every so many words that stand one after another."""
    return zip(*(found[start:] for start in range(length)), strict=False)


def rows_of(text: str) -> Iterator[tuple[str, ...]]:
    """Every row of ROW words of a text, none across a BREAK."""
    for part in text.split(BREAK):
        yield from rows(words(part))


def placed_rows(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """The rows of a text, each with where it begins."""
    found = [(match.group().casefold(), match.start()) for match in _WORD.finditer(text)]
    for at in range(len(found) - ROW + 1):
        yield tuple(word for word, _ in found[at : at + ROW]), found[at][1]


def numbers(text: str) -> Iterator[str]:
    """The digits of each long number, whatever stands between them, as in telephone numbers and amounts.

    Where numbers stand one beside another, those of all together and those of each.
    """
    for match in _NUMBER.finditer(text):
        whole = match.group()
        parts = {whole, *(amount.group() for amount in _AMOUNT.finditer(whole))}
        for digits in {"".join(char for char in part if char.isdigit()) for part in parts}:
            if len(digits) >= LONG_NUMBER:
                yield digits


def distinctive(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """The rows of words by which these texts are known; a shorter text by all of it, if that is enough."""
    found: set[tuple[str, ...]] = set()
    for text in texts:
        parts = [words(part) for part in text.split(BREAK)]
        least = 2 if len(parts) == 1 else SHORT_PART
        for said in parts:
            if len(said) >= ROW:
                found.update(rows(said))
            elif len(said) >= least or any(len(word) >= LONG_WORD for word in said):
                found.add(tuple(said))
    return found
