"""Texts that must be readable wherever they stand: times, ids, references, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.load import describe, shown, unseen
from generator.model import Address, Entry, Id, Plain, RefTo, Rich, When
from generator.model.ids import is_id, short_id
from generator.model.walk import Found, Path, fields
from generator.text import names_a_host
from generator.validate.flaws import Flaw
from generator.validate.words import LEAVE_OUT, field_words, id_fault, is_unknown
from generator.when import Unreadable, parse

_ADDRESS = re.compile(r"(?:https?://[^\s/]\S*|mailto:[^\s@]+@\S+|tel:\+?[0-9][0-9().-]*)", re.IGNORECASE)
_NO_SCHEME = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/:?#]\S*)?", re.IGNORECASE)
#: Two names where one is wanted.
_SEVERAL = re.compile(r"([^,;&+]+?)\s*(?:[,;&+]|\band\b|\s/\s)\s*\S")
_BETWEEN = re.compile(r"\s*(?:[,;&+]|\band\b|\s/\s)\s*")
#: What looks like a space or like nothing: as a word processor, or a page that was copied, leaves it.
_UNSEEN = re.compile("[\u00a0\u00ad\u200b-\u200d\u202f\u2060]")
_LONGEST_LOOK = 200

#: The most characters of a title, a label, a name: some hundred lines.
LONGEST_NAME = 10_000

#: The one time that no entry can do without: a log entry's.
_NEEDED: Path = ("at",)
_MAIL = re.compile(r"[^\s@:]+@[^\s@]+")


def text_flaws(record: Entry) -> Iterator[Flaw]:
    """Every marked text of a record that cannot be read as what it should be."""
    prose: Path = ()
    for found in fields(record):
        if isinstance(found.marker, (Plain, Rich)) and (char := unseen(found.value)):
            yield _unseen(found, char)
        if isinstance(found.marker, Plain) and len(found.value) > LONGEST_NAME:
            yield _too_long(found)
        if isinstance(found.marker, Rich):
            prose = found.path
        elif isinstance(found.marker, When):
            yield from _time(found, found.marker)
        elif isinstance(found.marker, RefTo):
            # What may be a sentence or a reference is whichever it looks like.
            if found.path != prose:
                yield from _reference(found, found.marker)
        elif isinstance(found.marker, Id):
            yield from _id(found)
        elif isinstance(found.marker, Address):
            yield from _address(found)


def _unseen(found: Found, char: str) -> Flaw:
    message = f"Nothing can be seen of {field_words(found.path)}, which begins with {describe(char)}."
    hint = "Type the text again; copied text often brings characters along that show nothing."
    return Flaw(found.path, "forbidden-character", message, hint)


def _too_long(found: Found) -> Flaw:
    message = f"{field_words(found.path)} has more than {LONGEST_NAME:,} characters, and many pages show it."
    hint = "Shorten it; what needs so many words is a `summary` or a `note`."
    return Flaw(found.path, "text-too-long", message[0].upper() + message[1:], hint)


def _time(found: Found, marker: When) -> Iterator[Flaw]:
    time = parse(found.value, marker.expects)
    if isinstance(time, Unreadable):
        hint = LEAVE_OUT if is_unknown(found.value) and found.path != _NEEDED else time.hint
        yield Flaw(found.path, "unreadable-time", time.message, hint)


def _id(found: Found) -> Iterator[Flaw]:
    if fault := id_fault(found.value):
        yield Flaw(found.path, "bad-id", *fault, of_key=found.path[-1] == found.value)


def _reference(found: Found, marker: RefTo) -> Iterator[Flaw]:
    value = found.value
    where = field_words(found.path)
    of_key = found.path[-1] == value
    if marker.qualified:
        collection, slash, entry_id = value.partition("/")
        if slash and is_id(collection) and all(map(is_id, entry_id.split(".", 1))):
            return
        example = f"{marker.collections[0]}/{short_id(entry_id or collection)}"
        message = f"`{shown(value)}` in {where} is not a reference: a collection, a slash, an id."
        yield Flaw(found.path, "bad-reference", message, f"Write it as in `{example}`.", of_key=of_key)
        return
    (collection,) = marker.collections
    parts = value.split(".", 1) if collection == "actions" else [value]
    if all(map(is_id, parts)):
        return
    message = f"`{shown(value)}` in {where} is not the id of an entry of `{collection}`."
    if is_unknown(value) and not of_key:
        yield Flaw(found.path, "bad-reference", message, LEAVE_OUT)
        return
    if hint := _other_than_one(value[:_LONGEST_LOOK], collection, is_item=isinstance(found.path[-1], int)):
        yield Flaw(found.path, "bad-reference", message, hint, of_key=of_key)
        return
    bare = value.removeprefix(f"{collection}/")
    written = bare if all(map(is_id, bare.split(".", 1))) else short_id(bare)
    hint = f"Write the id alone: `{written}`."
    if len(parts) > 1:
        hint = "Write the action's id; if it is another priority's, `priority.action`."
    yield Flaw(found.path, "bad-reference", message, hint, of_key=of_key)


def _other_than_one(value: str, collection: str, *, is_item: bool) -> str:
    """How to mend several names, an address, a name with signs that nobody sees; empty for all else."""
    if is_item:
        names = _BETWEEN.split(value.rstrip(" ,;")) if _SEVERAL.match(value) else value.split()
        if len(names) > 1 and all(map(is_id, names)):
            return f"Part the ids, `[{', '.join(names)}]`, or write one a line, each after a dash."
    if several := _SEVERAL.match(value):
        return f"Name one, by its id alone: `{short_id(several[1])}`."
    if _MAIL.fullmatch(value):
        return f"Write the id of an entry of `{collection}`; an address belongs into it."
    if _UNSEEN.search(value) and is_id(_UNSEEN.sub("", value)):
        return f"A sign that is not seen stands in it: delete it all, and type `{_UNSEEN.sub('', value)}`."
    return ""


def _address(found: Found) -> Iterator[Flaw]:
    value = found.value
    if _ADDRESS.fullmatch(value):
        if names_a_host(value):
            return
        hint = "After the slashes comes a host, such as `https://status.example.org/`."
    elif _MAIL.fullmatch(value):
        hint = f"Write `mailto:{shown(value)}`."
    elif _NO_SCHEME.fullmatch(value):
        hint = f"Write `https://{shown(value)}`."
    elif " " in value and _ADDRESS.fullmatch(value.replace(" ", "")):
        hint = "An address holds no spaces; write %20 for each."
    else:
        hint = "An address starts with https://, http://, mailto: or tel:, and holds no spaces."
    message = f'{field_words(found.path)} is not an address that a page may link to: "{shown(value)}".'
    yield Flaw(found.path, "bad-address", message[0].upper() + message[1:], hint)
