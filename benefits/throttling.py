"""How much one network address may ask for: counted in the memory of each worker, never stored or logged."""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from benefits import clients, errors

# How many seconds' worth of requests may come at once: sixty people behind one address who open a page together.
BURST_SECONDS: Final = 6
# Wrong passwords that one address may send at once, for whatever logins, and how many a minute from there on.
WRONG_PASSWORDS: Final = 30
WRONG_PASSWORDS_A_MINUTE: Final = 2
# Addresses kept at a time, at about 200 bytes each: of more, the one that was silent for longest is forgotten.
MOST_ADDRESSES: Final = 20_000


class Allowance:
    """What each address may still take, of something that comes back at a steady rate up to a most."""

    def __init__(self, a_minute: float, most: float, clock: Callable[[], float] = time.monotonic) -> None:
        """So many a minute, and so many at once by whoever took none for a while."""
        self.seconds_each = 60 / a_minute
        self.patience = (most - 1) * self.seconds_each
        self.clock = clock
        self.used_up_to: OrderedDict[str, float] = OrderedDict()
        self.lock = threading.Lock()

    def wait(self, address: str) -> float:
        """Seconds until the address may take one more; 0: now."""
        return max(0.0, self.used_up_to.get(address, 0.0) - self.patience - self.clock())

    def take(self, address: str) -> float:
        """Take one and return 0, or take nothing and return the seconds until there is one."""
        with self.lock:
            seconds = self.wait(address)
            if not seconds:
                self.used_up_to[address] = max(self.used_up_to.get(address, 0.0), self.clock()) + self.seconds_each
                self.used_up_to.move_to_end(address)
                self._forget()
        return seconds

    def _forget(self) -> None:
        while len(self.used_up_to) > MOST_ADDRESSES:
            self.used_up_to.popitem(last=False)


class RequestsLimited:
    """Past a generous number of requests one address waits, and nobody else notices."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        per_minute: int = settings.RATE_LIMIT
        self.requests = Allowance(per_minute, per_minute * BURST_SECONDS / 60) if per_minute else None

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The response, or the page that says how long to wait."""
        address = clients.address(request)
        if self.requests is None or address is None:
            return self.get_response(request)
        seconds = self.requests.take(address)
        return errors.too_many(request, math.ceil(seconds)) if seconds else self.get_response(request)


class WrongPasswordsLimited:
    """An address that tries one login after the other is slowed down; each login has its own lock besides."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.wrong = Allowance(WRONG_PASSWORDS_A_MINUTE, WRONG_PASSWORDS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The response; who logs in is led on, so any other response to a password says that it was wrong."""
        address = clients.address(request)
        if address is None or request.method != "POST" or request.path_info != reverse(settings.LOGIN_URL):
            return self.get_response(request)
        seconds = self.wrong.wait(address)
        if seconds:
            return errors.too_many(request, math.ceil(seconds))
        response = self.get_response(request)
        if not 300 <= response.status_code < 400:
            self.wrong.take(address)
        return response
