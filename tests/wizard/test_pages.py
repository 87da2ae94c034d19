"""The pages that stand by themselves."""

import pytest
from django.test import Client

from benefits import editions


@pytest.mark.parametrize(
    ("address", "first"),
    [("/privacy/", "Your answers stay with you"), ("/accessibility/", "A check for everyone")],
)
def test_it_works(client: Client, address: str, first: str) -> None:
    assert f'<h1 tabindex="-1">{first}</h1>' in client.get(address).content.decode()


def test_it_is_ready(client: Client, published: editions.InForce) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok", "edition": 7, "stale": False}


def test_before_the_first_edition_it_is_alive_but_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_force() -> editions.InForce:
        raise editions.NothingPublished

    monkeypatch.setattr(editions, "in_force", in_force)

    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
