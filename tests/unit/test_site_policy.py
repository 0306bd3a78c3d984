"""What no page may hold is found, however it is spelled, and told where a person wrote it."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time

import pytest

from generator.diagnostics import Location
from generator.site.policy import POLICY, STATED, Look, states_policy
from generator.site.unsafe import unsafe_page, unsafe_pages

ROOT = Path(__file__).resolve().parents[2]
START = (
    f'<!doctype html>\n<html lang="en"><head>\n{STATED}\n<meta charset="utf-8"><title>T</title></head><body>'
)
END = "</body></html>"

TOLD = "an instruction to the browser (`http-equiv` of `<meta>`)"
UNSAFE = {
    "<script>alert(1)</script>": "a script",
    "<ScRiPt>alert(1)</ScRiPt>": "a script",
    "<script type=module>alert(1)</script>": "a script",
    '<script type="importmap">{}</script>': "a script",
    '<meta x="><script>alert(1)</script>': "a script",
    "<!--><script>alert(1)</script>-->": "a script",
    '<script type="application/json"></script x><script>alert(1)</script>': "a script",
    '<script src="https://evil.org/x.js"></script>': "a file of another site (`src` of `<script>`)",
    '<script src="//evil.org/x.js"></script>': "a file of another site (`src` of `<script>`)",
    "<script src='/\t/evil.org/x.js'></script>": "a file of another site (`src` of `<script>`)",
    '<script src="/\\evil.org/x.js"></script>': "a file of another site (`src` of `<script>`)",
    '<script src="data:,alert(1)//.js"></script>': "a file of another site (`src` of `<script>`)",
    '<script src="../guide.pdf"></script>': "a script that is no file of scripts (`src` of `<script>`)",
    "<p onclick=alert(1)>x</p>": "a script (`onclick` of `<p>`)",
    '<p title="a>b"\nOnMouseOver\t=\n"alert(1)">x</p>': "a script (`onmouseover` of `<p>`)",
    "<img src='x.png'onerror=alert(1)>": "a script (`onerror` of `<img>`)",
    "<svg/onload=alert(1)>": "a script (`onload` of `<svg>`)",
    '<a href="javascript:alert(1)">x</a>': "a script (`href` of `<a>`)",
    "<a href=JaVaScRiPt:alert(1)>x</a>": "a script (`href` of `<a>`)",
    '<a href=" \x01java\nscript:alert(1)">x</a>': "a script (`href` of `<a>`)",
    '<a href="&#106;avascript&colon;alert(1)">x</a>': "a script (`href` of `<a>`)",
    '<a href="jav&Tab;ascript:alert(1)">x</a>': "a script (`href` of `<a>`)",
    '<a href="vbscript:x">x</a>': "a script (`href` of `<a>`)",
    '<a href="data:text/html,x">x</a>': "a script (`href` of `<a>`)",
    '<svg><a xlink:href="javascript:alert(1)">x</a></svg>': "a script (`xlink:href` of `<a>`)",
    "<p style=color:red>x</p>": "a style (`style` of `<p>`)",
    '<p class="a"style="color:red">x</p>': "a style (`style` of `<p>`)",
    "<style>p {}</style>": "a style (`<style>`)",
    '<base href="/">': "another base for its links (`<base>`)",
    '<meta http-equiv="refresh" content="0; url=/x/">': TOLD,
    '<iframe src="x.html"></iframe>': "another page inside it (`<iframe>`)",
    '<object data="x.pdf"></object>': "another page inside it (`<object>`)",
    '<form action="/x"><button>x</button></form>': "a form that is sent (`action` of `<form>`)",
    '<button formaction="/x">x</button>': "a form that is sent (`formaction` of `<button>`)",
    '<a href="/" ping="/x">x</a>': "a link that tells of its use (`ping` of `<a>`)",
    '<img src="https://evil.org/x.png">': "a file of another site (`src` of `<img>`)",
    '<img src="x.png" srcset="x.png 1x,//evil.org/y.png">': "a file of another site (`srcset` of `<img>`)",
    '<video poster="https://evil.org/x.png"></video>': "a file of another site (`poster` of `<video>`)",
    '<table background="//evil.org/x.png"></table>': "a file of another site (`background` of `<table>`)",
    '<svg><image href="https://evil.org/x.png"/></svg>': "a file of another site (`href` of `<image>`)",
    '<link rel="stylesheet" href="https://evil.org/x.css">': "a file of another site (`href` of `<link>`)",
    '<link rel="dns-prefetch" href="//evil.org">': "a file of another site (`href` of `<link>`)",
    '<svg><set attributeName="href" to="javascript:alert(1)"/></svg>': "an animation (`<set>`)",
}

#: Words that are looked for, and starts that nothing ends.
LONG = (
    "on",
    " on",
    "src",
    "src =",
    " style ",
    "<script",
    "<meta ",
    '<a href="',
    "<b onx=",
    "<!--",
    "</",
    "&#",
)

SAFE = [
    "<p>What is on = off, a style = a habit, src = source.</p>",
    "<p>The attribute <code>onclick=&quot;alert(1)&quot;</code> of <code>&lt;script&gt;</code></p>",
    '<p title=" onclick=alert(1) style=x ">x</p>',
    '<script type="application/json">{"a": "\\u003cscript>"}</script>',
    '<script src="../assets/x.js"></script><script type="module" src="x.mjs?v=1"></script>',
    '<a href="https://example.org/?on=1">x</a><a href="mailto:a@example.org">x</a><a href="tel:+44">x</a>',
    '<a href="//example.org/">x</a><a href="webcal://example.org/x.ics">x</a>',
    '<a href="../javascript:/">x</a><a href="#onclick=x">x</a><a href="">x</a>',
    '<img src="data:image/png;base64,AAAA"><img src="x.png" srcset="y.png 2x">',
    '<link rel="canonical" href="https://example.org/"><meta name="description" content="a=b">',
    "<form><input type=radio></form><table><tr><td align=center>x</td></tr></table>",
]

DRAWINGS = {
    "script": '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "prefixed": '<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script>alert(1)</x:script></x:svg>',
    "handler": '<svg xmlns="http://www.w3.org/2000/svg"\nonload="alert(1)"/>',
    "link": '<svg xmlns="http://www.w3.org/2000/svg"><a href="j&#97;vascript:x"><text>x</text></a></svg>',
    "page": '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject/></svg>',
    "entity": '<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>',
    "transformed": '<?xml-stylesheet type="text/xsl" href="#x"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "wide": "\ufeff<svg/>".encode("utf-16").decode("latin-1"),
}


def whole(inside: str) -> str:
    """A page that states the policy, with this in it."""
    return f"{START}{inside}{END}"


def said(inside: str) -> list[str]:
    """What is found in a page."""
    return [unsafe.what for unsafe in Look().unsafe(whole(inside).encode())]


@pytest.mark.parametrize("inside", UNSAFE)
def test_what_no_page_may_hold_is_found(inside: str) -> None:
    """In capitals, without quotes, behind entities, between white space: as browsers would read it."""
    assert UNSAFE[inside] in said(inside)


@pytest.mark.parametrize("inside", SAFE)
def test_what_only_looks_like_it_passes(inside: str) -> None:
    """Text about scripts is text, and the site's own files are what pages are made with."""
    assert [] == said(inside)


