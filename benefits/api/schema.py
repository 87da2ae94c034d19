"""The shape of what programs send and get, as one JSON Schema (draft 2020-12)."""

from inspect import cleandoc
from typing import Any, Final, assert_never

import msgspec

from benefits.answers import Answer
from benefits.api.parts import (
    DATE,
    DOLLARS,
    DOLLARS_AS_TEXT,
    NO_NOUGHT_AS_TEXT,
    SLUG,
    TEXT,
    TEXTS,
    VISITS,
    VISITS_AS_TEXT,
    YEARS,
    YEARS_AS_TEXT,
    Schema,
    any_of,
    one_of,
    or_null,
    whole,
)
from benefits.coverage import planned
from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACTS, REQUIRED
from benefits.coverage.kinds import (
    AgeInYears,
    CountOfVisits,
    DayOfCare,
    FactKind,
    OneRecord,
    OneWord,
    SpentSoFar,
    SumOfMoney,
    VisitsByTherapy,
)
from benefits.coverage.planned import COURSE
from benefits.coverage.situation import UNSURE
from benefits.coverage.vocabulary import Spending

UNSURE_SCHEMA: Final[Schema] = {"const": UNSURE}


def taken(kind: FactKind) -> Schema:
    """What a fact of that kind takes. A figure may also be sent as it is typed in a form."""
    match kind:
        case OneWord():
            return one_of(kind.taken)
        case OneRecord():
            return SLUG
        case CountOfVisits(least=least):
            as_text = NO_NOUGHT_AS_TEXT if least else VISITS_AS_TEXT
            return any_of({**VISITS, "minimum": least}, as_text, UNSURE_SCHEMA)
        case AgeInYears():
            return any_of(YEARS, YEARS_AS_TEXT, UNSURE_SCHEMA)
        case VisitsByTherapy(visits=visits):
            keys = "Visits by therapy; by `therapy/habilitation` or `therapy@90-days` where a limit needs that."
            return {"description": keys, "type": "object", "additionalProperties": taken(visits)}
        case SumOfMoney():
            return any_of(DOLLARS, DOLLARS_AS_TEXT, UNSURE_SCHEMA)
        case SpentSoFar():
            return any_of(one_of(Spending), DOLLARS, DOLLARS_AS_TEXT)
        case DayOfCare():
            return {**DATE, "description": "The day of care; today when it is left out."}
        case _:
            assert_never(kind)


COURSE_SCHEMA: Final[Schema] = {
    "description": "A course that is planned, for its cost alone: visits, how many a week, and the day of the first.",
    "type": "object",
    "properties": {"visits": taken(planned.VISITS), "per_week": taken(planned.A_WEEK_TOLD), "from": DATE},
    "required": ["visits"],
    "additionalProperties": False,
}

FACTS_SCHEMA: Final[Schema] = {
    "description": "What is known of one question; what is left out is not known.",
    "type": "object",
    "properties": {**{fact.name: taken(fact.kind) for fact in FACTS}, COURSE: COURSE_SCHEMA},
    "required": [fact for fact in REQUIRED if fact != "on"],
    "additionalProperties": False,
}

ERROR: Final[Schema] = whole(
    {"error": whole({"fact": or_null(TEXT), "message": TEXT, "allowed": TEXTS})},
    description="What was wrong: the fact, where it was one, and the values that it takes.",
)


def _as_written(schema: Any) -> Any:
    """What msgspec tells of a type, as it is written: amounts always as numbers, descriptions without indents."""
    match schema:
        case {"type": "string", "format": "decimal"}:
            return {"type": "number"}
        case dict():
            return {name: _as_written(part) for name, part in schema.items()}
        case list():
            return [_as_written(part) for part in schema]
        case str():
            return cleandoc(schema)
        case _:
            return schema


def _from_types() -> dict[str, Schema]:
    """Every part of an answer and every record of a catalog, from the types that make, read and write them."""
    _, components = msgspec.json.schema_components((Answer, Catalog), ref_template="#/$defs/{name}")
    found: dict[str, Schema] = _as_written(components)
    return found


SCHEMA: Final[Schema] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "kpcoverage",
    "description": "POST facts to /api/answer for an answer or an error; GET /api/catalog for the catalog in force.",
    "anyOf": [{"$ref": f"#/$defs/{name}"} for name in ("answer", "facts", "error", "catalog")],
    "$defs": {
        "answer": {"$ref": "#/$defs/Answer"},
        "facts": FACTS_SCHEMA,
        "error": ERROR,
        "catalog": {"$ref": "#/$defs/Catalog"},
        **_from_types(),
    },
}
