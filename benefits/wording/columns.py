"""What the columns of a summary and the codes in them say: the legend that travels with every file."""

from collections.abc import Iterator
from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.words.answers import BASIS, CERTAINTY, DEDUCTIBLE, STATUS, Words

_CITED: Final = {
    "": gettext_lazy("whether it is covered"),
    "cost_": gettext_lazy("the price"),
    "limit_": gettext_lazy("the visit limit"),
}
_WHERE: Final = {
    "source": gettext_lazy("Document that says {what}."),
    "locator": gettext_lazy("Place in the document that says {what}."),
    "quote": gettext_lazy("A few words of what was read on {what}."),
    "checked_on": gettext_lazy("Day on which the source on {what} was checked."),
}
_SAID: Final[Words] = {
    "plan": gettext_lazy("Short name of the plan or general guide; it never changes."),
    "plan_name": gettext_lazy("Name of the plan or general guide."),
    "plan_kind": gettext_lazy("plan: a marketed plan. guide: what the general guide says of plans of a type."),
    "plan_type": gettext_lazy("Type of plan."),
    "region": gettext_lazy("Kaiser Permanente region of the plan."),
    "market": gettext_lazy("Market that the plan is sold in."),
    "metal_level": gettext_lazy("Metal level."),
    "hios_id": gettext_lazy("HIOS number of the plan and variant."),
    "effective_from": gettext_lazy("First day on which the record speaks."),
    "effective_to": gettext_lazy("Last day on which the record speaks."),
    "therapy": gettext_lazy("Short name of the therapy; it never changes."),
    "therapy_name": gettext_lazy("Name of the therapy."),
    "status": gettext_lazy("The answer, as a code (below)."),
    "certainty": gettext_lazy("The hedge that the source itself uses, as a code (below)."),
    "basis": gettext_lazy("What kind of source the answer stands on, as a code (below)."),
    "headline": gettext_lazy("The answer in one line, as a member reads it."),
    "cost": gettext_lazy("Price of the next visit in a few words."),
    "cost_low": gettext_lazy(
        "Price of the next visit in dollars, lower end. Empty where it depends on the deductible."
    ),
    "cost_high": gettext_lazy("Price of the next visit in dollars, higher end."),
    "cost_percent": gettext_lazy("Percent of the allowed amount that the member pays."),
    "after_deductible_low": gettext_lazy("Price in dollars after the deductible, lower end, where it differs."),
    "after_deductible_high": gettext_lazy("Price in dollars after the deductible, higher end."),
    "after_deductible_percent": gettext_lazy("Percent that the member pays after the deductible."),
    "cost_per": gettext_lazy("What one price pays for."),
    "deductible_rule": gettext_lazy("Whether the deductible comes first, as a code (below)."),
    "cost_text": gettext_lazy("The price and why, in whole sentences."),
    "guide_cost": gettext_lazy("What the general guide says of the price where the plan's own record is silent."),
    "limit": gettext_lazy("All visit limits in a few words, and what shares them."),
    "limit_low": gettext_lazy("The tightest limit, lower end."),
    "limit_high": gettext_lazy("The tightest limit, higher end; the same where it is exact."),
    "limit_unit": gettext_lazy("What the limit counts."),
    "limit_period": gettext_lazy("Over what the limit counts."),
    "pool": gettext_lazy("Therapies that share the limit."),
    "guide_limit": gettext_lazy("What the general guide says of limits where the plan's own record is silent."),
    "referral": gettext_lazy("Whether a referral is required."),
    "referrers": gettext_lazy("Who may refer."),
    "prior_authorization": gettext_lazy("Whether the plan must approve the care first."),
    "medical_necessity": gettext_lazy("Whether the care must be medically necessary."),
    "network": gettext_lazy("Where the care is covered."),
    "scope": gettext_lazy("What the benefit is limited to."),
    "exclusions": gettext_lazy("What is left out."),
    "note": gettext_lazy("A note on the benefit."),
    "sources_differ": gettext_lazy(
        "What two sources of the same rank do not agree on, with both places; empty: nothing."
    ),
    "on": gettext_lazy("Day of care that the answer is for."),
    "assumed_referral": gettext_lazy("Referral that was taken for granted."),
    "assumed_condition": gettext_lazy("Condition that was taken for granted; empty: none."),
    "edition": gettext_lazy("Number of the edition; empty: a draft, not published."),
    "edition_sha256": gettext_lazy("Hash of the edition's catalog."),
    "published_at": gettext_lazy("When the edition was published."),
}


COLUMN: Final[Words] = {
    **_SAID,
    **{
        f"{prefix}{name}": format_lazy(words, what=what)
        for prefix, what in _CITED.items()
        for name, words in _WHERE.items()
    },
}


def codes() -> Iterator[tuple[str, str]]:
    """Every code that a cell can hold, with its words."""
    for column, words in (
        ("status", STATUS),
        ("certainty", CERTAINTY),
        ("basis", BASIS),
        ("deductible_rule", DEDUCTIBLE),
    ):
        for code, said in words.items():
            yield _("%(column)s: %(code)s") % {"column": column, "code": str(code)}, str(said)
