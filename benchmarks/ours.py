"""Everything before the site builder: YAML read, checked, linked, turned into Markdown and written.

`python -m benchmarks.ours PLAYBOOK FOLDER` does it once and prints how many seconds it took from the first
file read to the last one written; the rest of such a process is Python's start and the imports.
"""

from __future__ import annotations

import gc
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from generator import exports, pages, pipeline, render, settings
from generator.site import default_config
from generator.write import write, write_one

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
#: A build imports these while it runs; here they are imported before the clock starts.
IMPORTED = (exports, pages, render, settings)


def make(root: Path, made: Path) -> None:
    """The site builder's input for the playbook in `root`, into `made`, which is not there yet."""
    checked = pipeline.check(root, NOW)
    if checked.sound is None:
        sys.exit(f"The made-up playbook has errors: {checked.diagnostics[:3]}")
    generated = pipeline.generate(checked.sound, root)
    write(generated.docs, made / "docs")
    write_one(made / "nav.yml", generated.navigation)
    write_one(made / "mkdocs.yml", default_config())


if __name__ == "__main__":
    gc.freeze()  # as the program does: what is imported stays to the end
    started = time.perf_counter()
    make(Path(sys.argv[1]), Path(sys.argv[2]))
    print(time.perf_counter() - started)
