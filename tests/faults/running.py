"""The site as processes of its own, as in production, and someone with a browser."""

import json
import os
import re
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.floors import crowding
from tests.ports import held_port

ROOT: Final = Path(__file__).parents[2]
KEY: Final = "a key of many characters that are not all the same, 0123456789"
FACTS: Final = {"therapy": "physical-therapy", "plan": "hmo", "referral": "pcp", "on": "2026-11-22"}
ASKED: Final = tuple(f"--fact={name}={value}" for name, value in FACTS.items())
EVERY: Final = bool(os.environ.get("EVERY_FAULT"))
SOON_SECONDS: Final = 1
SLOWEST_SECONDS: Final = 3
BACK_SECONDS: Final = 5


def environment(home: Path, given: Mapping[str, str] = {}) -> dict[str, str]:
    """Nothing but what is given, and where the data lies."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return kept | {"VAR_DIR": str(home), "SECRET_KEY": KEY, **given}


def manage(home: Path, *arguments: str, **given: str) -> str:
    """What a command of the shell prints, on the database of that folder."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(home, given),
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


FIRST_START: Final = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("load_guides")
User.objects.create_superuser("ada", password="ada")
"""


def prepare(home: Path, **given: str) -> None:
    """What `make run` does on a first start, in one process: migrated, loaded, edition 1 in force, one admin."""
    manage(home, "shell", "--verbosity=0", "--command", FIRST_START, **given)


class Reply(NamedTuple):
    """What came back, from where in the end, and after how many seconds: a crowded machine is allowed for."""

    status: int
    body: str
    seconds: float
    address: str


class Site:
    """The site as it is served, and someone with a browser."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port, self.process, self.address = port, process, f"http://127.0.0.1:{port}"
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

    def walk(self) -> list[Reply]:
        """Every page of a member's walk, to the answer."""
        pages = [self.open("/"), self.open("/check/?therapy=physical-therapy&plan=hmo")]
        for told in ({"referral": "pcp"}, {"condition": "joint-pain"}):
            last = pages[-1]
            pages.append(self.send(urllib.parse.urlsplit(last.address).path, last, **told))
        return pages

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
            with self.browser.open(request, timeout=60) as got:
                return Reply(got.status, got.read().decode(), _seconds_since(begun), got.url)
        except urllib.error.HTTPError as refused:
            return Reply(refused.code, refused.read().decode(), _seconds_since(begun), request.full_url)


def _seconds_since(begun: float) -> float:
    """What is late is asked how crowded the machine is: the bounds are those of one where it runs alone."""
    seconds = time.monotonic() - begun
    return seconds if seconds < SOON_SECONDS else seconds / crowding()


def soon(what: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.1)
    return False


# As `make run` starts it.
SERVE: Final = (sys.executable, "-m", "kpcoverage.serve")


@contextmanager
def served(home: Path, command: Sequence[str] = SERVE, **given: str) -> Iterator[Site]:
    """Serve that folder, with one worker."""
    with held_port() as port:
        settings = {"DJANGO_SETTINGS_MODULE": "tests.served", "PORT": str(port), "WORKERS": "1", **given}
        running = subprocess.Popen(command, cwd=ROOT, env=environment(home, settings), stderr=subprocess.DEVNULL)
        try:
            site = Site(port, running)
            assert soon(lambda: is_up(site), 60)
            yield site
        finally:
            running.terminate()
            running.wait(20)


def is_up(site: Site) -> bool:
    try:
        return site.open("/healthz").status == 200
    except OSError:
        return False


def is_told(reply: Reply) -> bool:
    """A member's answer, without delay."""
    return reply.status == 200 and len(json.loads(reply.body)["answer_id"]) == 10 and reply.seconds < SOON_SECONDS


def is_walked(pages: list[Reply]) -> bool:
    """A walk to its answer, no page of it late."""
    return pages[-1].address.endswith("/answer/") and all(
        page.status == 200 and page.seconds < SOON_SECONDS for page in pages
    )


def is_stale(site: Site) -> bool:
    """Whether the answers are labelled: there may be a newer edition."""
    return bool(json.loads(site.open("/readyz").body)["stale"])


def members_are_served(site: Site) -> bool:
    """Programs and walkers alike, and whoever watches over the process."""
    return is_told(site.answer()) and is_walked(site.walk()) and site.open("/healthz").status == 200


def is_away(reply: Reply) -> bool:
    """An admin's page that says to try again, soon enough."""
    return reply.status == 503 and "We cannot answer right now" in reply.body and reply.seconds < SLOWEST_SECONDS
