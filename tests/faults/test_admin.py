"""What must hold for admins when things break: a disk that is full or only read, a worker killed as it publishes."""

import os
import random
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from html import unescape
from pathlib import Path
from typing import Final

import pytest

from tests.faults.running import BACK_SECONDS, EVERY, SLOWEST_SECONDS, Reply, Site, ask, is_away, is_told, soon

MASSAGE: Final = "massage-therapy"
THERAPIES: Final = "/admin/benefits/therapyrow/"
PUBLISHING: Final = "/admin/publishing/"
KILLS: Final = 10 if EVERY else 2

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for a fault")


def typed(page: Reply) -> dict[str, str]:
    """What a form of one text field a line holds when it is opened."""
    boxes = dict(re.findall(r'<input type="(?:text|hidden|number)" name="(\w+)" value="([^"]*)"', page.body))
    areas = dict(re.findall(r'<textarea name="(\w+)"[^>]*>\s*([^<]*)</textarea>', page.body))
    chosen = dict(
        re.findall(r'<select name="(\w+)"[^>]*>(?:(?!</select>).)*?value="([^"]*)" selected', page.body, re.DOTALL)
    )
    found = {name: unescape(value) for name, value in (boxes | areas | chosen).items()}
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def massage(home: Path) -> tuple[str, str]:
    """The page of massage, and its name."""
    ((number, name),) = ask(home, "SELECT id, name FROM benefits_therapyrow WHERE slug = ?", [MASSAGE])
    return f"{THERAPIES}{number}/change/", name


def rename(site: Site, page: Reply, address: str, name: str) -> Reply:
    return site.send(address, page, **{**typed(page), "name": name})


def reviewed(site: Site) -> tuple[str, Reply]:
    """A review that is ready: where it is, and its page."""
    page = site.send(f"{PUBLISHING}reviews/", site.open(PUBLISHING))
    (address,) = set(re.findall(r'action="(/admin/publishing/reviews/[0-9a-f-]+/)cancel/"', page.body))
    while "Why is this published?" not in page.body:
        page = site.send(address, page)
    return address, page


def editions(home: Path) -> list[int]:
    return [number for (number,) in ask(home, "SELECT number FROM benefits_edition ORDER BY number")]


def is_whole(home: Path) -> bool:
    return bool(ask(home, "PRAGMA integrity_check") == [("ok",)])


def emptied(home: Path) -> None:
    """Nothing waits in the log of the database: whatever is written next needs room."""
    with closing(sqlite3.connect(home / "db.sqlite3")) as database:
        assert database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0


def workers(site: Site) -> list[int]:
    pid = site.process.pid
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def no_room(home: Path, site: Site) -> Iterator[None]:
    """No worker may make a file longer."""
    emptied(home)
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in workers(site)}
    assert before
    for pid, (_soft, hard) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))
    yield
    for pid, limits in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


@contextmanager
def full(home: Path, _site: Site) -> Iterator[None]:
    """Not a byte is left on the disk."""
    emptied(home)
    filler = home / "filler"
    with filler.open("wb", buffering=0) as into, suppress(OSError):
        while True:
            into.write(b"x" * 4096)
    yield
    filler.unlink()


@pytest.fixture
def small_disk(home: Path) -> Iterator[None]:
    """The folder on a disk of its own, where one may be made."""
    kept = home.rename(home.with_name("kept"))
    home.mkdir()
    mount = 'mount -t tmpfs -o size=32m tmpfs "$0"'
    if subprocess.run(["sh", "-c", mount, str(home)], check=False, capture_output=True).returncode:
        pytest.skip("no disk can be made here")
    subprocess.run(["cp", "-a", f"{kept}/.", str(home)], check=True)
    yield
    subprocess.run(["umount", "--lazy", str(home)], check=True)


# SQLite tells a disk that is full from one that takes no more for another reason.
WORDS: Final = {503: "Look whether it is saved", 507: "There is no room left"}


