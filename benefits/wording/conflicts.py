"""What two records say that do not agree, each with its speaker."""

from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.coverage.catalog import Catalog
from benefits.coverage.conflicts import AnyConflict, FigureConflict
from benefits.coverage.decision import Decision
from benefits.coverage.records import Benefit, ConditionRule, CostTier, Disagreement, Gate
from benefits.coverage.vocabulary import ConditionOutcome, CoverageStatus
from benefits.wording import differing
from benefits.wording.gates import gate_word
from benefits.wording.limits import period_phrase, quantity
from benefits.wording.phrases import dollars, hedge_after, in_a_sentence, sentence, speaker, therapy
from benefits.wording.prices import guide_price
from benefits.words.answers import Words

BENEFIT_WORDS: Final[Words] = {
    CoverageStatus.COVERED: gettext_lazy("%(therapy)s is covered"),
    CoverageStatus.NOT_COVERED: gettext_lazy("%(therapy)s is not covered"),
    CoverageStatus.VARIES: gettext_lazy("cover for %(therapy)s varies"),
}
OUTCOME_WORDS: Final[Words] = {
    ConditionOutcome.COVERED: gettext_lazy("it is covered for this: %(condition)s"),
    ConditionOutcome.MORE_LIKELY: gettext_lazy("a yes is more likely for this: %(condition)s"),
    ConditionOutcome.CONSIDERED: gettext_lazy("it may be considered for this: %(condition)s"),
    ConditionOutcome.NOT_COVERED: gettext_lazy("it is%(hedge)s not covered for this alone: %(condition)s"),
}


def conflict(found: AnyConflict, decision: Decision) -> str:
    """What one source says beside the other; the plan's record beside the general guide, or beside one's own papers."""
    if isinstance(found, FigureConflict):
        return _figures(found, decision)
    if isinstance(found, Disagreement):
        return differing.both(found)
    own, guide = (_record(record, decision) for record in (found.own, found.guide))
    return _("Your plan: %(own)s General guide: %(guide)s") % {"own": own, "guide": guide}


def _figures(found: FigureConflict, decision: Decision) -> str:
    """The member's own figure and the document's, each with its speaker."""
    says = speaker(decision.terms.catalog, found.record.citation)
    record = found.record
    if isinstance(record, CostTier):
        words = _("Your own papers say %(own)s per visit (from you). %(Speaker)s says %(stated)s. Ask which is right.")
        return words % {"own": dollars(found.dollars or Decimal(0)), "Speaker": says, "stated": guide_price(record)}
    stated = quantity(record.low, record.high, record.unit, record.certainty)
    words = _(
        "Your own papers say %(own)s visits (from you). %(Speaker)s says %(stated)s %(period)s. Ask which is right."
    )
    return words % {"own": found.visits, "Speaker": says, "stated": stated, "period": period_phrase(record)}


def _record(record: Benefit | Gate | ConditionRule, decision: Decision) -> str:
    if isinstance(record, Gate):
        return gate_word(record)
    if isinstance(record, Benefit):
        name = therapy(decision.terms.catalog, record.therapy)
        return sentence(str(BENEFIT_WORDS[record.status]) % {"therapy": name})
    return outcome(record, decision.terms.catalog)


def outcome(rule: ConditionRule, catalog: Catalog) -> str:
    """What a record says of one condition, as a sentence."""
    condition = in_a_sentence(_(catalog.condition_by_slug[rule.condition].name))
    hedge = hedge_after(rule.certainty)
    return sentence(str(OUTCOME_WORDS[rule.outcome]) % {"condition": condition, "hedge": hedge})
