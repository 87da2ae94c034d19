"""A correction makes sense or says at which field it does not."""

from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict

from benefits.admin.import_correction import CorrectionForms
from benefits.coverage.vocabulary import CostKind, CoverageStatus, DeductibleRule, NetworkTier
from benefits.importing import loading
from benefits.importing.filings.proposals import proposal
from benefits.importing.filings.records import said_of
from benefits.importing.reader import Reread
from tests import filing
from tests.importing.filings import ground

FILED = proposal(filing.row(**filing.THIRTY, Exclusions="No spa."))
FOUND = Reread(said=said_of(FILED), caveats=FILED.caveats, exclusions="No spa.")
COPAY = {"tier": "kaiser", "kind": "copayment", "amount": "20", "per": "visit", "deductible": "not_subject"}
LIMIT = {"quantity": "30", "unit": "visits", "period": "year", "pool": ["speech-therapy"]}


@pytest.fixture(autouse=True)
def draft(db: None) -> None:
    """The therapies that can be named."""
    loading.load(ground.catalog(), reason="a test")


def sent(*prices: dict[str, Any], limits: tuple[dict[str, Any], ...] = (LIMIT,), **more: Any) -> dict[str, Any]:
    """What a browser would send."""
    data: dict[str, Any] = {"status": "covered", "exclusions": "", **more}
    for prefix, forms in (("prices", prices), ("limits", limits)):
        data |= {f"{prefix}-TOTAL_FORMS": str(len(forms)), f"{prefix}-INITIAL_FORMS": "1"}
        data |= {f"{prefix}-{place}-{name}": value for place, form in enumerate(forms) for name, value in form.items()}
    return data


def filled(data: dict[str, Any]) -> CorrectionForms:
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return CorrectionForms(FOUND, query)


def test_it_begins_with_what_is_proposed() -> None:
    forms = CorrectionForms(FOUND)

    assert forms.status.initial == {"status": CoverageStatus.COVERED, "exclusions": "No spa."}
    assert forms.prices.forms[0].initial["amount"] == 20
    assert forms.limits.forms[0].initial["quantity"] == 30
    assert len(forms.prices.forms) == len(forms.limits.forms) == 2


def test_what_is_filled_in_is_the_correction() -> None:
    later = {**COPAY, "kind": "coinsurance", "amount": "", "percent": "20", "deductible": "after", "from_visit": "4"}
    forms = filled(sent({**COPAY, "to_visit": "3"}, later, exclusions="Spa."))

    assert forms.is_valid()
    correction = forms.correction()
    assert (correction.status, correction.exclusions) == (CoverageStatus.COVERED, "Spa.")
    first, second = correction.prices
    assert (first.kind, first.amount, first.to_visit) == (CostKind.COPAYMENT, Decimal(20), 3)
    assert (second.percent, second.deductible, second.from_visit) == (Decimal(20), DeductibleRule.AFTER, 4)
    assert second.tier is NetworkTier.KAISER
    [limit] = correction.limits
    assert (limit.quantity, limit.unit, limit.pool) == (30, "visits", ("speech-therapy",))


def test_what_is_left_empty_is_left_out() -> None:
    forms = filled(sent({"tier": "kaiser", "kind": ""}, limits=({"quantity": "", "unit": "visits"},), status=""))

    assert forms.is_valid()
    assert forms.correction().status is None
    assert (forms.correction().prices, forms.correction().limits) == ((), ())


@pytest.mark.parametrize(
    ("price", "field", "message"),
    [
        pytest.param({"amount": ""}, "amount", "a copayment needs an amount", id="no amount"),
        pytest.param({"amount": "-1"}, "amount", "between 0 and 1,000,000", id="below zero"),
        pytest.param({"amount": "a"}, "amount", "Enter a number", id="no number"),
        pytest.param({"percent": "20"}, "percent", "only coinsurance has one", id="two kinds at once"),
        pytest.param({"from_visit": "5", "to_visit": "2"}, "to_visit", "below the lower one", id="backwards"),
        pytest.param({"from_visit": "0"}, "from_visit", "must be a whole number from 1", id="visit zero"),
        pytest.param({"kind": "gift"}, "kind", "not one of the available choices", id="no such kind"),
    ],
)
def test_a_price_that_cannot_be(price: dict[str, str], field: str, message: str) -> None:
    forms = filled(sent({**COPAY, **price}))

    assert not forms.is_valid()
    assert message in forms.prices.forms[0].errors[field][0]


def test_two_prices_for_one_visit() -> None:
    forms = filled(sent(COPAY, {**COPAY, "amount": "30"}))

    assert not forms.is_valid()
    assert "Two prices hold for the same visit" in str(forms.prices.non_form_errors())


@pytest.mark.parametrize(
    ("limit", "field", "message"),
    [
        pytest.param({"pool": []}, "pool", "at least one therapy", id="nobody shares"),
        pytest.param({"quantity": "0"}, "quantity", "whole number from 1", id="no visits"),
        pytest.param({"pool": ["yoga"]}, "pool", "not one of the available choices", id="no such therapy"),
        pytest.param({"period": "rolling_days"}, "period", "not one of the available choices", id="days in a row"),
    ],
)
def test_a_limit_that_cannot_be(limit: dict[str, Any], field: str, message: str) -> None:
    forms = filled(sent(COPAY, limits=({**LIMIT, **limit},)))

    assert not forms.is_valid()
    assert message in forms.limits.forms[0].errors[field][0]


def test_a_form_that_was_tampered_with_is_no_error_page() -> None:
    assert not filled({"status": "covered"}).is_valid()
