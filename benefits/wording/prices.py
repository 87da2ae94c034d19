"""The price of one visit in words: dollars, a percentage, the full cost, or that no source states it."""

from decimal import Decimal

from django.utils.translation import gettext as _

from benefits.coverage.prices import Price
from benefits.coverage.records import CostTier
from benefits.coverage.vocabulary import CostKind
from benefits.wording.phrases import dollars, hedge_before, percent
from benefits.words.answers import COST_UNIT


def price(found: Price) -> str:
    """A price: “$20-$40 per visit”, “10% of the allowed amount”, “the full cost”, “not stated in our source”."""
    words = _partly_deductible(found) if found.deductible_part is not None else _price(found)
    if found.cap is not None:
        words = _("%(price)s, up to %(cap)s") % {"price": words, "cap": dollars(found.cap)}
    if found.from_member and found.kind is CostKind.COPAYMENT:
        words = _("%(price)s (from you)") % {"price": words}
    return words


def _price(found: Price) -> str:
    match found.kind:
        case CostKind.COPAYMENT:
            return f"{price_range(found)} {COST_UNIT[found.per]}"
        case CostKind.COINSURANCE:
            return _coinsurance(found)
        case CostKind.NO_CHARGE:
            return "$0"
        case CostKind.FULL_COST if found.is_capped and found.high is not None:
            return _("the full cost, but no more than %(most)s") % {"most": dollars(found.high)}
        case CostKind.FULL_COST if found.low is not None:
            return _("the full cost of %(amount)s (from you)") % {"amount": price_range(found)}
        case CostKind.FULL_COST:
            return _("the full cost")
        case CostKind.PARTIAL_REIMBURSEMENT:
            return _("part may be paid back; how much is not stated")
        case CostKind.UNSTATED:
            return _("not stated in our source")


def price_range(found: Price) -> str:
    """A price in dollars: “$20”, “$20-$40”; nothing where it has none."""
    if found.low is None or found.high is None:
        return ""
    return dollars(found.low) if found.low == found.high else f"{dollars(found.low)}-{dollars(found.high)}"


def _coinsurance(found: Price) -> str:
    if found.percent is None:
        return ""
    words = _("%(percent)s of the allowed amount") % {"percent": percent(found.percent)}
    if found.is_capped and not found.estimated and found.high is not None:
        return _("%(share)s, but no more than %(most)s") % {"share": words, "most": dollars(found.high)}
    if found.estimated:
        return _("%(share)s, about %(amount)s") % {"share": words, "amount": price_range(found)}
    return words


def _partly_deductible(found: Price) -> str:
    """The price of a visit that uses up the deductible: what is left of it, and a share of the rest."""
    parts = {"amount": price_range(found), "left": dollars(found.deductible_part or Decimal(0))}
    match found.kind:
        case CostKind.NO_CHARGE:
            return _("%(amount)s, which is all that is left of your deductible") % parts
        case CostKind.COINSURANCE if found.percent is not None:
            share = {**parts, "percent": percent(found.percent)}
            return _("about %(amount)s: the %(left)s left of your deductible, and %(percent)s of the rest") % share
        case CostKind.COPAYMENT:
            return _("%(amount)s: the %(left)s left of your deductible, and then a copay") % parts
        case _:
            return _("%(amount)s: the %(left)s left of your deductible, and a share that our source does not state") % (
                parts
            )


def guide_price(tier: CostTier) -> str:
    """A general guide's price, with its hedge."""
    return hedge_before(tier.certainty) + price(
        Price(kind=tier.kind, low=tier.low, high=tier.high, percent=tier.percent, per=tier.per, cap=tier.cap, tier=tier)
    )
