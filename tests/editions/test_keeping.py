"""A kept case bars every publication that answers otherwise, until a publisher retires it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from benefits import editions
from benefits.coverage.catalog import Catalog
from benefits.coverage.figures import FIGURES
from benefits.importing import loading
from benefits.models import CostTierRow, FindingKind, KeptCase
from tests import whole

FACTS = {"plan": "gold", "therapy": "massage", "on": "2026-06-01"}


def keep(catalog: Catalog, **expected: Any) -> KeptCase:
    found = editions.figures_of(catalog, FACTS)
    told = {name: getattr(found, name) for name in FIGURES}
    return KeptCase.objects.create(
        **{"facts": FACTS, "source": "A letter.", "status": found.status, **told, **expected}
    )


@pytest.mark.django_db
def test_a_case_that_is_kept_is_no_trouble() -> None:
    keep(whole.catalog())

    assert editions.broken_cases(whole.catalog()) == ()


BROKEN = [
    pytest.param({"status": "not_covered"}, "the answer is", id="another status"),
    pytest.param({"cost_low": Decimal("999.99")}, "cost_low is", id="another price"),
    pytest.param({"after_deductible_percent": Decimal(1)}, "after_deductible_percent is", id="another share later"),
    pytest.param({"limit_high": 1}, "limit_high is", id="another limit"),
    pytest.param({"facts": {**FACTS, "plan": "gone"}}, "can no longer be used", id="a plan that is gone"),
    pytest.param({"facts": {}}, "can no longer be used", id="no facts at all"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("expected", "said"), BROKEN)
def test_a_broken_case_says_what_is_wrong(expected: dict[str, Any], said: str) -> None:
    case = keep(whole.catalog(), **expected)

    (broken,) = editions.broken_cases(whole.catalog())

    assert str(broken).startswith(f"case {case.pk}: ")
    assert said in str(broken)


def test_a_price_that_turns_on_the_deductible_has_both_figures() -> None:
    catalog = loading.shipped(Path(__file__).parent.parent.parent / "fixtures")
    facts = {"plan": "ga-hmo-2016-89942ga0060009-01", "therapy": "physical-therapy", "on": "2016-06-01"}

    open_, met = (editions.figures_of(catalog, {**facts, **told}) for told in ({}, {"deductible": "met"}))

    assert (open_.cost_percent, open_.after_deductible_percent) == (None, Decimal(40))
    assert met.cost_percent == Decimal(40)


@pytest.mark.usefixtures("loaded")
def test_it_bars_publication_until_it_is_retired() -> None:
    case = keep(whole.catalog(), status="not_covered")

    with pytest.raises(editions.CasesBroken, match=f"case {case.pk}"):
        editions.publish(by=None, reason="Too early.")
    assert editions.newest_number() == 0

    KeptCase.objects.update(retired_at=timezone.now(), retired_reason="The plan changed.")
    assert editions.publish(by=None, reason="Now it may.").number == 1


@pytest.mark.usefixtures("loaded")
def test_it_bars_going_back_too() -> None:
    editions.publish(by=None, reason="The first.")
    CostTierRow.objects.filter(kind="copayment").update(note="Another note.")
    editions.publish(by=None, reason="The second.")
    case = keep(whole.catalog(), status="not_covered")

    (broken,) = editions.findings(editions.begin(by=None, again=1), FindingKind.CASE)

    assert broken.what["number"] == case.pk


@pytest.mark.django_db
def test_retiring_needs_a_reason() -> None:
    case = keep(whole.catalog())
    case.retired_at = timezone.now()

    with pytest.raises(IntegrityError):
        case.save()
