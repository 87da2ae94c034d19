"""A long export goes on piece by piece, can be stopped, and never leaves half a file."""

import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from benefits import editions
from benefits.exports import files, making
from benefits.exports.choosing import choice
from benefits.models import ExportJob
from benefits.staff import work
from tests.exports.conftest import TODAY
from tests.staff.conftest import browser


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process is waited for by the request itself: a thread would not see what a test has in its transaction."""
    monkeypatch.setattr(work, "attended", _attended)


def _attended(job: ExportJob, child: making.Child) -> None:
    with suppress(work.Cancelled):
        work.attend(job, child)


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
        if ExportJob.objects.get().state != "running":
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
    job = ExportJob.objects.get()

    sam.post(address)
    job.refresh_from_db()

    assert 0 < job.done < job.total
    text = sam.get(address).content.decode()
    assert f"{job.done} of {job.total} rows are done." in text
    assert "<button>Continue</button>" in text


def test_the_last_look_asks_for_the_whole_page(sam: Client) -> None:
    address = start(sam, query="plan=hmo")
    asks = f'<div id="rows-done" hx-get="{address}" hx-trigger="load" hx-target="#export"'
    looks = [sam.post(address, headers={"HX-Request": "true"}).content.decode() for _look in range(2)]

    assert [asks in look for look in looks] == [False, True]
    assert asks not in sam.get(address).content.decode()


def test_it_can_be_stopped(sam: Client, room: Path) -> None:
    address = start(sam)
    sam.post(address)

    sam.post(f"{address}cancel/")
    sam.post(address)

    assert ExportJob.objects.get().state == "cancelled"
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
    ExportJob.objects.update(sha256="1" * 64)

    sam.post(address)

    assert "has changed" in sam.get(address).content.decode()


def test_two_pages_that_watch_do_no_harm(sam: Client) -> None:
    address = start(sam)
    sam.post(address)
    stale = ExportJob.objects.get()
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


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_a_process_tells_how_far_it_is_and_is_ended(
    sam: Client, room: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = start(sam, form)
    seen: list[int] = []
    moved, begun = work._moved, making.begin

    def stopping(job: ExportJob, done: int, **columns: object) -> None:
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
    monkeypatch.setattr(work, "_moved", stopping)
    sam.post(address)

    assert len(seen) == 2
    assert children[0].returncode == -signal.SIGKILL
    assert ExportJob.objects.get().state == "cancelled"
    assert b"Start again" in sam.get(address).content


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

    assert "Is a directory" in ExportJob.objects.get().why
    assert not list(room.glob("*"))


def test_a_process_whose_server_is_gone_is_told(sam: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "attended", lambda _job, child: child.kill() or child.wait())
    address = start(sam, "xlsx")
    sam.post(address)
    assert ExportJob.objects.get().state == "running"

    ExportJob.objects.update(worked_at=timezone.now() - 2 * work.PATIENCE)
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
    ExportJob.objects.update(worked_at=timezone.now())

    sam.post(address)
    assert ExportJob.objects.get().done == 0

    ExportJob.objects.update(worked_at=timezone.now() - 2 * work.PATIENCE)
    sam.post(address)
    assert ExportJob.objects.get().done > 0


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
    assert not ExportJob.objects.exists()
