"""A page to text: Markdown whose data parts are finished, safe HTML.

Links to the site's own addresses are written from its root (`@/risks/churn/`) by texts and templates
and made relative to the page here, so that the site works under any path.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

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
from generator.pages.outbox import outbox, wrong_now
from generator.pages.ready import ready
from generator.pages.sheet import sheet_of
from generator.pages.styleguide import ADDRESS as STYLEGUIDE
from generator.settings import Settings
from generator.stated import reads_differently

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")
_OWN_LINK = re.compile(rf'href="(?:{ROOT}/|#)[^"]*"')
_ANCHOR = re.compile(r' id="[^"]*"')

#: A link to a page of the site; links never stand in one another.
_LINK = re.compile(
    rf'<a\b(?P<before>[^>]*?) href="{ROOT}(?P<page>/[^"#]*)(?:#(?P<anchor>[^"]*))?"(?P<after>[^>]*)>'
    r"(?P<text>.*?)</a>",
    re.DOTALL,
)

#: What scripts reckon with from today's T0.
_WHEN = re.compile(r' data-when="[^"]*"')

#: Where an anchor can be led to: an element's, or one that a heading in Markdown is given.
_TARGET = re.compile(r' id="([^"]*)"|\{#([^}]*)\}$', re.MULTILINE)

#: Where the log of today stands.
LOG = "/log/"

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

    def page(self, page: Page, targets: Mapping[str, Collection[str]] | None = None) -> str:
        """The page's Markdown; `targets`, if given, are the only places that it may lead to."""
        text = tidy(self._environment.get_template(page.template).render(page=page, **page.context))
        return relative(text if targets is None else settled(text, targets), page.address)


def render(book: Playbook, pages: Iterable[Page], settings: Settings) -> dict[str, str]:
    """Every page's Markdown by its path below the docs folder.

    A page of a run that is over speaks of the plan as it stood, and leads to what the site has today.
    """
    made = tuple(pages)
    renderer = Renderer(book, settings)
    docs = {page.path: renderer.page(page) for page in made if page.book is None}
    of_then = [page for page in made if page.book is not None]
    if of_then:
        targets = {page.address: anchors(docs.get(page.path, "")) for page in made}
        renderers = {id(page.book): Renderer(page.book, settings) for page in of_then if page.book}
        docs |= {page.path: renderers[id(page.book)].page(page, targets) for page in of_then}
    # In the order in which they were asked for, whichever was rendered first.
    return {page.path: docs[page.path] for page in made}


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
    made.globals["ready_of"] = ready
    made.globals["sheet_of"] = sheet_of
    made.globals["outbox_of"] = outbox
    made.globals["wrong_now"] = wrong_now
    made.globals["reading_of"] = reads_differently
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


def anchors(text: str) -> frozenset[str]:
    """The anchors of a page."""
    return frozenset(element or heading for element, heading in _TARGET.findall(text))


def settled(text: str, targets: Mapping[str, Collection[str]]) -> str:
    """A page of a run that is over: links lead to what is there, or are the text that they were.

    `targets` has the anchors of each page by its address. The log of the run stands on the page itself. Dates
    stay those of then: scripts know today's T0 only.
    """
    own = anchors(text)

    def link(found: re.Match[str]) -> str:
        page, anchor = found["page"], found["anchor"]
        if page == LOG and anchor in own:
            return f'<a{found["before"]} href="#{anchor}"{found["after"]}>{found["text"]}</a>'
        if page in targets and (anchor is None or anchor in targets[page]):
            return found.group()
        attributes = found["before"] + found["after"]
        return f"<span{attributes}>{found['text']}</span>" if attributes else found["text"]

    return _WHEN.sub("", _LINK.sub(link, text))


def relative(text: str, page: str) -> str:
    """Rooted links as links from the page at this address: up to the root, then down."""
    way_up = "../" * (page.count("/") - 1) or "./"
    return text.replace(f'href="{ROOT}/', f'href="{way_up}')
