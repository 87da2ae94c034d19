"""A draft to look at."""

import pytest

from benefits.importing import catalogs
from tests import whole


@pytest.fixture
def draft(db: None) -> None:
    """One of everything that a catalog can hold."""
    catalogs.load(whole.catalog(), reason="a test")
