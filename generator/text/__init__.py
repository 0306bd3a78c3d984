"""References in text; `plain` and `rich` text made safe. No other room turns text from data into HTML."""

from __future__ import annotations

from generator.text.characters import CACHED_TEXTS, plain, typed
from generator.text.host import names_a_host
from generator.text.message import Blank, blanks, message
from generator.text.references import Broken, Reference, broken_references, references
from generator.text.rich import Resolved, Resolver, rich, rich_inline, visible

__all__ = [
    "CACHED_TEXTS",
    "Blank",
    "Broken",
    "Reference",
    "Resolved",
    "Resolver",
    "blanks",
    "broken_references",
    "message",
    "names_a_host",
    "plain",
    "references",
    "rich",
    "rich_inline",
    "typed",
    "visible",
]
