"""What a wheel brings besides the package, so that a folder with nothing but data/ builds."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Defaults(BuildHookInterface[Any]):
    """Puts the checkout's own theme files and site configuration into the wheel.

    A hook and not `force-include`, because that would copy them into an editable install too, where
    the copies would go stale beside their sources.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before each build; `version` is "standard" or "editable"."""
        if version == "standard":
            for name in ("mkdocs.yml", "overrides"):
                build_data["force_include"][f"{self.root}/{name}"] = f"generator/_defaults/{name}"
