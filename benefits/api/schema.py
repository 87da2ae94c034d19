"""The shape of what programs send and get, as one JSON Schema (draft 2020-12)."""

from typing import Any, Final, assert_never

import msgspec

from benefits.api.parts import (
    CITED,
    COUNT,
    DATE,
    DOLLARS,
    DOLLARS_AS_TEXT,
    NO_NOUGHT_AS_TEXT,
    SLUG,
    TEXT,
    TEXTS,
    VISITS,
    VISITS_AS_TEXT,
    Schema,
    any_of,
    list_of,
    one_of,
    or_null,
    whole,
)
from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT, FACTS, REQUIRED
from benefits.coverage.kinds import (
    CountOfVisits,
    DayOfCare,
    FactKind,
    OneRecord,
    OneWord,
    SpentSoFar,
    SumOfMoney,
    VisitsByTherapy,
)
from benefits.coverage.situation import UNSURE
from benefits.coverage.vocabulary import (
    Basis,
    Certainty,
    GateKind,
    GateState,
    LimitUnit,
    ReasonCode,
    Spending,
    Status,
)

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


FACTS_SCHEMA: Final[Schema] = {
    "description": "What is known of one question; what is left out is not known.",
    "type": "object",
    "properties": {fact.name: taken(fact.kind) for fact in FACTS},
    "required": [fact for fact in REQUIRED if fact != "on"],
    "additionalProperties": False,
}

ANSWER: Final[Schema] = whole(
    {
        "answer_id": {"type": "string", "pattern": "^[0-9A-HJKMNP-TV-Z]{10}$"},
        "status": one_of(Status),
        "certainty": or_null(one_of(Certainty)),
        "basis": one_of(Basis),
        "headline": TEXT,
        "reasons": list_of(whole({"code": one_of(ReasonCode), "text": TEXT, "source": CITED})),
        "gates": whole(
            {kind.value: whole({"state": one_of(GateState), "text": TEXT, "source": CITED}) for kind in GateKind}
        ),
        "conditions_open": TEXTS,
        "cost": whole(
            {
                "now": or_null(TEXT),
                "text": or_null(TEXT),
                "branches": list_of(whole({"when": TEXT, "text": TEXT})),
                "low": or_null(DOLLARS),
                "high": or_null(DOLLARS),
                "percent": or_null({"type": "number", "minimum": 0, "maximum": 100}),
                "source": CITED,
            }
        ),
        "limits": list_of(
            whole(
                {
                    "text": TEXT,
                    "low": or_null(COUNT),
                    "high": or_null(COUNT),
                    "unit": one_of(LimitUnit),
                    "period": TEXT,
                    "pool": list_of(SLUG),
                    "used": or_null(COUNT),
                    "left": or_null(COUNT),
                    "left_is_at_most": {"type": "boolean"},
                    "resets_on": or_null(DATE),
                    "source": CITED,
                }
            )
        ),
        "visits_left": or_null(COUNT),
        "next_steps": TEXTS,
        "documents": TEXTS,
        "claim": whole({"documents": TEXTS, "deadline": or_null(TEXT)}),
        "if_denied": TEXTS,
        "delivery": or_null(TEXT),
        "hsa_fsa": or_null(TEXT),
        "alternatives": list_of(whole({"text": TEXT, "therapy": or_null(SLUG)})),
        "caveats": TEXTS,
        "unknowns": list_of(
            whole(
                {
                    "fact": one_of(FACT, "plan_document", "medical_necessity"),
                    "text": TEXT,
                    "where_to_look": or_null(TEXT),
                    "assumed": or_null(TEXT),
                }
            )
        ),
        "would_change": list_of(
            whole(
                {
                    "fact": one_of(FACT),
                    "to": {
                        "description": "The value that the fact would have.",
                        "type": ["string", "number", "object"],
                    },
                    "status": one_of(Status),
                    "text": TEXT,
                }
            )
        ),
        "conflicts": list_of(whole({"text": TEXT, "sources": list_of(CITED)})),
        "sources": list_of(
            whole(
                {
                    "id": TEXT,
                    "title": TEXT,
                    "locator": TEXT,
                    "quote": TEXT,
                    "checked_on": DATE,
                    "basis": one_of(Basis),
                }
            )
        ),
        "edition": whole(
            {
                "number": or_null({"type": "integer", "minimum": 1}),
                "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                "published_at": or_null({"type": "string", "format": "date-time"}),
            }
        ),
        "on": DATE,
        "facts": {"$ref": "#/$defs/facts"},
    },
    description="The same answer as on the page, in print and in the shell.",
)

ERROR: Final[Schema] = whole(
    {"error": whole({"fact": or_null(TEXT), "message": TEXT, "allowed": TEXTS})},
    description="What was wrong: the fact, where it was one, and the values that it takes.",
)


def _as_written(schema: Any) -> Any:
    """msgspec reads amounts as text too; the canonical catalog always writes them as numbers."""
    match schema:
        case {"type": "string", "format": "decimal"}:
            return {"type": "number"}
        case dict():
            return {name: _as_written(part) for name, part in schema.items()}
        case list():
            return [_as_written(part) for part in schema]
        case _:
            return schema


def _catalog() -> dict[str, Schema]:
    """Every record of a catalog, from the types that read and write it."""
    _, components = msgspec.json.schema_components((Catalog,), ref_template="#/$defs/{name}")
    found: dict[str, Schema] = _as_written(components)
    return found


SCHEMA: Final[Schema] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "kpcoverage",
    "description": "POST facts to /api/answer for an answer or an error; GET /api/catalog for the catalog in force.",
    "anyOf": [{"$ref": f"#/$defs/{name}"} for name in ("answer", "facts", "error", "catalog")],
    "$defs": {
        "answer": ANSWER,
        "facts": FACTS_SCHEMA,
        "error": ERROR,
        "catalog": {"$ref": "#/$defs/Catalog"},
        **_catalog(),
    },
}
