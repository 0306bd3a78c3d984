"""`playbook init`: another team's playbook, started in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("init", short_help="Start another team's playbook in a new folder.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", help="What the playbook is called.")
@click.option("--key", metavar="ID", help="Names it in readers' browsers (default: from its title).")
@click.option("--role", "roles", metavar="TITLE", multiple=True, help="A role; the first leads. Repeatable.")
@click.option("--priority", metavar="TITLE", help="The first thing to put right.")
@click.option("--timezone", metavar="ZONE", help="The zone of all times, such as Europe/London.")
@click.option("--visibility", type=click.Choice(["public", "restricted"]), help="Who can read the site.")
@click.option("--repository", metavar="URL", help="Where the sources will be: its address in a browser.")
@click.option("--site", metavar="URL", help="Where the site will be published.")
@click.option("--software", metavar="REQUIREMENT", help="What pip installs this program from.")
def init(folder: Path, roles: tuple[str, ...], **options: str | None) -> None:
    """Start another team's playbook in DIR, which is new or empty.

    \b
    playbook init our-playbook
    playbook init our-playbook --title "Warehouse outage" --role "Shift lead" --role "Head of IT" \\
      --priority "Get parcels moving" --timezone Europe/London

    At a terminal it asks for what is not given. It leaves a small commented data/, a README, and workflows
    that check, build and publish. Nothing is written until everything is known.
    """
    # Every other command starts without what only this one needs.
    from generator.cli.starting import start  # noqa: PLC0415  slow to import

    start(folder, {**options, "roles": roles})
