"""Whether an address names a host: browsers and the link gate read none out of `https://[::/x`."""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import urlsplit

#: What no host may hold, after the URL Standard (section 3.5, forbidden domain code points).
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f#/:<>?@\[\\\]^|%]")

#: A host that ends in a number is an address of four numbers, after the same standard.
_ENDS_IN_A_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\.?", re.IGNORECASE)


def names_a_host(address: str) -> bool:
    """Whether an http or https address can be followed; one of any other scheme needs no host."""
    if not address[:8].lower().startswith(("http://", "https://")):
        return True
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
        if parts.netloc.rpartition("@")[2].startswith("["):
            IPv6Address(host)
        elif _ENDS_IN_A_NUMBER.fullmatch(host):
            IPv4Address(host)
        elif _FORBIDDEN.search(host):
            return False
        else:
            host.encode("idna")
    except (AddressValueError, ValueError):
        return False
    return host != ""
