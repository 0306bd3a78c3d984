"""What stands at the published branch's root: made here, known again later, safe whatever the data say."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from importlib.resources import files

import pytest
from jinja2 import Template

from generator.publish.root import is_ours, root_files, withdrawn_page

SITE = "https://our-company.github.io/playbook/"
HOSTILE = '</title><script>alert("1")</script><img src=x onerror=alert(1)> {{ 7 * 7 }} \'"'
SITEMAP = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<urlset><url><loc>https://x.org/latest/</loc></url></urlset>\n'
)

#: mike's own redirect, of version 2 and of version 1.
MIKES = (
    """<!DOCTYPE html>
<html>
<head>
  <meta charset="utf-8">
  <title>Redirecting</title>
  <noscript>
    <meta http-equiv="refresh" content="1; url=latest/" />
  </noscript>
  <script>
    window.location.replace(
      "latest/" + window.location.search + window.location.hash
    );
  </script>
</head>
<body>
  Redirecting to <a href="latest/">latest/</a>...
</body>
</html>
""",
    """<!DOCTYPE html>
<html>
<head>
  <title>Redirecting</title>
  <script>
    window.location.replace("1.0");
  </script>
</head>
<body>
</body>
</html>
""",
)


def not_found(site_url: str = SITE, title: str = "Playbook") -> str:
    """The 404 page's text."""
    return root_files(site_url, title)["404.html"].decode()


def tags(page: str) -> list[str]:
    """The names of all tags that a page opens, its scripts' text aside."""
    return re.findall(r"<([a-z0-9]+)", re.sub(r"(<script>).*?(</script>)", r"\1\2", page, flags=re.DOTALL))


def redirect() -> bytes:
    """The redirect as mike renders it: alone, with no filter and no loader of ours."""
    source = files("generator").joinpath("templates", "root", "index.html.j2").read_text()
    page: str = Template(source, autoescape=True, keep_trailing_newline=True).render(href="latest/")
    return page.encode()


@pytest.mark.parametrize(
    ("site_url", "base"),
    [
        (SITE, "/playbook/"),
        ("https://our-company.github.io/playbook", "/playbook/"),
        ("https://playbook.example.org", "/"),
        ("https://playbook.example.org/a/b/", "/a/b/"),
        ("https://playbook.example.org//evil.example/", "/evil.example/"),
    ],
)
def test_the_404_page_leads_home_without_scripts(site_url: str, base: str) -> None:
    """At any depth its link and, where scripts run, its search go to `latest`, on the site itself."""
    page = not_found(site_url)

    assert f'href="{base}latest/"' in page
    assert f'<form id="search" data-newest="{base}latest/" role="search" hidden>' in page
    assert '<div id="ways">' in page
    assert "<noscript>" not in page


def test_the_404_page_claims_no_address_that_it_does_not_know() -> None:
    """Without the site's address nothing leads astray; whoever has no scripts is told what to do."""
    page = not_found("")

    assert '<div id="ways" hidden>' in page
    assert "<noscript>" in page


@pytest.mark.parametrize(
    "page",
    [not_found(), withdrawn_page("P", "1", "B", 1), redirect().decode()],
    ids=["404", "withdrawn", "redirect"],
)
def test_nothing_but_our_own_scripts_and_styles_is_allowed(page: str) -> None:
    """The policy stands before them, names by their digest those in the page, and forbids all else."""
    stated = re.findall(r'<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    policy = unescape(stated[0]).split("; ")
    inside = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page, re.DOTALL)
    digests = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in inside]

    assert inside
    assert {"default-src 'none'", "base-uri 'none'", "form-action 'none'"} <= set(policy)
    assert [] == [digest for digest in digests if not any(digest in each.split() for each in policy)]
    assert [] == re.findall("unsafe|https?:|[*]", stated[0])
    assert [] == re.findall(r"<form[^>]* action=|[\s\"']on\w+=|[\s\"']style=", page)


def test_hostile_text_stays_text() -> None:
    """A title, a version or a reason adds no tag to a page, and is no template."""
    shown = withdrawn_page(HOSTILE, HOSTILE, HOSTILE, 1)

    assert tags(not_found()) == tags(not_found(title=HOSTILE))
    assert tags(withdrawn_page("P", "1", "B", 1)) == tags(shown)
    assert "{{ 7 * 7 }}" in shown


@pytest.mark.parametrize(
    ("depth", "newest"), [(1, "../latest/"), (3, "../../../latest/")], ids=["home", "below"]
)
def test_a_withdrawn_page_says_why_and_leads_to_latest(depth: int, newest: str) -> None:
    """Which version, the reason, and the way up from wherever the page stands."""
    page = withdrawn_page("Playbook", "2026.10", "Wrong number\nto call", depth)

    assert "<h1>Version 2026.10 was withdrawn</h1>" in page
    assert "<blockquote>Wrong number\nto call</blockquote>" in page
    assert f'href="{newest}"' in page


def test_a_withdrawn_page_does_without_a_title() -> None:
    """Versions that another tool published have none."""
    page = withdrawn_page("", "1.0", "Old", 1)

    assert "<title>Version 1.0 was withdrawn</title>" in page


def test_the_sitemap_of_latest_is_the_roots() -> None:
    """Its bytes with our mark in them, behind the declaration that must come first."""
    made = root_files(SITE, "P", SITEMAP)["sitemap.xml"]

    assert made.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- crisis-playbook -->\n<urlset>')
    assert SITEMAP == made.replace(b"<!-- crisis-playbook -->\n", b"")


@pytest.mark.parametrize(
    "sitemap", [b"", b'<?xml version="1.0"?>\n<urlset>\n</urlset>'], ids=["none", "empty"]
)
def test_a_sitemap_without_addresses_is_left_out(sitemap: bytes) -> None:
    """A site that does not know its address has nothing to tell a search engine."""
    assert {"404.html"} == root_files("", "P", sitemap).keys()


def test_our_own_files_are_known_again() -> None:
    """What one publishing made, the next may replace."""
    made = {"index.html": redirect(), **root_files(SITE, "P", SITEMAP)}

    assert dict.fromkeys(made, True) == {path: is_ours(path, content) for path, content in made.items()}


@pytest.mark.parametrize("page", MIKES, ids=["mike 2", "mike 1"])
def test_mikes_redirect_may_be_replaced(page: str) -> None:
    """Whoever used mike before has its redirect at the root; that one keeps no query."""
    assert is_ours("index.html", page.encode())


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("index.html", b""),
        ("index.html", b"<!doctype html><h1>Our home</h1>"),
        ("index.html", b'<meta name="generator" content="mkdocs-1.6.1, mkdocs-material-9.8.1">'),
        ("index.html", MIKES[0].replace("<head>", "<head><base href='/x/'>").encode()),
        ("index.html", MIKES[0].replace("latest/", '"+alert(1)+"').encode()),
        ("404.html", b"\xff\xfe\x00gone"),
        ("sitemap.xml", SITEMAP),
    ],
    ids=["empty", "hand-made", "builder's", "mike's, edited", "mike's, more edited", "not text", "sitemap"],
)
def test_what_somebody_put_there_is_theirs(path: str, content: bytes) -> None:
    """Nobody loses a page that they wrote."""
    assert not is_ours(path, content)


def test_the_redirect_needs_no_script() -> None:
    """A link, and a refresh where scripts are off."""
    page = redirect().decode()

    assert page.startswith("<!doctype html>")
    assert '<meta http-equiv="refresh" content="0; url=latest/">' in page
    assert '<a href="latest/">' in page
