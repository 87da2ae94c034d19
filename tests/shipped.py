"""What is shipped, as the edition in force: guides and plans, without a database."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

from benefits.coverage.catalog import Catalog, sha256, to_json
from benefits.editions import InForce
from benefits.importing import loading

FIXTURES: Final = Path(__file__).resolve().parent.parent / "fixtures"
PUBLISHED_AT: Final = datetime(2026, 11, 20, 12, tzinfo=UTC)


@cache
def catalog() -> Catalog:
    """Every shipped record."""
    return loading.shipped(FIXTURES)


def edition(shown: Catalog | None = None, *, number: int = 7, stale: bool = False) -> InForce:
    """A catalog as it is served; the shipped one where none is given."""
    found = catalog() if shown is None else shown
    return InForce(number=number, sha256=sha256(to_json(found)), published_at=PUBLISHED_AT, catalog=found, stale=stale)
