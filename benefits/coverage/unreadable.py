"""Why JSON is no catalog that this release can read.

A later release may know records, fields and words that this one does not. It keeps the format for as long as it can
read what an earlier release wrote, and leaves out what is new where it is not used. An earlier release then reads what
it can, and refuses the rest by name.
"""

import re
from typing import Final

import msgspec

from benefits.coverage.vocabulary import Refusal, Refused

FORMAT: Final = 1

# How msgspec says that JSON holds what our types do not.
NOT_KNOWN: Final = re.compile(
    r"""(?:Object\ contains\ unknown\ field\ `(?P<field>.*?)`
    |Invalid\ enum\ value\ (?P<quote>['"])(?P<word>.*?)(?P=quote))
    (?:\ -\ at\ `(?P<place>.*)`)?""",
    re.VERBOSE,
)


class FormatStamp(msgspec.Struct):
    """What any catalog says first of all, whatever else it holds."""

    format: int = FORMAT


def why_unreadable(data: bytes, problem: msgspec.MsgspecError) -> Refused:
    """Why the JSON cannot be read: its format, what a record refuses, what is not known here, or what its reader says.

    All but the first name the place in the file.
    """
    return _by_format(data) or _by_record(problem) or _by_name(problem)


def other_format(theirs: int) -> Refused:
    """The refusal of a catalog of another format than ours."""
    return Refused("format", Refusal.OTHER_FORMAT, theirs=theirs, ours=FORMAT)


def _by_format(data: bytes) -> Refused | None:
    try:
        stamp = msgspec.json.decode(data, type=FormatStamp)
    except msgspec.MsgspecError:
        return None
    return None if stamp.format == FORMAT else other_format(stamp.format)


def _by_record(problem: msgspec.MsgspecError) -> Refused | None:
    refused = problem.__cause__
    if not isinstance(refused, Refused):
        return None
    place = str(problem).removeprefix(str(refused)).removeprefix(" - at ").strip("`")
    return Refused("catalog", Refusal.RECORD_REFUSED, refused=refused, place=place) if place else refused


def _by_name(problem: msgspec.MsgspecError) -> Refused:
    strange = NOT_KNOWN.fullmatch(str(problem))
    if strange is None:
        return Refused("catalog", Refusal.UNREADABLE, problem=problem)
    name = strange["field"] or strange["word"]
    return Refused("catalog", Refusal.NOT_KNOWN_HERE, name=name, place=strange["place"] or "$")
