"""Promises that the code makes to itself. None of them reads a row: an empty database is fine."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, register
from django.core.exceptions import FieldDoesNotExist

from benefits.coverage import vocabulary
from benefits.coverage.catalog import TABLES
from benefits.coverage.facts import FACT, FACTS, Fact
from benefits.coverage.gaps import GapKind
from benefits.coverage.kinds import OneWord, SpentSoFar
from benefits.coverage.situation import UNSURE, ValueShape
from benefits.coverage.vocabulary import (
    Authorization,
    CourseAssumption,
    CourseRule,
    Coverage,
    LimitState,
    Payment,
    Phase,
    ReasonCode,
    Refusal,
    Spending,
    Tried,
    YesNo,
)
from benefits.models import ROWS, Row, mirror
from benefits.wording import reasons
from benefits.words import choices, courses, gaps, refusals
from benefits.words.answers import Words
from benefits.words.facts import FACT_WORDS

# Told apart in a row, but no part of what is published.
OWN: Final = {"id"}

# What an admin or a member reads for each member of a vocabulary.
SAID: Final[Mapping[type[StrEnum], Words]] = {
    **choices.LABELS,
    ReasonCode: reasons.SENTENCES,
    Refusal: refusals.SENTENCES,
    ValueShape: refusals.SHAPES,
    GapKind: gaps.SENTENCES,
    CourseRule: courses.WHY,
    CourseAssumption: courses.ASSUMED,
}

# Vocabularies that are no list of words: what a member tells is worded with its question, a state within its sentence.
WORDED_ELSEWHERE: Final = {Authorization, Coverage, Spending, Tried, YesNo, Payment, LimitState, Phase}


@register
def every_table_has_rows(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """Whatever a catalog can hold, an admin can edit."""
    return [Error(f"no model holds the table {table}", id="benefits.E001") for table in TABLES if table not in ROWS]


@register
def rows_hold_what_records_hold(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """The same fields under the same names, in both directions."""
    return [message for row in ROWS.values() for message in _differences(row)]


@register
def every_word_is_said(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """A word added to a vocabulary is added to what people read, too."""
    return [
        *(Error(f"{word} has no words in benefits.words", id="benefits.E004") for word in _unsaid()),
        *(Error(f"{name} is in no table of benefits.words", id="benefits.E005") for name in _untold()),
    ]


def _unsaid() -> Iterator[str]:
    """Members of a vocabulary that its table leaves out."""
    for members, words in SAID.items():
        yield from (f"{members.__name__}.{member.name}" for member in members if not words.get(member))


def _untold() -> Iterator[str]:
    """Vocabularies of the core that no table speaks of."""
    for name, members in vars(vocabulary).items():
        if not isinstance(members, type) or not issubclass(members, StrEnum) or members is StrEnum:
            continue
        if members not in SAID and members not in WORDED_ELSEWHERE:
            yield name


@register
def every_fact_is_said(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """A question that is added is asked, and every answer to it offered, in words."""
    return [Error(f"benefits.words.facts: {problem}", id="benefits.E006") for problem in _unasked()]


def _unasked() -> Iterator[str]:
    """What of a fact has no words, and words of a fact that is none."""
    for fact in FACTS:
        words = FACT_WORDS.get(fact.name)
        if words is None:
            yield f"{fact.name} has no question"
            continue
        yield from (f"{fact.name} has no words for {value}" for value in _answers(fact) if value not in words.options)
        if fact.findable and words.unknown is None:
            yield f"{fact.name} has no words for not being known"
    yield from (f"{name} is no fact" for name in FACT_WORDS if name not in FACT)


def _answers(fact: Fact) -> Iterator[str]:
    """The answers that we word ourselves; whoever is not sure says so in the same words everywhere."""
    match fact.kind:
        case OneWord(words=words):
            yield from (word for word in words if word != UNSURE)
        case SpentSoFar():
            yield from (word for word in Spending if word != UNSURE)
        case _:
            pass


@register
def exports_are_shared(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """No code can see whether a folder is the same one elsewhere: where there are several servers, it is told."""
    if settings.SERVERS == 1:
        return []
    told = f"long exports are made in {settings.VAR_DIR}/exports: let all {settings.SERVERS} servers share this folder"
    return [Info(told, hint="Where they do not, staff may read that a file is not on this server.", id="benefits.I001")]


def _differences(row: type[Row]) -> list[CheckMessage]:
    try:
        shape = mirror.shape(row.RECORD, row)
    except FieldDoesNotExist as problem:
        return [Error(f"{problem}; its record has", obj=row, id="benefits.E002")]
    held = {column.name for column in shape.columns} | {*shape.many, *shape.children} | OWN
    return [
        Error(f"{row.RECORD.__name__} has no field {field.name}", obj=row, id="benefits.E003")
        for field in (*row._meta.fields, *row._meta.many_to_many)
        if field.name not in held
    ]
