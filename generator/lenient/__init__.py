"""A playbook of another time, of which today's plan cannot have every part: what can be read, is.

Strictly read it would be errors. Here whatever has an error counts as if it stood there as in the playbook
that it is read beside, so that comparing the two tells nothing of it; what that one has nothing of is left
out. Files that are no YAML are left out as well.
"""

from __future__ import annotations

from generator.lenient.reading import Lenient, read_leniently

__all__ = ["Lenient", "read_leniently"]
