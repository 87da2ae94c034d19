"""A draft to look at."""

import pytest

from benefits.importing import loading
from tests import whole


@pytest.fixture
def draft(db: None) -> None:
    """One of everything that a catalog can hold."""
    loading.load(whole.catalog(), reason="a test")
