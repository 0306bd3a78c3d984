"""References in text; `plain` and `rich` text made safe. No other room turns text from data into HTML."""

from __future__ import annotations

from generator.text.characters import CACHED_TEXTS, plain
from generator.text.references import Broken, Reference, broken_references, references
from generator.text.rich import Resolved, Resolver, rich, rich_inline, visible

__all__ = [
    "CACHED_TEXTS",
    "Broken",
    "Reference",
    "Resolved",
    "Resolver",
    "broken_references",
    "plain",
    "references",
    "rich",
    "rich_inline",
    "visible",
]
