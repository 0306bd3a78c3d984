"""Where each edition goes: the folder of its site, the branch that it is published to, who can read it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Diagnostic, error
from generator.model import Overview
from generator.outlets.apart import Branch, branch_of, mixed
from generator.outlets.outlet import Outlet, Outlets
from generator.outlets.said import has_password, read_outlets
from generator.settings import Settings, read_settings
from generator.stamp import DEFAULT_EDITION
from generator.withhold import UnknownEditionError, editions_of

__all__ = [
    "Branch",
    "Outlet",
    "Outlets",
    "address_for",
    "branch_of",
    "has_password",
    "misdirected",
    "read_outlets",
    "settings_for",
]


def misdirected(root: Path, overview: Overview | None) -> tuple[Diagnostic, ...]:
    """What is wrong with where mkdocs.yml sends editions: names of none, fields, two that would meet."""
    found = read_outlets(root)
    names = editions_of(overview) if overview else tuple(found.stated)
    strange = (
        error("edition-setting", UnknownEditionError(name, names).sentence, outlet.place)
        for name, outlet in found.stated.items()
        if name not in names
    )
    return (*found.problems, *strange, *mixed(found.stated))


def address_for(root: Path, edition: str) -> str | None:
    """The address that the pages of an edition's site name as their own; None where the builder decides."""
    address = settings_for(root, edition).canonical_url
    return address if edition != DEFAULT_EDITION else address or None


def settings_for(root: Path, edition: str) -> Settings:
    """What mkdocs.yml says, for one edition: the address of the whole is the default edition's alone."""
    settings = read_settings(root)
    own = read_outlets(root).of(edition).site_url
    return settings if edition == DEFAULT_EDITION and not own else replace(settings, site_url=own)
