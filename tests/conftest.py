"""What every test may rely on."""

import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from benefits import editions

# A slow machine is not a wrong answer; and what failed in CI fails again at a desk.
hypothesis.settings.register_profile("everyday", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("everyday")


@pytest.fixture(autouse=True)
def nothing_held() -> None:
    """No test sees the edition of another."""
    editions.forget()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """PostgreSQL drops no database that a thread of some test still holds on to."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