def refused(reply: Reply, status: int) -> bool:
    """In words, and soon."""
    return reply.status == status and WORDS[status] in reply.body and reply.seconds < SLOWEST_SECONDS


def refuses_and_comes_back(home: Path, site: Site, fault: AbstractContextManager[None], status: int) -> None:
    """Saving and publishing are refused in words, members answered, nothing half done; then all goes on."""
    assert site.log_in().status == 200
    assert is_told(site.answer())
    address, name = massage(home)
    assert rename(site, site.open(address), address, "Massage by hand").status == 200
    review, ready = reviewed(site)
    form = site.open(address)

    with fault:
        saved, published = (
            rename(site, form, address, "Half a name"),
            site.send(f"{review}confirm/", ready, reason="No."),
        )
        member = site.answer()

    assert refused(saved, status), saved
    assert refused(published, status), published
    assert is_told(member)
    assert (massage(home)[1], editions(home), is_whole(home)) == ("Massage by hand", [1], True)
    assert soon(lambda: "is in force" in site.send(f"{review}confirm/", ready, reason="Now.").body, BACK_SECONDS)
    assert "until the draft is published" in rename(site, form, address, name).body
    assert (massage(home)[1], editions(home)) == (name, [1, 2])


def test_a_disk_that_takes_no_more(home: Path, serve: Callable[[], Site]) -> None:
    site = serve()

    refuses_and_comes_back(home, site, no_room(home, site), 503)


@pytest.mark.usefixtures("small_disk")
def test_a_full_disk(home: Path, serve: Callable[[], Site]) -> None:
    site = serve()

    refuses_and_comes_back(home, site, full(home, site), 507)


@pytest.mark.usefixtures("small_disk")
def test_a_disk_that_is_only_read(home: Path, serve: Callable[[], Site]) -> None:
    """Whoever is logged in still looks at the draft; nobody saves."""
    before = serve()
    assert before.log_in().status == 200
    address, name = massage(home)
    before.process.terminate()
    before.process.wait(10)
    subprocess.run(["mount", "-o", "remount,ro", str(home)], check=True)

    site = serve()
    site.browser = before.browser
    form = site.open(address)
    saved, member = rename(site, form, address, "Half a name"), site.answer()
    subprocess.run(["mount", "-o", "remount,rw", str(home)], check=True)

    assert name in form.body
    assert is_away(saved), saved
    assert is_told(member)
    assert massage(home)[1] == name
    assert soon(lambda: rename(site, form, address, "Massage by hand").status == 200, BACK_SECONDS)
    assert massage(home)[1] == "Massage by hand"


@pytest.mark.racing
def test_a_worker_that_is_killed_as_it_publishes(home: Path, serve: Callable[[], Site]) -> None:
    """An edition that a publisher was told of is there; one that is there is whole, and its review says so."""
    chance = random.Random(7)
    address, _name = massage(home)
    for turn in range(KILLS):
        site = serve()
        site.log_in()
        rename(site, site.open(address), address, f"Massage {turn}")
        review, ready = reviewed(site)
        before = editions(home)
        told: list[str] = []

        def publish(site: Site = site, review: str = review, ready: Reply = ready, told: list[str] = told) -> None:
            with suppress(OSError):
                told.append(site.send(f"{review}confirm/", ready, reason="A test.").body)

        publishing = threading.Thread(target=publish)
        publishing.start()
        time.sleep(chance.uniform(0, 0.3))
        for pid in workers(site):
            os.kill(pid, signal.SIGKILL)
        publishing.join()

        after = editions(home)
        states = ask(home, "SELECT state FROM benefits_job WHERE kind = 'review' ORDER BY made_at DESC LIMIT 1")
        assert is_whole(home)
        assert after in (before, [*before, len(before) + 1])
        assert states == [("confirmed" if after != before else "ready",)]
        assert not any("is in force" in page for page in told) or after != before
        assert is_told(serve().answer())
