"""What every start needs, with a database and without."""

from pathlib import Path
from typing import Any, Never

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, ProgrammingError
from django.utils import timezone
from pytest_django import Settings

from benefits import editions
from benefits.coverage.catalog import sha256
from benefits.editions import disk
from benefits.management.commands import prepare


@pytest.fixture(autouse=True)
def _disk(settings: Settings, tmp_path: Path) -> None:
    settings.EDITION_DIR = tmp_path


def breaking(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: Any, **__: Any) -> Never:
        raise error

    monkeypatch.setattr(prepare, "call_command", fail)


@pytest.mark.django_db
def test_a_first_start(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("prepare")

    said = capsys.readouterr()
    assert "are published as edition 1." in said.out
    assert "Admin login, shown only now:  admin" in said.out
    assert said.err == ""
    assert editions.newest_number() == 1


def test_a_start_without_the_database(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    disk.keep(disk.Copy(7, sha256(b"{}"), timezone.now(), b"{}"))
    breaking(monkeypatch, OperationalError("connection refused\nIs the server running?"))

    call_command("prepare")

    assert capsys.readouterr().err.splitlines() == [
        "The database is away: connection refused",
        "Serving edition 7 from disk. After an upgrade, start again when it is back.",
    ]


def test_nothing_to_serve_from(monkeypatch: pytest.MonkeyPatch) -> None:
    breaking(monkeypatch, OperationalError("connection refused"))

    with pytest.raises(CommandError, match="no edition is on disk: connection refused"):
        call_command("prepare")


def test_a_mistake_in_a_migration_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    disk.keep(disk.Copy(7, sha256(b"{}"), timezone.now(), b"{}"))
    breaking(monkeypatch, ProgrammingError("no such table"))

    with pytest.raises(ProgrammingError):
        call_command("prepare")
