"""A disk that is full while a file is brought, read or confirmed: it is said, and nothing is half there.

SQLite itself refuses to grow; only the faults of the upload's own files are planted.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from benefits.admin import imports
from benefits.importing import bringing, loading
from benefits.models import CitationRow, ImportBatch, ImportRow, JobState, PlanRow
from tests import filing
from tests.groups import make_groups
from tests.importing.filings import ground

pytestmark = pytest.mark.django_db(transaction=True)
of_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="a database server has its disk elsewhere")
BRING_FILING = "/admin/benefits/importbatch/add/filing/"
MANY = [{**filing.THIRTY, "PlanId": f"12345OR{number:07}-01", "Exclusions": "x" * 3000} for number in range(40)]


@pytest.fixture
def bea(tmp_path: Path) -> Iterator[Client]:
    """The browser of a benefits admin, who is told what went wrong and not thrown it."""
    loading.load(ground.catalog(), reason="a test")
    make_groups()
    user = User.objects.create_user("bea-benefits", is_staff=True)
    user.groups.add(Group.objects.get(name="Benefits admin"))
    client = Client(raise_request_exception=False)
    client.force_login(user)
    with override_settings(VAR_DIR=tmp_path):
        yield client


@contextmanager
def full_database(pages: int = 5) -> Iterator[None]:
    """No more than so many pages are left."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        used, most = (cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "max_page_count"))
        cursor.execute(f"PRAGMA max_page_count = {used + pages}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {most}")


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read while it is brought."""
    monkeypatch.setattr(imports, "AT_ONCE", 0)


def brought(client: Client, text: str) -> ImportBatch:
    """A filing, not read yet."""
    client.post(BRING_FILING, {"file": SimpleUploadedFile("part.csv", text.encode())})
    return ImportBatch.objects.get()


def read(client: Client, batch: ImportBatch) -> None:
    """To its end, however slow this machine is."""
    while batch.job.state == JobState.RUNNING:
        client.post(reverse("admin:benefits_importbatch_change", args=[batch.pk]))
        batch.refresh_from_db()


@pytest.mark.parametrize("reader", ["filing", "sheets"])
def test_no_room_for_the_upload(bea: Client, reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", full)

    response = bea.post(
        reverse("admin:benefits_importbatch_bring", args=[reader]),
        {"file": SimpleUploadedFile("plans.csv", b"x" * (3 << 20))},
    )

    assert response.status_code == 507
    assert "The disk of this server is full. Nothing was changed." in response.content.decode()
    assert not ImportBatch.objects.exists()


def test_no_room_to_keep_what_came(bea: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _pieces: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/somewhere")

    monkeypatch.setattr(bringing, "write_whole", full)

    response = bea.post(BRING_FILING, {"file": SimpleUploadedFile("part.csv", b"a,b")})

    assert response.status_code == 422
    assert "There is no room to keep the file. Nothing was changed." in response.content.decode()
    assert "/somewhere" not in response.content.decode()
    assert not ImportBatch.objects.exists()


@of_sqlite
def test_no_room_while_it_is_read(bea: Client) -> None:
    batch = brought(bea, filing.text(*MANY))

    with full_database():
        response = bea.post(reverse("admin:benefits_importbatch_change", args=[batch.pk]))

    assert response.status_code == 507
    batch.refresh_from_db()
    assert (batch.job.state, batch.job.done, ImportRow.objects.count()) == (JobState.RUNNING, 0, 0)

    read(bea, batch)

    assert (batch.job.state, batch.job.done, ImportRow.objects.count()) == (JobState.READY, 40, 40)


@of_sqlite
def test_no_room_while_it_is_confirmed(bea: Client) -> None:
    batch = brought(bea, filing.text(*MANY))
    read(bea, batch)
    cited = CitationRow.objects.count()

    with full_database():
        response = bea.post(reverse("admin:benefits_importbatch_confirm", args=[batch.pk]), {"reason": "Filed."})
        assert response.status_code == 507
        with pytest.raises(CommandError, match="database or disk is full"):
            call_command("confirm_filing", str(batch.pk), "--reason", "Filed.")

    assert response.status_code == 507
    batch.refresh_from_db()
    assert (batch.job.state, batch.confirmed_at, batch.reason) == (JobState.READY, None, "")
    assert (PlanRow.objects.filter(kind="plan").count(), CitationRow.objects.count()) == (0, cited)

    assert (
        bea.post(reverse("admin:benefits_importbatch_confirm", args=[batch.pk]), {"reason": "Filed."}).status_code
        == 302
    )

    assert PlanRow.objects.filter(kind="plan").count() == 40


@of_sqlite
def test_no_room_on_the_command_line(bea: Client, tmp_path: Path) -> None:
    path = ground.written(tmp_path, *MANY)

    with full_database(), pytest.raises(CommandError, match=r"filing\.csv: database or disk is full"):
        call_command("import_filing", str(path), "--stage")

    call_command("import_filing", str(path), "--stage")

    batch = ImportBatch.objects.get()
    assert (batch.job.state, batch.job.done) == (JobState.READY, 40)
