"""The other prices of a visit, and under which circumstances each holds."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.answers import AnswerBranch
from benefits.coverage.catalog import Catalog
from benefits.coverage.costs import Branch, Cost
from benefits.coverage.vocabulary import Phase
from benefits.wording.phrases import therapies
from benefits.wording.prices import price

WHEN: Final = {
    Phase.ALWAYS: gettext_lazy("at each visit"),
    Phase.BEFORE_DEDUCTIBLE: gettext_lazy("before your deductible is met"),
    Phase.AFTER_DEDUCTIBLE: gettext_lazy("after your deductible is met"),
    Phase.OUT_OF_POCKET_MET: gettext_lazy("once your out-of-pocket limit is met"),
    Phase.WITH_AN_EXTENSION: gettext_lazy("if more visits are approved"),
    Phase.OWN_PAYMENTS: gettext_lazy("if that is what you paid for yourself"),
    Phase.FAMILY_PAYMENTS: gettext_lazy("if that is what your family paid together"),
    Phase.NOT_COVERED: gettext_lazy("when it is not covered"),
}

WHEN_EXTENDED: Final = {
    Phase.BEFORE_DEDUCTIBLE: gettext_lazy("if more visits are approved, before your deductible is met"),
    Phase.AFTER_DEDUCTIBLE: gettext_lazy("if more visits are approved, after your deductible is met"),
}


def branches(cost: Cost, catalog: Catalog) -> tuple[AnswerBranch, ...]:
    """The other prices, each with the circumstances in which it holds."""
    return tuple(AnswerBranch(when=_when_of(branch, catalog), text=_branch(branch)) for branch in cost.branches)


def _branch(branch: Branch) -> str:
    """The price in words. A “$0” of some later day would be read as today's price, so that it is said otherwise."""
    return _("nothing more to pay") if branch.phase is Phase.OUT_OF_POCKET_MET else price(branch.price)


def _when_of(branch: Branch, catalog: Catalog) -> str:
    """The same, and where visits for other therapies bring that visit, their names."""
    if branch.phase is not Phase.LATER_VISITS or not branch.counted_with:
        return when(branch)
    others = therapies(catalog, branch.counted_with)
    return _("%(when)s (visits for %(others)s count too)") % {"when": when(branch), "others": others}


def when(branch: Branch) -> str:
    """When a price holds."""
    if branch.needs_extension and branch.phase in WHEN_EXTENDED:
        return str(WHEN_EXTENDED[branch.phase])
    if branch.phase is not Phase.LATER_VISITS:
        return str(WHEN[branch.phase])
    if branch.to_visit is None:
        return _("from visit %(first)s on") % {"first": branch.from_visit}
    return _("for visits %(first)s to %(last)s") % {"first": branch.from_visit, "last": branch.to_visit}
