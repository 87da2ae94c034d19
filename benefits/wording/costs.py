"""Costs as sentences: what the next visit costs, why, and under which circumstances another price holds."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.coverage.costs import Branch, Cost, Price
from benefits.coverage.decision import Decision
from benefits.coverage.periods import accumulation_year
from benefits.coverage.records import CostTier
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import CostKind, Coverage, Phase, Subject
from benefits.wording import differing
from benefits.wording.phrases import day_in_words, dollars, percent, sentence
from benefits.words.answers import CERTAINTY, COST_UNIT

WHEN: Final = {
    Phase.ALWAYS: gettext_lazy("at each visit"),
    Phase.BEFORE_DEDUCTIBLE: gettext_lazy("before your deductible is met"),
    Phase.AFTER_DEDUCTIBLE: gettext_lazy("after your deductible is met"),
    Phase.OUT_OF_POCKET_MET: gettext_lazy("once your out-of-pocket limit is met"),
    Phase.WITH_AN_EXTENSION: gettext_lazy("if more visits are approved"),
    Phase.NOT_COVERED: gettext_lazy("when it is not covered"),
}


BY_DEDUCTIBLE: Final = (Phase.BEFORE_DEDUCTIBLE, Phase.AFTER_DEDUCTIBLE)


def price(found: Price) -> str:
    """“$20-$40 per visit”, “10% of the allowed amount”, “the full cost”; silence is said."""
    words = _price(found)
    if found.cap is not None:
        words = _("%(price)s, up to %(cap)s") % {"price": words, "cap": dollars(found.cap)}
    if found.from_member and found.kind is CostKind.COPAYMENT:
        words = _("%(price)s (from you)") % {"price": words}
    return words


def _price(found: Price) -> str:
    match found.kind:
        case CostKind.COPAYMENT:
            return f"{_range(found)} {COST_UNIT[found.per]}"
        case CostKind.COINSURANCE:
            return _coinsurance(found)
        case CostKind.NO_CHARGE:
            return "$0"
        case CostKind.FULL_COST if found.low is not None:
            return _("the full cost, %(amount)s (from you)") % {"amount": _range(found)}
        case CostKind.FULL_COST:
            return _("the full cost")
        case CostKind.PARTIAL_REIMBURSEMENT:
            return _("part may be paid back; how much is not stated")
        case CostKind.UNSTATED:
            return _("not stated in our source")


def _range(found: Price) -> str:
    if found.low is None or found.high is None:
        return ""
    return dollars(found.low) if found.low == found.high else f"{dollars(found.low)}-{dollars(found.high)}"


def _coinsurance(found: Price) -> str:
    words = (
        _("%(percent)s of the allowed amount") % {"percent": percent(found.percent)}
        if found.percent is not None
        else ""
    )
    if found.estimated:
        return _("%(share)s, about %(amount)s") % {"share": words, "amount": _range(found)}
    return words


def now(cost: Cost) -> str:
    """What the next visit costs in a few words; both prices where it depends on the deductible."""
    if cost.now is None:
        phases = (branch for branch in cost.branches if branch.phase in BY_DEDUCTIBLE)
        return "; ".join(f"{_when(branch)}: {price(branch.price)}" for branch in phases)
    if cost.phase is Phase.BEFORE_DEDUCTIBLE and cost.now.kind is CostKind.FULL_COST:
        return _("%(price)s until your deductible is met") % {"price": price(cost.now)}
    return price(cost.now)


def text(cost: Cost, decision: Decision, situation: Situation) -> str:
    """What the next visit costs and why, in whole sentences."""
    parts = [
        _now_sentence(cost),
        _deductible(cost, situation),
        _starts_again(cost, decision, situation),
        _note(cost),
        _extra(cost),
        _guide(cost, decision),
        _differing(cost, decision),
    ]
    return " ".join(sentence(part) for part in parts if part)


def _now_sentence(cost: Cost) -> str:
    if cost.now is None:
        return _("It depends on your deductible: %(prices)s") % {"prices": now(cost)}
    match cost.phase:
        case Phase.NOT_COVERED:
            return _("You pay the full cost here, since the plan does not pay")
        case Phase.OUT_OF_POCKET_MET:
            return _("$0 for covered care in the network until the year ends: your out-of-pocket limit is met")
        case Phase.BEFORE_DEDUCTIBLE:
            after = next((branch.price for branch in cost.branches if branch.phase is Phase.AFTER_DEDUCTIBLE), None)
            return _("You pay %(now)s%(then)s") % {"now": now(cost), "then": _then(after) if after else ""}
        case _ if cost.now.kind is CostKind.UNSTATED:
            return _("The price is not stated in our source. Check your plan papers")
        case _ if cost.now.kind is CostKind.PARTIAL_REIMBURSEMENT:
            return _("You pay first. Part may be paid back on some plans; how much is not stated")
        case _:
            return _("You pay%(hedge)s %(price)s") % {"hedge": _hedge(cost.now), "price": price(cost.now)}


def _then(after: Price) -> str:
    """What follows the full cost; silence is a sentence of its own."""
    if after.kind is CostKind.UNSTATED:
        return _(". What you pay after that is not stated in our source")
    return _(", then %(price)s") % {"price": price(after)}


def _hedge(found: Price) -> str:
    return f" {CERTAINTY[found.certainty]}" if found.certainty else ""


def _deductible(cost: Cost, situation: Situation) -> str:
    if (
        cost.deductible_unstated
        and cost.now is not None
        and cost.now.kind not in (CostKind.UNSTATED, CostKind.PARTIAL_REIMBURSEMENT)
    ):
        return _("Our source does not say if you must meet a deductible first")
    if cost.deductible is None or cost.phase is Phase.NOT_COVERED or not cost.branches:
        return ""
    amount = cost.deductible.family if situation.coverage is Coverage.FAMILY else cost.deductible.self_only
    if not amount:
        return ""
    whose = _("for a family") if situation.coverage is Coverage.FAMILY else _("for one person")
    told = _("The deductible is %(amount)s %(whose)s a year") % {"amount": dollars(amount), "whose": whose}
    if cost.deductible.family and "coverage" not in situation.told:
        told += _(", and %(amount)s for a family") % {"amount": dollars(cost.deductible.family)}
    if cost.deductible_to_go is not None:
        told += _(", with %(left)s to go") % {"left": dollars(cost.deductible_to_go)}
    return told


def _starts_again(cost: Cost, decision: Decision, situation: Situation) -> str:
    """The day on which what was paid counts from nothing again, where an amount was spoken of."""
    year = accumulation_year(decision.terms, situation.on)
    spoken_of = cost.phase is Phase.OUT_OF_POCKET_MET or (cost.branches and cost.deductible is not None)
    if year is None or not spoken_of or cost.phase is Phase.NOT_COVERED:
        return ""
    since, again = (day_in_words(day) for day in year)
    return _("Only what you paid since %(since)s counts. It starts again on %(again)s") % {
        "since": since,
        "again": again,
    }


def _note(cost: Cost) -> str:
    if cost.phase is Phase.OUT_OF_POCKET_MET:
        return ""
    tiers = {branch.price.tier.note: None for branch in cost.branches if branch.price.tier and branch.price.tier.note}
    if cost.now is not None and cost.now.tier is not None and cost.now.tier.note:
        tiers[cost.now.tier.note] = None
    return " ".join(sentence(_(note)) for note in tiers)


def _extra(cost: Cost) -> str:
    found = [price for price in (cost.now, *(branch.price for branch in cost.branches)) if price is not None]
    tiers = [price.tier for price in found if price.tier is not None]
    parts = []
    if any(tier.balance_billing for tier in tiers):
        parts.append(_("The provider may also bill you for what is above the allowed amount."))
    if any(tier.counts_to_out_of_pocket is False for tier in tiers):
        parts.append(_("What you pay does not count toward your out-of-pocket limit."))
    return " ".join(parts)


def _guide(cost: Cost, decision: Decision) -> str:
    """The general guide's price beside a plan that states none, never in its place."""
    if cost.guide is None or cost.guide.kind is CostKind.UNSTATED or decision.terms.is_guide:
        return ""
    if cost.guide.kind is CostKind.PARTIAL_REIMBURSEMENT and cost.guide.note:
        return _(cost.guide.note)
    return _("For plans of this type, the general guide says %(price)s. That is not your plan’s own price") % {
        "price": guide_price(cost.guide)
    }


