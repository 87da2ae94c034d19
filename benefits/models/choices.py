"""The words of the field as an admin reads them in a list of choices."""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from benefits.coverage import vocabulary as words

Vocabulary = type[StrEnum]
Label = Promise | str


def _labelled(vocabulary: Vocabulary, *labels: Label) -> tuple[Vocabulary, dict[str, Label]]:
    return vocabulary, {word.value: label for word, label in zip(vocabulary, labels, strict=True)}


LABELS: Final[dict[Vocabulary, dict[str, Label]]] = dict(
    (
        _labelled(
            words.Status,
            _("covered"),
            _("covered once conditions are met"),
            _("may be covered"),
            _("limit reached"),
            _("not covered"),
            _("unknown"),
        ),
        _labelled(
            words.Certainty,
            _("always"),
            _("usually"),
            _("typically"),
            _("generally"),
            _("likely"),
            _("more likely"),
            _("may"),
            _("less likely"),
            _("unlikely"),
            _("generally not"),
            _("never"),
        ),
        _labelled(
            words.Basis,
            _("plan document"),
            _("issuer's filing"),
            _("regional page"),
            _("general guide"),
            _("entered by an admin"),
        ),
        _labelled(
            words.SourceKind,
            _("general guide"),
            _("summary of benefits and coverage"),
            _("evidence of coverage"),
            _("other summary"),
            _("filing"),
            _("official page"),
            _("law"),
            _("secondary source"),
            _("admin"),
        ),
        _labelled(words.CitedWords, _("quoted"), _("paraphrased"), _("inferred")),
        _labelled(words.PlanKind, _("general guide"), _("plan")),
        _labelled(words.CoverageStatus, _("covered"), _("not covered"), _("varies")),
        _labelled(
            words.NetworkTier,
            _("Kaiser's own facilities"),
            _("contracted providers"),
            _("outside the network"),
        ),
        _labelled(
            words.GateKind,
            _("referral"),
            _("prior authorization"),
            _("medical necessity"),
            _("network"),
        ),
        _labelled(words.Requirement, _("required"), _("not required"), _("varies"), _("not stated")),
        _labelled(
            words.Referral,
            _("primary care doctor"),
            _("specialist"),
            _("doctor outside Kaiser"),
            _("nobody"),
            _("not sure"),
        ),
        _labelled(words.Purpose, _("rehabilitation"), _("habilitation")),
        _labelled(words.Setting, _("outpatient"), _("inpatient")),
        _labelled(
            words.CostKind,
            _("copayment"),
            _("coinsurance"),
            _("no charge"),
            _("full cost"),
            _("partial reimbursement"),
            _("not stated"),
        ),
        _labelled(
            words.DeductibleRule,
            _("whatever the deductible"),
            _("before the deductible is met"),
            _("after the deductible is met"),
            _("not stated"),
        ),
        _labelled(words.CostUnit, _("visit"), _("day"), _("service"), _("treatment")),
        _labelled(words.AmountKind, _("deductible"), _("out-of-pocket limit")),
        _labelled(words.LimitRule, _("stated"), _("none listed"), _("varies")),
        _labelled(
            words.LimitUnit,
            _("visits"),
            _("days"),
            _("hours"),
            _("dollars"),
            _("treatments"),
            _("procedures"),
        ),
        _labelled(
            words.LimitPeriod,
            _("year"),
            _("calendar year"),
            _("plan year"),
            _("contract year"),
            _("benefit period"),
            _("condition"),
            _("condition and year"),
            _("any run of days"),
            _("admission"),
            _("month"),
            _("lifetime"),
        ),
        _labelled(
            words.Extension,
            _("request by the primary care doctor"),
            _("review by the plan"),
            _("extension by the network"),
            _("improvement"),
            _("not stated"),
        ),
        _labelled(
            words.ConditionOutcome,
            _("covered"),
            _("more likely covered"),
            _("considered"),
            _("not covered"),
        ),
        _labelled(
            words.DeliveryMode,
            _("by employed therapists"),
            _("by contracted providers"),
            _("reimbursed"),
            _("discount program"),
            _("not offered"),
        ),
        _labelled(
            words.Subject,
            _("coverage"),
            _("referral"),
            _("prior authorization"),
            _("medical necessity"),
            _("network"),
            _("cost"),
            _("visit limit"),
        ),
        _labelled(
            words.ContentKind,
            _("opening sentence"),
            _("quick fact"),
            _("how it works"),
            _("background"),
            _("why"),
            _("health benefit"),
            _("step"),
            _("tip"),
            _("misconception"),
            _("question and answer"),
            _("document"),
            _("alternative"),
            _("resource"),
            _("caveat"),
            _("way to pay"),
            _("disclaimer"),
            _("word explained"),
        ),
        _labelled(
            words.Stage,
            _("verify"),
            _("before a referral"),
            _("find a provider"),
            _("get care"),
            _("near the limit"),
            _("not covered"),
            _("claim"),
            _("HSA or FSA"),
            _("appeal"),
        ),
    )
)


def choices(vocabulary: Vocabulary) -> list[tuple[str, Label]]:
    """Every word of a vocabulary with its label, in the vocabulary's order."""
    return list(LABELS[vocabulary].items())
