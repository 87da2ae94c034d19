"""Costs as sentences: what the next visit costs, why, and under which circumstances another price holds."""

from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from msgspec.structs import replace

from benefits.coverage.costs import Branch, Cost
from benefits.coverage.decision import Decision
from benefits.coverage.periods import accumulation_year
from benefits.coverage.prices import Price
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import Certainty, CostKind, Coverage, DeductibleRule, FamilyRule, Phase, Subject
from benefits.wording import differing
from benefits.wording.branches import when
from benefits.wording.phrases import day_in_words, dollars, hedge_after, sentence
from benefits.wording.prices import guide_price, price

BY_DEDUCTIBLE: Final = (Phase.BEFORE_DEDUCTIBLE, Phase.AFTER_DEDUCTIBLE)
BY_PAYMENTS: Final = (Phase.OWN_PAYMENTS, Phase.FAMILY_PAYMENTS)


def now(cost: Cost) -> str:
    """What the next visit costs, in a few words. Where that depends on something not told, each price it can be."""
    if cost.now is None:
        return "; ".join(f"{when(branch)}: {price(branch.price)}" for branch in open_branches(cost))
    if _is_until_deductible(cost):
        return _("%(price)s until your deductible is met") % {"price": price(cost.now)}
    return price(cost.now)


def open_branches(cost: Cost) -> list[Branch]:
    """The prices that the next visit can have, where what was told leaves it open."""
    shown = BY_PAYMENTS if any(branch.phase in BY_PAYMENTS for branch in cost.branches) else BY_DEDUCTIBLE
    return [branch for branch in cost.branches if branch.phase in shown]


def _is_until_deductible(cost: Cost) -> bool:
    """Whether the price is that of visits before the deductible is met, and this visit does not meet it."""
    before = cost.phase is Phase.BEFORE_DEDUCTIBLE and cost.now is not None and cost.now.kind is CostKind.FULL_COST
    return before and cost.now is not None and cost.now.deductible_part is None


def text(cost: Cost, decision: Decision, situation: Situation) -> str:
    """What the next visit costs and why, in whole sentences."""
    parts = [
        _now_sentence(cost, decision),
        _lesser(cost),
        _deductible(cost, situation),
        _out_of_pocket(cost),
        _starts_again(cost, decision, situation),
        _note(cost),
        _extra(cost),
        _guide(cost, decision),
        _differing(cost, decision),
    ]
    return " ".join(sentence(part) for part in parts if part)


def _now_sentence(cost: Cost, decision: Decision) -> str:
    if cost.now is None:
        return _open_sentence(cost)
    match cost.phase:
        case Phase.NOT_COVERED if decision.certainty in (Certainty.LESS_LIKELY, Certainty.UNLIKELY):
            return _("Be ready to pay %(price)s, since the plan is unlikely to pay") % {"price": price(cost.now)}
        case Phase.NOT_COVERED:
            return _("You pay %(price)s, since the plan does not pay") % {"price": price(cost.now)}
        case Phase.OUT_OF_POCKET_MET:
            return _("$0 for covered care in the network until the year ends: your out-of-pocket limit is met")
        case Phase.BEFORE_DEDUCTIBLE:
            return _before_deductible(cost)
        case _ if cost.now.kind is CostKind.UNSTATED:
            return _("The price is not stated in our source. Check your plan papers")
        case _ if cost.now.kind is CostKind.PARTIAL_REIMBURSEMENT:
            return _("You pay first. Part may be paid back on some plans; how much is not stated")
        case _:
            stated = {"hedge": hedge_after(cost.now.certainty), "price": price(cost.now)}
            return _("You pay%(hedge)s %(price)s") % stated


def _open_sentence(cost: Cost) -> str:
    if any(branch.phase in BY_PAYMENTS for branch in cost.branches):
        return _("It depends on whose payments count: %(prices)s") % {"prices": now(cost)}
    return _("It depends on your deductible: %(prices)s") % {"prices": now(cost)}


def _before_deductible(cost: Cost) -> str:
    """The price before the deductible is met, and what follows it."""
    after = next((branch.price for branch in cost.branches if branch.phase is Phase.AFTER_DEDUCTIBLE), None)
    return _("You pay %(now)s%(then)s") % {"now": now(cost), "then": _then(after) if after else ""}


def _lesser(cost: Cost) -> str:
    """The lesser of copayment and price is usual, but no source of ours says so: it is something to ask."""
    if cost.now is None or not cost.now.is_lesser:
        return ""
    return _("Your copay is more than the visit costs. Ask if you pay only what the visit costs")


def _out_of_pocket(cost: Cost) -> str:
    """What is left to the out-of-pocket limit."""
    if cost.out_of_pocket_to_go is None or cost.phase is Phase.NOT_COVERED or not cost.branches:
        return ""
    left = dollars(cost.out_of_pocket_to_go)
    tier = cost.now.tier if cost.now is not None and cost.now.is_capped else None
    if tier is not None and tier.kind is CostKind.COPAYMENT:
        words = _("Most visits cost %(usual)s, but you have only %(left)s to go to your out-of-pocket limit")
        return words % {"usual": guide_price(replace(tier, certainty=None)), "left": left}
    return _("You have %(left)s to go to your out-of-pocket limit") % {"left": left}


