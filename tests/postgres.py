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


class Cluster:
    """A server of our own: stopped and started again, held up and let go."""

    def __init__(self, folder: str) -> None:
        self.programs, self.folder, self.owner, self.port = _programs(), folder, _owner(), _free_port()
        self.url = f"postgres://tester@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *arguments: str) -> None:
        """One of PostgreSQL's programs, on this cluster."""
        command = [str(self.programs / program), "--pgdata", f"{self.folder}/data", *arguments]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, **self.owner)

    def start(self, **settings: str) -> None:
        """Start it, with settings of its own if need be."""
        given = " ".join(f"-c {name}={value}" for name, value in settings.items())
        options = f"-p {self.port} {OPTIONS} {given}"
        self.run("pg_ctl", "--wait", f"--log={self.folder}/log", f"--options={options}", "start")

    def stop(self) -> None:
        """Every session ends."""
        self.run("pg_ctl", "--wait", "--mode=immediate", "stop")

    @contextmanager
    def held_up(self) -> Iterator[None]:
        """It takes connections, as the kernel does that for it, and says nothing."""
        parent = Path(f"{self.folder}/data/postmaster.pid").read_text().split()[0]
        held = [int(parent)]
        try:
            os.kill(held[0], signal.SIGSTOP)  # the first, so that it has no more children
            children = subprocess.run(["pgrep", "--parent", parent], check=True, capture_output=True, text=True)
            held += [int(pid) for pid in children.stdout.split()]
            for pid in held:
                os.kill(pid, signal.SIGSTOP)
            yield
        finally:
            for pid in held:
                os.kill(pid, signal.SIGCONT)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server that lives as long as the block. Raises Missing."""
    _programs()
    with tempfile.TemporaryDirectory(prefix="kpcoverage-postgres-") as folder:
        shutil.chown(folder, **_owner())
        server = Cluster(folder)
        server.run("initdb", "--username=tester", "--auth=trust", "--encoding=UTF8", "--no-sync")
        server.start()
        try:
            yield server
        finally:
            server.stop()


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
        with cluster() as server:
            environment = os.environ | {"DATABASE_URL": server.url}
            return subprocess.run(command, check=False, env=environment).returncode
    except Missing:
        sys.stderr.write("No PostgreSQL server is installed, and DATABASE_URL names none.\n")
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
