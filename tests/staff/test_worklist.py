"""What is wanting is counted over every situation, by field."""

import pytest

from benefits.coverage.catalog import Catalog
from benefits.coverage.universe import situations
from benefits.coverage.vocabulary import ReasonCode
from benefits.importing import catalogs
from benefits.staff.worklist import WANTED, wanting
from tests.exports.conftest import TODAY
from tests.staff.conftest import ROOT


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """What is shipped."""
    return catalogs.shipped(ROOT / "fixtures")


def test_every_situation_is_counted(catalog: Catalog) -> None:
    plan = catalog.plan_by_slug["hmo"]

    found = wanting(catalog, plan, "physical-therapy", TODAY)

    assert {one.of for one in found} == {sum(1 for _ in situations(catalog, plan, "physical-therapy", TODAY))}
    assert all(0 < one.situations <= one.of for one in found)
    assert [one.situations for one in found] == sorted((one.situations for one in found), reverse=True)


def test_a_price_that_is_not_stated_is_wanting(catalog: Catalog) -> None:
    fields = {one.field for one in wanting(catalog, catalog.plan_by_slug["other"], "physical-therapy", TODAY)}

    assert "price" in fields


def test_a_price_that_is_stated_is_not(catalog: Catalog) -> None:
    fields = {one.field for one in wanting(catalog, catalog.plan_by_slug["hmo"], "physical-therapy", TODAY)}

    assert "price" not in fields


def test_only_reasons_that_leave_an_answer_open_are_counted() -> None:
    assert ReasonCode.NOT_COVERED not in WANTED
    assert ReasonCode.REFERRAL_MISSING not in WANTED
    assert WANTED[ReasonCode.SOURCES_DIFFER] == "benefit"
