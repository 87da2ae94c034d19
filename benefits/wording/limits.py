"""Visit limits as sentences: the limit, what is used and left, what shares it, when it starts again."""

from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision
from benefits.coverage.limits import Tally, may_be_shared, runs_out_on
from benefits.coverage.periods import A_WEEK, ASK_AHEAD
from benefits.coverage.records import VisitLimit
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import (
    Certainty,
    Extension,
    LimitPeriod,
    LimitRule,
    LimitState,
    LimitUnit,
    Status,
    Subject,
)
from benefits.wording import differing
from benefits.wording.phrases import day_in_words, dollars, hedge_before, sentence, speaker, therapies
from benefits.words.answers import PERIOD, UNIT


def limit(tally: Tally, decision: Decision, situation: Situation) -> str:
    """A limit in a few sentences: what it is, what is left of it, how to get more, and the days to come."""
    parts = [
        rule(tally, decision.terms.catalog),
        _(tally.limit.note),
        exemption(tally.limit),
        _count(tally, decision),
        extension(tally.limit),
        *_ahead(tally, decision, situation),
        "" if tally.from_member else differing.about(Subject.VISIT_LIMIT, decision),
    ]
    return " ".join(sentence(part) for part in parts if part)


def rule(tally: Tally, catalog: Catalog) -> str:
    """What the limit is, without what is used of it."""
    if tally.from_member:
        return _("Your own papers say %(quantity)s (from you)") % {"quantity": quantity_phrase(tally)}
    says = speaker(catalog, tally.limit.citation)
    match tally.limit.rule:
        case LimitRule.NONE_LISTED:
            return _("%(says)s lists no visit limit") % {"says": says}
        case LimitRule.VARIES if may_be_shared(tally.limit):
            return _("Some plans have one limit for %(pool)s together") % {"pool": therapies(catalog, tally.pool)}
        case LimitRule.VARIES:
            return _("The visit limit depends on your plan")
        case LimitRule.STATED if tally.inherited:
            return _("Our record of your plan does not state a limit. The general guide says %(quantity)s") % {
                "quantity": quantity_phrase(tally)
            }
        case LimitRule.STATED if tally.limit.low != tally.limit.high:
            return _("The limit varies by plan: %(quantity)s") % {"quantity": quantity_phrase(tally)}
        case LimitRule.STATED:
            shared = _(", %(pool)s combined") % {"pool": therapies(catalog, tally.pool)} if len(tally.pool) > 1 else ""
            return _("%(says)s: %(quantity)s%(shared)s") % {
                "says": says,
                "quantity": quantity_phrase(tally),
                "shared": shared,
            }


def quantity_phrase(tally: Tally) -> str:
    """A limit with its period: “typically 20-60 visits per year”. A member's own figure has no hedge."""
    limit = tally.limit
    if tally.from_member:
        return f"{quantity(tally.low, tally.high, limit.unit, None)} {period_phrase(limit)}"
    return f"{quantity(limit.low, limit.high, limit.unit, limit.certainty)} {period_phrase(limit)}"


def quantity(low: int | None, high: int | None, unit: LimitUnit, certainty: Certainty | None) -> str:
    """A limit without its period: “typically 20-60 visits”, “40 visits”, “$1,000”."""
    if unit is LimitUnit.DOLLARS and low is not None and high is not None:
        return hedge_before(certainty) + dollar_range(low, high)
    amount = f"{low}" if low == high else f"{low}-{high}"
    noun = ngettext("visit", "visits", high or 0) if unit is LimitUnit.VISITS else str(UNIT[unit])
    return f"{hedge_before(certainty)}{amount} {noun}"


def dollar_range(low: int, high: int) -> str:
    """Dollars from low to high: “$1,000”, “$500-$1,000”."""
    return dollars(Decimal(low)) if low == high else f"{dollars(Decimal(low))}-{dollars(Decimal(high))}"


class Timed(Protocol):
    """What a period of time belongs to: a limit, or what was told of one."""

    @property
    def period(self) -> LimitPeriod: ...
    @property
    def period_days(self) -> int | None: ...


def period_phrase(limit: Timed) -> str:
    """Over what time a limit counts: “per year”, “in any 90 days”."""
    return str(PERIOD[limit.period]) % {"days": limit.period_days}


def pool_phrase(tally: Tally, decision: Decision) -> str:
    """The therapies whose visits count toward the limit, as a list."""
    return therapies(decision.terms.catalog, tally.pool)


