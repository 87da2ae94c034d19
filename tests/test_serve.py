"""What the server is told: the bounds that keep silent connections from holding up all others."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from granian.constants import HTTPModes, Interfaces

from kpcoverage import serve

ROOT = Path(__file__).parent.parent


def test_it_listens_where_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"HOST": "0.0.0.0", "PORT": "8123", "WORKERS": "3"}.items():
        monkeypatch.setenv(name, value)

    server = serve.server()

    assert (server.bind_addr, server.bind_port, server.workers) == ("0.0.0.0", 8123, 3)
    assert server.interface is Interfaces.ASGINL
    assert server.respawn_failed_workers


def test_a_silent_connection_is_closed_within_what_is_promised() -> None:
    server = serve.server()

    assert server.http is HTTPModes.http1
    assert server.http1_settings is not None
    assert server.http1_settings.header_read_timeout <= 30_000
    assert server.backpressure >= 1024


@pytest.mark.parametrize(("name", "value"), [("PORT", "x"), ("WORKERS", "0"), ("HOST", "")])
def test_nonsense_stops_the_start_in_one_line(name: str, value: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kpcoverage.serve"],
        cwd=ROOT, env={"PATH": os.environ["PATH"], name: value},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    [told] = done.stderr.splitlines()
    assert told.startswith(f"Not started: {name} ")
