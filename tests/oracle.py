"""A second opinion: what the two guides say, as a table read from them by hand. It knows nothing of the product.

P and M are the lines of the physical therapy and the massage therapy guide.
"""

from collections.abc import Mapping
from typing import Final

# The first row decides whose every named fact has one of the values named. `visits` are those of the asked therapy,
# `shared` those of physical, occupational and speech therapy; both name the lowest figure for which a row holds.
OracleRow = tuple[str, Mapping[str, object]]
PT, MASSAGE = "physical-therapy", "massage-therapy"
BONES_AND_MUSCLES: Final = ("joint-pain", "low-back-pain", "neck-pain", "musculoskeletal")
PRICED: Final = ("hmo", "hdhp", "senior-advantage")

TABLE: Final[tuple[OracleRow, ...]] = (
    ("not_covered", {"authorization": ("denied",)}),
    ("not_covered", {"therapy": (PT, MASSAGE), "network": ("outside",)}),  # P:10, M:65
    ("not_covered", {"therapy": (PT,), "network": ("contracted",)}),  # P:10
    ("not_covered", {"therapy": (MASSAGE,), "condition": ("stress", "none")}),  # M:61
    ("limit_reached", {"therapy": (PT,), "visits": 60}),  # P:26
    ("may_be_covered", {"therapy": (PT,), "visits": 20}),  # P:26
    ("may_be_covered", {"therapy": (PT,), "shared": 20}),  # P:24
    ("covered", {"therapy": (PT,), "plan": PRICED, "condition": BONES_AND_MUSCLES, "referral": ("pcp",)}),  # P:2,8
    ("covered_conditional", {"therapy": (PT,), "plan": PRICED, "condition": BONES_AND_MUSCLES}),  # P:14-15
    ("may_be_covered", {}),  # P:24, P:42, M:2, M:71
)


def status(facts: Mapping[str, object]) -> str:
    """What the guides say in this situation."""
    return next(found for found, row in TABLE if all(_holds(name, wanted, facts[name]) for name, wanted in row.items()))


def _holds(name: str, wanted: object, told: object) -> bool:
    if isinstance(wanted, int):
        return isinstance(told, int) and told >= wanted
    return isinstance(wanted, tuple) and told in wanted


# What a visit of physical therapy costs: P:21-23. None: the guide does not say.
PRICES: Final[Mapping[tuple[str, str], tuple[int, int] | str | None]] = {
    ("hmo", "met"): (20, 40),
    ("hmo", "not-met"): (20, 40),
    ("hmo", "unsure"): (20, 40),
    ("hdhp", "met"): None,
    ("hdhp", "not-met"): "full cost",
    ("hdhp", "unsure"): "it depends",
    ("senior-advantage", "met"): (15, 30),
    ("senior-advantage", "not-met"): (15, 30),
    ("senior-advantage", "unsure"): (15, 30),
}


def price(therapy: str, plan: str, deductible: str) -> tuple[int, int] | str | None:
    """Dollars from and to, `full cost`, `it depends` on the deductible, or None: not stated."""
    return PRICES.get((plan, deductible)) if therapy == PT else None
