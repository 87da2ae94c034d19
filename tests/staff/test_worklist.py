"""What is wanting is counted over every situation, by field."""

import pytest

from benefits.coverage.catalog import Catalog
from benefits.coverage.universe import situations
from benefits.coverage.vocabulary import ReasonCode
from benefits.importing import loading
from benefits.staff.worklist import WANTED, wanting
from tests.exports.conftest import TODAY
from tests.staff.conftest import ROOT


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """What is shipped."""
    return loading.shipped(ROOT / "fixtures")


def test_every_situation_is_counted(catalog: Catalog) -> None:
    plan = catalog.plan_by_slug["hmo"]

    found = wanting(catalog, plan, "physical-therapy", TODAY)

    assert found.of == sum(1 for _ in situations(catalog, plan, "physical-therapy", TODAY))
    assert all(0 < count <= found.of for count in found.fields.values())
    assert list(found.fields.values()) == sorted(found.fields.values(), reverse=True)


@pytest.mark.parametrize(("plan", "wanted"), [("other", True), ("hmo", False)])
def test_a_price_is_wanting_where_none_is_stated(catalog: Catalog, plan: str, *, wanted: bool) -> None:
    found = wanting(catalog, catalog.plan_by_slug[plan], "physical-therapy", TODAY)

    assert ("price" in found.fields) == wanted


def test_a_plan_past_its_end_wants_nothing(catalog: Catalog) -> None:
    plan = catalog.plan_by_slug["va-silver-1500-30-2014"]

    assert wanting(catalog, plan, "physical-therapy", TODAY).of > 0


def test_only_reasons_that_leave_an_answer_open_are_counted() -> None:
    assert ReasonCode.NOT_COVERED not in WANTED
    assert ReasonCode.REFERRAL_MISSING not in WANTED
    assert WANTED[ReasonCode.SOURCES_DIFFER] == "benefit"
