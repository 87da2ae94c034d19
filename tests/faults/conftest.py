"""A site of its own to break."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.running import Site, answered, prepare, served


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as `make run` leaves it on a first start: migrated, loaded, edition 1 in force, one admin."""
    home = tmp_path_factory.mktemp("var")
    prepare(home)
    return home


@pytest.fixture
def home(prepared: Path, told: str, tmp_path: Path) -> Path:
    """A copy of that folder, to break."""
    return shutil.copytree(prepared, tmp_path / "var")


@pytest.fixture(scope="session")
def told(prepared: Path) -> str:
    """What is answered there; whoever asks keeps the edition on disk."""
    return answered(prepared)


@pytest.fixture
def serve(home: Path) -> Iterator[Callable[..., Site]]:
    """Serve that folder."""
    with ExitStack() as running:
        yield lambda **given: running.enter_context(served(home, **given))
