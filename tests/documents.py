"""The Answer as programs get it, for tests that look at the JSON."""

from collections.abc import Mapping
from typing import Any

from benefits import answering
from benefits.answers import document
from benefits.coverage.catalog import NumberedCatalog


def answer(edition: NumberedCatalog, facts: Mapping[str, object]) -> dict[str, Any]:
    """The document for facts under an edition."""
    return document(answering.answer(edition, facts))
