"""The edge: reads the command line, calls the pipeline, prints, exits.

Exit codes: 0 fine; 1 the data has errors (under --strict: any problem) or a link is broken; 2 wrong
usage, no such folder, data or moment; 3 the machine failed (disk, permission, missing tool).
"""

from __future__ import annotations

import sys

import click

from generator import moment
from generator.cli.commands import playbook
from generator.cli.options import ENVIRONMENT, USAGE
from generator.cli.record import record

playbook.add_command(record)


def main() -> None:
    """Runs the program; what the machine refuses becomes one sentence and exit code 3."""
    try:
        playbook(prog_name="playbook")
    except moment.MomentError as problem:
        click.echo(f"Error: {problem}", err=True)
        sys.exit(USAGE)
    except OSError as failure:
        click.echo(f"Error: {_said(failure)}", err=True)
        sys.exit(ENVIRONMENT)


def _said(failure: OSError) -> str:
    if failure.strerror is None:
        return str(failure)
    return f"{failure.strerror}: {failure.filename}" if failure.filename else failure.strerror
