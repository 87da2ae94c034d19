"""Every statement of the two guides (S1-S110) can be read on the public page of its therapy, with its source."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import pytest
from django.test import Client
from msgspec import structs

from benefits import editions
from benefits.coverage.catalog import Catalog
from benefits.coverage.records import Benefit, ConditionRule, Content, CostTier, Gate, VisitLimit
from tests import shipped
from tests.guides.reader import PageReader

FACTS: Final = json.loads((Path(__file__).parents[1] / "guide_facts.json").read_bytes())
TOLD: Final = [fact for fact in FACTS if "exempt" not in fact]

# What a code looks like on the page, written down here once more: the page's own words are what is on trial.
STATUS: Final = {"covered": "is covered", "varies": "varies", "not_covered": "is not covered"}
REQUIREMENT: Final = {
    "required": ("required", "only"),
    "not_required": ("not usually required",),
    "varies": ("not the same",),
}
OUTCOME: Final = {
    "covered": "covered for",
    "more_likely": "more likely",
    "considered": "may be considered",
    "not_covered": "not covered",
}
PRICE: Final = {
    "full_cost": "full cost",
    "unstated": "not stated in our source",
    "partial_reimbursement": "may be paid back",
}
# A page has one heading, the title of its first lede.
LATER_LEDES: Final = ("pt-topic",)
DOCTORS: Final = {"pcp": "primary care doctor", "specialist": "specialist"}


@cache
def records(table: str) -> dict[tuple[str, ...], Any]:
    return {record.key: record for record in getattr(shipped.catalog(), table)}


def drawn(catalog: Catalog, therapy: str) -> PageReader:
    """The page as it is sent."""
    with patch.object(editions, "in_force", lambda: shipped.edition(catalog)):
        return PageReader(Client().get(f"/guides/{therapy}/").content.decode())


@cache
def read(therapy: str) -> PageReader:
    return drawn(shipped.catalog(), therapy)


def therapies(record: Any) -> tuple[str, ...]:
    """The pages on which the record must be: of all its therapies, of all there are where it names none."""
    if isinstance(record, VisitLimit):
        return tuple(member.therapy for member in record.members if member.therapy)
    if isinstance(record, Content):
        return record.therapies or tuple(shipped.catalog().therapy_by_slug)
    return (record.therapy,)


def words(record: Any) -> Iterator[str]:
    """What of the record must be read, literally."""
    for field in ("text", "note", "scope", "qualifier"):
        yield getattr(record, field, "").rstrip(".")
    if getattr(record, "slug", "") not in LATER_LEDES:
        yield getattr(record, "title", "")
    match record:
        case Benefit():
            yield STATUS[record.status]
        case CostTier():
            yield f"${record.low}-${record.high} per visit" if record.low is not None else PRICE[record.kind]
        case VisitLimit():
            yield f"{record.low}-{record.high} visits per year" if record.low else "limit"
        case ConditionRule():
            yield shipped.catalog().condition_by_slug[record.condition].name
            yield OUTCOME[record.outcome]
        case Gate():
            yield from (DOCTORS[referrer] for referrer in record.referrers)
        case _:
            pass


def missing(reader: PageReader, record: Any) -> list[str]:
    """Which of the record's words cannot be read there."""
    text = reader.text.lower()
    told = [word for word in words(record) if word and word.lower() not in text]
    if isinstance(record, Gate) and record.requirement in REQUIREMENT:
        told += [] if any(word in text for word in REQUIREMENT[record.requirement]) else [record.requirement]
    return told


@pytest.mark.parametrize("fact", TOLD, ids=[fact["id"] for fact in TOLD])
def test_statement_can_be_read_on_the_page_of_its_therapy(fact: dict[str, Any]) -> None:
    named = [records(reference["table"])[tuple(reference["key"])] for reference in fact["records"]]

    unread = {
        (therapy, *record.key): missing(read(therapy), record) for record in named for therapy in therapies(record)
    }

    assert [place for place, words in unread.items() if words] == []


@pytest.mark.parametrize("fact", TOLD, ids=[fact["id"] for fact in TOLD])
def test_source_of_the_statement_is_listed(fact: dict[str, Any]) -> None:
    for reference in fact["records"]:
        record = records(reference["table"])[tuple(reference["key"])]
        citation = shipped.catalog().citation_by_slug[record.citation]
        for therapy in therapies(record):
            assert f", {citation.locator} (" in read(therapy).text
            assert citation.quote in read(therapy).text


@pytest.mark.parametrize("therapy", shipped.catalog().therapy_by_slug)
def test_every_source_is_one_tap_away(therapy: str) -> None:
    reader = read(therapy)
    cited = [link.removeprefix("#") for link in reader.links if link.startswith("#")]

    assert len([name for name in cited if name.startswith("source-")]) > 5
    assert set(cited) <= set(reader.ids)
    assert len(reader.ids) == len(set(reader.ids))
    assert set(re.findall(r"source-\d+", " ".join(reader.ids))) == {
        name for name in cited if name.startswith("source-")
    }


@pytest.mark.parametrize("table", ["contents", "gates", "cost_tiers", "visit_limits", "condition_rules", "deliveries"])
def test_a_statement_taken_out_is_missed(table: str) -> None:
    references = [reference for fact in TOLD for reference in fact["records"] if reference["table"] == table]
    record = next(found for found in (records(table)[tuple(r["key"])] for r in references) if any(words(found)))
    rest = tuple(other for other in getattr(shipped.catalog(), table) if other.key != record.key)
    without = structs.replace(shipped.catalog(), **{table: rest})

    assert missing(drawn(without, therapies(record)[0]), record)


def test_what_is_on_no_page_is_missed() -> None:
    assert missing(read("physical-therapy"), records("contents")[("massage-lede",)])
