"""The address that a limit goes by is the one that was seen, never the one that was claimed."""

from typing import Any, NamedTuple

import pytest
from django.test import RequestFactory

from benefits import clients

# The addresses that are set aside for examples count as private.
PUBLIC, OTHER, PRIVATE = "93.184.215.14", "9.9.9.9", "10.0.0.2"


class SeenClient(NamedTuple):
    """Who connects, what the headers claim, and whose address it is with a trusted proxy and without."""

    peer: str
    headers: dict[str, str]
    trusting: str | None
    not_trusting: str | None


CONNECTIONS = [
    pytest.param(SeenClient(PUBLIC, {}, None, PUBLIC), id="somebody who connects"),
    pytest.param(SeenClient("127.0.0.1", {}, None, "127.0.0.1"), id="somebody at this machine"),
    pytest.param(SeenClient(PRIVATE, {}, None, PRIVATE), id="somebody in the house"),
    pytest.param(SeenClient(PRIVATE, {"X-Forwarded-For": PUBLIC}, PUBLIC, None), id="a proxy nearby"),
    pytest.param(SeenClient("127.0.0.1", {"Via": "1.1 proxy"}, None, None), id="a proxy that tells no address"),
    pytest.param(SeenClient(PUBLIC, {"X-Forwarded-For": OTHER}, OTHER, PUBLIC), id="a claim from elsewhere"),
    pytest.param(
        SeenClient(PRIVATE, {"X-Forwarded-For": f"{OTHER}, {PUBLIC}"}, PUBLIC, None), id="a claim before the proxy"
    ),
    pytest.param(SeenClient(PRIVATE, {"X-Forwarded-For": "unknown"}, None, None), id="a word for an address"),
    pytest.param(SeenClient(PRIVATE, {"X-Forwarded-For": f"{PUBLIC}:4711"}, PUBLIC, None), id="an address with a port"),
    pytest.param(
        SeenClient(PRIVATE, {"X-Forwarded-For": "[2001:db8:1:2::3]:4711"}, "2001:db8:1:2::", None), id="brackets"
    ),
    pytest.param(SeenClient("2001:db8:1:2:3::4", {}, None, "2001:db8:1:2::"), id="one of a customer's IPv6 addresses"),
    pytest.param(SeenClient("2001:db8:1:2:ffff::", {}, None, "2001:db8:1:2::"), id="another one of these"),
    pytest.param(SeenClient(f"::ffff:{PUBLIC}", {}, None, PUBLIC), id="IPv4 written as IPv6"),
    pytest.param(SeenClient("", {}, None, None), id="a socket without an address"),
]


@pytest.mark.parametrize("trust", [True, False], ids=["trusting", "not trusting"])
@pytest.mark.parametrize("seen", CONNECTIONS)
def test_an_address_is_seen_or_not_known(settings: Any, seen: SeenClient, trust: bool) -> None:
    settings.TRUST_PROXY = trust
    request = RequestFactory().get("/", REMOTE_ADDR=seen.peer, headers=seen.headers)

    assert clients.address(request) == (seen.trusting if trust else seen.not_trusting)


def test_a_login_is_locked_with_the_proxy_where_that_is_all_that_is_seen(settings: Any) -> None:
    settings.TRUST_PROXY = False
    request = RequestFactory().get("/", REMOTE_ADDR=PRIVATE, headers={"X-Forwarded-For": PUBLIC})

    assert clients.address_of_login(request) == PRIVATE
