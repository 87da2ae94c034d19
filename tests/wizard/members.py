"""Someone with a browser, who walks."""

from collections.abc import Mapping
from functools import cache
from http.cookies import SimpleCookie
from typing import Protocol

from django.http import HttpResponse
from django.test import Client

from benefits.coverage.catalog import Catalog, from_json
from benefits.wizard import state
from tests import shipped

JOINT_PAIN = {"therapy": "physical-therapy", "plan": "hmo", "referral": "pcp", "condition": "joint-pain"}


@cache
def guides() -> Catalog:
    """The two guides alone: a walk through them asks the same whatever other plans are shipped."""
    return from_json((shipped.FIXTURES / "guides.json").read_bytes())


class ClientResponse(Protocol):
    """A response, whatever Django's test client makes of it."""

    cookies: SimpleCookie

    @property
    def status_code(self) -> int: ...
    @property
    def content(self) -> bytes: ...
    def __getitem__(self, header: str) -> str: ...


class Member:
    """Someone with a browser, who answers one question after another."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.seen: list[str] = []

    def open(self, address: str) -> ClientResponse:
        """Go there, and wherever that leads."""
        self.seen.append(address)
        response: ClientResponse = self.client.get(address)
        return self.open(response["Location"]) if response.status_code == 302 else response

    @property
    def at(self) -> str:
        """The address that was opened last."""
        return self.seen[-1]

    @property
    def walk(self) -> str:
        """The address that the walk lives under."""
        return "/".join(self.at.split("/")[:3]) + "/"

    def begin(self, link: str = "") -> ClientResponse:
        """Begin a walk."""
        return self.open(f"/check/{link}")

    def say(self, **typed: str | list[str]) -> ClientResponse:
        """Send the form of the page that is open."""
        response: ClientResponse = self.client.post(self.at, typed)
        return self.open(response["Location"]) if response.status_code == 302 else response

    def plan(self, **course: str) -> ClientResponse:
        """Send the form for a course of visits, on the page of the answer."""
        self.seen.append(f"{self.walk}course/")
        return self.say(**course)

    def has_told(self, facts: Mapping[str, object], run: str = "a-run") -> None:
        """Hold the cookie of someone who has told this, without the way there."""
        sealed = HttpResponse()
        state.keep(sealed, run, facts)
        name = state.cookie_name()
        self.client.cookies[name] = sealed.cookies[name].value
        self.seen.append(f"/check/{run}/answer/")

    def tell(self, facts: Mapping[str, str]) -> ClientResponse:
        """Begin a walk, and answer until the answer."""
        response = self.begin()
        while not self.at.endswith("/answer/"):
            fact = self.at.rstrip("/").rpartition("/")[2]
            response = self.say(**{fact: facts[fact]})
        return response
