"""A list answers what its own filters and links ask; whatever else an address asks is refused."""

import pytest
from django.contrib import admin

from benefits.admin.lookups import KnownLookups
from benefits.models import CostTierRow, PlanRow, Row, SourceRow

LOOKUPS = [
    pytest.param(CostTierRow, "kind__exact", True, id="a filter's own word"),
    pytest.param(CostTierRow, "therapy__slug__exact", True, id="a filter by another row"),
    pytest.param(CostTierRow, "plan__slug", True, id="a link to the list"),
    pytest.param(PlanRow, "effective_from__gte", True, id="a filter by day"),
    pytest.param(SourceRow, "review", True, id="a filter of our own"),
    pytest.param(CostTierRow, "kind__regex", False, id="a pattern"),
    pytest.param(CostTierRow, "note__contains", False, id="a field without a filter"),
    pytest.param(CostTierRow, "plan__citation__quote", False, id="a field of another row"),
]


@pytest.mark.parametrize(("row", "lookup", "allowed"), LOOKUPS)
def test_a_list_knows_its_lookups(row: type[Row], lookup: str, allowed: bool) -> None:
    model_admin = admin.site.get_model_admin(row)

    assert isinstance(model_admin, KnownLookups)
    assert model_admin.lookup_allowed(lookup, "1") is allowed
