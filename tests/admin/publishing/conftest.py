"""People of the house, each in their browser, with the guides in force."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.admin.publishing import house


@pytest.fixture
def in_force(db: None, settings: Settings, tmp_path: Path) -> None:
    """The guides as edition 1; a disk of its own."""
    settings.EDITION_DIR = tmp_path / "editions"
    house.published()


@pytest.fixture
def bea(in_force: None) -> Client:
    """A benefits admin."""
    return house.browser("bea")


@pytest.fixture
def petra(in_force: None) -> Client:
    """A publisher."""
    return house.browser("petra")


@pytest.fixture
def paul(in_force: None) -> Client:
    """Another publisher."""
    return house.browser("paul")
