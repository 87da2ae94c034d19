"""What must hold when things break: run as separate processes on a database of its own, as in production."""

import json
import random
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.faults.running import (
    BACK_SECONDS,
    EVERY,
    ROOT,
    SLOWEST_SECONDS,
    Site,
    answered,
    ask,
    environment,
    is_away,
    is_stale,
    is_told,
    manage,
    members_are_served,
    soon,
)

KILLS: Final = 20 if EVERY else 1


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Somebody else writes, and does not come to an end."""
    with closing(sqlite3.connect(home / "db.sqlite3", isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")


def test_a_backup_taken_while_it_runs_gives_the_same_answers(home: Path, told: str, tmp_path: Path) -> None:
    restored = tmp_path / "restored"
    restored.mkdir()
    with (
        locked(home),
        closing(sqlite3.connect(home / "db.sqlite3")) as reader,
        closing(sqlite3.connect(restored / "db.sqlite3")) as copy,
    ):
        reader.backup(copy)

    assert answered(restored) == told
    assert all(len(json.loads(told)[name]) for name in ("answer_id", "edition", "sources"))


def schema(home: Path) -> set[str]:
    """Every table and index by name."""
    return {name for (name,) in ask(home, "SELECT name FROM sqlite_master WHERE sql IS NOT NULL")}


# What an earlier version has no column for is lost on the way back to it; whatever else there is must stay.
YOUNGER_COLUMNS: Final = (("benefits_planamountrow", "family_rule"),)


def test_migrating_back_and_forth_keeps_what_was_there(home: Path, told: str) -> None:
    for table, column in YOUNGER_COLUMNS:
        ask_and_store(home, f"UPDATE {table} SET {column} = ''")
    draft, built = answered(home, "draft"), schema(home)

    manage(home, "migrate", "benefits", "0001", "--verbosity=0")
    manage(home, "migrate", "--verbosity=0")

    assert (answered(home), answered(home, "draft")) == (told, draft)
    assert schema(home) == built


@pytest.mark.skipif(not EVERY, reason="slow: make proof runs it")
def test_migrating_to_nothing_and_up_again(home: Path) -> None:
    built = schema(home)

    manage(home, "migrate", "benefits", "zero", "--verbosity=0")
    gone = built - schema(home)
    manage(home, "migrate", "--verbosity=0")

    assert "benefits_planrow" in gone
    assert schema(home) == built


def test_every_migration_can_be_undone() -> None:
    loader = MigrationLoader(None)

    stuck = [
        f"{app} {name}: {operation}"
        for (app, name), migration in loader.disk_migrations.items()
        for operation in migration.operations
        if not operation.reversible
    ]

    assert {app for app, _name in loader.disk_migrations} >= {"benefits", "otp_totp", "axes", "auth"}
    assert stuck == []


@pytest.mark.racing
@pytest.mark.parametrize("turn", range(KILLS))
def test_a_publication_that_is_killed_is_there_whole_or_not_at_all(home: Path, turn: int) -> None:
    ask_and_store(home, "UPDATE benefits_therapyrow SET name = 'Another name' WHERE slug = 'massage-therapy'")
    publishing = subprocess.Popen(
        [sys.executable, "manage.py", "publish", "--reason=a test"],
        cwd=ROOT,
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    moment = random.Random(turn).uniform(0.5, 4)
    try:
        publishing.wait(moment)
    except subprocess.TimeoutExpired:
        publishing.send_signal(signal.SIGKILL)
    said = publishing.communicate()[0]

    assert ask(home, "PRAGMA integrity_check") == [("ok",)]
    editions = [number for (number,) in ask(home, "SELECT number FROM benefits_edition ORDER BY number")]
    assert editions == ([1, 2] if b"Edition 2" in said else editions[:2])
    assert json.loads(answered(home))["edition"]["number"] == editions[-1]


def ask_and_store(home: Path, statement: str) -> None:
    with closing(sqlite3.connect(home / "db.sqlite3")) as database, database:
        database.execute(statement)


@pytest.mark.racing
def test_a_locked_database(home: Path, serve: Callable[..., Site]) -> None:
    site = serve()
    page = site.log_in()
    assert is_told(site.answer())
    with locked(home):
        admins = [site.send("/admin/logout/", page), Site(site.port, site.process).log_in()]
        member = site.answer()

    assert all(is_away(admin) for admin in admins), admins
    assert is_told(member)
    assert soon(lambda: site.send("/admin/logout/", page).status == 200, BACK_SECONDS)


@pytest.mark.skipif(not EVERY, reason="slow: make proof runs it")
def test_a_database_that_can_only_be_read(serve: Callable[..., Site]) -> None:
    writable, read_only = serve(), serve(QUERY_ONLY="1")
    page = writable.log_in()
    read_only.browser = writable.browser
    reading, writing = read_only.open("/admin/"), read_only.send("/admin/logout/", page)

    assert reading.status == 200
    assert is_away(writing), writing
    assert members_are_served(read_only)
    assert not is_stale(read_only)
    assert writable.send("/admin/logout/", page).status == 200


def test_a_corrupt_database(home: Path, serve: Callable[..., Site]) -> None:
    site = serve()
    assert site.log_in().status == 200
    assert is_told(site.answer())
    file = home / "db.sqlite3"
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = file.read_bytes()

    write(file, b"\xa5" * len(whole))
    assert soon(lambda: is_stale(site), BACK_SECONDS)
    admin, member = site.open("/admin/"), site.answer()
    write(file, whole)

    assert is_away(admin), admin
    assert is_told(member)
    assert soon(lambda: site.open("/admin/").status == 200, BACK_SECONDS)
    assert soon(lambda: not is_stale(site), BACK_SECONDS)


def write(file: Path, content: bytes) -> None:
    """Into the very file that is open elsewhere."""
    with file.open("r+b") as into:
        into.write(content)


def test_a_database_that_is_down_at_the_start(home: Path, told: str, serve: Callable[..., Site]) -> None:
    kept = (home / "db.sqlite3").rename(home / "away")
    for rest in home.glob("db.sqlite3-*"):
        rest.unlink()
    (home / "db.sqlite3").mkdir()

    manage(home, "prepare")
    site = serve()
    admin, member = site.log_in(), site.answer()
    stale = is_stale(site)
    (home / "db.sqlite3").rmdir()
    kept.rename(home / "db.sqlite3")

    assert is_away(admin), admin
    assert is_told(member)
    assert json.loads(member.body)["answer_id"] == json.loads(told)["answer_id"]
    assert stale


def test_a_database_that_is_silent_from_the_start(serve: Callable[..., Site]) -> None:
    """Whoever listens at its address takes connections and never says a word. Only a first answer waits for it."""
    with closing(socket.create_server(("127.0.0.1", 0))) as mute:
        site = serve(DATABASE_URL=f"postgres://me@127.0.0.1:{mute.getsockname()[1]}/name")
        first, admin = site.answer(), site.log_in()
        served_on, told_so = members_are_served(site), is_stale(site)

    assert (first.status, first.seconds < SLOWEST_SECONDS) == (200, True)
    assert is_away(admin), admin
    assert served_on
    assert told_so
