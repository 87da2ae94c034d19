"""What a member tells leaves no trace: not with us, not on the way, not in the browser once it is closed."""

import base64
import contextlib
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import time
import urllib.request
import zlib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

import psycopg
import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import BrowserContext, BrowserType, Page, Request, expect
from psycopg import sql
from pytest_django.live_server_helper import LiveServer

from benefits import editions
from benefits.wizard import state
from tests import shipped
from tests.browser import chromium
from tests.ports import held_port
from tests.wizard import members

ROOT: Final = Path(__file__).resolve().parents[2]
PYTHON: Final = str(ROOT / ".venv/bin/python")

# The condition is a word of the rules too, and so of the database: there it counts whether anything is written.
CONDITION: Final = "fibromyalgia"
VISITS: Final = "777"
DOLLARS: Final = "98765.43"
COURSE: Final = "177"
CANARIES: Final = re.compile(
    rb"(?i)fibromyalgia|98,?765\.43|physical-therapy\W{1,4}777\b|\b777 (?:visits|used|of)\b"
    rb"|visits\W{1,4}177\b|\b177 visits\b"
)
IN_LOG: Final = """SELECT count(*) FROM pg_ls_waldir() AS log
    WHERE position(%s::bytea IN pg_read_binary_file('pg_wal/' || log.name)) > 0"""
WALK: Final = (("plan", "hmo"), ("region", "unsure"), ("referral", "pcp"), ("condition", CONDITION))
STORED: Final = """async () => JSON.stringify([
    Object.entries(localStorage), Object.entries(sessionStorage),
    (await indexedDB.databases()).map(each => each.name), await caches.keys(), document.cookie, window.name])"""

PLANT: Final = f"""async () => {{
    document.title = "title-{CONDITION}";
    localStorage.told = "local-{CONDITION}";
    sessionStorage.told = "session-{CONDITION}";
    document.cookie = "planted=cookie-{CONDITION}; max-age=9999";
    await new Promise(done => indexedDB.open("database-{CONDITION}").onsuccess = done);
}}"""


def canaries(data: bytes) -> set[bytes]:
    """The canaries in some bytes: as UTF-8, as UTF-16, and in whatever is packed in them."""
    packed = b"".join(_unpacked(data, found.start()) for found in re.finditer(rb"\x1f\x8b\x08", data))
    return {canary.lower() for text in (data, data.replace(b"\0", b""), packed) for canary in CANARIES.findall(text)}


def _unpacked(data: bytes, start: int) -> bytes:
    with contextlib.suppress(zlib.error):
        return zlib.decompressobj(31).decompress(data[start:])
    return b""


def in_files(folder: Path) -> dict[str, set[bytes]]:
    """The files below a folder that have canaries in them or in their names."""
    files = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    found = {str(name): canaries(path.read_bytes() + str(name).encode()) for name, path in files.items()}
    return {name: told for name, told in found.items() if told}


class Server(NamedTuple):
    """A server of its own, as `make run` starts it, and all that it may write to."""

    url: str
    var: Path
    temporary: Path
    log: Path
    database: str


def _command(environment: Mapping[str, str]) -> str:
    """The line of the Makefile that serves."""
    variables = [f"{name}={environment[name]}" for name in ("HOST", "PORT", "WORKERS", "VAR_DIR")]
    recipe = subprocess.check_output(["make", "--dry-run", "run", *variables], cwd=ROOT, text=True, env=environment)
    (line,) = re.findall(r"^exec .*kpcoverage\.serve$", recipe, re.MULTILINE)
    return str(line)


@contextlib.contextmanager
def _database(name: str, var: Path) -> Iterator[str]:
    """SQLite, or a database of its own in the PostgreSQL that DATABASE_URL names."""
    if name == "sqlite":
        yield f"sqlite:///{var / 'db.sqlite3'}"
        return
    address = os.environ["DATABASE_URL"]
    own = f"privacy_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(own)))
        try:
            yield urlsplit(address)._replace(path=f"/{own}").geturl()
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(own)))


DATABASES: Final = ["sqlite", *(["postgresql"] if "DATABASE_URL" in os.environ else [])]


