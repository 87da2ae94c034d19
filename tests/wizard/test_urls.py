"""Every public address of the check, the methods that it takes, and what every reply of it carries."""

import pytest
from django.urls import reverse

from benefits.wizard import urls
from tests.wizard.members import JOINT_PAIN, ClientResponse, Member

METHODS = ("get", "head", "post", "put", "patch", "delete", "options", "trace")
SAFE = {"get", "head"}
TAKES = {
    "start": SAFE,
    "begin": SAFE,
    "walk": SAFE,
    "question": {*SAFE, "post"},
    "answer": SAFE,
    "copy": SAFE,
    "course": {*SAFE, "post"},
    "dates": SAFE,
    "paper": SAFE,
    "saved": SAFE,
    "clear": {"post"},
    "compare": SAFE,
    "find": {*SAFE, "post"},
    "privacy": SAFE,
    "accessibility": SAFE,
    "healthz": SAFE,
    "readyz": SAFE,
}


OF_A_WALK = ("walk", "question", "answer", "copy", "course", "dates", "paper", "saved", "clear", "compare", "find")


def address(name: str, member: Member) -> str:
    run = [member.walk.split("/")[2]] if name in OF_A_WALK else []
    last = {"question": ["referral"], "paper": ["call"], "saved": ["call"]}.get(name, [])
    return reverse(f"wizard:{name}", args=[*run, *last])


@pytest.fixture
def answered(member: Member) -> Member:
    member.has_told(JOINT_PAIN)
    return member


def test_every_address_is_in_the_table() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == set(TAKES)


@pytest.mark.parametrize("name", TAKES)
@pytest.mark.parametrize("method", METHODS)
def test_only_these_methods_are_taken(answered: Member, name: str, method: str) -> None:
    response: ClientResponse = getattr(answered.client, method)(address(name, answered))

    if method in TAKES[name]:
        assert response.status_code in (200, 302, 422)
    else:
        assert response.status_code == 405
        assert method == "head" or b"<h1" in response.content
        assert set(response["Allow"].lower().split(", ")) == TAKES[name]
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", TAKES)
def test_every_reply_is_guarded(answered: Member, name: str) -> None:
    send = answered.client.post if name == "clear" else answered.client.get

    response: ClientResponse = send(address(name, answered))

    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["Referrer-Policy"] == "same-origin"
    if address(name, answered).startswith("/check/"):
        assert "no-store" in response["Cache-Control"]
    assert "sessionid" not in response.cookies
    assert "session" not in response.cookies
