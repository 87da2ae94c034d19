"""A source says how far it can be relied on; a citation names its place."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from benefits.importing import loading
from benefits.models import CitationRow, SourceRow
from tests import whole

pytestmark = pytest.mark.django_db


def saved() -> SourceRow:
    loading.load(whole.catalog(), reason="a test")
    row: SourceRow | None = SourceRow.objects.order_by("pk").first()
    assert row
    return row


@pytest.mark.parametrize(
    ("nonsense", "field"),
    [
        pytest.param({"reliability": 5}, "reliability", id="a reliability that is none"),
        pytest.param({"slug": "No Slug"}, "slug", id="a name with a space"),
        pytest.param({"title": " "}, "title", id="no title"),
    ],
)
def test_nonsense_is_refused_at_its_field(nonsense: dict[str, Any], field: str) -> None:
    row = saved()
    for name, value in nonsense.items():
        setattr(row, name, value)

    with pytest.raises(ValidationError) as refusal:
        row.full_clean()

    assert field in refusal.value.message_dict


@pytest.mark.parametrize(
    "nonsense",
    [
        pytest.param({"reliability": 0}, id="a reliability that is none"),
    ],
)
def test_the_database_says_it_once_more(nonsense: dict[str, Any]) -> None:
    row = saved()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**nonsense)


def test_a_citation_needs_a_place_and_a_phrase() -> None:
    saved()
    citation = CitationRow.objects.first()
    assert citation
    citation.locator, citation.quote = "", ""

    with pytest.raises(ValidationError) as refusal:
        citation.full_clean()

    assert {"locator", "quote"} <= set(refusal.value.message_dict)
