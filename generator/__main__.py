"""`python -m generator` is the same program as `playbook`."""

from __future__ import annotations

from generator.cli import main

main()
