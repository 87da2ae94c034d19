"""The records of a catalog by plan and therapy."""

import pytest

from benefits.coverage.index import ANY_THERAPY, by_therapy, index
from benefits.coverage.records import PoolMember
from tests import shipped, whole
from tests.coverage.builders import MASSAGE, OT, PT, amount, benefit, catalog, content, copay, pool


def test_every_record_of_a_plan_is_found_under_it() -> None:
    built = shipped.catalog()
    tables = {"amounts": built.plan_amounts}
    names = ("benefits", "gates", "cost_tiers", "visit_limits", "condition_rules", "disagreements")
    tables |= {name: getattr(built, name) for name in names}

    for name, table in tables.items():
        indexed = getattr(index(built), name)
        assert {record.key for found in indexed.values() for record in found} == {record.key for record in table}
        assert all(record.plan == plan for (plan, _therapy), found in indexed.items() for record in found)


def test_a_limit_is_found_under_each_therapy_that_it_counts() -> None:
    shared, for_all = pool(20, PT, OT, slug="shared"), pool(30, slug="all")
    everything = pool(40, slug="any", members=(PoolMember(),))

    found = by_therapy((shared, for_all, everything))

    assert found["mine", OT] == (shared,)
    assert found["mine", ANY_THERAPY] == (everything,)
    assert shared in found["mine", PT]


def test_an_amount_is_found_under_no_therapy() -> None:
    assert list(index(catalog(amount("deductible", 100))).amounts) == [("mine", ANY_THERAPY)]


def test_the_order_of_a_table_is_kept() -> None:
    built = catalog(copay(20, from_visit=4), copay(0, to_visit=3))

    assert index(built).cost_tiers["mine", PT] == built.cost_tiers


def test_content_is_in_reading_order() -> None:
    built = catalog(content("second", position=2), content("first", position=1), content("also-first", position=1))

    own = [found.slug for found in index(built).contents if found.slug in ("first", "second", "also-first")]
    assert own == ["also-first", "first", "second"]


def test_what_a_plan_leaves_out_is_named() -> None:
    built = catalog(benefit("not_covered", therapy=MASSAGE), benefit())

    assert index(built).excluded == {"mine": {MASSAGE}}


def test_a_record_of_no_therapy_is_refused() -> None:
    with pytest.raises(TypeError, match="Plan"):
        by_therapy(whole.catalog().plans)  # type: ignore[type-var]
