"""MkDocs with the one option that it lacks. A program of its own, which imports nothing of ours."""

from __future__ import annotations

import click
from mkdocs.__main__ import build_command, cli

if __name__ == "__main__":
    # The command hands all its options on to the configuration, where they replace what the file says.
    build_command.params.append(click.Option(["--site-url"], help="Where the site is published."))
    cli(prog_name="mkdocs")
