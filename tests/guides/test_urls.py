"""The addresses for readers."""

import pytest
from django.urls import reverse


@pytest.mark.parametrize(
    ("name", "args", "address"),
    [
        ("index", [], "/guides/"),
        ("guide", ["massage-therapy"], "/guides/massage-therapy/"),
        ("robots", [], "/robots.txt"),
        ("sitemap", [], "/sitemap.xml"),
    ],
)
def test_addresses_stay_as_they_are(name: str, args: list[str], address: str) -> None:
    assert reverse(f"guides:{name}", args=args) == address
