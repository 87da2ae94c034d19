"""Serve, as `make run` does: `python -m kpcoverage.serve`, with HOST, PORT and WORKERS from the environment."""

import resource
import sys
from typing import Final

from django.core.exceptions import ImproperlyConfigured
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from kpcoverage import environment

# To read the head of a request, which is also how long a connection may be silent between two of them.
HEAD_SECONDS: Final = 15
STOP_SECONDS: Final = 10
# An open connection costs a few kilobytes. Were there room for few, silent ones would keep out everyone else.
BACKLOG: Final = 2048
CONNECTIONS: Final = 8192


def server() -> MPServer:
    """The server, not started. Raises ImproperlyConfigured when the environment makes no sense."""
    return MPServer(
        "kpcoverage.asgi:application",
        address=environment.text("HOST", "127.0.0.1"),
        port=environment.count("PORT", 8000),
        interface=Interfaces.ASGINL,
        workers=environment.count("WORKERS", 2),
        # Only where the version is named, a connection that never says anything is closed in time.
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_SECONDS * 1000),
        websockets=False,
        backlog=BACKLOG,
        backpressure=CONNECTIONS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )


def main() -> None:
    """Serve until told to stop. As many files may be open as the system lets this user have."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    try:
        server().serve()
    except ImproperlyConfigured as problem:
        sys.exit(f"Not started: {problem}")


if __name__ == "__main__":
    main()
