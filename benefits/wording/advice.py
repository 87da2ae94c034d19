"""What to do next as sentences: the steps, the other ways to get care, and what limits the answer."""

from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from benefits.answers import AnswerAlternative
from benefits.coverage.alternatives import OtherTherapy
from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision, decide
from benefits.coverage.guidance import Guidance
from benefits.coverage.records import Content
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import GateKind, PlanKind, ReasonCode, Status
from benefits.wording import costs, differing, headlines, limits
from benefits.wording.phrases import at_the_beginning, therapy
from benefits.wording.sources import Sources
from benefits.words.answers import DELIVERY


def text(content: Content, sources: Sources) -> str:
    """A piece of content in words. Its source is added to the sources of the answer."""
    sources.cite(content.citation)
    return _(content.text)


def texts(contents: tuple[Content, ...], sources: Sources) -> list[str]:
    """Pieces of content in words, in their order, with their sources added."""
    return [text(content, sources) for content in contents]


# The step that a decision itself asks for.
OWN_STEPS: Final[Mapping[ReasonCode, str | Promise]] = {
    ReasonCode.REFERRAL_MISSING: gettext_lazy("Ask your doctor for a referral."),
    ReasonCode.REFERRAL_NOT_FROM_THE_RIGHT_DOCTOR: gettext_lazy("Ask your own Kaiser doctor to write the referral."),
    ReasonCode.AUTHORIZATION_MISSING: gettext_lazy(
        "Ask your doctor or provider to get approval from the plan before you go."
    ),
    ReasonCode.AUTHORIZATION_DENIED: gettext_lazy(
        "Read the letter that says no, and think about an appeal. The steps are below."
    ),
    ReasonCode.OUTSIDE_THE_NETWORK: gettext_lazy("Ask member services for a place in the network."),
    ReasonCode.OUTSIDE_BY_THE_GUIDE: gettext_lazy("Ask member services if your plan pays at that place."),
    ReasonCode.OUTSIDE_NOT_STATED: gettext_lazy("Ask member services if your plan pays at that place."),
    ReasonCode.NO_RECORD_IN_FORCE: gettext_lazy("Ask member services for the plan papers of this year."),
}


def steps(found: Guidance, decision: Decision, sources: Sources, told: Situation) -> list[str]:
    """The steps to take: first what the decision itself asks for, then what the guides say.

    The step about a referral is ours only where the guides have none of their own. Where the day to ask for more visits
    is near and no referral is open, that comes first.
    """
    guided = {step.gate for step in found.steps}
    own = {code: str(words) for code, words in OWN_STEPS.items()}
    if GateKind.REFERRAL in guided:
        del own[ReasonCode.REFERRAL_MISSING]
    asked = [text for code, text in own.items() if decision.has(code)]
    guide_asks = any(when.fact == "deductible" for step in found.steps for when in step.when)
    deductible_is_open = decision.cost is not None and decision.cost.deductible_open
    if deductible_is_open and not guide_asks:
        asked.append(_("Check how much of your deductible you have met."))
    referral_is_open = decision.gates[GateKind.REFERRAL].is_open
    for_more = [] if referral_is_open else limits.ask_for_more(decision, told.on)
    steps = [*_which_is_right(decision, sources), *for_more, *asked, *texts(found.steps, sources)]
    if not steps and decision.status in DEAD_ENDS:
        return [_("Call member services, and ask what your plan covers.")]
    return steps


def _which_is_right(decision: Decision, sources: Sources) -> Iterator[str]:
    if decision.disagreements:
        region = differing.region_of(decision)
        sources.cite(region.citation if region else None)
        yield differing.step(decision)


DEAD_ENDS: Final = (Status.NOT_COVERED, Status.LIMIT_REACHED, Status.UNKNOWN)


def delivery(found: Guidance, sources: Sources) -> str | None:
    """How the region offers the therapy; None where nothing is on file."""
    for way in found.deliveries:
        sources.cite(way.citation)
    return " ".join(_(way.note) or str(DELIVERY[way.mode]) for way in found.deliveries) or None


def alternatives(found: Guidance, decision: Decision, sources: Sources) -> list[AnswerAlternative]:
    """Other ways to get care. Where this one is closed there is always at least one."""
    others = [
        AnswerAlternative(text=_other(other, decision, sources), therapy=other.therapy)
        for other in found.other_therapies
    ]
    plain = [AnswerAlternative(text=text(content, sources), therapy=None) for content in found.alternatives]
    listed = [*plain, *others]
    if listed or decision.status not in (Status.NOT_COVERED, Status.LIMIT_REACHED):
        return listed
    return [AnswerAlternative(text=_("You can pay for the care yourself. Ask for the price first."), therapy=None)]


def _other(other: OtherTherapy, decision: Decision, sources: Sources) -> str:
    name = at_the_beginning(therapy(decision.terms.catalog, other.therapy))
    why = f" {text(other.content, sources)}" if other.content else ""
    if other.covered:
        return _("%(Therapy)s: your plan’s record says that it is covered.%(why)s") % {"Therapy": name, "why": why}
    return _("%(Therapy)s: ask whether your plan covers it.%(why)s") % {"Therapy": name, "why": why}


def caveats(told: Situation, decision: Decision) -> Iterator[str]:
    """What the record limits; or, where the plan has no record in force, what the general guide says."""
    benefit = decision.terms.benefit
    if decision.status is Status.UNKNOWN:
        yield from _guide_instead(decision.terms.catalog, told)
        return
    if benefit is None:
        return
    if benefit.scope:
        yield _("It covers: %(scope)s") % {"scope": _(benefit.scope)}
    if benefit.note:
        yield _(benefit.note)


def _guide_instead(catalog: Catalog, told: Situation) -> Iterator[str]:
    guide = next((link for link in catalog.chain(told.plan) if link.kind is PlanKind.GUIDE), None)
    if guide is None:
        return
    general = decide(catalog, replace(told, plan=guide.slug))
    price = f" {costs.text(general.cost, general, told)}" if general.cost else ""
    yield _("The general guide, which is not your plan’s record, says: %(headline)s%(price)s") % {
        "headline": headlines.headline(general),
        "price": price,
    }
