"""Editions to publish."""

from pathlib import Path

import pytest
from pytest_django import Settings

from benefits.editions import publishing
from benefits.importing import catalogs
from tests import whole


@pytest.fixture
def loaded(db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small draft that may be published as it is, and a disk of its own."""
    settings.EDITION_DIR = tmp_path / "editions"
    monkeypatch.setattr(publishing, "gaps", lambda _catalog: ())
    catalogs.load(whole.catalog(), reason="a test")
