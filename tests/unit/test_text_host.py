"""An address that is a link leads to a host that browsers and the link gate can read."""

from __future__ import annotations

import pytest

from generator.text import names_a_host


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "HTTPS://EXAMPLE.ORG./x?y#z",
        "https://user:word@example.org:8443/",
        "http://[2001:db8::1]:80/",
        "http://me@[::1]/",
        "http://192.0.2.7/",
        "https://bücher.example/",
        "https://1password.example",
        "https://a_b.example",
        "mailto:desk@example.org",
        "tel:+441632960000",
    ],
)
def test_what_names_a_host_or_needs_none(address: str) -> None:
    """Such an address may be a link."""

    assert names_a_host(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://",
        "https://[::/x",
        "https://[v1.x]/",
        "https://<img/src=x>",
        "https://999.1.1.1/",
        "https://example.0x1/",
        "https://example.org:65536/",
        "https://example.org:x/",
        "https://a..b/",
        "https://%41.example/",
        f"https://{'a' * 64}.example/",
    ],
)
def test_what_names_none(address: str) -> None:
    """No browser would know where to go."""

    assert not names_a_host(address)