def test_what_one_page_may_hold_is_judged_by_itself_on_the_next() -> None:
    """A tag that was harmless once is so again; another one beside it is not."""
    look = Look()
    page = whole('<script src="x.js"></script>').encode()

    assert () == look.unsafe(page)
    assert 1 == len(look.unsafe(page.replace(b"</body>", b'<script src="//x.js"></script></body>')))


@pytest.mark.parametrize("word", LONG)
def test_long_text_takes_no_longer_than_its_length(word: str) -> None:
    """Whatever is repeated, the look and the parser read it once."""
    page = whole(word * (300_000 // len(word))).encode()
    start = process_time()
    Look().unsafe(page)

    assert 2 > process_time() - start


@pytest.mark.parametrize(
    "page",
    [
        f"<!doctype html><html><head><title>x</title>{STATED}</head></html>",
        f"<!doctype html><html><head><script src='x.js'></script>{STATED}</head></html>",
        f"<!doctype html><html><head><!-- {STATED} --></head></html>",
        f"<!doctype html><html><head></head><body>{STATED}</body></html>",
        START.replace("form-action 'none'", "form-action 'self'"),
        "<p>no head</p>",
    ],
    ids=["late", "after a script", "in a comment", "in the body", "weaker", "none"],
)
def test_a_page_states_the_policy_first_of_all(page: str) -> None:
    """It governs only what comes after it."""
    assert states_policy(START.encode())
    assert not states_policy(page.encode())


def test_the_shipped_theme_states_the_policy_that_the_gate_asks_for() -> None:
    """Both say it in the same words; nothing inline is ever allowed."""
    theme = (ROOT / "overrides" / "main.html").read_text(encoding="utf-8")

    assert STATED in theme
    assert "unsafe" not in POLICY
    assert {"default-src 'none'", "base-uri 'none'", "form-action 'none'"} <= set(POLICY.split("; "))


def written(root: Path, text: str, *pages: str) -> tuple[str, ...]:
    """What is told of these pages' bodies, the first of which comes from content/guide.md with this text."""
    (root / "content").mkdir()
    (root / "content" / "guide.md").write_text(text, encoding="utf-8")
    (root / "mkdocs.yml").touch()
    names = ("guide", *(f"p{number}" for number in range(1, len(pages))))
    for name, page in zip(names, pages, strict=True):
        (root / "site" / name).mkdir(parents=True)
        (root / "site" / name / "index.html").write_text(whole(page), encoding="utf-8")
    sources = {"/guide/": Location("content/guide.md"), "/p1/": Location("data/p.yml", 7, 3)}
    found = unsafe_pages(root / "site", root, sources)
    at = [(each.location, each.message.replace(", which no page may", "")) for each in found]
    return tuple(f"{place.file}:{place.line}:{place.column} {message}" for place, message in at)


def test_it_is_told_where_a_person_wrote_it(tmp_path: Path) -> None:
    """Each of several that are alike at its own place, none in code, Markdown's ways as well."""
    text = (
        "# Guide\n\n```html\n<b onclick='x'>\n```\n\nA <b onclick='x'>b</b>, <b onclick='x'>b</b>.\n\n"
        'Red\n{ style="color: red" }\n\n[x](javascript:x)\n'
    )
    bold, red = "<b onclick='x'>b</b>", '<p style="color: red">Red</p>'
    page = f'{bold}, {bold}{red}<a href="javascript:x">x</a>'

    assert (
        "content/guide.md:7:3 The page /guide/ holds a script (`onclick` of `<b>`).",
        "content/guide.md:7:25 The page /guide/ holds a script (`onclick` of `<b>`).",
        "content/guide.md:10:3 The page /guide/ holds a style (`style` of `<p>`).",
        "content/guide.md:12:5 The page /guide/ holds a script (`href` of `<a>`).",
    ) == written(tmp_path, text, page)


def test_what_many_pages_have_is_told_once(tmp_path: Path) -> None:
    """It is the theme's or a setting's doing where all have it, else told at the first one's source."""
    everywhere, twice = "<style>x</style>", "<base href='/'>"
    pages = (everywhere, everywhere + twice, everywhere + twice)

    assert (
        "data/p.yml:7:3 The page /p1/ holds another base for its links (`<base>`); so does another.",
        "mkdocs.yml:0:0 The page /guide/ holds a style (`<style>`); so do 2 more.",
    ) == written(tmp_path, "# Guide\n", *pages)


def test_a_page_of_the_preview_is_told_the_same(tmp_path: Path) -> None:
    """What a build would refuse is seen while it is written."""
    found = unsafe_page(f"<html><head></head>{END}", "/p/", tmp_path, Location("data/p.yml", 7, 3))

    assert ["The page /p/ does not begin with the content security policy of all pages."] == [
        problem.message for problem in found
    ]


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_picture_that_could_run_a_script_is_refused(tmp_path: Path, name: str) -> None:
    """Opened by itself it is a page without a policy."""
    (tmp_path / "content").mkdir()
    for folder in ("site", "content"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "x.SVG").write_bytes(DRAWINGS[name].encode("latin-1"))
    found = unsafe_pages(tmp_path / "site", tmp_path, {})

    assert [("unsafe-page", "content/x.SVG")] == [(each.code, each.location.file) for each in found]


def test_a_plain_picture_passes(tmp_path: Path) -> None:
    """As drawing programs save it: styles, numbered characters, links to parts and to the world."""
    drawn = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">'
        '<svg xmlns="http://www.w3.org/2000/svg" style="x"><style>p{}</style><use href="#a"/>'
        "<text>on = &#160;</text>"
        '<a href="https://example.org/?a=1&amp;b=2"/><image href="data:image/png;base64,AA"/></svg>'
    )
    (tmp_path / "x.svg").write_text(drawn, encoding="utf-8")

    assert () == unsafe_pages(tmp_path, tmp_path, {})


def test_nothing_of_the_theme_stands_in_a_page() -> None:
    """None of its own templates for scripts is left to print one."""
    theme = ROOT / "overrides" / "partials" / "javascripts"
    inline = [
        path.name for path in theme.glob("*.html") if re.search(r"<script(?! src=)", path.read_text("utf-8"))
    ]

    assert [] == inline
    assert {"announce", "base", "consent", "content", "outdated", "palette"} == {
        path.stem for path in theme.iterdir()
    }
