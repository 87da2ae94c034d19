"""The “Important Questions” of a Summary of Benefits and Coverage, answered from one plan's record."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Final, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from benefits.coverage.decision import Decision
from benefits.coverage.records import CostTier
from benefits.coverage.vocabulary import AmountKind, DeductibleRule, NetworkTier, Purpose, Status
from benefits.exports.columns import TherapyCells
from benefits.exports.events import Sheet
from benefits.wording.phrases import dollars, listed, sentence
from benefits.wording.summaries import NOTHING_STATED


class ImportantQuestion(NamedTuple):
    """A question of the form, what answers it for a plan, and why it matters."""

    words: StrOrPromise
    answer: Callable[[Sheet], str]
    why: StrOrPromise


def answered(sheet: Sheet) -> Iterator[list[str]]:
    """Each question with its answer and why it matters, in the order of the form."""
    for question in IMPORTANT_QUESTIONS:
        yield [str(question.words), question.answer(sheet), str(question.why)]


def _amount(sheet: Sheet, kind: AmountKind) -> str:
    """The plan's amounts in its own network; they are the same for every therapy."""
    amounts = (decision.terms.amounts.get((kind, NetworkTier.KAISER)) for decision in sheet.decisions.values())
    found = next(amounts, None)
    if found is None:
        return _silence()
    parts = {_("individual"): found.self_only, _("family"): found.family}
    said = " / ".join(f"{dollars(amount)} {whose}" for whose, amount in parts.items() if isinstance(amount, Decimal))
    return f"{said} {_place(sheet, found.citation)}"


def _place(sheet: Sheet, citation: str) -> str:
    found = sheet.catalog.citation_by_slug[citation]
    return f"({sheet.place(_(sheet.catalog.source_by_slug[found.source].title), found.locator)})"


def _before_deductible(sheet: Sheet) -> str:
    """The therapies that the deductible does not hold up, and those that it does; silence where no price says."""
    rules = {name: {tier.deductible for tier in tiers} for name, tiers in _prices(sheet)}
    yes = [name for name, found in rules.items() if DeductibleRule.NOT_SUBJECT in found]
    no = [name for name, found in rules.items() if DeductibleRule.AFTER in found and name not in yes]
    told: list[str] = []
    if yes:
        told.append(_("Yes: %(therapies)s.") % {"therapies": listed(yes)})
    if no:
        told.append(_("No: %(therapies)s.") % {"therapies": listed(no)})
    return " ".join(told) or _silence()


def _not_included(sheet: Sheet) -> str:
    """The therapies whose price does not count; silence where no price says whether it does."""
    counts = {name: {tier.counts_to_out_of_pocket for tier in tiers} for name, tiers in _prices(sheet)}
    if left_out := [name for name, said in counts.items() if False in said]:
        return sentence(listed(left_out))
    if any(True in said for said in counts.values()):
        return nothing_named()
    return _silence()


def nothing_named() -> str:
    """What stands where a list of the form has nothing."""
    return _("None that our sources name.")


def _silence() -> str:
    return sentence(str(NOTHING_STATED))


def _payable(sheet: Sheet) -> Iterator[tuple[str, Decision]]:
    """Each therapy that the plan may pay for."""
    for therapy, decision in sheet.decisions.items():
        if decision.status not in (Status.NOT_COVERED, Status.UNKNOWN):
            yield therapy, decision


def _prices(sheet: Sheet) -> Iterator[tuple[str, list[CostTier]]]:
    """Each therapy that the plan may pay for, with its prices in the network."""
    for therapy, decision in _payable(sheet):
        in_network = [tier for tier in decision.terms.cost_tiers if tier.tier is not NetworkTier.OUTSIDE]
        yield sheet.name(therapy), in_network


def _network(sheet: Sheet) -> str:
    return _by_words(sheet, lambda cells: cells.network)


def _referral(sheet: Sheet) -> str:
    return _by_words(sheet, lambda cells: cells.referral)


def _by_words(sheet: Sheet, words_of: Callable[[TherapyCells], str]) -> str:
    """Therapies with the same words stand together."""
    said: dict[str, list[str]] = {}
    for therapy, _decision in _payable(sheet):
        words = words_of(sheet.cells(therapy, Purpose.REHABILITATION)) or str(NOTHING_STATED)
        said.setdefault(words, []).append(sheet.name(therapy))
    if not said:
        return _("No therapy is covered.")
    return " ".join(sentence(f"{listed(names)}: {words}") for words, names in said.items())


IMPORTANT_QUESTIONS: Final = (
    ImportantQuestion(
        gettext_lazy("What is the overall deductible?"),
        partial(_amount, kind=AmountKind.DEDUCTIBLE),
        gettext_lazy(
            "You pay the full price of care that the deductible applies to, until you have paid this much in a year."
        ),
    ),
    ImportantQuestion(
        gettext_lazy("Are there services covered before you meet your deductible?"),
        _before_deductible,
        gettext_lazy("A copayment or coinsurance may apply all the same."),
    ),
    ImportantQuestion(
        gettext_lazy("Are there other deductibles for specific services?"),
        lambda _sheet: _silence(),
        gettext_lazy("A plan can have a deductible of its own for some services."),
    ),
    ImportantQuestion(
        gettext_lazy("What is the out-of-pocket limit for this plan?"),
        partial(_amount, kind=AmountKind.OUT_OF_POCKET_LIMIT),
        gettext_lazy("The most that you pay in a year for covered care."),
    ),
    ImportantQuestion(
        gettext_lazy("What is not included in the out-of-pocket limit?"),
        _not_included,
        gettext_lazy("You pay for these all year, also once you have reached the limit."),
    ),
    ImportantQuestion(
        gettext_lazy("Will you pay less if you use a network provider?"),
        _network,
        gettext_lazy("Care outside the network is covered only where the plan says so."),
    ),
    ImportantQuestion(
        gettext_lazy("Do you need a referral to see a specialist (here: a therapist)?"),
        _referral,
        gettext_lazy("Where one is required, see the doctor first: without it the plan may not pay."),
    ),
)
