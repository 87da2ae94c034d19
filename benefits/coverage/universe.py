"""Every situation worth asking about a catalog, banded.

Facts that the records treat alike are asked once: a band is one value for all that behave as it does. Visits are
tried at 0, one below, at and one above each limit, and unknown; dates on both sides of every boundary.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from typing import Any, Final

from msgspec.structs import replace

from benefits.coverage.catalog import Catalog
from benefits.coverage.limits import visit_keys
from benefits.coverage.probes import kind_of_condition
from benefits.coverage.records import Plan
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms, terms
from benefits.coverage.vocabulary import (
    Authorization,
    GateKind,
    NetworkTier,
    Purpose,
    Referral,
    Requirement,
    Setting,
    Spending,
    Tried,
    YesNo,
)

ONE_DAY: Final = timedelta(days=1)
Values = tuple[Any, ...]


def situations(catalog: Catalog, plan: Plan, therapy: str, today: date) -> Iterator[Situation]:
    """Every situation of one plan and therapy, banded.

    The terms are the same on every day in force, so that one day has them all, and the days at the boundaries one each.
    Another purpose or setting is asked where other records speak for it.
    """
    at_boundaries = [Situation(therapy=therapy, plan=plan.slug, on=on) for on in days(plan, today)]
    yield from at_boundaries
    usual = next(situation for situation in at_boundaries if plan.in_force(situation.on))
    yield from _banded(usual, terms(catalog, usual))
    for case in _unusual(usual):
        spoken = terms(catalog, case)
        if spoken != terms(catalog, usual) or _spares(spoken, case.setting):
            yield from _banded(case, spoken)


def _unusual(usual: Situation) -> Iterator[Situation]:
    for purpose, setting in product(Purpose, Setting):
        if (purpose, setting) != (usual.purpose, usual.setting):
            yield replace(usual, purpose=purpose, setting=setting, told=frozenset({"purpose", "setting"}))


def _spares(spoken: Terms, setting: Setting) -> bool:
    """Whether a limit leaves out what is done in that setting."""
    return any(setting.value in limit.exempt_settings for limit in (*spoken.limits, *spoken.guide_limits))


def _banded(case: Situation, spoken: Terms) -> Iterator[Situation]:
    bands = _bands(case, spoken)
    for values in product(*bands.values()):
        facts = dict(zip(bands, values, strict=True))
        yield replace(case, told=case.told | frozenset(facts), **facts)


def days(plan: Plan, today: date) -> tuple[date, ...]:
    """The first and the last day of a record and the days beside them; today where it has none."""
    starts, ends = plan.effective_from, plan.effective_to
    found = {starts and starts - ONE_DAY, starts, ends, ends and ends + ONE_DAY}
    return tuple(sorted(day for day in found if day)) or (today,)


def _bands(case: Situation, spoken: Terms) -> Mapping[str, Values]:
    return {
        "referral": _referrals(spoken),
        "condition": _conditions(spoken),
        "network": (None, *_tiers(spoken)),
        "prior_authorization": _authorizations(spoken),
        "visits_used": tuple(_visits(_counted(case, spoken), spoken)),
        "deductible": _deductibles(spoken),
        "first_treatments": _tried(spoken),
        "improving": tuple(YesNo) if spoken.benefit and spoken.benefit.stops_without_improvement else (YesNo.UNSURE,),
    }


def _referrals(spoken: Terms) -> Values:
    """None, not sure, the first doctor who may refer and the first who may not."""
    gates = spoken.gates.get(GateKind.REFERRAL, ())
    may = [referrer for gate in gates for referrer in gate.referrers]
    may_not = [referrer for referrer in (Referral.SPECIALIST, Referral.OUTSIDE) if referrer not in may]
    return (Referral.NONE, Referral.UNSURE, *may[:1], *may_not[:1])


def _conditions(spoken: Terms) -> Values:
    """One condition for each rule and each limit that spares it, one that no record names, and not known."""
    found: dict[object, str] = {}
    for condition in spoken.catalog.condition_by_slug:
        found.setdefault(kind_of_condition(spoken, condition), condition)
    return (None, *found.values())


def _tiers(spoken: Terms) -> Values:
    return tuple(NetworkTier) if spoken.gates.get(GateKind.NETWORK) else (NetworkTier.OUTSIDE,)


def _authorizations(spoken: Terms) -> Values:
    gates = spoken.gates.get(GateKind.PRIOR_AUTHORIZATION, ())
    asked = any(gate.requirement is Requirement.REQUIRED for gate in gates)
    return tuple(Authorization) if asked else (Authorization.UNSURE, Authorization.DENIED)


def _counted(case: Situation, spoken: Terms) -> str:
    """The key under which a limit counts the visits of this case."""
    own = f"{case.therapy}/{case.purpose}"
    keys = (key for limit in (*spoken.limits, *spoken.guide_limits) for key in visit_keys(spoken.catalog, limit))
    return own if own in keys else case.therapy


def _visits(key: str, spoken: Terms) -> Iterator[Mapping[str, int | None]]:
    """Visits of the asked therapy around each limit and boundary of a price, not known, and not told."""
    bounds = {bound for limit in (*spoken.limits, *spoken.guide_limits) for bound in (limit.low, limit.high)}
    bounds |= {gate.from_visit for gates in spoken.gates.values() for gate in gates}
    bounds |= {tier.from_visit for tier in spoken.cost_tiers if tier.from_visit > 1}
    around = {0} | {bound + step for bound in bounds if bound is not None for step in (-1, 0, 1)}
    yield {}
    yield {key: None}
    for used in sorted(around):
        yield {key: used}


def _deductibles(spoken: Terms) -> Values:
    rules = {tier.deductible for tier in spoken.cost_tiers}
    return tuple(Spending) if len(rules) > 1 or "after" in rules else (Spending.UNSURE,)


def _tried(spoken: Terms) -> Values:
    asked = any(rule.likelier_after_first_treatments for rule in spoken.condition_rules.values())
    return tuple(Tried) if asked else (Tried.UNSURE,)
