"""The proof that nothing withheld is in what was made: what to look for, and where it was found.

Searching is in a module of its own (`proof.search`): a check does without it.
"""

from __future__ import annotations

from generator.proof.needles import Hidden, Needles, needles, prose_of
from generator.proof.onpages import quoted_on_pages
from generator.proof.withheld import Withheld, withheld

__all__ = ["Hidden", "Needles", "Withheld", "needles", "prose_of", "quoted_on_pages", "withheld"]
