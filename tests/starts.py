"""Where processes of their own begin: databases and folders that are made once, for all workers of a run."""

import fcntl
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from django.db import connection

from tests.faults.running import manage, prepare

DATABASE: Final = "db.sqlite3"


def made_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder of that name, made by whichever worker of this run is the first to ask for it."""
    shared = folders.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    made = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            half = shared / f"{name}.half"
            half.mkdir()
            make(half)
            half.rename(made)
    return made


def copy_database(to: Path) -> None:
    """The suite's own database, as it is now. For SQLite."""
    connection.ensure_connection()
    with closing(sqlite3.connect(to)) as copy:
        connection.connection.backup(copy)


def migrate(folder: Path) -> None:
    """A database with every table and no row of ours, in a folder."""
    manage(folder, "migrate", "--verbosity=0")


def first_start(folder: Path, migrated: Path) -> None:
    """What `make run` leaves on a first start: loaded, edition 1 in force, one admin."""
    (folder / DATABASE).write_bytes((migrated / DATABASE).read_bytes())
    prepare(folder)
