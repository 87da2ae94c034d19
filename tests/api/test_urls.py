"""The addresses for programs."""

import pytest
from django.urls import reverse


@pytest.mark.parametrize("name", ["answer", "catalog", "schema"])
def test_addresses_stay_as_they_are(name: str) -> None:
    assert reverse(f"api:{name}") == f"/api/{name}"
