"""From `extra.editions` of mkdocs.yml to where each edition goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from generator.diagnostics import Diagnostic, error
from generator.load import Raw, RawMap, RawScalar
from generator.model.ids import nearest
from generator.outlets.outlet import Outlet, Outlets
from generator.settings import part, start

_FIELDS = ("folder", "remote", "branch", "site_url", "visibility")
_VISIBILITY = ("public", "restricted")

# A build replaces it whole, git passes it over, `make clean` removes it: nothing else has such a name.
_FOLDER = re.compile(r"site(?:-[a-z0-9]+)*")

#: A message and a hint.
_Fault = tuple[str, str]


def read_outlets(root: Path) -> Outlets:
    """What the playbook's mkdocs.yml says of its editions; a field with a fault counts as not there."""
    extra, unread = part(root, "extra")
    listed = extra.get("editions") if isinstance(extra, RawMap) else None
    if listed is None or _is_empty(listed[1]):
        return Outlets()
    if not isinstance(listed[1], RawMap):
        message = "`editions` says of each edition by its name where it goes."
        return Outlets(problems=(_told((message, "Write `name: {...}` below it."), listed[1]),))
    problems = [*unread]
    stated = {}
    for name, said in listed[1].entries:
        fields = dict(_fields(said, problems))
        stated[name.text] = Outlet(
            folder=fields.get("folder", ""),
            remote=fields.get("remote", ""),
            branch=fields.get("branch", ""),
            site_url=start(fields.get("site_url", "")),
            visibility=fields.get("visibility", ""),
            place=name.location,
        )
    return Outlets(stated, tuple(problems))


def _fields(said: Raw, problems: list[Diagnostic]) -> Iterator[tuple[str, str]]:
    """What is said of one edition, by field; faults go to `problems`."""
    listed = ", ".join(f"`{name}`" for name in _FIELDS)
    if not isinstance(said, RawMap):
        if not _is_empty(said):
            message = "Where an edition goes is said in fields of its own."
            problems.append(_told((message, f"These are {listed}."), said))
        return
    for key, value in said.entries:
        if key.text not in _FIELDS:
            near = nearest(key.text, _FIELDS)
            hint = f"Did you mean `{near}`?" if near else f"Fields are: {listed}."
            problems.append(_told((f"`{key.text}` says nothing of where an edition goes.", hint), key))
        elif not isinstance(value, RawScalar):
            problems.append(_told((f"`{key.text}` is a single text.", "Write it on the same line."), value))
        elif value.is_empty:
            continue
        elif fault := _fault(key.text, value.text):
            problems.append(_told(fault, value))
        else:
            yield key.text, value.text


def _fault(field: str, text: str) -> _Fault | None:
    """What is wrong with the text of a field."""
    if field == "folder" and not _FOLDER.fullmatch(text):
        hint = "Call it `site`, or `site-` and a word of small letters and digits, such as `site-leadership`."
        return f"A build does not replace a folder with the name `{text}`.", hint
    if field == "visibility" and text not in _VISIBILITY:
        return "`visibility` is `public` or `restricted`.", "Say `restricted` if only some people are let in."
    if field == "site_url" and not text.startswith(("https://", "http://")):
        return "`site_url` is an address of the web.", "It begins with `https://`."
    if field == "remote" and has_password(text):
        hint = "Take it out: git asks for it, or its credential helper answers."
        return "Whoever reads this file would read the password in this address.", hint
    return None


def has_password(address: str) -> bool:
    """Whether an address tells a secret to whoever reads it."""
    try:
        return urlsplit(address).password is not None
    except ValueError:
        return False


def _is_empty(value: Raw) -> bool:
    return isinstance(value, RawScalar) and value.is_empty


def _told(fault: _Fault, value: Raw) -> Diagnostic:
    message, hint = fault
    return error("edition-setting", message, value.location, hint)
