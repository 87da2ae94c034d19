"""Editions to publish."""

from pathlib import Path

import pytest
from pytest_django import Settings

from benefits.editions import publishing
from benefits.importing import loading
from tests import whole
from tests.editions import small


@pytest.fixture
def loaded(db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small draft that may be published as it is, and a disk of its own."""
    settings.EDITION_DIR = tmp_path / "editions"
    monkeypatch.setattr(publishing, "gaps", lambda _catalog: ())
    loading.load(whole.catalog(), reason="a test")


@pytest.fixture
def published(db: None, settings: Settings, tmp_path: Path) -> None:
    """A small draft without a gap, published as edition 1."""
    settings.EDITION_DIR = tmp_path / "editions"
    small.load()
    publishing.publish(by=None, reason="The first.")
