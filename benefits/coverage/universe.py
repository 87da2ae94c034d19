"""Every situation worth asking about a catalog, banded.

Facts that the records treat alike are asked once: a band is one value for all that behave as it does. Visits are
tried at 0, one below, at and one above each limit, and unknown; dates on both sides of every boundary.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Final

from msgspec.structs import replace

from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import BANDS
from benefits.coverage.records import Plan
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms, terms
from benefits.coverage.vocabulary import Purpose, Setting

ONE_DAY: Final = timedelta(days=1)
# In the order of a Situation: which situation comes first decides which example a review shows.
BANDED: Final = tuple(name for name in Situation.__struct_fields__ if name in BANDS)


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
    bands = {name: BANDS[name](case, spoken) for name in BANDED}
    for values in product(*bands.values()):
        facts = dict(zip(bands, values, strict=True))
        yield replace(case, told=case.told | frozenset(facts), **facts)


def days(plan: Plan, today: date) -> tuple[date, ...]:
    """The first and the last day of a record and the days beside them; today where it has none."""
    starts, ends = plan.effective_from, plan.effective_to
    found = {starts and starts - ONE_DAY, starts, ends, ends and ends + ONE_DAY}
    return tuple(sorted(day for day in found if day)) or (today,)
