"""The menu: every page while there are few; when there are many, those that lead to all others.

A full menu on every page makes the site builder's work grow with the square of the pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape, unescape

from generator.pages.page import Page

#: Up to this many pages the menu lists them all.
FULL_UP_TO = 150

#: The most characters of a title that a menu shows: YAML's readers take no key of more than 1024, and each
#: may become an entity of six.
_LONGEST = 120

#: What means something in a pattern of paths.
_SIGNS = re.compile(r"[\\*?\[\]]")


def navigation(pages: tuple[Page, ...], site_name: str, extra: Mapping[str, object] | None = None) -> str:
    """The text of nav.yml: site name, menu, the pages that are not in the menu, what templates print.

    `extra` joins what the site's own configuration has under that name.
    """
    sections: dict[str, list[Page]] = {}
    for page in pages:
        sections.setdefault(page.section, []).append(page)
    full = len(pages) <= FULL_UP_TO
    menu: list[object] = []
    left_out: list[str] = []
    for section, members in sections.items():
        shown = [page for page in members if full or page is members[0] or page.leads]
        listed = {page.path for page in shown}
        left_out += [f"/{page.path}" for page in members if page.path not in listed]
        entries: list[object] = [{menu_text(page.title): page.path} for page in shown]
        menu += entries if len(shown) == 1 or not section else [{menu_text(section): entries}]
    settings: dict[str, object] = {"site_name": name_text(site_name), "nav": menu}
    if left_out:
        settings["not_in_nav"] = "\n".join(sorted(_folders(left_out))) + "\n"
    if extra:
        settings["extra"] = extra
    # JSON is YAML, and leaves nothing of a title to a YAML reader's interpretation.
    return json.dumps(settings, indent=2, ensure_ascii=False) + "\n"


def _folders(paths: list[str]) -> set[str]:
    """One pattern a folder instead of one a page."""
    return {_SIGNS.sub(r"\\\g<0>", path.rpartition("/")[0]) + "/*.md" for path in paths}


def menu_text(text: str) -> str:
    """Plain text for the menu, which the theme prints without escaping; what is too long for it is cut."""
    joined = " ".join(text.split())
    if len(joined) > _LONGEST:
        joined = f"{joined[: _LONGEST - 1].rstrip()}\u2026"
    return escape(joined).replace("{", "&#123;").replace("}", "&#125;")


def name_text(text: str) -> str:
    """Plain text for the site's name, as typed where HTML reads that as the same text: `R&D's plan`.

    The theme escapes the name in the logo's tooltip, where an entity would show. It does not in the logo's
    label, an attribute in double quotes: those never stay as typed.
    """
    joined = " ".join(text.split())
    return menu_text(text) if set('<>{}"') & set(joined) or unescape(joined) != joined else joined
