"""From which network address a request comes. It is looked at for limits and locks, and never written to a log."""

import ipaddress
from typing import Final

from django.conf import settings
from django.http import HttpRequest

# What a proxy adds. Where it is not trusted, its own address is all that can be seen.
FORWARDED: Final = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")
# Whoever has an IPv6 address has 2**64 of them.
ONE_NETWORK: Final = 64


def address(request: HttpRequest) -> str | None:
    """The address of who asks, of IPv6 the network that one customer has. None when only a proxy's can be seen."""
    if settings.TRUST_PROXY:
        return _parsed(_last_forwarded(request))
    peer = _parsed(request.META.get("REMOTE_ADDR", ""))
    return None if peer is None or _is_proxy(request, peer) else peer


def address_of_login(request: HttpRequest) -> str | None:
    """The address that a login is locked together with: a proxy's, where that is all that can be seen."""
    return address(request) or _parsed(request.META.get("REMOTE_ADDR", ""))


def _last_forwarded(request: HttpRequest) -> str:
    """What the proxy itself has seen: it adds to the end of what was sent to it, which may be a lie."""
    return request.headers.get("X-Forwarded-For", "").rpartition(",")[2]


def _is_proxy(request: HttpRequest, peer: str) -> bool:
    """Whether it looks like one nearby. From elsewhere anyone could send these headers to be rid of a limit."""
    return ipaddress.ip_address(peer).is_private and any(name in request.headers for name in FORWARDED)


def _parsed(text: str) -> str | None:
    """The address in its one spelling; some proxies add a port to it, or brackets."""
    text = text.strip()
    for candidate in (text, text.strip("[]"), text.rpartition(":")[0].strip("[]")):
        try:
            found = ipaddress.ip_address(candidate)
        except ValueError:
            continue
        return _network(found)
    return None


def _network(found: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    """The address that stands for all those of the same customer."""
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(found), ONE_NETWORK), strict=False).network_address)
