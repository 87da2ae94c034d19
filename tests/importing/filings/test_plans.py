"""The plan that rows speak of: its name and dates, or the word that they are not known."""

from datetime import date
from pathlib import Path

import pytest

from benefits.coverage.records import Plan, Source
from benefits.coverage.vocabulary import Basis, SourceKind
from benefits.importing.filings import plans
from benefits.importing.filings.attributes import known
from benefits.importing.filings.plans import File, Files, Home, Places
from tests import filing
from tests.importing.filings import ground

FILE = File("Benefits and Cost Sharing", "filing.csv", "ab" * 32, ground.TODAY)
BESIDE = File("Plan Attributes", "attributes.csv", "cd" * 32, ground.TODAY)
PLACES = Places({"OR": ["northwest"], "WA": ["northwest", "washington"]}, frozenset({"hmo", "other"}))


def plan_of(home: Home) -> Plan:
    return next(record for record in home.records if isinstance(record, Plan))


def named(tmp_path: Path, **about: str) -> Files:
    return Files(FILE, BESIDE, known(ground.attributes(tmp_path, about)))


def test_a_plan_without_attributes_says_so() -> None:
    home = plans.home(filing.row(StateCode="OR"), Files(FILE), PLACES)

    plan = plan_of(home)
    assert (plan.slug, plan.name) == ("12345or0010001-01-2016", "Plan 12345OR0010001-01, 2016")
    assert (plan.plan_type, plan.based_on, plan.region) == ("other", "other", "northwest")
    assert (plan.effective_from, plan.effective_to) == (date(2016, 1, 1), date(2016, 12, 31))
    assert "neither the name nor the type" in plan.note
    assert home.why == ()


def test_a_plan_has_the_name_and_type_of_its_attributes(tmp_path: Path) -> None:
    files = named(tmp_path, PlanMarketingName="KP Gold", PlanType="HMO", MetalLevel="Gold", MarketCoverage="Individual")

    plan = plan_of(plans.home(filing.row(), files, PLACES))

    assert (plan.name, plan.plan_type, plan.metal_level, plan.market) == ("KP Gold", "hmo", "gold", "individual")
    assert plan.note == ""


@pytest.mark.parametrize(
    ("kind", "eligible", "expected"),
    [
        pytest.param("HMO", "Yes", "hdhp", id="goes with a savings account"),
        pytest.param("HMO", "No", "hmo", id="HMO"),
        *(pytest.param(kind, "", "other", id=kind) for kind in ("EPO", "PPO", "POS", "Indemnity")),
    ],
)
def test_plan_types(tmp_path: Path, kind: str, eligible: str, expected: str) -> None:
    files = named(tmp_path, PlanType=kind, IsHSAEligible=eligible)

    plan = plan_of(plans.home(filing.row(), files, PLACES))

    assert plan.plan_type == expected
    assert plan.hsa_eligible is {"Yes": True, "No": False}.get(eligible)


@pytest.mark.parametrize(
    ("begins", "ends", "expected"),
    [
        pytest.param("2014-01-01", "12/31/2050", (date(2016, 1, 1), date(2016, 12, 31)), id="cut to the year filed"),
        pytest.param("7/1/2016", "2016-12-31", (date(2016, 7, 1), date(2016, 12, 31)), id="from July on"),
        pytest.param("2017-01-01", "2017-12-31", (date(2016, 1, 1), date(2016, 12, 31)), id="of another year"),
    ],
)
def test_dates_stay_within_the_year(tmp_path: Path, begins: str, ends: str, expected: tuple[date, date]) -> None:
    files = named(tmp_path, PlanEffictiveDate=begins, PlanExpirationDate=ends)

    plan = plan_of(plans.home(filing.row(), files, PLACES))

    assert (plan.effective_from, plan.effective_to) == expected


def test_no_region_is_guessed() -> None:
    home = plans.home(filing.row(StateCode="WA"), Files(FILE), PLACES)

    assert plan_of(home).region is None
    assert home.why == ("Which region is it? WA belongs to northwest and to washington. It is left empty.",)
    assert plans.home(filing.row(StateCode="TX"), Files(FILE), PLACES).why == ()


def test_a_file_is_a_source_of_its_rank() -> None:
    found = FILE.source()

    assert isinstance(found, Source)
    assert (found.basis, found.kind, found.reliability) == (Basis.ISSUER_FILING, SourceKind.FILING, 1)
    assert "filing.csv" in found.title
    assert "ab" * 32 in found.title
    assert found.retrieved_on == ground.TODAY


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({}, "", id="a good row"),
        pytest.param({"PlanId": "12345"}, '"12345" is not a plan id.', id="no plan id"),
        pytest.param({"BusinessYear": ""}, "does not say for which year", id="no year"),
        pytest.param({"Explanation": "20\x0bvisits"}, "Explanation holds characters", id="a control character"),
    ],
)
def test_rows_of_which_no_plan_can_be_made(values: dict[str, str], expected: str) -> None:
    found = plans.refusal(filing.row(**values))

    assert expected in found
    assert bool(found) == bool(expected)