def _differing(cost: Cost, decision: Decision) -> str:
    """Nothing beside the full cost of what is not covered, nor beside what the member read in their own papers."""
    own = cost.now is not None and cost.now.from_member
    return "" if own or cost.phase is Phase.NOT_COVERED else differing.about(Subject.COST, decision)


def guide_price(tier: CostTier) -> str:
    """A general guide's price, with its hedge."""
    hedge = f"{CERTAINTY[tier.certainty]} " if tier.certainty else ""
    return hedge + price(
        Price(kind=tier.kind, low=tier.low, high=tier.high, percent=tier.percent, per=tier.per, cap=tier.cap, tier=tier)
    )


def branches(cost: Cost) -> list[dict[str, str]]:
    """When each price holds."""
    return [{"when": _when(branch), "text": _branch(branch)} for branch in cost.branches]


def _branch(branch: Branch) -> str:
    """A far-off “$0” is read as today's price: once the limit is met it is said in words."""
    return _("nothing more to pay") if branch.phase is Phase.OUT_OF_POCKET_MET else price(branch.price)


def _when(branch: Branch) -> str:
    if branch.phase is not Phase.LATER_VISITS:
        return str(WHEN[branch.phase])
    if branch.to_visit is None:
        return _("from visit %(first)s on") % {"first": branch.from_visit}
    return _("for visits %(first)s to %(last)s") % {"first": branch.from_visit, "last": branch.to_visit}
