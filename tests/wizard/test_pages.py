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


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("host", ["10.0.0.7", "10.0.0.7:8000", "a_pod", "evil.example", "[::1]"])
def test_a_probe_is_answered_by_whatever_name(
    client: Client, published: editions.InForce, path: str, host: str
) -> None:
    response = client.get(path, headers={"Host": host})

    assert response.json()["status"] == "ok"
    assert host.encode() not in response.content
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/privacy/", "/api/catalog", "/robots.txt", "/healthz/", "/readyz/x"])
def test_no_other_page_is(client: Client, published: editions.InForce, path: str) -> None:
    assert client.get(path, headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_only_reads(client: Client, path: str) -> None:
    response = client.post(path, headers={"Host": "evil.example"})

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


def test_before_the_first_edition_it_is_alive_but_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_force() -> editions.InForce:
        raise editions.NothingPublished

    monkeypatch.setattr(editions, "in_force", in_force)

    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
