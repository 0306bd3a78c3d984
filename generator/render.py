"""A page to text: Markdown whose data parts are finished, safe HTML.

Links to the site's own addresses are written from its root (`@/risks/churn/`) by texts and templates
and made relative to the page here, so that the site works under any path.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.addresses import Ref
from generator.facts import facts
from generator.filters import filters
from generator.linked import Linked, Playbook
from generator.linked.resolve import ROOT, resolver
from generator.model import Entry
from generator.pages import Page
from generator.pages.history import history_of
from generator.pages.sheet import sheet_of
from generator.pages.styleguide import ADDRESS as STYLEGUIDE
from generator.settings import Settings

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")
_OWN_LINK = re.compile(rf'href="(?:{ROOT}/|#)[^"]*"')
_ANCHOR = re.compile(r' id="[^"]*"')

#: Collections whose entries have a template of their own; the others share `default`.
OWN_TEMPLATE = frozenset({"actions", "roles", "kpis", "targets", "contingencies", "comms", "templates"})


class Renderer:
    """Renders the pages of one playbook. An entry that stands on several pages is rendered once."""

    def __init__(self, book: Playbook, settings: Settings) -> None:
        self._bodies: dict[Ref, Markup] = {}
        self._environment = environment()
        self._environment.filters.update(filters(resolver(book), settings))
        self._environment.filters["body"] = self.body
        self._environment.filters["without_anchors"] = without_anchors
        self._environment.filters["specimen"] = specimen

    def body(self, entry: Linked[Entry]) -> Markup:
        """The entry whole, without a heading: every field, its foot, its back-links."""
        if entry.ref not in self._bodies:
            name = entry.collection if entry.collection in OWN_TEMPLATE else "default"
            template = self._environment.get_template(f"entry/{name}.html.j2")
            self._bodies[entry.ref] = Markup(_one_block(template.render(entry=entry)))
        return self._bodies[entry.ref]

    def page(self, page: Page) -> str:
        """The page's Markdown."""
        text = self._environment.get_template(page.template).render(page=page, **page.context)
        return relative(tidy(text), page.address)


def render(book: Playbook, pages: Iterable[Page], settings: Settings) -> dict[str, str]:
    """Every page's Markdown by its path below the docs folder."""
    renderer = Renderer(book, settings)
    return {page.path: renderer.page(page) for page in pages}


def environment() -> Environment:
    """Jinja with every value escaped and every unknown name an error."""
    made = Environment(
        loader=PackageLoader("generator"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        # Looking for what is constant takes longer than it saves: a run compiles each template once.
        optimized=False,
    )
    made.globals["facts_of"] = facts
    made.globals["history_of"] = history_of
    made.globals["sheet_of"] = sheet_of
    return made


def tidy(text: str) -> str:
    """At most one blank line in a row, one line break at the end."""
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"


def _one_block(html: str) -> str:
    """HTML without blank lines or leading space, which Markdown would read as an end or as code."""
    lines = (line.strip() for line in html.splitlines())
    return "\n".join(line for line in lines if line)


def without_anchors(html: str) -> Markup:
    """A body that stands on a page beside its own: its anchors are left to the first."""
    return Markup(_ANCHOR.sub("", html))


def specimen(html: str) -> Markup:
    """What is only shown: its links lead to the style guide, for its entries have no page."""
    return Markup(_OWN_LINK.sub(f'href="{ROOT}{STYLEGUIDE}"', html))


def relative(text: str, page: str) -> str:
    """Rooted links as links from the page at this address: up to the root, then down."""
    way_up = "../" * (page.count("/") - 1) or "./"
    return text.replace(f'href="{ROOT}/', f'href="{way_up}')
