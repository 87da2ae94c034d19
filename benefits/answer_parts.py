"""What the parts of an Answer are made of: texts, numbers and names with their bounds; and a planned course."""

from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from benefits.coverage.facts import FACT

Sentence = Annotated[str, Meta(min_length=1)]
SlugText = Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
AnswerNumber = Annotated[str, Meta(pattern="^[0-9A-HJKMNP-TV-Z]{10}$")]
CatalogHash = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
WholeNumber = Annotated[int, Meta(ge=0)]
CourseNumber = Annotated[int, Meta(ge=1)]
EditionNumber = Annotated[int, Meta(ge=1)]
# Whole dollars and percents are written without a point, so that these hold an int or a float.
DollarAmount = Annotated[float, Meta(ge=0)]
PercentShare = Annotated[float, Meta(ge=0, le=100)]
SourceId = Annotated[str, Meta(min_length=1, description="The id of one of `sources`.")]
FactName = Annotated[str, Meta(extra_json_schema={"enum": [*FACT]})]
# Two things that nobody can tell us are not known either: what the papers say, and what the doctor finds.
NotKnown = Annotated[str, Meta(extra_json_schema={"enum": [*FACT, "plan_document", "medical_necessity"]})]
FactsAsGiven = Annotated[dict[str, Any], Meta(extra_json_schema={"$ref": "#/$defs/facts"})]
FactValue = Annotated[str | int | float | dict[str, int | str], Meta(description="The value that the fact would have.")]


class AnswerPart(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the Answer: an object of its JSON with exactly these keys."""


class AnswerPhase(AnswerPart, frozen=True, kw_only=True):
    """Visits of a course in a row at one price; `each` is empty where no source states it."""

    from_visit: CourseNumber
    to_visit: CourseNumber
    each: Sentence | None
    text: Sentence


class AnswerCourse(AnswerPart, frozen=True, kw_only=True):
    """What a planned course costs; the sums are of the visits whose price is known, as `text` says.

    `ends_on` is the day of the last visit.
    """

    visits: CourseNumber
    per_week: CourseNumber
    starts_on: date = msgspec.field(name="from")
    total_low: DollarAmount | None
    total_high: DollarAmount | None
    text: Sentence
    assumed: tuple[Sentence, ...]
    phases: tuple[AnswerPhase, ...]
    run_out_on: date | None
    ask_by: date | None
    ends_on: date
