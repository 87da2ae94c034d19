"""The laws that hold in every situation, as a sentence each, for whoever must mend what breaks one."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from benefits.words.answers import Words

LAW: Final[Words] = {
    "referral_never_worse": _("A referral must never make an answer worse, and “not sure” never better than none."),
    "authorization_never_worse": _(
        "Prior authorization must never make an answer worse, and “not sure” never better than none."
    ),
    "more_visits_never_better": _("More visits used must never leave more visits, or make an answer better."),
    "no_more_left_than_the_pool": _("No therapy may have more visits left than the limit that it shares."),
    "every_figure_has_a_source": _("Every price and every limit needs a source."),
    "no_dead_end": _("“Not covered” and “limit reached” must offer a next step and another way."),
    "depends_names_what_decides": _("“May be covered” and “covered once …” must name what decides."),
    "alternatives_are_not_excluded": _("No therapy may be offered that the plan itself leaves out."),
    "not_covered_has_no_price": _("What is not covered must not show a share of the plan’s as its price."),
    "differing_sources_settle_nothing": _("What sources differ on must stay open, and both must be shown."),
    "a_no_is_the_plans_own": _("“Not covered” must stand on the plan’s own record, never on a general guide alone."),
    "no_guides_word_is_the_plans": _("What only a general guide asks for must be something to ask the plan about."),
    "a_price_is_within_the_limit": _("A price must be no more than what is left to the out-of-pocket limit."),
}
