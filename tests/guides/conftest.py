"""The shipped edition in force, without a database: a query would fail the test."""

import pytest

from benefits import editions
from tests import shipped


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> editions.InForce:
    """What is shipped, in force."""
    edition = shipped.edition()
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    return edition
