"""The edge: reads the command line, calls the pipeline, prints, exits.

Exit codes: 0 fine; 1 the data has errors (under --strict: any problem) or a link is broken; 2 wrong
usage, no such folder, data, revision or moment; 3 the machine failed (disk, permission, missing tool).
"""

from __future__ import annotations

import gc
import os
import sys

import click

from generator import moment
from generator.cli.options import ENVIRONMENT, USAGE

#: As shells count: 128, and the number of the signal that Ctrl-C sends.
_INTERRUPTED = 130


def main() -> None:
    """Runs the program; what the machine refuses becomes one sentence and exit code 3."""
    try:
        _program()(prog_name="playbook")
    except moment.MomentError as problem:
        click.echo(f"Error: {problem}", err=True)
        sys.exit(USAGE)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except OSError as failure:
        click.echo(f"Error: {_said(failure)}", err=True)
        sys.exit(ENVIRONMENT)


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


def _said(failure: OSError) -> str:
    if failure.strerror is None:
        return str(failure)
    return f"{failure.strerror}: {failure.filename}" if failure.filename else failure.strerror
