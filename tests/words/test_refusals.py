"""Each refusal of the core is a sentence that an admin can act on; what is worded elsewhere stays as it is."""

from typing import Final

import pytest

from benefits.coverage.catalog import from_json
from benefits.coverage.situation import FactError, Shaped, ValueShape
from benefits.coverage.vocabulary import Refusal, Refused
from benefits.words import refusals

# A refusal of each kind that names something, with what is read.
WITH_PARTS: Final = [
    (Refusal.NOT_A_SLUG, {"value": "X Y"}, "“X Y” must be lower-case letters, digits and single hyphens."),
    (Refusal.NOT_WHOLE, {"least": 1, "most": 9999}, "must be a whole number from 1 to 9,999."),
    (Refusal.NOT_DOLLARS, {"most": 1_000_000}, "must be an amount between 0 and 1,000,000 dollars."),
    (
        Refusal.NOT_A_TIME_ZONE,
        {"value": "Pacific", "example": "America/Los_Angeles"},
        "“Pacific” is no time zone; write it as in America/Los_Angeles.",
    ),
    (
        Refusal.INVISIBLE,
        {"code": "U+200B"},
        "it holds a character that nobody sees (U+200B). Delete it, or type the text anew.",
    ),
    (Refusal.HIGH_BELOW_LOW, {"high": 20, "low": 40}, "the higher figure (20) is below the lower one (40)."),
    (Refusal.THERE_TWICE, {"key": "gold / massage"}, "gold / massage is there twice."),
    (Refusal.NOT_THERE, {"slug": "gold", "named_by": "Gate gold"}, "“gold” is not there (Gate gold)."),
    (
        Refusal.BASED_ON_ITSELF_BY_WAY_OF,
        {"slug": "one", "links": "one → two"},
        "one is based on itself by way of one → two.",
    ),
    (Refusal.PART_OF_ITSELF_BY_WAY_OF, {"slug": "isle", "whole": "sea"}, "isle is part of itself by way of sea."),
    (Refusal.BASED_ON_TOO_MANY, {"slug": "a", "most": 20}, "a is based on more than 20 plans, one on the other."),
    (Refusal.PART_OF_TOO_MANY, {"slug": "a", "most": 20}, "a is part of more than 20 others, one in the other."),
    (
        Refusal.OTHER_FORMAT,
        {"theirs": 2, "ours": 1},
        "it is of format 2; this version reads format 1. Another release of this site wrote it.",
    ),
    (
        Refusal.NOT_KNOWN_HERE,
        {"name": "planets", "place": "$"},
        "“planets” (at `$`) is not known here. A later release of this site may have written it.",
    ),
    (
        Refusal.RECORD_REFUSED,
        {"refused": Refused("name", Refusal.EMPTY), "place": "$.plans[0]"},
        "name: must not be empty. - at `$.plans[0]`",
    ),
    (Refusal.UNREADABLE, {"problem": ValueError("no JSON")}, "no JSON"),
]


@pytest.mark.parametrize(("code", "parts", "sentence"), WITH_PARTS)
def test_a_refusal_names_its_parts(code: Refusal, parts: dict[str, object], sentence: str) -> None:
    assert refusals.why(Refused("field", code, **parts)) == sentence


@pytest.mark.parametrize("code", sorted(set(Refusal) - {code for code, _parts, _sentence in WITH_PARTS}))
def test_a_refusal_without_parts_is_a_sentence(code: Refusal) -> None:
    assert refusals.why(Refused("field", code)).endswith(".")


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        pytest.param(
            FactError("visits_outside", 1.5, (Shaped(ValueShape.WHOLE_NUMBER, 0, 999), "unsure")),
            "visits_outside: 1.5 is not one of: a whole number from 0 to 999, unsure",
            id="a fact that is a number",
        ),
        pytest.param(
            FactError("copay", "much", (Shaped(ValueShape.DOLLARS, most=1_000_000), "unsure")),
            "copay: much is not one of: dollars from 0 to 1,000,000, unsure",
            id="a fact that is a sum",
        ),
        pytest.param(FactError("plan", None, ("hmo",)), "plan: nothing is not one of: hmo", id="a fact not told"),
        pytest.param(Refused("name", Refusal.EMPTY), "name: must not be empty.", id="a code of the core"),
        pytest.param(Refused("line 1", "the file is empty."), "line 1: the file is empty.", id="a sentence of its own"),
        pytest.param(OSError("no room"), "no room", id="any other fault"),
    ],
)
def test_a_fault_is_told(problem: Exception, said: str) -> None:
    assert refusals.told(problem) == said


@pytest.mark.parametrize("shape", ValueShape)
def test_every_shape_has_its_words(shape: ValueShape) -> None:
    (said,) = refusals.taken([Shaped(shape)])

    assert said.strip()
    assert "%(" not in said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(
            b'{"therapies": [{"slug": "X Y", "name": "X"}]}',
            "catalog: slug: “X Y” must be lower-case letters, digits and single hyphens. - at `$.therapies[0]`",
            id="what a record refuses",
        ),
        pytest.param(
            b'{"plans": [{"slug": "x"}]}',
            "catalog: Object missing required field `name` - at `$.plans[0]`",
            id="what is no record",
        ),
        pytest.param(
            b'{"format": 2}',
            "format: it is of format 2; this version reads format 1. Another release of this site wrote it.",
            id="the whole",
        ),
    ],
)
def test_a_catalog_that_cannot_be_read_says_where(data: bytes, said: str) -> None:
    with pytest.raises(Refused) as refused:
        from_json(data)

    assert refusals.told(refused.value) == said
