"""Files keep the names of their columns, so that whoever reads them by name goes on reading."""

from benefits.editions import InForce
from benefits.exports.choosing import Choice
from benefits.exports.columns import COLUMNS
from benefits.exports.summary import rows


def test_names_of_columns_are_stable() -> None:
    assert COLUMNS[:3] == ("plan", "plan_name", "plan_kind")
    assert len(set(COLUMNS)) == len(COLUMNS)
    assert {
        "status", "certainty", "basis", "cost", "cost_low", "cost_high", "cost_percent", "deductible_rule", "limit",
        "limit_low", "limit_high", "limit_unit", "limit_period", "pool", "referral", "referrers",
        "prior_authorization", "medical_necessity", "network", "exclusions", "source", "locator", "quote",
        "checked_on", "edition", "edition_sha256", "hios_id", "region",
    } <= set(COLUMNS)  # fmt: skip


def test_a_row_has_a_cell_for_each_column(edition: InForce, everything: Choice) -> None:
    row = next(iter(rows(edition, everything)))

    named = dict(zip(COLUMNS, row.cells, strict=True))

    assert (named["plan"], named["therapy"], named["on"]) == (row.plan.plan, row.therapy.therapy, row.stamp.on)
