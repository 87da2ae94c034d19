"""What a program sends, read strictly: JSON means one thing, or it is refused."""

import json
from typing import Any, NoReturn


class Unreadable(ValueError):
    """Not JSON, not an object, or JSON that two readers could take for two things."""


def facts(body: bytes) -> dict[str, Any]:
    """The object that the body holds. Raises Unreadable."""
    try:
        read = json.loads(
            body.decode("utf-8"), object_pairs_hook=_once_each, parse_constant=_no_number, parse_float=_finite
        )
        json.dumps(read, ensure_ascii=False).encode("utf-8")  # half a surrogate pair is no character
    except UnicodeError as error:
        raise Unreadable("The text must be UTF-8, with whole characters only.") from error
    except RecursionError as error:
        raise Unreadable("The JSON is nested too deep.") from error
    except Unreadable:
        raise
    except ValueError as error:
        raise Unreadable("This is not JSON.") from error
    if not isinstance(read, dict):
        raise Unreadable("Send one JSON object: facts and their values.")
    return read


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable("A name is there twice in one object.")
    return found


def _no_number(name: str) -> NoReturn:
    raise Unreadable(f"{name} is no number.")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise Unreadable("A number is too large.")
    return number
