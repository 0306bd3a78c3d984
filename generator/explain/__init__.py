"""What every code means: cause, example and cure, as the package's own data."""

from __future__ import annotations

from generator.explain.catalogue import Catalogue, Explanation, Group, asked_for, catalogue
from generator.explain.page import page, section
from generator.explain.sheet import listing, sheet

__all__ = [
    "Catalogue",
    "Explanation",
    "Group",
    "asked_for",
    "catalogue",
    "listing",
    "page",
    "section",
    "sheet",
]
