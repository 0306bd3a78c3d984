"""The playbook as a site that follows its files: a save is on the open page within a second.

One process: `watch` sees a save, `drafts` reads and checks again what it touched, `server` makes the pages
that a browser asks for and tells open ones of each state. Nothing is written into the watched folders.
"""

from __future__ import annotations

from generator.preview.drafts import Drafts, Look
from generator.preview.server import PortTakenError, Preview, serving
from generator.preview.watch import saves, snapshot

__all__ = ["Drafts", "Look", "PortTakenError", "Preview", "saves", "serving", "snapshot"]
