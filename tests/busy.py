"""A command beside loops that do nothing but work, as on a machine with too much to do.

python -m tests.busy HOW_MANY COMMAND ...
"""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

LOOP: Final = (sys.executable, "-c", "while True: pass")


@contextmanager
def _loop() -> Iterator[None]:
    running = subprocess.Popen(LOOP)
    try:
        yield
    finally:
        running.kill()
        running.wait()


def main(how_many: int, command: list[str]) -> int:
    """The command's exit status; no loop outlives it."""
    with ExitStack() as loops:
        for _number in range(how_many):
            loops.enter_context(_loop())
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
