"""Every row that was read from a plan document has become records, each cited at its place."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from msgspec import to_builtins
from textstat import textstat

from benefits.coverage.catalog import Catalog
from benefits.coverage.records import Record
from benefits.coverage.vocabulary import PlanKind
from benefits.importing.loading import shipped

ROOT: Final = Path(__file__).resolve().parents[2]
ROWS: Final[list[dict[str, Any]]] = json.loads((ROOT / "tests/cases/document_rows.json").read_bytes())
SAYING: Final = (
    "plan_amounts",
    "benefits",
    "gates",
    "cost_tiers",
    "visit_limits",
    "condition_rules",
)
WORDS: Final = ("note", "scope", "qualifier", "text")


@cache
def catalog() -> Catalog:
    """Both shipped files together."""
    return shipped(ROOT / "fixtures")


@cache
def records(table: str) -> dict[tuple[str, ...], Record]:
    """A table of the catalog by key."""
    return {record.key: record for record in getattr(catalog(), table)}


def plain(value: Any) -> Any:
    """A field as JSON holds it."""
    return json.loads(json.dumps(to_builtins(value), default=str))


def failures(row: dict[str, Any]) -> list[str]:
    """What is wrong between a row and the records that should hold it."""
    found = []
    for wanted in row["records"]:
        name = f"{wanted['table']} {' / '.join(wanted['key'])}"
        record: Any = records(wanted["table"]).get(tuple(wanted["key"]))
        if record is None:
            found.append(f"{name} is not there")
            continue
        for field, value in wanted["has"].items():
            held = plain(getattr(record, field))
            if held != value and (held is None or isinstance(held, bool | list) or str(held) != str(value)):
                found.append(f"{name}: {field} is {held!r}, not {value!r}")
        citation = catalog().citation_by_slug[record.citation]
        at = {"source": citation.source, "locator": citation.locator, "words": citation.words.value}
        if at != wanted["at"]:
            found.append(f"{name} is cited at {at}")
    return found


# Rows that speak of other payers, or of Kaiser's members without a word that a record holds, are left out.
ENTERED: Final = (*range(1, 60), *range(67, 78))


def test_all_rows_are_listed_once() -> None:
    assert [row["id"] for row in ROWS] == [f"D{number:03}" for number in ENTERED]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['id']}: {row['says']}" for row in ROWS])
def test_row_has_become_records(row: dict[str, Any]) -> None:
    assert row["records"]
    assert failures(row) == []


@pytest.mark.parametrize(
    ("table", "change", "problem"),
    [
        ("cost_tiers", {"has": {"low": 51}}, "low is"),
        ("cost_tiers", {"has": {"cap": 1250}}, "cap is None"),
        ("visit_limits", {"has": {"members": []}}, "members is"),
        ("benefits", {"key": ["nowhere"]}, "nowhere is not there"),
        ("gates", {"at": {}}, "is cited at"),
    ],
)
def test_wrong_row_is_noticed(table: str, change: dict[str, Any], problem: str) -> None:
    row = next(row for row in ROWS if row["id"] == "D014")
    record = next(record for record in row["records"] if record["table"] == table)

    assert any(problem in failure for failure in failures({"records": [{**record, **change}]}))


def test_what_plans_on_file_say_and_no_row_lists() -> None:
    """What the documents said besides the rows, listed by name; nothing else is in the plans' records."""
    listed = {(record["table"], *record["key"]) for row in ROWS for record in row["records"]}
    kinds = {plan.slug: plan.kind for plan in catalog().plans}
    unlisted = {
        (table, *record.key)
        for table in SAYING
        for record in getattr(catalog(), table)
        if kinds[record.plan] is PlanKind.PLAN and (table, *record.key) not in listed
    }

    assert sorted(map(" ".join, unlisted)) == BESIDES


