"""The files at the published branch's root that belong to no version, and the page of a withdrawn one."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import urlsplit

from generator.render import environment

#: By this a later publishing knows a page again as one that it may replace.
_MARK = b'<meta name="generator" content="crisis-playbook">'
_SITEMAP_MARK = b"<!-- crisis-playbook -->"
_DECLARATION = re.compile(rb"\A\s*<\?xml[^>]*\?>\s*")

# What mike puts at the root by itself, of old and now, its white space taken out.
_MIKES_REDIRECT = re.compile(
    rb'<!DOCTYPEhtml><html><head>(?:<metacharset="utf-8">)?<title>Redirecting</title>'
    rb'(?:<noscript><metahttp-equiv="refresh"content="1;url=[^"<>]*"/></noscript>)?'
    rb'<script>window\.location\.replace\("[^"<>]*"(?:\+window\.location\.(?:search|hash))*\);</script>'
    rb'</head><body>(?:Redirectingto<ahref="[^"<>]*">[^<>]*</a>\.\.\.)?</body></html>'
)


def root_files(site_url: str, title: str, sitemap: bytes = b"") -> Mapping[str, bytes]:
    """What stands at the root beside the versions and mike's own files, by path.

    `site_url` is the address of the published site, empty where nobody has said it; `title` the playbook's,
    plain text; `sitemap` the one of `latest`, which visitors of the root are given too if it names any
    address.
    """
    base = _base(site_url)
    page = _rendered("404.html.j2", title=title, base=base)
    made = {"404.html": page.encode()}
    if b"<loc>" in sitemap:
        start = _DECLARATION.match(sitemap)
        cut = start.end() if start else 0
        made["sitemap.xml"] = sitemap[:cut] + _SITEMAP_MARK + b"\n" + sitemap[cut:]
    return made


def is_ours(path: str, content: bytes) -> bool:
    """Whether a file at the root was made here (or by mike), so that a newer one may replace it."""
    if path == "sitemap.xml":
        return _SITEMAP_MARK in content
    return _MARK in content or _MIKES_REDIRECT.fullmatch(b"".join(content.split())) is not None


def withdrawn_page(title: str, version: str, because: str, depth: int) -> str:
    """The page in place of each page of a withdrawn version.

    `title`, `version` and `because` are plain text; `depth` is the number of folders from the page up to
    the branch's root, where `latest/` is.
    """
    newest = "../" * depth + "latest/"
    return _rendered("withdrawn.html.j2", title=title, version=version, because=because, newest=newest)


def _rendered(template: str, **context: str) -> str:
    policy = {
        "default-src": "'none'",
        "script-src": _fingerprint("404.js"),
        "style-src": _fingerprint("page.css"),
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    stated = "; ".join(f"{name} {value}" for name, value in policy.items())
    return environment().get_template(f"root/{template}").render(policy=stated, **context)


@cache
def _fingerprint(name: str) -> str:
    """What the policy calls a script or a style that stands in the page itself."""
    text = files("generator").joinpath("templates", "root", name).read_bytes()
    return f"'sha256-{b64encode(sha256(text).digest()).decode()}'"


def _base(site_url: str) -> str:
    """The path of the branch's root, with a slash at both ends; empty where it is not known."""
    if not site_url:
        return ""
    path = urlsplit(site_url).path.strip("/")
    return f"/{path}/" if path else "/"