def _then(after: Price) -> str:
    """What a visit costs once the deductible is met, as the end of a sentence; or that no source states it."""
    if after.kind is CostKind.UNSTATED:
        return _(". What you pay after that is not stated in our source")
    return _(", then %(price)s") % {"price": price(after)}


def _deductible(cost: Cost, situation: Situation) -> str:
    """How the deductible bears on the price: not at all, or how large it is and how much of it is left."""
    if cost.deductible_unstated and _is_stated(cost.now):
        return _("Our source does not say if you must meet a deductible first")
    if cost.deductible is None or cost.phase is Phase.NOT_COVERED:
        return ""
    amount = cost.deductible.family if situation.coverage is Coverage.FAMILY else cost.deductible.self_only
    if not amount:
        return ""
    if _is_free_of_deductible(cost):
        return _("You pay this whether or not your deductible is met")
    return _deductible_amount(cost, amount, situation) if cost.branches else ""


def _is_stated(price: Price | None) -> bool:
    return price is not None and price.kind not in (CostKind.UNSTATED, CostKind.PARTIAL_REIMBURSEMENT)


def _is_free_of_deductible(cost: Cost) -> bool:
    """Whether the record says that the deductible does not apply to this price."""
    tier = cost.now.tier if cost.now is not None else None
    return cost.phase is Phase.ALWAYS and tier is not None and tier.deductible is DeductibleRule.NOT_SUBJECT


def _deductible_amount(cost: Cost, amount: Decimal, situation: Situation) -> str:
    """The deductible in dollars: of one person or of a family, and what is left of it."""
    is_family = situation.coverage is Coverage.FAMILY
    whose = _("for a family") if is_family else _("for one person")
    told = _("The deductible is %(amount)s %(whose)s a year") % {"amount": dollars(amount), "whose": whose}
    other = _other_amount(cost, situation)
    if other:
        told = _("%(told)s, %(other)s") % {"told": told, "other": other}
    if cost.deductible_to_go is not None:
        told = _("%(told)s, with %(left)s to go") % {"told": told, "left": dollars(cost.deductible_to_go)}
    return told


def _other_amount(cost: Cost, situation: Situation) -> str:
    """The other amount to know: a family's, where nobody told who is covered, or each person's own in a family's."""
    if cost.deductible is None:
        return ""
    if situation.coverage is Coverage.FAMILY:
        is_embedded = cost.deductible.family_rule is FamilyRule.EMBEDDED and cost.deductible.self_only
        own = cost.deductible.self_only if is_embedded else None
        return _("and %(amount)s for each person in it") % {"amount": dollars(own)} if own else ""
    if cost.deductible.family and "coverage" not in situation.told:
        return _("and %(amount)s for a family") % {"amount": dollars(cost.deductible.family)}
    return ""


def _starts_again(cost: Cost, decision: Decision, situation: Situation) -> str:
    """Since when payments count and when they start again, where the text speaks of an amount."""
    year = accumulation_year(decision.terms, situation.on)
    deductible_counts = bool(cost.branches) and cost.deductible is not None
    speaks_of_amount = deductible_counts or cost.phase is Phase.OUT_OF_POCKET_MET
    if year is None or not speaks_of_amount or cost.phase is Phase.NOT_COVERED:
        return ""
    since, again = (day_in_words(day) for day in year)
    days = {"since": since, "again": again}
    return _("Only what you paid since %(since)s counts. It starts again on %(again)s") % days


def _note(cost: Cost) -> str:
    if cost.phase is Phase.OUT_OF_POCKET_MET:
        return ""
    tiers = {branch.price.tier.note: None for branch in cost.branches if branch.price.tier and branch.price.tier.note}
    if cost.now is not None and cost.now.tier is not None and cost.now.tier.note:
        tiers[cost.now.tier.note] = None
    return " ".join(sentence(_(note)) for note in tiers)


def _extra(cost: Cost) -> str:
    tiers = [price.tier for price in cost.prices if price.tier is not None]
    parts = []
    if any(tier.balance_billing for tier in tiers):
        parts.append(_("The provider may also bill you for what is above the allowed amount."))
    if any(tier.counts_to_out_of_pocket is False for tier in tiers):
        parts.append(_("What you pay does not count toward your out-of-pocket limit."))
    return " ".join(parts)


def _guide(cost: Cost, decision: Decision) -> str:
    """The general guide's price beside a plan that states none, and labelled as the guide's."""
    if cost.guide is None or decision.terms.is_guide:
        return ""
    if cost.guide.kind is CostKind.UNSTATED:
        return ""
    if cost.guide.kind is CostKind.PARTIAL_REIMBURSEMENT and cost.guide.note:
        return _(cost.guide.note)
    return _("For plans of this type, the general guide says %(price)s. That is not your plan’s own price") % {
        "price": guide_price(cost.guide)
    }


def _differing(cost: Cost, decision: Decision) -> str:
    """A warning where sources differ on the price; none beside what is not covered, or the member's own figure."""
    is_from_member = cost.now is not None and cost.now.from_member
    if is_from_member or cost.phase is Phase.NOT_COVERED:
        return ""
    return differing.about(Subject.COST, decision)
