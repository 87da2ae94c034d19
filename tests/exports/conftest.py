"""The shipped data as an edition, and a member who tells nothing."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from benefits.coverage.catalog import Catalog, sha256, to_json
from benefits.coverage.records import Disagreement
from benefits.coverage.vocabulary import Subject
from benefits.editions import InForce
from benefits.exports.choosing import Choice, choice
from benefits.importing import loading

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 21)


def in_force(catalog: Catalog, number: int | None = 1) -> InForce:
    """A catalog as it would be served."""
    published_at = datetime(2026, 11, 20, 12, tzinfo=UTC) if number else None
    return InForce(number=number, sha256=sha256(to_json(catalog)), published_at=published_at, catalog=catalog)


@pytest.fixture(scope="session")
def edition() -> InForce:
    """The shipped data."""
    return in_force(loading.shipped(ROOT / "fixtures"))


@pytest.fixture
def everything(edition: InForce) -> Choice:
    """Every plan and therapy."""
    return choice(edition.catalog, {}, TODAY)


def in_doubt(catalog: Catalog) -> Catalog:
    """The catalog with two sources that do not agree on the visits of an HMO."""
    one, other = catalog.citations[:2]
    found = Disagreement(
        plan="hmo",
        therapy="physical-therapy",
        subject=Subject.VISIT_LIMIT,
        says="20 visits a year.",
        citation=one.slug,
        other_says="=30 visits a year",
        other_citation=other.slug,
    )
    return replace(catalog, disagreements=(found,))
