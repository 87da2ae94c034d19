"""JSON that somebody sends, read strictly: it means one thing, and is no larger and no deeper than what is asked for.

Whatever reads JSON that was not written here a moment ago reads it by `read`; only catalogs, which may be as large as
an upload, have a reader of their own, which stops where they are nested deep.
"""

import json
import re
from itertools import accumulate
from typing import Any, Final, NoReturn

from django.utils.translation import gettext as _

from benefits.bounds import JSON_DEPTH, Bound

STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
STEPS: Final = {"[": 1, "{": 1, "]": -1, "}": -1}
LONGEST_NUMBER: Final = 40


class Unreadable(ValueError):
    """Not JSON, or JSON that two readers could take for two things; why, in words for whoever sent it."""


def read(text: bytes | str, largest: Bound) -> dict[str, Any]:
    """The object that the text holds. `largest` bounds its length, in bytes or characters.

    Raises TooMuch when it is longer, or nested deeper than anything that is asked for, else Unreadable.
    """
    largest.hold(len(text))
    try:
        whole = text if isinstance(text, str) else text.decode()
        JSON_DEPTH.hold(_depth(whole))
        found = _DECODER.decode(whole)
        json.dumps(found, ensure_ascii=False).encode()  # half a surrogate pair is no character
    except UnicodeError as error:
        raise Unreadable(_("The text must be UTF-8, with whole characters only.")) from error
    except json.JSONDecodeError as error:
        raise Unreadable(_("This is not JSON.")) from error
    if not isinstance(found, dict):
        raise Unreadable(_("Send one JSON object: names and their values."))
    return found


def _depth(text: str) -> int:
    """How deep lists and objects lie in each other, whether or not they end."""
    steps = [STEPS[sign] for sign in STRING.sub("", text) if sign in STEPS]
    return max(accumulate(steps), default=0)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable(_("A name is there twice in one object."))
    return found


def _no_number(name: str) -> NoReturn:
    raise Unreadable(_("%(name)s is no number.") % {"name": name})


def _whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise Unreadable(_("A number is too large."))
    return int(text)


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise Unreadable(_("A number is too large."))
    return number


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_once_each, parse_constant=_no_number, parse_int=_whole, parse_float=_finite
)
