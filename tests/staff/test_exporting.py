"""A long export goes on piece by piece, can be stopped, and never leaves half a file."""

import signal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from benefits import editions
from benefits.bounds import EXPORT_PROCESSES
from benefits.exports import files, making
from benefits.exports.choosing import choice
from benefits.importing import loading
from benefits.models import Export, Job
from benefits.models.job import PATIENCE
from benefits.staff import work
from tests import whole
from tests.exports.conftest import TODAY
from tests.staff.conftest import browser, publish


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process is waited for by the request itself: a thread would not see what a test has in its transaction."""
    monkeypatch.setattr(work, "attended", work.attend)


@pytest.fixture(autouse=True)
def room(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A disk of its own, and small pieces."""
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(work, "PLANS_A_PIECE", 3)
    return tmp_path / "exports"


def start(client: Client, form: str = "csv", query: str = "on=2026-11-21") -> str:
    page = client.post("/staff/exports/", {"format": form, "query": query})
    assert page.status_code == 302
    return str(page["Location"])


def finish(client: Client, address: str) -> int:
    for step in range(200):
        client.post(address)
        if Job.objects.get().state != "running":
            return step + 1
    raise AssertionError("it does not end")


@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf"])
def test_the_file_is_the_download(sam: Client, form: str, room: Path) -> None:
    address = start(sam, form, "on=2026-11-21&plan=hmo&plan=hdhp&plan=other&plan=unsure")

    finish(sam, address)
    page = sam.get(f"{address}file")

    edition = editions.in_force()
    chosen = choice(edition.catalog, {"plan": ["hmo", "hdhp", "other", "unsure"]}, TODAY)
    data = page.getvalue()
    assert data == b"".join(files.content(form, edition, chosen))
    assert page["Content-Disposition"] == f'attachment; filename="{files.name(form, edition, chosen)}"'
    assert "no-store" in page["Cache-Control"]
    assert [found.name for found in room.glob("*/*")] == [f"summary.{form}"]


def test_it_tells_how_far_it_is(sam: Client) -> None:
    address = start(sam)
    job = Job.objects.get()

    sam.post(address)
    job.refresh_from_db()

    assert 0 < job.done < job.total
    text = sam.get(address).content.decode()
    assert f"{job.done} of {job.total} rows are done." in text
    assert "<button>Continue</button>" in text


def test_the_last_look_asks_for_the_whole_page(sam: Client) -> None:
    address = start(sam, query="plan=hmo")
    asks = f'<div id="so-far" hx-get="{address}" hx-trigger="load" hx-target="#main"'
    looks = [sam.post(address, headers={"HX-Request": "true"}).content.decode() for _look in range(2)]

    assert [asks in look for look in looks] == [False, True]
    assert asks not in sam.get(address).content.decode()


def test_it_can_be_stopped(sam: Client, room: Path) -> None:
    address = start(sam)
    sam.post(address)

    sam.post(f"{address}cancel/")
    sam.post(address)

    assert Job.objects.get().state == "stopped"
    assert not list(room.glob("*"))
    assert sam.get(f"{address}file").status_code == 404
    assert b"Stopped." in sam.get(address).content