def _count(tally: Tally, decision: Decision) -> str:
    """What is used and left. Where only some plans share a limit there is no count to give."""
    if tally.low is None or decision.status is Status.NOT_COVERED:
        return ""
    if not tally.is_told and tally.limit.unit is LimitUnit.VISITS:
        return _("Tell us how many you have used, and we show what is left")
    if tally.left is None or not decision.leaves_visits:
        return _("You have used %(used)s") % {"used": tally.used} if tally.used else ""
    shared = _(", shared by %(pool)s") % {"pool": pool_phrase(tally, decision)} if len(tally.pool) > 1 else ""
    at_most = _("at most ") if tally.left_is_at_most else ""
    return _("%(used)s of %(high)s used, %(at_most)s%(left)s left%(shared)s") % {
        "used": tally.used,
        "high": tally.high,
        "at_most": at_most,
        "left": tally.left,
        "shared": shared,
    }


def exemption(limit: VisitLimit) -> str:
    """For whom the limit does not hold; nothing where it holds at any age."""
    if limit.exempt_below_age is None:
        return ""
    return _("It does not hold for anyone under %(age)s") % {"age": limit.exempt_below_age}


EXTENSIONS: Final = {
    Extension.PCP_REQUEST: gettext_lazy("Need more? Your PCP can ask for an extension"),
    Extension.PLAN_REVIEW: gettext_lazy(
        "Need more? Your provider can ask Kaiser Member Services for a review for additional benefits"
    ),
    Extension.NETWORK_EXTENSION: gettext_lazy(
        "More visits can be covered if the plan’s network approves a treatment extension"
    ),
    Extension.IMPROVEMENT: gettext_lazy("If you are getting better, more visits can be covered"),
    Extension.NOT_STATED: gettext_lazy("The record does not say how to get more visits"),
}


def extension(limit: VisitLimit) -> str:
    """How to get more visits; nothing where the record has no word on it."""
    if limit.extension is None:
        return ""
    parts = [str(EXTENSIONS[limit.extension])]
    if limit.extension_quantity:
        parts.append(_("up to %(more)s more") % {"more": limit.extension_quantity})
    if limit.absolute_max:
        parts.append(_("at most %(most)s in all") % {"most": limit.absolute_max})
    return ", ".join(parts)


class LastDays(NamedTuple):
    """The day of the last visit left, and the day by which to ask for more."""

    last: date
    ask: date

    @property
    def in_words(self) -> dict[str, object]:
        """The days as sentences name them, with the pace, in visits a week, that they are worked out for."""
        return {"pace": A_WEEK, "last": day_in_words(self.last), "ask": day_in_words(self.ask)}


def last_days(decision: Decision, on: date) -> LastDays | None:
    """The last days under the limit that runs out first; None where no such day is known."""
    known = [days for tally in decision.tallies if (days := _last_days(tally, decision, on))]
    return min(known, default=None)


def _last_days(tally: Tally, decision: Decision, on: date) -> LastDays | None:
    """The last days of the visits left; None where they are not known, or nothing is known of so late a day."""
    if not (tally.counts_down and tally.left and decision.leaves_visits):
        return None
    last = runs_out_on(decision.terms, tally, tally.left, A_WEEK, on)
    return None if last is None else LastDays(last, max(last - ASK_AHEAD, on))


def ask_for_more(decision: Decision, on: date) -> list[str]:
    """The step to ask for more visits, where the day to ask is near; none where the limit is the most there is."""
    near = (tally for tally in decision.tallies if tally.state is LimitState.NEAR)
    can_grow = (tally for tally in near if tally.limit.absolute_max is None)
    days = [found for tally in can_grow if (found := _last_days(tally, decision, on))]
    words = _(
        "Ask for more visits by %(ask)s. At %(pace)s visits a week, your last one is about %(last)s. "
        "An answer takes time, so we count two weeks back from there."
    )
    return [words % min(days).in_words] if days else []


def _ahead(tally: Tally, decision: Decision, situation: Situation) -> list[str]:
    """When the visits left run out, when to ask for more, when the count starts again.

    Nothing where the plan does not pay, and no day past the record's end: no rules are held for it.
    """
    if decision.status is Status.NOT_COVERED:
        return []
    found = []
    days = _last_days(tally, decision, situation.on)
    if days is not None:
        found.append(
            _("At %(pace)s visits a week, the last one is about %(last)s. If you may need more, ask by %(ask)s")
            % days.in_words
        )
    if tally.resets_on is not None and tally.state is not LimitState.NONE_LISTED:
        found.append(_("The count starts again on %(day)s") % {"day": day_in_words(tally.resets_on)})
    return found
