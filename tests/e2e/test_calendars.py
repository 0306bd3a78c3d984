"""Calendars on a built site: there with T0, gone without it, leading to the published pages."""

from __future__ import annotations

from pathlib import Path

from generator.site import default_config
from tests import ical
from tests.e2e.conftest import Run
from tests.e2e.test_build import ADDRESSES

PUBLISHED = "https://our-company.example.org/playbook/latest/"
ADDRESS = "\nsite_url: https://our-company.example.org/playbook/\n"


def calendars(site: Path) -> set[str]:
    """The calendars of a site, by their paths in it."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*.ics")}


def test_a_site_has_calendars_while_there_is_a_t0(folder: Path, run: Run) -> None:
    """One of everything, one in each role's folder; they go with T0, so that nobody follows old dates."""
    config = default_config().replace('INHERIT: "nav.yml"', "INHERIT: build/nav.yml")
    config = config.replace('docs_dir: "docs"', "docs_dir: build/docs").replace('site_dir: "../site"', "")
    (folder / "mkdocs.yml").write_text(config + ADDRESS, encoding="utf-8")
    built = run("-C", folder, "build")
    assert 0 == built.returncode, built.stdout + built.stderr
    roles = {f"{address}/calendar.ics" for address in ADDRESSES if address.startswith("roles/")}
    found = calendars(folder / "site")
    events = ical.events((folder / "site" / "calendar.ics").read_bytes())
    data = folder / "data" / "everything.yml"
    lines = data.read_text(encoding="utf-8").splitlines(keepends=True)
    data.write_text("".join(line for line in lines if "activated:" not in line), encoding="utf-8")
    again = run("-C", folder, "build")

    assert {"calendar.ics", *roles} == found
    assert {PUBLISHED} == {str(event["URL"])[: len(PUBLISHED)] for event in events.values()}
    assert (0, set()) == (again.returncode, calendars(folder / "site")), again.stdout + again.stderr
    assert (folder / "site" / "calendar.json").is_file()
