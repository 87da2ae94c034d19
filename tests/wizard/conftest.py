"""The shipped guides as the edition in force, without a database, and someone who walks."""

import pytest
from django.test import Client

from benefits import editions
from benefits.coverage.catalog import Catalog
from tests import shipped
from tests.wizard import members
from tests.wizard.members import Member


@pytest.fixture
def guides() -> Catalog:
    """The catalog in force."""
    return members.guides()


@pytest.fixture
def edition() -> editions.InForce:
    """The guides as edition 7."""
    return shipped.edition(members.guides())


@pytest.fixture
def published(edition: editions.InForce, monkeypatch: pytest.MonkeyPatch) -> editions.InForce:
    """That edition in force. There is no database: a query would fail the test."""
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    return edition


@pytest.fixture
def member(published: editions.InForce, client: Client) -> Member:
    """Someone who walks."""
    return Member(client)