def test_what_fails_says_so_and_leaves_nothing(sam: Client, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = start(sam)
    sam.post(address)

    def full(*_arguments: object) -> int:
        raise OSError("the disk is full")

    monkeypatch.setattr(work, "write_whole", full)
    sam.post(address)

    assert "there is no file: the disk is full" in sam.get(address).content.decode()
    assert not list(room.glob("*"))


def test_another_edition_ends_it(sam: Client) -> None:
    address = start(sam)
    Export.objects.update(sha256="1" * 64)

    sam.post(address)

    assert "has changed" in sam.get(address).content.decode()


@pytest.mark.racing
def test_two_pages_that_watch_do_no_harm(sam: Client) -> None:
    address = start(sam)
    sam.post(address)
    stale = Export.objects.get()
    sam.post(address)

    work.advance(stale)
    finish(sam, address)

    data = sam.get(f"{address}file").getvalue()
    edition = editions.in_force()
    assert data == b"".join(files.content("csv", edition, choice(edition.catalog, {}, TODAY)))


def test_a_missing_piece_is_no_file(sam: Client, room: Path) -> None:
    address = start(sam)
    sam.post(address)
    next(room.glob("*/*.piece")).unlink()

    finish(sam, address)

    assert "A piece of it is not on this server." in sam.get(address).content.decode()
    assert sam.get(f"{address}file").status_code == 404
    assert not list(room.glob("*"))


@pytest.mark.racing
@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_a_process_tells_how_far_it_is_and_is_ended(
    sam: Client, room: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = start(sam, form)
    seen: list[int] = []
    moved, begun = Job.move, making.begin

    def stopping(job: Job, done: int, **columns: object) -> None:
        seen.append(done)
        if len(seen) == 2:
            sam.post(f"{address}cancel/")
        moved(job, done, **columns)

    children: list[making.Child] = []

    def kept(*told: Any) -> making.Child:
        children.append(begun(*told))
        return children[0]

    monkeypatch.setattr(making, "begin", kept)
    monkeypatch.setattr(work, "SECONDS_A_LOOK", 0.02)
    monkeypatch.setattr(Job, "move", stopping)
    sam.post(address)

    assert len(seen) == 2
    assert children[0].returncode == -signal.SIGKILL
    assert Job.objects.get().state == "stopped"
    assert b"Start again" in sam.get(address).content


@pytest.mark.racing
def test_a_process_that_is_killed_is_told(sam: Client, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = start(sam, "xlsx")
    begun = making.begin

    def killed(*told: Any) -> making.Child:
        child = begun(*told)
        child.kill()
        return child

    monkeypatch.setattr(making, "begin", killed)
    sam.post(address)

    assert "there is no file: The work stopped on the way." in sam.get(address).content.decode()
    assert b"Start again" in sam.get(address).content
    assert sam.get(f"{address}file").status_code == 404
    assert not list(room.glob("*"))


def test_what_a_process_says_is_told(sam: Client, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = start(sam, "pdf")
    begun = making.begin

    def without(folder: Path, *told: Any) -> making.Child:
        (folder / "summary.pdf").mkdir(parents=True)
        return begun(folder, *told)

    monkeypatch.setattr(making, "begin", without)
    sam.post(address)

    assert "Is a directory" in Job.objects.get().why
    assert not list(room.glob("*"))


def test_a_process_whose_server_is_gone_is_told(sam: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "attended", lambda _job, child: child.kill() or child.wait())
    address = start(sam, "xlsx")
    sam.post(address)
    assert Job.objects.get().state == "running"

    Job.objects.update(alive_at=timezone.now() - 2 * PATIENCE)
    sam.post(address)

    assert "The work stopped on the way." in sam.get(address).content.decode()


def test_a_file_that_is_not_here_is_told(sam: Client, room: Path) -> None:
    address = start(sam)
    finish(sam, address)
    next(room.glob("*/summary.csv")).unlink()

    page = sam.get(f"{address}file", follow=True)

    assert "the file is not on this server" in page.content.decode()
    assert "Start again" in page.content.decode()


def test_what_somebody_works_on_is_left_alone(sam: Client) -> None:
    address = start(sam)
    Job.objects.update(alive_at=timezone.now())

    sam.post(address)
    assert Job.objects.get().done == 0

    Job.objects.update(alive_at=timezone.now() - 2 * PATIENCE)
    sam.post(address)
    assert Job.objects.get().done > 0


def test_it_is_nobody_elses(sam: Client) -> None:
    address = start(sam)
    petra = browser("petra-publisher")

    assert petra.get(address).status_code == 404
    assert petra.post(address).status_code == 404
    assert petra.post(f"{address}cancel/").status_code == 404
    assert petra.get(f"{address}file").status_code == 404


@pytest.mark.parametrize(
    "sent", [{"format": "exe", "query": ""}, {"format": "csv", "query": "plan=nothing"}, {"format": "json"}, {}]
)
def test_it_refuses_what_is_not_offered(sam: Client, sent: dict[str, str]) -> None:
    assert sam.post("/staff/exports/", sent).status_code == 400
    assert not Export.objects.exists()


def name_of_file(client: Client, address: str) -> str:
    page = client.get(f"{address}file")
    page.getvalue()
    return page["Content-Disposition"].partition("filename=")[2].strip('"')


def test_a_file_keeps_the_name_of_what_it_was_made_of(sam: Client) -> None:
    address = start(sam, query="plan=hmo&on=2026-11-21")
    finish(sam, address)
    publish(editions.in_force().catalog, number=2)
    editions.forget()

    assert name_of_file(sam, address) == "summary-edition-1-2026-11-21.csv"


def test_an_export_of_the_draft_goes_with_the_permission(published: None) -> None:
    loading.load(whole.catalog(), reason="a test")
    petra = browser("petra-publisher")
    address = start(petra, query="edition=draft")
    finish(petra, address)
    assert name_of_file(petra, address).startswith("summary-draft-")

    User.objects.get(username="petra-publisher").groups.set([Group.objects.get(name="Staff")])

    assert petra.get(f"{address}file").status_code == 404


@pytest.mark.parametrize(
    ("first", "second", "begun"),
    [
        pytest.param("xlsx", "pdf", 1, id="a second process waits for the first"),
        pytest.param("csv", "pdf", 2, id="a CSV holds up no process"),
        pytest.param("xlsx", "csv", 2, id="a process holds up no CSV"),
    ],
)
def test_a_person_has_one_process_at_a_time(sam: Client, first: str, second: str, begun: int) -> None:
    address = start(sam, first)

    again = start(sam, second)

    assert Export.objects.count() == begun
    if begun == 1:
        assert again == f"{address}?first_this_one=yes"
        assert "This export of yours is still under way." in sam.get(again).content.decode()
        sam.post(f"{address}cancel/")
        assert start(sam, second) not in (address, again)


def test_the_exports_of_others_hold_up_nobody(sam: Client) -> None:
    start(sam, "xlsx")

    start(browser("petra-publisher"), "xlsx")

    assert Export.objects.count() == 2


@pytest.mark.racing
def test_a_server_makes_so_many_at_a_time(sam: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others at work: the third waits, says so, and begins by itself when one of them is done."""
    children: list[making.Child] = []
    monkeypatch.setattr(work, "attended", lambda _job, child: children.append(child))
    people = [sam, browser("petra-publisher"), browser("bea-benefits")]
    addresses = [start(person, "xlsx", "plan=hmo") for person in people]
    waiting = EXPORT_PROCESSES.told()

    looks = [
        person.post(address, headers={"HX-Request": "true"}) for person, address in zip(people, addresses, strict=True)
    ]

    assert [waiting in look.content.decode() for look in looks] == [False, False, True]
    assert len(children) == 2
    people[0].post(f"{addresses[0]}cancel/")
    assert waiting not in people[2].post(addresses[2], headers={"HX-Request": "true"}).content.decode()
    assert len(children) == 3
    for child in children:
        child.kill()
        child.wait()


@pytest.mark.parametrize(
    ("servers", "at_work", "waits"),
    [
        pytest.param(1, 1, False, id="one of two places is taken"),
        pytest.param(1, 2, True, id="both are taken"),
        pytest.param(2, 3, False, id="a place on the second server"),
        pytest.param(2, 4, True, id="none on both"),
    ],
)
def test_each_server_has_its_places(sam: Client, settings: Settings, servers: int, at_work: int, waits: bool) -> None:
    settings.SERVERS = servers
    start(sam, "pdf")
    mine = Export.objects.get()
    for _number in range(at_work):
        job = Job.objects.create(kind="export", alive_at=timezone.now())
        Export.objects.create(job=job, form="pdf", edition="in-force", sha256=mine.sha256)

    assert work.waits(mine) == waits

    Job.objects.exclude(pk=mine.job.pk).update(alive_at=timezone.now() - 2 * PATIENCE)
    assert not work.waits(mine)


def test_stop_comes_too_late(sam: Client) -> None:
    address = start(sam, query="plan=hmo")
    finish(sam, address)

    page = sam.post(f"{address}cancel/", follow=True).content.decode()

    assert "It was done already when you pressed Stop." in page
    assert "Download the file" in page
