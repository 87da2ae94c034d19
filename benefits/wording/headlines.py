"""The answer in one line: the plan is its subject, and the source's hedge is in it."""

from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.coverage.decision import Decision
from benefits.coverage.vocabulary import Certainty, GateKind, ReasonCode, Status
from benefits.wording.phrases import hedge_after, listed, therapy
from benefits.wording.reasons import open_conditions

Headlines = Mapping[tuple[Status, Certainty | None], str | Promise]

# The hedges that stand before a verb: “usually covers”. Another one has a sentence of its own, or is said elsewhere.
ADVERBS: Final = (Certainty.ALWAYS, Certainty.USUALLY, Certainty.TYPICALLY, Certainty.GENERALLY, Certainty.LIKELY)
OF_A_PLAN: Final[Headlines] = {
    (Status.COVERED, None): gettext_lazy("Your plan%(hedge)s covers %(therapy)s."),
    (Status.COVERED_CONDITIONAL, None): gettext_lazy(
        "Your plan%(hedge)s covers %(therapy)s. First, you need %(open)s."
    ),
    (Status.MAY_BE_COVERED, None): gettext_lazy("Your plan may cover %(therapy)s."),
    (Status.MAY_BE_COVERED, Certainty.MORE_LIKELY): gettext_lazy(
        "Your plan may cover %(therapy)s. A yes is more likely here."
    ),
    (Status.MAY_BE_COVERED, Certainty.LESS_LIKELY): gettext_lazy(
        "Your plan may cover %(therapy)s, but a yes is less likely on this kind of plan."
    ),
    (Status.LIMIT_REACHED, None): gettext_lazy("You have used all the visits for %(therapy)s that your plan covers."),
    (Status.LIMIT_REACHED, Certainty.LIKELY): gettext_lazy(
        "You have likely used all the visits for %(therapy)s that your plan covers."
    ),
    (Status.NOT_COVERED, None): gettext_lazy("Your plan%(hedge)s does not cover %(therapy)s."),
    (Status.NOT_COVERED, Certainty.UNLIKELY): gettext_lazy("Your plan is unlikely to cover %(therapy)s."),
    (Status.UNKNOWN, None): gettext_lazy("We have no rules on file for this plan on that day."),
}
# Asked of a general guide: what it says of many plans is no word of one.
OF_A_GUIDE: Final[Headlines] = {
    (Status.COVERED, None): gettext_lazy("Plans of this kind%(hedge)s cover %(therapy)s."),
    (Status.COVERED_CONDITIONAL, None): gettext_lazy(
        "Plans of this kind%(hedge)s cover %(therapy)s. First, you need %(open)s."
    ),
    (Status.LIMIT_REACHED, Certainty.LIKELY): gettext_lazy(
        "You have likely used all the visits for %(therapy)s that plans of this kind cover."
    ),
    (Status.NOT_COVERED, None): gettext_lazy("Plans of this kind%(hedge)s do not cover %(therapy)s."),
}
# A no by its first reason, where it is another than that the plan leaves out the therapy.
NO: Final[Mapping[tuple[ReasonCode, Certainty | None], str | Promise]] = {
    (ReasonCode.AUTHORIZATION_DENIED, None): gettext_lazy("Your plan said no to %(therapy)s. You can appeal."),
    (ReasonCode.OUTSIDE_THE_NETWORK, None): gettext_lazy(
        "Your plan%(hedge)s does not pay for %(therapy)s at that place."
    ),
    (ReasonCode.OUTSIDE_THE_NETWORK, Certainty.UNLIKELY): gettext_lazy(
        "Your plan is unlikely to pay for %(therapy)s at that place."
    ),
    (ReasonCode.OUTSIDE_LIMIT_REACHED, None): gettext_lazy(
        "Your plan pays for no more visits for %(therapy)s outside the network."
    ),
    (ReasonCode.TECHNIQUE_EXCLUDED, None): gettext_lazy("Your plan does not cover this kind of %(therapy)s."),
    (ReasonCode.CONDITION_NOT_COVERED, None): gettext_lazy(
        "Your plan%(hedge)s does not cover %(therapy)s for this reason alone."
    ),
    (ReasonCode.NOT_IMPROVING, None): gettext_lazy(
        "Your plan does not cover %(therapy)s that does not make you better."
    ),
}
# The same asked of a general guide, which says no in the name of no plan.
NO_OF_A_GUIDE: Final[Mapping[tuple[ReasonCode, Certainty | None], str | Promise]] = {
    (ReasonCode.OUTSIDE_THE_NETWORK, None): gettext_lazy(
        "Plans of this kind%(hedge)s do not pay for %(therapy)s at that place."
    ),
    (ReasonCode.OUTSIDE_THE_NETWORK, Certainty.UNLIKELY): gettext_lazy(
        "Plans of this kind are unlikely to pay for %(therapy)s at that place."
    ),
    (ReasonCode.CONDITION_NOT_COVERED, None): gettext_lazy(
        "Plans of this kind%(hedge)s do not cover %(therapy)s for this reason alone."
    ),
}
# Who has no referral yet is not told that a yes is likely.
NOT_YET: Final = gettext_lazy("Your plan may cover %(therapy)s. First, you need %(open)s.")


def headline(decision: Decision) -> str:
    """The answer in one line, then how sure it is, in sentences of their own."""
    name = therapy(decision.terms.catalog, decision.terms.therapy.slug)
    verdict = str(_words(decision)) % {
        "therapy": name,
        "hedge": hedge_after(decision.certainty if decision.certainty in ADVERBS else None),
        "open": listed(open_conditions(decision, noted=False)),
    }
    return " ".join((verdict, *_besides(decision)))


def _words(decision: Decision) -> str | Promise:
    """The sentence for the status, for what stands in the way, and for whose word it is."""
    status, certainty = decision.status, decision.certainty
    if status is Status.NOT_COVERED and (no := _no(decision)):
        return no
    if status is Status.MAY_BE_COVERED and decision.gates[GateKind.REFERRAL].is_open:
        return NOT_YET
    tables = (OF_A_GUIDE, OF_A_PLAN) if decision.terms.is_guide else (OF_A_PLAN,)
    keys = ((status, certainty), (status, None))
    return next(table[key] for key in keys for table in tables if key in table)


def _no(decision: Decision) -> str | Promise | None:
    """The sentence for a no by its first reason; None where the plan just leaves out the therapy."""
    first = decision.reasons[0].code
    tables = (NO_OF_A_GUIDE, NO) if decision.terms.is_guide else (NO,)
    keys = ((first, decision.certainty), (first, None))
    return next((table[key] for key in keys for table in tables if key in table), None)


def _besides(decision: Decision) -> Iterator[str]:
    if decision.has_more_to_ask:
        yield _("Before you book, ask what else your plan needs.")
    if decision.status is not Status.UNKNOWN and decision.terms.is_undated:
        yield _("Our record has no date, and we do not know if this still holds.")
    if decision.status is not Status.UNKNOWN and decision.terms.is_inferred:
        yield _("This is inferred: the plan’s papers do not say it in so many words.")
