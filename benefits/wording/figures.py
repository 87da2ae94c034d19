"""The two figures on the card of an answer: what a visit costs, and how many visits there are."""

from typing import Final, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from benefits.answers import Answer, AnswerLimit
from benefits.coverage.costs import Cost
from benefits.coverage.decision import Decision
from benefits.coverage.limits import Tally
from benefits.coverage.prices import Price
from benefits.coverage.vocabulary import CostKind, LimitRule, LimitUnit, Phase, Status
from benefits.wording import costs
from benefits.wording.branches import when
from benefits.wording.limits import period_phrase
from benefits.wording.phrases import at_the_beginning, day_in_words, hedge_before, percent, sentence
from benefits.wording.prices import price_range
from benefits.words.answers import CERTAINTY, COST_UNIT
from benefits.words.facts import FACT_WORDS

ASK: Final = gettext_lazy("Ask")


class Figure(NamedTuple):
    """One figure: what it is of, the figure itself, a few words on it, and the id of the source it was read in."""

    label: StrOrPromise
    value: StrOrPromise
    note: StrOrPromise
    source: str | None = None


def figures(decision: Decision, answer: Answer) -> tuple[Figure, ...]:
    """The price of a visit, then the visits; beside a no, what could turn it instead of the visits."""
    return *_prices(decision, answer), _visits(decision, answer)


def _prices(decision: Decision, answer: Answer) -> tuple[Figure, ...]:
    """The price of the next visit; each that it can be, where it turns on something not told.

    “Ask” where no source states one.
    """
    cost, source = decision.cost, answer.cost.source
    if cost is None:
        return (Figure(_("A visit"), ASK, _("We have nothing on file for this day.")),)
    match decision.status:
        case Status.NOT_COVERED:
            return (Figure(_("Expect to pay"), _full(cost.now), _("Ask for the price first."), source),)
        case Status.LIMIT_REACHED:
            return (Figure(_("A visit now"), _full(cost.now), _("until the plan approves more visits"), source),)
        case _:
            return _covered_prices(cost, source)


def _covered_prices(cost: Cost, source: str | None) -> tuple[Figure, ...]:
    """The price of a visit that the plan pays for, or each that it can be."""
    if cost.now is not None:
        return (Figure(_("A visit"), *_stated(cost, cost.now), source),)
    branches = costs.open_branches(cost)
    return tuple(Figure(at_the_beginning(when(each)), *_stated(cost, each.price), source) for each in branches)


def _full(price: Price | None) -> str:
    """The full price, in dollars where the member told it."""
    told = price_range(price) if price is not None else ""
    return told or _("Full price")


def _stated(cost: Cost, price: Price) -> tuple[StrOrPromise, StrOrPromise]:
    """One price as a figure, and what it is a price of."""
    match price.kind:
        case CostKind.UNSTATED:
            return ASK, _("Our source names no price.")
        case CostKind.PARTIAL_REIMBURSEMENT:
            return ASK, _("Part may be paid back.")
        case CostKind.NO_CHARGE if cost.phase is Phase.OUT_OF_POCKET_MET:
            return "$0", _("Your out-of-pocket limit is met.")
        case CostKind.NO_CHARGE:
            return "$0", _of_what(cost, price)
        case CostKind.COINSURANCE if price.percent is not None and not price_range(price):
            return percent(price.percent), _("of the allowed amount")
        case CostKind.FULL_COST if price.deductible_part is None:
            return _full(price), _until(cost, price)
    return price_range(price), _of_what(cost, price)


def _until(cost: Cost, price: Price) -> str:
    """How long the full price holds, or the most that it can be."""
    if price.is_capped:
        return sentence(costs.now(cost))
    if cost.phase is Phase.BEFORE_DEDUCTIBLE and cost.now is not None:
        return _("until your deductible is met")
    return _("the full price") if price_range(price) else ""


def _of_what(cost: Cost, price: Price) -> StrOrPromise:
    """What stands beside a price in dollars: whose figure it is, how sure it is, or what it is for."""
    if price.from_member:
        return _("the price that you gave us")
    if price.deductible_part is not None or price.is_capped or price.estimated:
        return sentence(costs.now(cost))
    if price.certainty is not None:
        return CERTAINTY[price.certainty]
    return COST_UNIT[price.per]


def _visits(decision: Decision, answer: Answer) -> Figure:
    """The visits left, or covered; “Ask” where no source states how many."""
    match decision.status:
        case Status.NOT_COVERED:
            return _turning(answer)
        case Status.UNKNOWN:
            return Figure(_("Visits a year"), ASK, _("We have nothing on file for this day."))
        case _:
            return _counted(decision, answer)


def _counted(decision: Decision, answer: Answer) -> Figure:
    """The visits of the tightest limit that is stated in visits."""
    counted = [
        (tally, limit)
        for tally, limit in zip(decision.tallies, answer.limits, strict=True)
        if limit.unit is LimitUnit.VISITS and tally.low is not None and not tally.inherited
    ]
    if counted:
        tally, limit = min(counted, key=lambda pair: _tightness(pair[1]))
        return _left(tally, limit) if _is_left_known(tally, limit) else _allowed(tally, limit)
    return _without_a_figure(decision, answer)


def _turning(answer: Answer) -> Figure:
    """What could turn a no, where a fact of the member's could; else that no visit is covered."""
    better = (change for change in answer.would_change if change.status is not Status.NOT_COVERED)
    first = next(better, None)
    if first is None:
        return Figure(_("Visits covered"), _("None"), "")
    return Figure(_("Could change it"), FACT_WORDS[first.fact].short, "")


def _tightness(limit: AnswerLimit) -> int:
    """The fewest visits that a limit leaves, or allows."""
    fewest = limit.low if limit.left is None else limit.left
    return fewest or 0


def _is_left_known(tally: Tally, limit: AnswerLimit) -> bool:
    return tally.is_told and limit.left is not None


def _left(tally: Tally, limit: AnswerLimit) -> Figure:
    """The visits left of an exact limit, and when the count starts again."""
    words = _("at most %(left)s of %(high)s") if limit.left_is_at_most else _("%(left)s of %(high)s")
    again = limit.resets_on and _("They start again on %(day)s.") % {"day": day_in_words(limit.resets_on)}
    value = words % {"left": limit.left, "high": limit.high}
    return Figure(_("Visits left"), at_the_beginning(value), again or period_phrase(tally.limit), limit.source)


def _allowed(tally: Tally, limit: AnswerLimit) -> Figure:
    """The visits that a limit allows, over what time, and how sure that is."""
    value = f"{limit.low}" if limit.low == limit.high else f"{limit.low}-{limit.high}"
    hedge = "" if tally.from_member else hedge_before(tally.limit.certainty)
    whose = _("%(period)s (from you)") if tally.from_member else "%(period)s"
    note = whose % {"period": f"{hedge}{period_phrase(tally.limit)}"}
    return Figure(_("Visits covered"), value, note, limit.source)


def _without_a_figure(decision: Decision, answer: Answer) -> Figure:
    """No limit that is stated in visits: none is listed, or our source does not say."""
    rules = {tally.limit.rule for tally in decision.tallies}
    if rules == {LimitRule.NONE_LISTED}:
        return Figure(_("Visit limit"), _("None listed"), "", answer.limits[0].source)
    if LimitRule.VARIES in rules:
        return Figure(_("Visits covered"), ASK, _("It depends on your plan."), answer.limits[0].source)
    return Figure(_("Visits covered"), ASK, _("Our record states no limit in visits."))
