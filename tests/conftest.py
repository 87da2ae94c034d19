"""What every test may rely on."""

import os
import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import hypothesis
import pytest
import time_machine
from django.db import connection
from django.test import client
from pytest_django import DjangoDbBlocker

from benefits import editions
from tests import starts

# A slow machine is not a wrong answer; and what failed in CI fails again at a desk.
hypothesis.settings.register_profile("everyday", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("everyday")

# What holds today holds on any day: CLOCK is the day, at noon in California, that the suite takes for today.
if "CLOCK" in os.environ:
    time_machine.travel(f"{os.environ['CLOCK']} 20:00 +00:00", tick=True).start()

# `make race`: how often each test runs in which two are at work at once, and what its order comes from.
TIMES: Final = int(os.environ.get("TIMES", "1"))
SEED: Final = os.environ.setdefault("SEED", str(random.randrange(10_000)))


def pytest_report_header() -> str:
    """With which seed the same order comes again."""
    return f"in random order, SEED={SEED}" if TIMES > 1 else "in order"


@pytest.fixture
def again() -> None:
    """Which time it is that a racing test runs: of no use but to its name."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A racing test runs so many times."""
    if TIMES > 1 and metafunc.definition.get_closest_marker("racing"):
        metafunc.fixturenames.append("again")
        metafunc.parametrize("again", range(TIMES), indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where they run many times, no test comes always after the same one."""
    if TIMES > 1:
        random.Random(SEED).shuffle(items)


@pytest.fixture(scope="session", autouse=True)
def pages_alone_are_noted() -> Iterator[None]:
    """Django's test client copies the context of each template that is drawn. Of a widget's nobody asks for it."""
    noting = vars(client)["store_rendered_templates"]

    def note(store: Any, signal: Any, sender: Any, template: Any, context: Any, **rest: Any) -> None:
        if not str(template.name).startswith("django/forms/"):
            noting(store, signal, sender, template, context, **rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", note)
        yield


@pytest.fixture(autouse=True)
def nothing_held() -> None:
    """No test sees the edition of another."""
    editions.forget()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Path:
    """A folder with a database of SQLite that has every table and nothing in them, to be copied."""
    if connection.vendor == "sqlite":
        return tmp_path_factory.getbasetemp() / "migrated"
    return starts.made_once(tmp_path_factory, "migrated", starts.migrate)


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    """A folder as `make run` leaves it on a first start, to be copied: edition 1 in force, one admin."""
    return starts.made_once(tmp_path_factory, "first-start", partial(starts.first_start, migrated=migrated))


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The suite's own database; of SQLite a copy while it is empty, so that nobody need migrate another.

    PostgreSQL drops no database that a thread of some test still holds on to.
    """
    if connection.vendor == "sqlite":
        empty = tmp_path_factory.getbasetemp() / "migrated"
        empty.mkdir()
        with django_db_blocker.unblock():
            starts.copy_database(empty / starts.DATABASE)
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
