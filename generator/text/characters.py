"""Characters made harmless: `plain` text, and what every text goes through first.

A text may hold anything that YAML can, escapes included. Characters that no reader can see and that
steer a parser are replaced; those that only look odd (emoji, joiners, right-to-left marks) stay.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import punctuation

#: A playbook of 2,000 pages has fewer texts than this, so that each is made safe once.
CACHED_TEXTS = 32768

#: Marks a place in a text where something is put in later. `clean` leaves none in a text, and they
#: mean nothing to any parser: Unicode keeps these for a program's own use (noncharacters).
TOKEN, TOKEN_END, BLOCK_TOKEN = "\ufdd0", "\ufdd1", "\ufdd2"

_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_UNSAFE = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_EMBEDDINGS, _ISOLATES = "\u202a\u202b\u202d\u202e", "\u2066\u2067\u2068"

#: What `clean` changes, as the inside of a character class.
UNCLEAN = f"\t{_LINE_ENDS}{_UNSAFE}{_EMBEDDINGS}{_ISOLATES}"

_ENTITIES = {char: f"&#{ord(char)};" for char in punctuation}
# What most addresses are made of means nothing in an attribute; encoded it could not be read.
_ADDRESS_ENTITIES = {ord(char): entity for char, entity in _ENTITIES.items() if char not in "/:.-"}
_PUNCTUATION = re.compile(f"[{re.escape(punctuation)}]")
# Possessive: nothing here can match in a second way, and looking for one takes longer than matching.
_WORD = f"[^ \n{re.escape(punctuation)}{UNCLEAN}]++"
_WORDS = re.compile(f"{_WORD}(?: {_WORD})*+")
_IS_UNCLEAN = re.compile(f"[{UNCLEAN}]")
_LINE_END = re.compile(f"\r\n|[{_LINE_ENDS}]")
_UNSAFE_CHARACTER = re.compile(f"[{_UNSAFE}]")
_BLANKS = re.compile(r" [ \n]+|\n[ \n]*")


@lru_cache(maxsize=CACHED_TEXTS)
def plain(text: str) -> str:
    """Text for any place in a page: HTML, an attribute, Markdown, a quoted value in front matter or YAML.

    Every ASCII punctuation character becomes a numeric entity, so that no markup of any kind is left;
    white space becomes single spaces. Letters, digits and all that is not ASCII stay as typed.
    """
    if _WORDS.fullmatch(text):
        return text
    return encode(_BLANKS.sub(" ", clean(text)).strip(" "))


def typed(text: str) -> str:
    """As `plain`, but every line and every space stays: for a place whose style keeps them."""
    return encode(clean(text)).replace("\n", "&#10;")


def encode(text: str) -> str:
    """Every ASCII punctuation character as a numeric entity (`&#42;`)."""
    return _PUNCTUATION.sub(_entity, text)


def _entity(found: re.Match[str]) -> str:
    return _ENTITIES[found[0]]


def encode_address(address: str) -> str:
    """An address for a quoted attribute: as `encode`, but slash, colon, dot and hyphen stay."""
    return address.translate(_ADDRESS_ENTITIES)


def clean(text: str) -> str:
    r"""Line ends as `\n`, tabs as spaces, unsafe characters as U+FFFD, direction marks closed.

    Unsafe are control characters, lone surrogates and noncharacters.
    """
    if not _IS_UNCLEAN.search(text):
        return text
    text = _LINE_END.sub("\n", text).expandtabs(4)
    text = _UNSAFE_CHARACTER.sub("\ufffd", text)
    return text + _open_directions(text)


def _open_directions(text: str) -> str:
    """The closing marks of whatever direction the text leaves open (UAX #9, X2 to X7).

    Without them a text could reorder the words that follow it on the page.
    """
    still_open: list[str] = []
    for char in text:
        if char in _EMBEDDINGS:
            still_open.append("\u202c")
        elif char in _ISOLATES:
            still_open.append("\u2069")
        elif char == "\u2069" and char in still_open:
            while still_open.pop() != char:
                pass
        elif char == "\u202c" and still_open[-1:] == [char]:
            still_open.pop()
    return "".join(reversed(still_open))
