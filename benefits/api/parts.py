"""The parts that schemas are made of: texts, dates, counts, and how they are put together."""

from collections.abc import Iterable
from typing import Any, Final

from benefits.coverage.kinds import MOST_DOLLARS, MOST_VISITS, TYPED_DOLLARS, TYPED_VISITS
from benefits.coverage.records import MOST_YEARS

Schema = dict[str, Any]

NULL: Final[Schema] = {"type": "null"}
TEXT: Final[Schema] = {"type": "string", "minLength": 1}
TEXTS: Final[Schema] = {"type": "array", "items": TEXT}
DATE: Final[Schema] = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
SLUG: Final[Schema] = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
VISITS: Final[Schema] = {"type": "integer", "minimum": 0, "maximum": MOST_VISITS}
DOLLARS: Final[Schema] = {"type": "number", "minimum": 0, "maximum": MOST_DOLLARS}
YEARS: Final[Schema] = {"type": "integer", "minimum": 0, "maximum": MOST_YEARS}
# Figures may also be sent as text, as people type them.
VISITS_AS_TEXT: Final[Schema] = {"type": "string", "pattern": rf"^\s*{TYPED_VISITS}\s*$"}
# Up to 120, with noughts before it or without.
YEARS_AS_TEXT: Final[Schema] = {
    "type": "string",
    "pattern": r"^\s*\$?\s*(?:0?[0-9]{1,2}|1[01][0-9]|120)\s*$",
}
NO_NOUGHT_AS_TEXT: Final[Schema] = {"type": "string", "pattern": rf"^(?=.*[1-9])\s*{TYPED_VISITS}\s*$"}
# Seven digits of more than a million, with commas or without.
OVER_A_MILLION: Final = r"^\s*\$?\s*(?:[2-9]|1(?=[0,.]*[1-9])),?[0-9]{3},?[0-9]{3}(?![0-9])"
DOLLARS_AS_TEXT: Final[Schema] = {
    "type": "string",
    "pattern": rf"^\s*{TYPED_DOLLARS}\s*$",
    "not": {"pattern": OVER_A_MILLION},
}


def any_of(*schemas: Schema) -> Schema:
    """What fits one of these."""
    return {"anyOf": list(schemas)}


def or_null(schema: Schema) -> Schema:
    """The same, or nothing."""
    return any_of(schema, NULL)


def one_of(words: Iterable[str], *others: str) -> Schema:
    """One of these words."""
    return {"enum": [*map(str, words), *others]}


def whole(properties: dict[str, Schema], **more: Any) -> Schema:
    """An object with exactly these properties, all of them there."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        **more,
    }