@pytest.fixture(scope="module", params=DATABASES)
def server(
    request: pytest.FixtureRequest, first_start: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Set up and started by the commands of the Makefile, with files of its own."""
    folder = tmp_path_factory.mktemp("server")
    var, temporary, log = folder / "var", folder / "tmp", folder / "log"
    temporary.mkdir()
    shutil.copytree(first_start, var)
    with _database(request.param, var) as database, held_port() as port:
        environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        environment |= {"HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "1"}
        environment |= {"VAR_DIR": str(var), "TMPDIR": str(temporary), "DATABASE_URL": database}
        manage = [PYTHON, "manage.py"]
        collect = ["collectstatic", "--no-input", "--verbosity=0", "--ignore=admin", "--ignore=ext"]
        with log.open("wb") as out:
            started: dict[str, Any] = {"cwd": ROOT, "env": environment, "stdout": out, "stderr": out}
            collecting = subprocess.Popen([*manage, *collect], **started)
            if not database.startswith("sqlite"):
                subprocess.run([*manage, "migrate", "--verbosity=0"], check=True, **started)
                subprocess.run([*manage, "load_guides"], check=True, **started)
            assert collecting.wait() == 0, log.read_text()
            serving = subprocess.Popen(["/bin/sh", "-c", _command(environment)], **started)
            url = f"http://127.0.0.1:{environment['PORT']}"
            try:
                _wait_for(f"{url}/readyz", serving)
                yield Server(url, var, temporary, log, database)
            finally:
                serving.send_signal(signal.SIGTERM)
                serving.wait(20)


def _wait_for(address: str, serving: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert serving.poll() is None, "the server is gone"
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5) as response:
            assert response.status == 200
            return
        time.sleep(0.1)
    raise AssertionError("the server does not start")


class Traces:
    """All that went over the wire but the forms themselves, and all that a page left in the browser."""

    def __init__(self, context: BrowserContext) -> None:
        self.sent: list[Request] = []
        self.pages: list[str] = []
        context.on("request", self.note)

    def note(self, request: Request) -> None:
        """Something was asked for."""
        self.sent.append(request)

    def look(self, page: Page) -> None:
        """Note the title, the address and the storage of the page as it is now."""
        self.pages.append(f"{page.title()} {page.url} {page.evaluate(STORED)}")

    def hosts(self) -> set[str]:
        """Who was asked for anything."""
        return {urlsplit(request.url).netloc for request in self.sent}

    def on_the_way(self) -> bytes:
        """Addresses and headers, there and back. Cookies are sealed: they are looked at once more by themselves."""
        lines = [*self.pages]
        for request in self.sent:
            answered = request.response()
            lines += [request.url, str(request.all_headers()), str(answered.all_headers() if answered else "")]
        return "\n".join(lines).encode()


@contextlib.contextmanager
def kept_browser(kind: BrowserType, launch: dict[str, Any], profile: Path) -> Iterator[BrowserContext]:
    """A browser as people have it, that keeps its profile on disk."""
    browser = {"executable_path": chromium.whole(), "channel": "chromium"}  # its channel, if Playwright brought it
    context = kind.launch_persistent_context(str(profile), **launch | browser)
    try:
        yield context
    finally:
        context.close()


def go_on(page: Page, value: str) -> None:
    """Pick an answer, continue, and wait for what comes then."""
    page.locator(f"input[type=radio][value='{value}']").check()
    leave(page, "Continue")


def leave(page: Page, button: str) -> None:
    """Press it, and wait until htmx has put the next page in place."""
    page.evaluate("document.querySelector('#main').dataset.left = 'yes'")
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_selector("#main:not([data-left])")


def fact(page: Page) -> str:
    return urlsplit(page.url).path.rstrip("/").rpartition("/")[2]


def walk(page: Page, url: str, seen: Traces) -> None:
    """To the answer, more exact with visits and dollars, with a copy taken. The walk is left open at its answer."""
    values = dict(WALK)
    page.goto(url)
    page.get_by_role("link", name="Physical therapy", exact=True).click()
    page.wait_for_url("**/plan/")
    while fact(page) != "answer":
        seen.look(page)
        listed = fact(page) == "find" and page.locator("input[type=radio][name=plan]").count()
        go_on(page, values["plan" if listed else fact(page).replace("find", "region")])
    seen.look(page)
    answer = page.url.partition("?")[0]
    page.goto(answer.replace("/answer/", "/visits_used/"))
    for therapy, visits in (("Physical", VISITS), ("Occupational", "0"), ("Speech", "0")):
        page.get_by_label(f"{therapy} therapy", exact=True).fill(visits)
    leave(page, "Continue")
    seen.look(page)
    expect(page.get_by_role("article")).to_contain_text(VISITS)
    page.goto(answer.replace("/answer/", "/deductible/"))
    page.get_by_label("I know how much").check()
    page.get_by_label("Dollars paid so far").fill("much")
    leave(page, "Continue")
    seen.look(page)
    page.get_by_label("Dollars paid so far").fill(DOLLARS)
    leave(page, "Continue")
    seen.look(page)
    page.locator("summary#course").click()
    page.get_by_label("How many visits may you need?").fill(COURSE)
    leave(page, "Add it up")
    seen.look(page)
    expect(page.locator("section.course")).to_contain_text(COURSE)
    page.locator("summary", has_text="Your answers").click()
    expect(page.get_by_text("$98,765.43", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save a copy").click()
    assert CONDITION in download.value.path().read_text().lower()
    download.value.delete()
    for paper in ("visits.ics?named=on", "papers/answer/", "papers/answer.pdf"):
        assert page.request.get(page.url.partition("answer/")[0] + paper).ok


def refused(page: Page) -> None:
    """A form that the server logs something about."""
    page.evaluate("document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach(field => field.value = 'forged')")
    go_on(page, CONDITION)
    expect(page.get_by_role("heading", level=1)).to_have_text("We could not let that through")


def rows(server: Server) -> bytes:
    """All that the database holds, with its log of changes not yet in the file."""
    if server.database.startswith("sqlite"):
        return b"".join(path.read_bytes() for path in sorted(server.var.glob("db.sqlite3*")) if "-shm" not in path.name)
    with psycopg.connect(server.database) as connection:
        tables = connection.execute("SELECT schemaname, relname FROM pg_stat_user_tables ORDER BY 1, 2").fetchall()
        ask = sql.SQL("SELECT t::text FROM {} t ORDER BY 1")
        dumped = [connection.execute(ask.format(sql.Identifier(*table))).fetchall() for table in tables]
    return str(dumped).encode()


def in_write_ahead_log(server: Server) -> int:
    """How many files of PostgreSQL's log of changes hold the dollars. Not run where we may not read them."""
    with psycopg.connect(server.database) as connection:
        try:
            found = connection.execute(IN_LOG, [DOLLARS.encode()]).fetchone()
        except psycopg.errors.InsufficientPrivilege:
            pytest.skip("Not run: this login may not read PostgreSQL's log of changes.")
    assert found
    return int(found[0])


def kept(server: Server) -> dict[str, bytes]:
    """Every file that the running product keeps.

    SQLite's index of readers changes with each of them; its log of changes is there, and empty, while somebody reads.
    """
    files = {str(path): path.read_bytes() for path in sorted(server.var.rglob("*")) if path.is_file()}
    return {
        name: data for name, data in files.items() if not name.endswith("-shm") and (data or not name.endswith("-wal"))
    }


def on_disk(profile: Path) -> list[str]:
    """The cookies of a profile that outlive the browser. Others lie there sealed until it starts again."""
    with contextlib.closing(sqlite3.connect(profile / "Default/Cookies")) as jar:
        return [name for (name,) in jar.execute("SELECT name FROM cookies WHERE is_persistent")]


def sealed(context: BrowserContext) -> bytes:
    """What the cookie of the walk is without its key. It ends with the browser, and no script can read it."""
    (cookie,) = (cookie for cookie in context.cookies() if cookie.get("name") == "check")
    assert (cookie.get("expires"), cookie.get("httpOnly"), cookie.get("sameSite")) == (-1, True, "Lax")
    return base64.urlsafe_b64decode(cookie.get("value", ""))


def test_a_walk_leaves_no_trace(
    server: Server, browser_type: BrowserType, browser_type_launch_args: dict[str, Any], tmp_path: Path
) -> None:
    profile, files, database = tmp_path / "profile", kept(server), rows(server)

    with kept_browser(browser_type, browser_type_launch_args, profile) as context:
        page, seen = context.pages[0], Traces(context)
        walk(page, server.url, seen)
        assert canaries(sealed(context)) == set()
        if not page.get_by_role("button", name="Clear my answers").is_visible():
            page.locator("summary", has_text="Your answers").click()
        leave(page, "Clear my answers")
        expect(page.get_by_role("heading", level=1)).to_have_text("Is your therapy covered?")
        assert [cookie.get("name") for cookie in context.cookies()] == ["csrf"]
        page.goto(f"{server.url}/check/?therapy=physical-therapy&plan=hmo")
        while fact(page) != "condition":
            go_on(page, {"region": "unsure", "referral": "pcp"}[fact(page)])
        left_open = page.url
        refused(page)
        seen.look(page)
        assert seen.hosts() == {urlsplit(server.url).netloc}
        assert canaries(seen.on_the_way()) == set()
        assert not re.search(r"\b777\b", "\n".join(seen.pages))

    assert kept(server) == files
    assert rows(server) == database
    assert in_files(server.temporary) == {}
    log = server.log.read_bytes()
    assert b"403 wizard:question" in log
    assert canaries(log) == set()
    assert b"/condition/" in (profile / "Default/History").read_bytes()
    assert in_files(profile) == {}
    assert on_disk(profile) == []
    if server.database.startswith("postgres"):
        assert in_write_ahead_log(server) == 0
    with kept_browser(browser_type, browser_type_launch_args, profile) as context:
        context.pages[0].goto(left_open)
        expect(context.pages[0].get_by_role("heading", level=1)).to_have_text("Please start again")


def test_a_trace_would_be_found(
    server: Server, browser_type: BrowserType, browser_type_launch_args: dict[str, Any], tmp_path: Path
) -> None:
    """A canary planted in each place where the walk above left none."""
    profile, files, database = tmp_path / "profile", kept(server), rows(server)

    with kept_browser(browser_type, browser_type_launch_args, profile) as context:
        page, seen = context.pages[0], Traces(context)
        page.goto(f"{server.url}/{CONDITION}/")
        page.get_by_role("link", name="Guides").click()
        page.get_by_role("link", name="Massage therapy").first.click()
        page.wait_for_url("**/guides/massage-therapy/")
        assert CONDITION in page.content().lower()
        page.evaluate(PLANT)
        seen.look(page)
        sent = [str(request.all_headers().get("referer")) for request in seen.sent]

    assert any(CONDITION in referer for referer in sent)
    assert canaries(seen.sent[0].url.encode()) == {CONDITION.encode()}
    for place in ("title", "local", "session", "database", "cookie"):
        assert f"{place}-{CONDITION}" in seen.pages[0], place
    found = in_files(profile)
    for place in ("History", "Local Storage", "Session Storage", "IndexedDB", "Cache"):
        assert any(place in name for name in found), place
    assert on_disk(profile) == ["planted"]
    assert b"404 no such address" in server.log.read_bytes()
    with server.log.open("a") as log:
        log.write(f"404 /{CONDITION}/")
    assert canaries(server.log.read_bytes()) == {CONDITION.encode()}
    (server.temporary / "upload").write_text(f'{{"physical-therapy": {VISITS}}}')
    assert in_files(server.temporary) == {"upload": {f'physical-therapy": {VISITS}'.encode()}}
    plant_row(server)
    assert rows(server) != database
    assert canaries(rows(server)) > canaries(database)
    (server.var / "planted").touch()
    assert kept(server) != files


def plant_row(server: Server) -> None:
    """What a member told, written down."""
    write = f"CREATE TABLE planted AS SELECT '{DOLLARS}' AS told"
    if server.database.startswith("sqlite"):
        with contextlib.closing(sqlite3.connect(server.var / "db.sqlite3")) as connection:
            connection.execute(write)
            connection.commit()
            assert DOLLARS.encode() in rows(server)
        return
    with psycopg.connect(server.database) as connection:
        connection.execute(sql.SQL(write))
    assert in_write_ahead_log(server) > 0


@pytest.fixture
def site(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """The site within the test, where the clock can be put forward."""
    edition = shipped.edition(members.guides())
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    return str(live_server.url)


@pytest.mark.racing
@pytest.mark.django_db(transaction=True)
def test_after_half_an_hour_the_walk_is_over(page: Page, site: str) -> None:
    page.goto(f"{site}/check/?therapy=physical-therapy&plan=hmo")
    begun = timezone.now()
    with time_machine.travel(begun + state.IDLE - timedelta(minutes=1)):
        go_on(page, "pcp")
    expect(page.get_by_role("heading", level=1)).to_have_text("What do you need the care for?")

    with time_machine.travel(begun + 2 * state.IDLE + timedelta(minutes=1)):
        go_on(page, CONDITION)

    expect(page.get_by_role("heading", level=1)).to_have_text("Please start again")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Please start again")
