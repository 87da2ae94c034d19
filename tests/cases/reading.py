"""The reviewed cases, and what is wrong between a case and an answer, whichever face gave it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from benefits.coverage.catalog import Catalog, NumberedCatalog, sha256, to_json
from benefits.importing.loading import SHIPPED, merged
from tests import shipped

ReviewedCase = Mapping[str, Any]
AnswerParts = Mapping[str, Any]


def _read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((Path(__file__).parent / name).read_bytes())
    return found


# Of the two guides, of sources that differ, and of real plans: each with its neighbours of ours.
CASES: Final = [*_read("guides.json"), *_read("differing.json")]
REAL_PLANS: Final = _read("real_plans.json")
EXACT: Final = ("status", "certainty", "basis", "visits_left")


def each_of(cases: list[dict[str, Any]]) -> pytest.MarkDecorator:
    """A test of each case by its name."""
    return pytest.mark.parametrize("case", cases, ids=[f"{case['id']}: {case['title']}" for case in cases])


each_case: Final = each_of(CASES)
every_case: Final = each_of([*CASES, *REAL_PLANS])


def catalog_with(*additions: Mapping[str, list[dict[str, Any]]]) -> Catalog:
    """All that is shipped, and what an admin entered."""
    if not any(additions):
        return shipped.catalog()
    files = [(shipped.FIXTURES / name).read_bytes() for name in SHIPPED if (shipped.FIXTURES / name).exists()]
    return merged([*files, *(json.dumps(addition).encode() for addition in additions if addition)])


def edition(catalog: Catalog) -> NumberedCatalog:
    """A catalog as if it were in force."""
    return NumberedCatalog(number=1, sha256=sha256(to_json(catalog)), published_at=None, catalog=catalog)


def failures(case: ReviewedCase, answer: AnswerParts) -> list[str]:
    """Where the answer is not as the case expects, or says what it must not."""
    wanted = [problem for part, value in case["expect"].items() for problem in _missing(part, value, answer)]
    barred = [problem for part, phrases in case["must_not"].items() for problem in _said(part, phrases, answer)]
    return wanted + barred


def _missing(part: str, wanted: Any, answer: AnswerParts) -> Iterator[str]:
    if part in EXACT:
        if answer[part] != wanted:
            yield f"{part} is {answer[part]}, not {wanted}"
    elif part == "gates":
        states = {kind: gate["state"] for kind, gate in answer["gates"].items() if kind in wanted}
        if states != wanted:
            yield f"gates are {states}, not {wanted}"
    elif part == "gate_texts":
        for kind, phrases in wanted.items():
            yield from _lacking(f"gate {kind}", phrases, answer["gates"][kind])
    elif part == "branches":
        branches = {branch["when"]: branch["text"] for branch in answer["cost"]["branches"]}
        if branches != wanted:
            yield f"branches are {branches}, not {wanted}"
    elif wanted == []:
        if answer[part]:
            yield f"{part} is not empty: {answer[part]}"
    elif part == "unknowns":
        listed = [unknown["fact"] for unknown in answer["unknowns"]]
        yield from (f"unknowns lack {fact}" for fact in wanted if fact not in listed)
    else:
        yield from _lacking(part, wanted, answer[part])


def _lacking(part: str, phrases: list[str], value: Any) -> Iterator[str]:
    told = text(value)
    yield from (f"{part} lacks “{phrase}”: {told}" for phrase in phrases if phrase.lower() not in told)


def _said(part: str, phrases: list[str], answer: AnswerParts) -> Iterator[str]:
    if part in EXACT:
        yield from (f"{part} must not be {phrase}" for phrase in phrases if answer[part] == phrase)
        return
    told = text(answer[part])
    yield from (f"{part} must not say “{phrase}”: {told}" for phrase in phrases if phrase.lower() in told)


def text(value: Any) -> str:
    """All words of a part of an answer, in lower case, without the names of its fields."""
    match value:
        case Mapping():
            return " | ".join(text(held) for name, held in value.items() if name not in ("source", "code"))
        case list():
            return " | ".join(text(held) for held in value)
        case _:
            return "" if value is None else str(value).lower()
