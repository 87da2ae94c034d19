"""A PostgreSQL for a command: the one DATABASE_URL names, else one of its own, gone afterwards.

python -m tests.postgres COMMAND ...
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OPTIONS = "-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"


class Missing(Exception):
    """No PostgreSQL server is installed here."""


@contextmanager
def cluster() -> Iterator[str]:
    """The address of a server that lives as long as the block."""
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="kpcoverage-postgres-") as folder:
        owner = _owner()
        shutil.chown(folder, **owner)
        log, data, port = f"{folder}/log", f"{folder}/data", _free_port()

        def run(program: str, *arguments: str) -> None:
            command = [str(programs / program), "--pgdata", data, *arguments]
            subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **owner)

        run("initdb", "--username=tester", "--auth=trust", "--encoding=UTF8", "--no-sync")
        run("pg_ctl", "--wait", f"--log={log}", f"--options=-p {port} {OPTIONS}", "start")
        try:
            yield f"postgres://tester@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "--wait", "--mode=immediate", "stop")


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    program = found[-1] if found else shutil.which("pg_ctl")
    if not program:
        raise Missing
    return Path(program).parent


def _owner() -> dict[str, Any]:
    """PostgreSQL does not start as root: then it is someone else's."""
    if os.getuid() != 0:
        return {"user": os.getuid(), "group": os.getgid()}
    names = {user.pw_name for user in pwd.getpwall()}
    other = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": other.pw_uid, "group": other.pw_gid}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(command: list[str]) -> int:
    """Run the command with DATABASE_URL set."""
    if "DATABASE_URL" in os.environ:
        return subprocess.run(command, check=False).returncode
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # leave no server behind
    try:
        with cluster() as url:
            environment = os.environ | {"DATABASE_URL": url}
            return subprocess.run(command, check=False, env=environment).returncode
    except Missing:
        sys.stderr.write("No PostgreSQL server is installed, and DATABASE_URL names none.\n")
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
