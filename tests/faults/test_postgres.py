"""What must hold when PostgreSQL breaks: stopped, started again, silent, locked, only to be read."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Final

import psycopg
import pytest

from kpcoverage.postgresql import base
from kpcoverage.postgresql.base import Connection
from tests.faults.running import (
    BACK_SECONDS,
    Site,
    is_away,
    is_stale,
    is_told,
    manage,
    members_are_served,
    prepare,
    served,
    soon,
)
from tests.postgres import Cluster, Missing, cluster

slow: Final = pytest.mark.skipif(not os.environ.get("EVERY_FAULT"), reason="slow: make proof runs it")


@pytest.fixture(scope="module")
def postgres() -> Iterator[Cluster]:
    """A server to break."""
    try:
        with cluster() as server:
            yield server
    except Missing:
        pytest.skip("no PostgreSQL server is installed")


@pytest.fixture(scope="module")
def prepared(postgres: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a first start leaves it, with the data in PostgreSQL."""
    home = tmp_path_factory.mktemp("var")
    prepare(home, DATABASE_URL=postgres.url)
    return home


@pytest.fixture
def site(prepared: Path, postgres: Cluster) -> Iterator[Site]:
    """The site, its database there, and an admin at work."""
    with served(prepared, DATABASE_URL=postgres.url) as found:
        assert found.log_in().status == 200
        assert is_told(found.answer())
        yield found


def is_back(site: Site) -> bool:
    return soon(lambda: site.open("/admin/").status == 200, BACK_SECONDS)


def test_a_connection_waits_so_long_and_no_longer(postgres: Cluster) -> None:
    with closing(Connection.connect(postgres.url)) as waiting:
        waiting.execute("SELECT 1")
        waiting.patience = 0.2
        begun = time.monotonic()
        with postgres.held_up(), pytest.raises(psycopg.OperationalError):
            waiting.execute("SELECT 1")

        assert time.monotonic() - begun < 2
        assert waiting.closed


def test_a_connection_goes_on_after_what_the_server_ended_itself(postgres: Cluster) -> None:
    with Connection.connect(postgres.url, autocommit=True, options="-c statement_timeout=100") as waiting:
        with pytest.raises(psycopg.errors.QueryCanceled):
            waiting.execute("SELECT pg_sleep(5)")

        assert waiting.execute("SELECT 1").fetchall() == [(1,)]


def test_one_at_a_time_tries_a_server_that_keeps_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    silence, now = base.Silence(), iter([10.0, 10.0, 10.0, 11.0, 13.5, 13.5, 14.0])
    monkeypatch.setattr(base, "time", SimpleNamespace(monotonic=lambda: next(now)))
    before = [silence.may_try(), silence.may_try()]

    silence.begin()
    during = [silence.may_try() for _ in range(4)]
    silence.end()

    assert before == [True, True]
    assert during == [True, False, True, False]
    assert silence.may_try()


@slow
def test_it_is_stopped_and_started_again(site: Site, postgres: Cluster) -> None:
    postgres.stop()
    try:
        admins = [site.open("/admin/") for _ in range(3)]
        served_on = members_are_served(site)
        told_so = soon(lambda: is_stale(site), BACK_SECONDS)
    finally:
        postgres.start()

    assert all(is_away(admin) for admin in admins), admins
    assert served_on
    assert told_so
    assert is_back(site)
    assert soon(lambda: not is_stale(site), BACK_SECONDS)


@slow
def test_nobody_notices_that_it_was_restarted(site: Site, postgres: Cluster) -> None:
    postgres.stop()
    postgres.start()

    assert [site.open("/admin/").status for _ in range(4)] == [200] * 4


@slow
def test_it_says_nothing_any_more(site: Site, postgres: Cluster) -> None:
    with postgres.held_up(), ThreadPoolExecutor(4) as others:
        first = site.open("/admin/")
        more = [others.submit(site.open, "/admin/") for _ in range(12)]
        served_on = members_are_served(site)
        admins = [first, *(one.result() for one in more)]
        told_so = soon(lambda: is_stale(site), 2 * BACK_SECONDS)

    assert all(is_away(admin) for admin in admins), admins
    assert served_on
    assert told_so
    assert is_back(site)
    assert soon(lambda: not is_stale(site), BACK_SECONDS)


@slow
def test_it_takes_too_long(site: Site, postgres: Cluster) -> None:
    page = site.open("/admin/")
    with psycopg.connect(postgres.url) as other:
        other.execute("LOCK TABLE django_session")
        admins = [site.send("/admin/logout/", page), Site(site.port, site.process).log_in()]
        served_on = members_are_served(site)

    assert all(is_away(admin) for admin in admins), admins
    assert served_on
    assert site.send("/admin/logout/", page).status == 200


@slow
def test_it_can_only_be_read(site: Site, postgres: Cluster) -> None:
    page = site.open("/admin/")
    read_only(postgres, "on")
    try:
        reading, writing = site.open("/admin/"), site.send("/admin/logout/", page)
        served_on = members_are_served(site)
    finally:
        read_only(postgres, "off")

    assert reading.status == 200
    assert is_away(writing), writing
    assert served_on
    assert not is_stale(site)
    assert soon(lambda: site.send("/admin/logout/", page).status == 200, BACK_SECONDS)


def read_only(postgres: Cluster, switch: str) -> None:
    with psycopg.connect(postgres.url, autocommit=True, options="-c default_transaction_read_only=off") as other:
        other.execute(f"ALTER SYSTEM SET default_transaction_read_only = {switch}")
        other.execute("SELECT pg_reload_conf()")


@slow
def test_a_command_may_wait_for_it(prepared: Path, postgres: Cluster) -> None:
    statement = "from django.db import connection; print(connection.cursor().execute('SELECT pg_sleep(3)').rowcount)"

    said = manage(prepared, "shell", "--verbosity=0", "--command", statement, DATABASE_URL=postgres.url)

    assert said.strip() == "1"
