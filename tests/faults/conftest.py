"""A site of its own to break."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.running import Site, answered, served


@pytest.fixture
def home(first_start: Path, told: str, tmp_path: Path) -> Path:
    """A copy of that folder, to break."""
    return shutil.copytree(first_start, tmp_path / "var")


@pytest.fixture(scope="session")
def told(first_start: Path) -> str:
    """What is answered there; whoever asks keeps the edition on disk."""
    return answered(first_start)


@pytest.fixture
def serve(home: Path) -> Iterator[Callable[..., Site]]:
    """Serve that folder."""
    with ExitStack() as running:
        yield lambda **given: running.enter_context(served(home, **given))
