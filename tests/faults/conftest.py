"""A site of its own to break."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.abuse import Measured, TellMeasured, told_in_a_line
from tests.faults.running import SERVE, Site, answered, served
from tests.faults.table import SLOW, LoadTable


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
        yield lambda command=SERVE, **given: running.enter_context(served(home, command, **given))


@pytest.fixture(scope="session")
def table() -> Iterator[LoadTable]:
    """What is told of load and abuse, printed when all of it is over."""
    told = LoadTable()
    yield told
    print("", "Load and abuse", *told.lines(), sep="\n")


@pytest.fixture
def tell(table: LoadTable) -> TellMeasured:
    """Print what something made to be slow cost, and keep it for the table."""

    def told(what: str, found: Measured) -> None:
        print(told_in_a_line(what, found))
        table.tell_worst(SLOW, found)

    return told
