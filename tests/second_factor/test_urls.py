"""Every address of the second factor: for whom, and by which methods."""

import pytest
from django.test import Client

from benefits.second_factor import urls

TABLE = {
    "enter": ("/second-factor/", {"get", "head", "post"}),
    "enrol": ("/second-factor/enrol/", {"get", "head", "post"}),
    "picture": ("/second-factor/key.svg", {"get", "head"}),
}


def test_every_address_is_in_the_table() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_off_there_is_no_such_page(laptop: Client, name: str) -> None:
    assert laptop.get(TABLE[name][0]).status_code == 404


@pytest.mark.usefixtures("asked_for")
@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete", "options"])
def test_only_these_methods_are_taken(laptop: Client, name: str, method: str) -> None:
    address, takes = TABLE[name]

    response = getattr(laptop, method)(address)

    assert (response.status_code == 405) == (method not in takes)
    assert "no-store" in response["Cache-Control"]
