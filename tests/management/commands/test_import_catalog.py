"""The shell shows what a file would change, and writes it only when asked to, with a reason."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from benefits import editions
from benefits.coverage.catalog import TABLES, to_json
from benefits.importing import loading
from benefits.importing.sheets import writing
from benefits.models import TherapyRow
from tests import whole

RECORDS = sum(len(getattr(whole.catalog(), table)) for table in TABLES)

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "catalog.json"
    path.write_bytes(to_json(whole.catalog()))
    return path


def run(file: Path, *more: str) -> str:
    out = StringIO()
    call_command("import_catalog", str(file), *more, stdout=out, stderr=out)
    return out.getvalue()


def test_it_shows_and_writes_nothing(file: Path) -> None:
    assert run(file) == f"new: {RECORDS}\n"
    assert not TherapyRow.objects.exists()


def test_it_writes_with_a_reason(file: Path) -> None:
    told = run(file, "--write", "--reason", "the other house")

    assert "in the draft" in told
    assert editions.draft() == whole.catalog()
    assert TherapyRow.history.filter(history_change_reason="the other house").exists()
    assert run(file) == f"unchanged: {RECORDS}\n"


@pytest.mark.parametrize("reason", ["", " ", "x" * 101])
def test_it_needs_a_reason_that_fits(file: Path, reason: str) -> None:
    with pytest.raises(CommandError, match="--reason") as refused:
        run(file, "--write", "--reason", reason)

    assert refused.value.returncode == 2


def test_it_names_what_cannot_go_in(tmp_path: Path) -> None:
    loading.load(whole.catalog(), reason="a test")
    path = tmp_path / "mine.csv"
    path.write_bytes(b"".join(writing.csv(whole.catalog(), "therapies")).replace(b"massage,", b"Mas sage,", 1))
    told = StringIO()

    with pytest.raises(CommandError, match=r"Nothing was written. mine.csv: file: 1 of its records cannot go in."):
        call_command(
            "import_catalog", str(path), "--table", "therapies", "--write", "--reason", "a", stdout=told, stderr=told
        )

    assert "mine.csv, line 2: slug: “Mas sage” must be lower-case" in told.getvalue()
    assert not TherapyRow.objects.exclude(slug__in={one.slug for one in whole.catalog().therapies}).exists()


@pytest.mark.parametrize("name", ["nothing.json", "nothing.csv", "nothing.pdf"])
def test_it_says_what_it_cannot_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="Nothing was written"):
        run(tmp_path / name)
