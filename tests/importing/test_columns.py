"""Every field of every record has its column, and every kind of cell its words."""

import pytest

from benefits.importing.columns import SAID, Column, Kind, columns
from benefits.models import ROWS


def column(table: str, name: str) -> Column:
    return next(column for column in columns(table) if column.name == name)


@pytest.mark.parametrize("table", ROWS)
def test_a_sheet_has_the_fields_of_its_record(table: str) -> None:
    assert tuple(column.name for column in columns(table)) == ROWS[table].RECORD.__struct_fields__


@pytest.mark.parametrize(
    ("table", "name", "kind", "needed"),
    [
        ("plans", "slug", Kind.SLUG, True),
        ("plans", "name", Kind.TEXT, True),
        ("plans", "based_on", Kind.SLUG, False),
        ("plans", "hsa_eligible", Kind.YES_NO, False),
        ("plans", "effective_from", Kind.DATE, False),
        ("gates", "kind", Kind.WORD, True),
        ("gates", "tiers", Kind.WORDS, False),
        ("gates", "from_visit", Kind.WHOLE, False),
        ("gates", "counted_with", Kind.SLUGS, False),
        ("cost_tiers", "counted_with", Kind.SLUGS, False),
        ("cost_tiers", "percent", Kind.NUMBER, False),
        ("visit_limits", "members", Kind.MEMBERS, True),
        ("visit_limits", "exempt_conditions", Kind.SLUGS, False),
        ("regions", "states", Kind.TEXTS, False),
        ("contents", "when", Kind.FACTS, False),
    ],
)
def test_a_column_is_what_its_field_is(table: str, name: str, kind: Kind, *, needed: bool) -> None:
    found = column(table, name)

    assert (found.kind, found.needed) == (kind, needed)


def test_a_column_knows_its_words() -> None:
    assert "referral" in column("gates", "kind").words
    assert "kaiser" in column("gates", "tiers").words
    assert column("gates", "note").words == ()


def test_every_kind_says_what_goes_in() -> None:
    assert set(SAID) == set(Kind)
