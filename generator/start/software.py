"""Where the installed program came from, as a requirement that others can install it by."""

from __future__ import annotations

import json
from urllib.parse import urlsplit, urlunsplit


def requirement(name: str, version: str, direct_url: str | None) -> str | None:
    """pip's requirement for an installed distribution; None where it came from a place on this machine.

    `direct_url` is the text of its direct_url.json (PEP 610), None where it came from an index.
    """
    if direct_url is None:
        return f"{name}=={version}"
    origin = json.loads(direct_url)
    address = urlsplit(origin["url"])
    if address.scheme not in ("https", "ssh") or "dir_info" in origin:
        return None
    # A name and a password may stand before the host; of ssh the name alone says whom to ask for.
    host = address.netloc.rpartition("@")[2] if address.scheme == "https" else address.netloc
    where = urlunsplit(address._replace(netloc=host, query="", fragment=""))
    inside = f"#subdirectory={origin['subdirectory']}" if origin.get("subdirectory") else ""
    if vcs := origin.get("vcs_info"):
        return f"{name} @ {vcs['vcs']}+{where}@{vcs['commit_id']}{inside}"
    return f"{name} @ {where}{inside}"
