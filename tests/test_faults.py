"""What must hold when things break: run as separate processes on a database of its own, as in production."""

import json
import os
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

ROOT: Final = Path(__file__).parent.parent
KEY: Final = "a key of many characters that are not all the same, 0123456789"
FACTS: Final = {"therapy": "physical-therapy", "plan": "hmo", "referral": "pcp", "on": "2026-11-22"}
ASKED: Final = tuple(f"--fact={name}={value}" for name, value in FACTS.items())
EVERY: Final = bool(os.environ.get("EVERY_FAULT"))
KILLS: Final = 20 if EVERY else 1
SLOWEST_SECONDS: Final = 3
BACK_SECONDS: Final = 5


def environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return kept | {"VAR_DIR": str(home), "SECRET_KEY": KEY, "DJANGO_SETTINGS_MODULE": "tests.served"}


def manage(home: Path, *arguments: str) -> str:
    """What a command of the shell prints, on the database of that folder."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def answered(home: Path, edition: str = "in-force") -> str:
    return manage(home, "answer", f"--edition={edition}", *ASKED)


def ask(home: Path, *statement: Any) -> list[Any]:
    with closing(sqlite3.connect(home / "db.sqlite3")) as database:
        return database.execute(*statement).fetchall()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as `make run` leaves it on a first start: migrated, loaded, edition 1 in force, one admin."""
    home = tmp_path_factory.mktemp("var")
    manage(home, "migrate", "--verbosity=0")
    manage(home, "load_guides")
    manage(home, "shell", "--verbosity=0", "--command", "User.objects.create_superuser('ada', password='ada')")
    return home


@pytest.fixture
def home(prepared: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to break."""
    return shutil.copytree(prepared, tmp_path / "var")


@pytest.fixture(scope="module")
def told(prepared: Path) -> str:
    """What is answered there."""
    return answered(prepared)


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


def test_migrating_back_and_forth_keeps_what_was_there(home: Path, told: str) -> None:
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


@pytest.mark.django_db
def test_every_migration_can_be_undone() -> None:
    loader = MigrationLoader(connection)

    stuck = [
        f"{app} {name}: {operation}"
        for (app, name), migration in loader.disk_migrations.items()
        for operation in migration.operations
        if not operation.reversible
    ]

    assert {app for app, _name in loader.disk_migrations} >= {"benefits", "otp_totp", "axes", "auth"}
    assert stuck == []


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


class Reply(NamedTuple):
    """What came back, and after how long."""

    status: int
    body: str
    seconds: float


class Site:
    """The site as it is served, and someone with a browser."""

    def __init__(self, port: int, process: int) -> None:
        self.process = process
        self.address = f"http://127.0.0.1:{port}"
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def open(self, path: str, data: dict[str, str] | None = None) -> Reply:
        form = urllib.parse.urlencode(data).encode() if data is not None else None
        return self._send(urllib.request.Request(self.address + path, form))

    def answer(self) -> Reply:
        """What a member is told, by way of the API."""
        body = json.dumps(FACTS).encode()
        return self._send(
            urllib.request.Request(f"{self.address}/api/answer", body, {"Content-Type": "application/json"})
        )

    def log_in(self) -> Reply:
        """As an admin."""
        return self.send("/admin/login/?next=/admin/", self.open("/admin/login/"), username="ada", password="ada")

    def send(self, path: str, page: Reply, **typed: str) -> Reply:
        """A form of a page that was opened."""
        token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.body)
        return self.open(path, {**typed, "csrfmiddlewaretoken": token[0] if token else ""})

    def _send(self, request: urllib.request.Request) -> Reply:
        begun = time.monotonic()
        try:
            with self.browser.open(request, timeout=30) as got:
                return Reply(got.status, got.read().decode(), time.monotonic() - begun)
        except urllib.error.HTTPError as refused:
            return Reply(refused.code, refused.read().decode(), time.monotonic() - begun)


def soon(what: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def serve(home: Path) -> Iterator[Callable[[], Site]]:
    """Serve that folder, with one worker, as `make run` does."""
    running: list[subprocess.Popen[bytes]] = []

    def begin() -> Site:
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "kpcoverage.wsgi:application"]
        options = ["--host", "127.0.0.1", "--port", str(port), "--blocking-threads", "2", "--log-level", "warning"]
        running.append(
            subprocess.Popen([*command, *options], cwd=ROOT, env=environment(home), stderr=subprocess.DEVNULL)
        )
        site = Site(port, running[-1].pid)
        assert soon(lambda: is_up(site), 60)
        return site

    yield begin
    for process in running:
        process.terminate()
        process.wait(10)


def is_up(site: Site) -> bool:
    try:
        return site.open("/healthz").status == 200
    except OSError:
        return False


def is_told(reply: Reply) -> bool:
    """A member's answer, without delay."""
    return reply.status == 200 and len(json.loads(reply.body)["answer_id"]) == 10 and reply.seconds < 1


def is_away(reply: Reply) -> bool:
    """An admin's page that says to try again, soon enough."""
    return reply.status == 503 and "We cannot answer right now" in reply.body and reply.seconds < SLOWEST_SECONDS


def test_a_locked_database(home: Path, serve: Callable[[], Site]) -> None:
    site = serve()
    page = site.log_in()
    assert is_told(site.answer())
    with locked(home):
        admin, member = site.send("/admin/logout/", page), site.answer()

    assert is_away(admin), admin
    assert is_told(member)
    assert soon(lambda: site.send("/admin/logout/", page).status == 200, BACK_SECONDS)


def test_a_corrupt_database(home: Path, serve: Callable[[], Site]) -> None:
    site = serve()
    assert site.log_in().status == 200
    assert is_told(site.answer())
    file = home / "db.sqlite3"
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = file.read_bytes()

    write(file, b"\xa5" * len(whole))
    assert soon(lambda: json.loads(site.open("/readyz").body)["stale"], BACK_SECONDS)
    admin, member = site.open("/admin/"), site.answer()
    write(file, whole)

    assert is_away(admin), admin
    assert is_told(member)
    assert soon(lambda: site.open("/admin/").status == 200, BACK_SECONDS)
    assert soon(lambda: not json.loads(site.open("/readyz").body)["stale"], BACK_SECONDS)


def write(file: Path, content: bytes) -> None:
    """Into the very file that is open elsewhere."""
    with file.open("r+b") as into:
        into.write(content)


def test_a_database_that_is_down_at_the_start(home: Path, serve: Callable[[], Site]) -> None:
    told = serve().answer()
    kept = (home / "db.sqlite3").rename(home / "away")
    for rest in home.glob("db.sqlite3-*"):
        rest.unlink()

    site = serve()
    admin, member = site.log_in(), site.answer()
    stale = json.loads(site.open("/readyz").body)["stale"]
    kept.rename(home / "db.sqlite3")

    assert is_away(admin), admin
    assert is_told(member)
    assert json.loads(member.body)["answer_id"] == json.loads(told.body)["answer_id"]
    assert stale