# Said of all therapies in one row of a document, in the filing beside the row, or (Sonoma, Georgia) on the same page.
BESIDES: Final = [
    "benefits ga-signature-gold-hmo-1500-2026-01 acupuncture  False",
    "benefits ga-signature-gold-hmo-1500-2026-01 massage-therapy  False",
    "benefits hi-added-choice-2017 occupational-therapy rehabilitation False",
    "benefits hi-added-choice-2017 speech-therapy rehabilitation False",
    "benefits hi-hmo-2016-60612hi0110007-03 chiropractic  False",
    "benefits hi-hmo-2016-60612hi0110007-03 massage-therapy  False",
    "benefits wa-sound-trust occupational-therapy rehabilitation False",
    "benefits wa-sound-trust speech-therapy rehabilitation False",
    "cost_tiers wa-pebb-cdhp-2024 occupational-therapy habilitation  kaiser after 1",
    "cost_tiers wa-pebb-cdhp-2024 speech-therapy habilitation  kaiser after 1",
    "cost_tiers wa-pebb-value-2024 occupational-therapy habilitation inpatient kaiser unstated 1",
    "cost_tiers wa-pebb-value-2024 occupational-therapy habilitation outpatient kaiser unstated 1",
    "cost_tiers wa-pebb-value-2024 speech-therapy habilitation inpatient kaiser unstated 1",
    "cost_tiers wa-pebb-value-2024 speech-therapy habilitation outpatient kaiser unstated 1",
    "gates ca-sonoma-senior-advantage physical-therapy network   kaiser",
    "gates dc-hmo-plus-2019 acupuncture network   ",
    "gates dc-hmo-plus-2019 chiropractic network   ",
    "gates dc-hmo-plus-2019 massage-therapy network   ",
    "gates dc-hmo-plus-2019 occupational-therapy network   ",
    "gates dc-hmo-plus-2019 speech-therapy network   ",
    "gates ga-gold-0-20-2016-01 speech-therapy network   kaiser+contracted",
    "gates ga-hmo-2026 occupational-therapy network   kaiser+contracted",
    "gates ga-hmo-2026 physical-therapy network   kaiser+contracted",
    "gates ga-hmo-2026 speech-therapy network   kaiser+contracted",
    "gates hi-added-choice-2017 occupational-therapy network   ",
    "gates hi-added-choice-2017 occupational-therapy prior_authorization   ",
    "gates hi-added-choice-2017 speech-therapy network   ",
    "gates hi-added-choice-2017 speech-therapy prior_authorization   ",
    "gates hi-hmo-2016-60612hi0110007-03 acupuncture network   kaiser+contracted",
    "gates hi-hmo-2016-60612hi0110007-03 chiropractic network   kaiser+contracted",
    "gates hi-hmo-2016-60612hi0110007-03 massage-therapy network   kaiser+contracted",
    "gates hi-hmo-2016-60612hi0110009-03 occupational-therapy network habilitation  kaiser+contracted",
    "gates hi-hmo-2016-60612hi0110009-03 physical-therapy network habilitation  kaiser+contracted",
    "gates hi-hmo-2016-60612hi0110009-03 speech-therapy network habilitation  kaiser+contracted",
    "gates nw-pebb-classic-2024 occupational-therapy prior_authorization   ",
    "gates nw-pebb-classic-2024 occupational-therapy prior_authorization habilitation  ",
    "gates nw-pebb-classic-2024 physical-therapy prior_authorization   ",
    "gates nw-pebb-classic-2024 physical-therapy prior_authorization habilitation  ",
    "gates nw-pebb-classic-2024 speech-therapy prior_authorization   ",
    "gates nw-pebb-classic-2024 speech-therapy prior_authorization habilitation  ",
    "gates wa-sound-trust occupational-therapy medical_necessity   ",
    "gates wa-sound-trust speech-therapy medical_necessity   ",
]


def test_a_price_that_was_not_read_on_its_own_row_is_cited_as_inferred() -> None:
    def words(plan: str, therapy: str, purpose: str) -> set[str]:
        return {
            catalog().citation_by_slug[tier.citation].words.value
            for tier in catalog().cost_tiers
            if tier.plan == plan
            and tier.therapy == therapy
            and tier.purpose == purpose
            and tier.setting == "outpatient"
        }

    assert words("wa-pebb-value-2024", "physical-therapy", "rehabilitation") == {"inferred"}
    assert words("wa-pebb-value-2024", "physical-therapy", "habilitation") == {"quoted"}


def test_sources_give_a_whole_address_or_none() -> None:
    assert [source.slug for source in catalog().sources if "..." in source.url or " " in source.url] == []


def names_a_place_of_reading(title: str) -> bool:
    """Whether a source's title tells where its document was read, which no member needs."""
    return re.search(r"repository|read in|\w/\w+[,/ ].*\.(json|csv|rda)|\.pdf", title) is not None


def test_titles_of_sources_do_not_tell_where_they_were_read() -> None:
    assert [source.slug for source in catalog().sources if names_a_place_of_reading(source.title)] == []


def test_title_that_tells_where_it_was_read_is_noticed() -> None:
    assert names_a_place_of_reading("Evidence of Coverage 2026 (read in the public repository owner/name, index.json)")


def test_members_can_read_what_plans_say() -> None:
    plans = json.loads((ROOT / "fixtures/plans.json").read_bytes())
    texts = {
        record[field]
        for table in plans.values()
        if isinstance(table, list)
        for record in table
        for field in WORDS
        if record.get(field)
    }
    grades = sorted((float(textstat.flesch_kincaid_grade(text)), text) for text in texts)

    assert [text for grade, text in grades if grade > 8] == []
    assert grades[len(grades) // 2][0] <= 6


def test_senior_advantage_of_the_northwest_says_who_pays_for_a_work_injury() -> None:
    said = [content for content in catalog().contents if "Hurt at work?" in content.text]

    assert [(content.plans, content.statuses, content.therapies) for content in said] == [
        (("nw-pebb-senior-advantage-2024",), (), ())
    ]
    assert catalog().citation_by_slug[said[0].citation].locator == "Chapter 9, section 19"
