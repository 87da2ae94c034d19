"""Why a value cannot be, in words that an admin can act on."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from benefits.coverage.situation import FactError, Shaped, ValueShape
from benefits.coverage.vocabulary import Refusal, Refused

SENTENCES: Final[Mapping[str, StrOrPromise]] = {
    Refusal.EMPTY: _("must not be empty."),
    Refusal.NOT_A_SLUG: _("“%(value)s” must be lower-case letters, digits and single hyphens."),
    Refusal.INVISIBLE: _("it holds a character that nobody sees (%(code)s). Delete it, or type the text anew."),
    Refusal.NOT_AN_ADDRESS: _("must be the address of a page, such as https://kp.org/coverage."),
    Refusal.NOT_WHOLE: _("must be a whole number from %(least)s to %(most)s."),
    Refusal.NOT_DOLLARS: _("must be an amount between 0 and %(most)s dollars."),
    Refusal.NOT_CENTS: _("must be in whole cents."),
    Refusal.NOT_A_PERCENT: _("must be from 0 to 100."),
    Refusal.NOT_A_TIME_ZONE: _("“%(value)s” is no time zone; write it as in %(example)s."),
    Refusal.NOT_A_HIOS_ID: _("must look like 89942GA0130002 or 89942GA0130002-03."),
    Refusal.NOT_A_MONTH_AND_DAY: _("must be a month and a day such as 01-01."),
    Refusal.HIGH_BELOW_LOW: _("the higher figure (%(high)s) is below the lower one (%(low)s)."),
    Refusal.BASED_ON_ITSELF: _("a plan cannot be based on itself."),
    Refusal.GUIDE_WITH_DATES: _("a general guide has no dates of its own."),
    Refusal.PLAN_WITHOUT_A_TYPE: _("a plan needs a plan type."),
    Refusal.NO_AMOUNT: _("give at least one amount."),
    Refusal.RULE_WITHOUT_FAMILY: _("only an amount for a family has a rule for families."),
    Refusal.NOTHING_LEFT_TO_EXCLUDE: _("nothing is left to exclude: the therapy is not covered at all."),
    Refusal.REFERRERS_WITHOUT_A_REFERRAL: _("only a referral names who may refer."),
    Refusal.REFERRER_IS_NO_DOCTOR: _("name doctors who may refer."),
    Refusal.REFERRAL_WITHOUT_REFERRERS: _("say who may refer."),
    Refusal.COUNTED_TO_NO_VISIT: _("say from which visit on this holds, or name no therapies that count together."),
    Refusal.TIERS_WITHOUT_A_NETWORK: _("only a network gate names network tiers."),
    Refusal.NETWORK_WITHOUT_TIERS: _("say which network tiers are covered."),
    Refusal.HALF_A_RANGE: _("give both ends of the range; the same figure twice when it is one price."),
    Refusal.COPAYMENT_OR_AMOUNT_ALONE: _("a copayment needs an amount, and only a copayment has one."),
    Refusal.COINSURANCE_OR_PERCENT_ALONE: _("coinsurance needs a percent, and only coinsurance has one."),
    Refusal.LIMIT_WITHOUT_THERAPIES: _("a limit needs at least one therapy that it counts."),
    Refusal.LIMIT_OR_FIGURES_ALONE: _("a stated limit needs both ends of its range, and only a stated limit has them."),
    Refusal.ROLLING_OR_DAYS_ALONE: _("say over how many days the limit rolls, and only then."),
    Refusal.SAME_SOURCE_TWICE: _("name the place in the other source."),
    Refusal.THERE_TWICE: _("%(key)s is there twice."),
    Refusal.NOT_THERE: _("“%(slug)s” is not there (%(named_by)s)."),
    Refusal.BASED_ON_ITSELF_BY_WAY_OF: _("%(slug)s is based on itself by way of %(links)s."),
    Refusal.PART_OF_ITSELF_BY_WAY_OF: _("%(slug)s is part of itself by way of %(whole)s."),
    Refusal.BASED_ON_TOO_MANY: _("%(slug)s is based on more than %(most)s plans, one on the other."),
    Refusal.PART_OF_TOO_MANY: _("%(slug)s is part of more than %(most)s others, one in the other."),
    Refusal.OTHER_FORMAT: _(
        "it is of format %(theirs)s; this version reads format %(ours)s. Another release of this site wrote it."
    ),
    Refusal.RECORD_REFUSED: _("%(refused)s - at `%(place)s`"),
    Refusal.NOT_KNOWN_HERE: _(
        "“%(name)s” (at `%(place)s`) is not known here. A later release of this site may have written it."
    ),
    Refusal.UNREADABLE: _("%(problem)s"),
}


# What a fact takes that is no word of a list.
SHAPES: Final[Mapping[str, StrOrPromise]] = {
    ValueShape.WHOLE_NUMBER: _("a whole number from %(least)s to %(most)s"),
    ValueShape.DOLLARS: _("dollars from %(least)s to %(most)s"),
    ValueShape.DOLLARS_SPENT: _("dollars spent"),
    ValueShape.DAY: _("a date such as 2026-11-21"),
    ValueShape.COURSE: _("a planned course, such as course.visits=12"),
    ValueShape.DAY_FROM_ON: _("a date on or after the day of care"),
    ValueShape.VISITS_BY_THERAPY: _("visits for each therapy, such as visits_used.physical-therapy=18"),
}


def why(refused: Refused) -> str:
    """Why the field cannot hold the value, as a sentence that follows the field's name."""
    if not isinstance(refused.why, Refusal):
        return refused.why
    return str(SENTENCES[refused.why]) % {name: _spelled(part) for name, part in refused.parts.items()}


def taken(allowed: Iterable[str | Shaped]) -> list[str]:
    """What a fact takes: a word as it is, a shape in words."""
    return [str(one) if isinstance(one, str) else _shaped(one) for one in allowed]


def told(problem: Exception) -> str:
    """A refusal with its field first, “name: must not be empty.”; a fact with what it takes; else the fault's text."""
    match problem:
        case Refused():
            return f"{problem.field}: {why(problem)}"
        case FactError():
            value = gettext("nothing") if problem.value is None else f"{problem.value!s:.60}"
            return gettext("%(fact)s: %(value)s is not one of: %(allowed)s") % {
                "fact": problem.fact,
                "value": value,
                "allowed": ", ".join(taken(problem.allowed)),
            }
        case _:
            return str(problem)


def _shaped(one: Shaped) -> str:
    return str(SHAPES[one.shape]) % {"least": _spelled(one.least), "most": _spelled(one.most)}


def _spelled(part: object) -> str:
    match part:
        case int():
            return f"{part:,}"
        case Exception():
            return told(part)
        case _:
            return str(part)
