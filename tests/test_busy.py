"""What runs beside busy loops ends as it would alone, and leaves none of them behind."""

import os
import sys
from pathlib import Path

import pytest

from tests import busy

LOOP = """
import os, sys
from pathlib import Path
Path(sys.argv[1], str(os.getpid())).touch()
while True: pass
"""
COMMAND = """
import sys, time
from pathlib import Path
while len([*Path(sys.argv[1]).iterdir()]) < 2: time.sleep(0.01)
sys.exit(3)
"""


def test_the_loops_run_beside_the_command_and_end_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(busy, "LOOP", (sys.executable, "-c", LOOP, str(tmp_path)))

    assert busy.main(2, [sys.executable, "-c", COMMAND, str(tmp_path)]) == 3

    for loop in tmp_path.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(loop.name), 0)
