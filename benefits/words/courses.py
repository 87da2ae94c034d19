"""What members read of the visits of a course: why a visit costs what it costs, and what a sum takes for granted."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from benefits.coverage.vocabulary import CourseAssumption, CourseRule
from benefits.words.answers import Words

WHY: Final[Words] = {
    CourseRule.DEDUCTIBLE: _("Full price: your deductible is not met"),
    CourseRule.MEETS_DEDUCTIBLE: _("This visit meets your deductible"),
    CourseRule.COPAYMENT: _("Your copay"),
    CourseRule.COINSURANCE: _("Your share of the price"),
    CourseRule.NO_CHARGE: _("Nothing to pay"),
    CourseRule.FULL_COST: _("Full price"),
    CourseRule.REACHES_OUT_OF_POCKET: _("This visit meets your out-of-pocket limit"),
    CourseRule.OUT_OF_POCKET_MET: _("Your out-of-pocket limit is met"),
    CourseRule.MAY_BE_PAST_LIMIT: _("Your visits may be used up"),
    CourseRule.PAST_LIMIT: _("Your visits are used up: full price"),
    CourseRule.NOT_COVERED: _("The plan does not pay: full price"),
    CourseRule.NOT_STATED: _("Our source does not say"),
    CourseRule.PAST_RECORD: _("Past the end of our record"),
}

# The same in a word or two, where a drawing marks the first visit to which it applies.
MARKS: Final[Words] = {
    CourseRule.DEDUCTIBLE: _("deductible"),
    CourseRule.MEETS_DEDUCTIBLE: _("deductible met"),
    CourseRule.COPAYMENT: _("your copay"),
    CourseRule.COINSURANCE: _("your share"),
    CourseRule.NO_CHARGE: _("nothing to pay"),
    CourseRule.FULL_COST: _("full price"),
    CourseRule.REACHES_OUT_OF_POCKET: _("yearly limit met"),
    CourseRule.OUT_OF_POCKET_MET: _("yearly limit is met"),
    CourseRule.MAY_BE_PAST_LIMIT: _("visits may be used up"),
    CourseRule.PAST_LIMIT: _("visits used up"),
    CourseRule.NOT_COVERED: _("plan does not pay"),
    CourseRule.NOT_STATED: _("not stated"),
    CourseRule.PAST_RECORD: _("our record ends"),
}

# Where it is not known whether the deductible is met: what a visit costs once it is.
UNTIL_MET: Final[Words] = {
    CourseRule.COPAYMENT: _("Full price until your deductible is met, then your copay"),
    CourseRule.COINSURANCE: _("Full price until your deductible is met, then your share of the price"),
    CourseRule.NO_CHARGE: _("Full price until your deductible is met, then nothing to pay"),
    CourseRule.NOT_STATED: _("Full price until your deductible is met, then our source does not say"),
}

ASSUMED: Final[Words] = {
    CourseAssumption.VISITS_USED_NOT_TOLD: _(
        "You did not tell us how many visits you have used, so we counted none. If you have used some, they run out "
        "sooner."
    ),
    CourseAssumption.DEDUCTIBLE_NOT_TOLD: _(
        "We do not know how much of your deductible is paid. The low sum is for one that is met, the high one for one "
        "that is not."
    ),
    CourseAssumption.OUT_OF_POCKET_NOT_TOLD: _(
        "You did not tell us what you have paid toward your out-of-pocket limit, so we started at $0. If you have paid "
        "for other care, you may pay less."
    ),
    CourseAssumption.DEDUCTIBLE_RULE_NOT_STATED: _(
        "Our source does not say if you must meet a deductible first. If so, you pay more."
    ),
    CourseAssumption.YEAR_NOT_STATED: _(
        "Our source does not say on which day your deductible and your out-of-pocket limit start again. We took all "
        "visits as one year."
    ),
    CourseAssumption.LIMIT_NOT_STATED: _(
        "Our record of your plan names no visit limit, so we counted none. If it has one, you pay the full price of "
        "the visits past it. Ask how many visits you get."
    ),
    CourseAssumption.LIMIT_NOT_IN_VISITS: _(
        "Your plan also has a limit that does not count visits. We did not work that one out."
    ),
}
