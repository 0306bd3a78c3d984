"""Texts that try to run something, to lead astray or to change a page; and plans full of them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from tests import filled

_FOLDER = Path(__file__).parent / "cases/text/hostile"

#: Every such text by its name: a new one is a new line of a file there.
TEXTS = {
    f"{path.stem}:{name}": text
    for path in sorted(_FOLDER.glob("*.toml"))
    for name, text in tomllib.loads(path.read_text(encoding="utf-8")).items()
}


def playbook(text: str) -> dict[str, Any]:
    """A playbook with this text in every text field of every record."""
    return filled.playbook(lambda _, rich: text if rich else " ".join(text.split()))
