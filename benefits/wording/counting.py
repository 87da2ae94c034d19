"""Which visits to count, in the words of a question: for what care, since when, for which problem."""

from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from benefits.coverage.catalog import Catalog
from benefits.coverage.counting import CountedVisits, SharedLimit, VisitsAsked, VisitSpan
from benefits.coverage.situation import visits_therapy
from benefits.coverage.vocabulary import LimitPeriod, Purpose
from benefits.wording.phrases import day_in_words, in_a_sentence, listed, therapies
from benefits.words.answers import PERIOD

# Where the first day of the period is known.
SINCE: Final[Mapping[LimitPeriod, StrOrPromise]] = {
    LimitPeriod.CONDITION_PER_YEAR: gettext_lazy(
        "Count only visits for this health problem since %(day)s: %(visits)s."
    ),
    LimitPeriod.MONTH: gettext_lazy(
        "Count all visits for %(visits)s since %(day)s, for any health problem. Each month counts by itself."
    ),
}
SINCE_A_DAY: Final = gettext_lazy("Count all visits for %(visits)s since %(day)s, for any health problem.")
SINCE_THE_YEAR_BEGAN: Final = gettext_lazy(
    "Count all visits for %(visits)s since your plan year began, for any health problem."
)
# Where it is not, or where the period has no day.
OVER: Final[Mapping[LimitPeriod, StrOrPromise]] = {
    LimitPeriod.YEAR: SINCE_THE_YEAR_BEGAN,
    LimitPeriod.PLAN_YEAR: SINCE_THE_YEAR_BEGAN,
    LimitPeriod.CONTRACT_YEAR: gettext_lazy(
        "Count all visits for %(visits)s since your plan’s contract year began, for any health problem."
    ),
    LimitPeriod.BENEFIT_PERIOD: gettext_lazy(
        "Count all visits for %(visits)s in the benefit period that you are in now, for any health problem."
    ),
    LimitPeriod.CONDITION: gettext_lazy(
        "Count only visits for this health problem, also those of past years: %(visits)s."
    ),
    LimitPeriod.CONDITION_PER_YEAR: gettext_lazy(
        "Count only visits for this health problem since your plan year began: %(visits)s."
    ),
    LimitPeriod.ROLLING_DAYS: gettext_lazy(
        "Count all visits for %(visits)s in the last %(days)s days, for any health problem."
    ),
    LimitPeriod.ADMISSION: gettext_lazy("Count only visits in this hospital stay: %(visits)s."),
    LimitPeriod.LIFETIME: gettext_lazy(
        "Count all visits for %(visits)s that you ever had with this plan, for any health problem."
    ),
}
# Of a period that has no sentence of its own.
IN_THE_PERIOD: Final = gettext_lazy(
    "Count all visits for %(visits)s in the time that your plan counts now (%(period)s), for any health problem."
)
# Where no limit counts them, but an approval or a price holds from a certain visit on.
FOR_ONE_PROBLEM: Final = gettext_lazy("Count only visits for this health problem: %(visits)s.")


def visits_label(catalog: Catalog, key: str) -> str:
    """What a key of visits_used counts."""
    therapy = catalog.therapy_by_slug[visits_therapy(key)].name
    if key.endswith(f"/{Purpose.HABILITATION}"):
        return _("%(therapy)s to learn something new") % {"therapy": therapy}
    days = key.partition("@")[2].removesuffix("-days")
    return _("%(therapy)s in the last %(days)s days") % {"therapy": therapy, "days": days} if days else therapy


def visits_to_count(catalog: Catalog, asked: VisitsAsked) -> list[str]:
    """What the question about visits used asks for, sentence by sentence."""
    if not asked.counted:
        return [_("Our record names no limit that counts these visits.")]
    counted = [words for visits in asked.counted for words in _counted(catalog, visits)]
    together = [_together(catalog, shared, asked) for shared in asked.shared]
    return [*counted, *dict.fromkeys(together)]


def _counted(catalog: Catalog, visits: CountedVisits) -> Iterator[str]:
    span = visits.span
    yield _over(span, listed([in_a_sentence(_named(catalog, key)) for key in visits.keys]))
    if span.from_visit > 1:
        yield _("Your plan has another rule from visit %(visit)s on.") % {"visit": span.from_visit}
        if span.note:
            yield _(span.note)


def _over(span: VisitSpan, names: str) -> str:
    """The sentence that asks for visits of that name over that time."""
    day = span.since and day_in_words(span.since)
    period = span.period and str(PERIOD[span.period])
    return str(_sentence(span)) % {"visits": names, "days": span.period_days, "day": day, "period": period}


def _named(catalog: Catalog, key: str) -> str:
    """What a key counts, where the sentence itself says over how many days."""
    return visits_label(catalog, key.partition("@")[0])


def _sentence(span: VisitSpan) -> StrOrPromise:
    if span.period is None:
        return FOR_ONE_PROBLEM
    if span.since is None:
        return OVER.get(span.period, IN_THE_PERIOD)
    return SINCE.get(span.period, SINCE_A_DAY)


def _is_all(shared: SharedLimit, asked: VisitsAsked) -> bool:
    """Whether all visits that are asked for count together."""
    return {visits_therapy(key) for key in asked.keys} == set(shared.therapies)


def _these_together(shared: SharedLimit) -> str:
    if not shared.may:
        return _("Your plan counts these visits together.")
    if shared.of_guide:
        return _("Some plans count these visits together.")
    return _("Your plan may count these visits together.")


def _together(catalog: Catalog, shared: SharedLimit, asked: VisitsAsked) -> str:
    if _is_all(shared, asked):
        return _these_together(shared)
    names = {"pool": therapies(catalog, shared.therapies)}
    if not shared.may:
        return _("Your plan counts visits for %(pool)s together.") % names
    if shared.of_guide:
        return _("Some plans count visits for %(pool)s together.") % names
    return _("Your plan may count visits for %(pool)s together.") % names


def visits_outside_to_count(catalog: Catalog, asked: VisitsAsked) -> list[str]:
    """What the question about visits outside the network asks for."""
    outside = asked.outside
    if outside is None:
        return [_("Our record names no limit that counts these visits.")]
    if not outside.therapies:
        return [_over(outside.span, _("any kind of care outside the network"))]
    names = _("%(visits)s outside the network") % {"visits": therapies(catalog, outside.therapies)}
    return [_over(outside.span, names)]
