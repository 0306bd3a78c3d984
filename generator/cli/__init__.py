"""The edge: reads the command line, calls the pipeline, prints, exits.

Exit codes: 0 fine; 1 the data has errors (under --strict: any problem) or a link is broken; 2 wrong
usage, no such folder, data, revision or moment; 3 the machine failed (disk, permission, missing tool);
128 and the number of a signal where somebody ended it: 130 Ctrl-C, 141 nobody reads the output, 143 a kill.
"""

from __future__ import annotations

import gc
import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click


def main() -> None:
    """Runs the program; what the machine refuses becomes one sentence and exit code 3."""
    # Nothing is under way yet: it ends without a word, wherever it stands among its imports.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from generator.cli.ending import run  # noqa: PLC0415  here for the lines above

    run(_program)


def _program() -> click.Group:
    # No other package has a say in what is valid, and looking for its plugins reads the metadata of all.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # What is imported stays to the end: collecting while importing, or ever again, finds nothing to drop.
    gc.disable()
    from generator.cli.close import close  # noqa: PLC0415  here for the lines above
    from generator.cli.commands import playbook  # noqa: PLC0415  imported here for the two lines above
    from generator.cli.diff import diff_command  # noqa: PLC0415  here for the lines above
    from generator.cli.explain import explain  # noqa: PLC0415  here for the lines above
    from generator.cli.init import init  # noqa: PLC0415  here for the lines above
    from generator.cli.new import new  # noqa: PLC0415  here for the lines above
    from generator.cli.publish import publish_command, versions, withdraw  # noqa: PLC0415  here for the lines above
    from generator.cli.record import record  # noqa: PLC0415  here for the lines above
    from generator.cli.review import review_command  # noqa: PLC0415  here for the lines above
    from generator.cli.serve import serve  # noqa: PLC0415  here for the lines above

    gc.freeze()
    gc.enable()
    for command in (record, new, diff_command, review_command, close, publish_command, versions, withdraw):
        playbook.add_command(command)
    playbook.add_command(explain)
    playbook.add_command(init)
    playbook.add_command(serve)
    return playbook
