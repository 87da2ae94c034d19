"""One JSON object a log line, without anything that a member has told us."""

from types import TracebackType
from typing import Any, Final

from django.db import InterfaceError, OperationalError
from pythonjsonlogger.json import JsonFormatter

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# Their messages name a server or a file. Any other message may repeat what was typed into a form.
MAY_SPEAK: Final = (OperationalError, InterfaceError)


class JsonLines(JsonFormatter):
    """Time, level, logger, message; of an error its kind and the lines it passed."""

    def __init__(self) -> None:
        super().__init__(
            "{levelname} {name} {message}",
            style="{",
            rename_fields={"levelname": "level", "name": "logger"},
            timestamp="at",
        )

    def add_fields(self, log_data: dict[str, Any], *args: Any) -> None:
        """Extras are left out: Django hands over the whole request, with its query."""
        super().add_fields(log_data, *args)
        for name in log_data.keys() - {"at", "level", "logger", "message", "exc_info"}:
            del log_data[name]

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 (logging's own name)
        """The lines an error passed, without its message."""
        kind, error, traceback = ei
        said = f": {error}" if isinstance(error, MAY_SPEAK) else ""
        return f"{kind.__name__ if kind else ''}{said} | {' > '.join(_places(traceback))}"


def _places(traceback: TracebackType | None) -> list[str]:
    places = []
    while traceback:
        code = traceback.tb_frame.f_code
        places.append(f"{code.co_filename}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return places
