"""What the Plan Attributes file says of plans, in the spellings of every year."""

from datetime import date
from pathlib import Path

import pytest

from benefits.coverage.vocabulary import Refused
from benefits.importing.filings.attributes import known
from tests.importing.filings import ground

KEY = ("12345OR0010001-01", "2016")


def test_it_reads_what_a_plan_is(tmp_path: Path) -> None:
    told = {
        "PlanMarketingName": " KP  Gold\x0b 0/20 ",
        "PlanType": "HMO",
        "MarketCoverage": "SHOP (Small Group)",
        "MetalLevel": "Gold",
        "IsHSAEligible": "NO",
        "PlanEffictiveDate": "1/1/2016",
        "PlanExpirationDate": "2050-12-31",
    }

    found = known(ground.attributes(tmp_path, told)).plans[KEY]

    assert (found.line, found.name, found.plan_type, found.metal_level) == (2, "KP Gold 0/20", "hmo", "gold")
    assert (found.market, found.hsa_eligible) == ("small_group", False)
    assert (found.effective_from, found.effective_to) == (date(2016, 1, 1), date(2050, 12, 31))


def test_what_is_not_given_is_nothing(tmp_path: Path) -> None:
    found = known(ground.attributes(tmp_path, {"PlanEffictiveDate": "soon"})).plans[KEY]

    assert (found.name, found.market, found.hsa_eligible, found.effective_from) == ("", "", None, None)


def test_one_issuer_is_enough(tmp_path: Path) -> None:
    path = ground.attributes(tmp_path, {}, {"PlanId": "67890OR0010001-01"})

    assert [plan for plan, _year in known(path, "67890").plans] == ["67890OR0010001-01"]


def test_another_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="these columns are missing: PlanMarketingName, PlanType"):
        known(ground.written(tmp_path, {}))
