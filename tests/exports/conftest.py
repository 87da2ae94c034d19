"""The shipped data as an edition, and a member who tells nothing."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from benefits.coverage.catalog import Catalog, sha256, to_json
from benefits.editions import InForce
from benefits.exports.choosing import Choice, choice
from benefits.importing import catalogs

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 21)


def in_force(catalog: Catalog, number: int | None = 1) -> InForce:
    """A catalog as it would be served."""
    published_at = datetime(2026, 11, 20, 12, tzinfo=UTC) if number else None
    return InForce(number=number, sha256=sha256(to_json(catalog)), published_at=published_at, catalog=catalog)


@pytest.fixture(scope="session")
def edition() -> InForce:
    """The shipped data."""
    return in_force(catalogs.shipped(ROOT / "fixtures"))


@pytest.fixture
def everything(edition: InForce) -> Choice:
    """Every plan and therapy."""
    return choice(edition.catalog, {}, TODAY)
