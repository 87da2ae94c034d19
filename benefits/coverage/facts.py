"""Every fact that a member can tell, and what the house knows of it.

The questions and their order, what would change an answer, what reviews vary, the forms, the schema and the command
line are views of FACTS. A new question is a row here, a field of Situation, its words (`benefits/words/facts.py`) and
the rule that it is asked for.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import fields

from benefits.coverage import ages, bands, offers
from benefits.coverage.bands import Bands, Probes, each
from benefits.coverage.catalog import Catalog
from benefits.coverage.kinds import (
    AgeInYears,
    CountOfVisits,
    DayOfCare,
    FactKind,
    OneRecord,
    OneWord,
    SpentSoFar,
    SumOfMoney,
    VisitsByTherapy,
    plain,
)
from benefits.coverage.offers import ToldFacts
from benefits.coverage.situation import UNSURE, Situation
from benefits.coverage.terms import Terms
from benefits.coverage.vocabulary import (
    Authorization,
    Coverage,
    NetworkTier,
    Payment,
    Purpose,
    Referral,
    Setting,
    Spending,
    Tried,
    YesNo,
)


class Fact(Struct, frozen=True, kw_only=True):
    """One fact: how it is read, when it is asked, and whether an answer can turn on it.

    `name` is its name in forms, addresses, JSON and on the command line, and its field of Situation, which also holds
    what is assumed while it is not told. The rest, where a fact has it:

    - `belongs_to`: the facts that it was told for. After a change of one of them it says nothing; with none it is the
      member's own and always holds.
    - `offered`: the values on offer where those are not all the words of its kind.
    - `on_the_way`: it is asked before the answer; every other makes an answer more exact.
    - `tells_apart`: of a fact on the way, what the records tell its values apart by.
    - `makes_exact`: when it makes an answer more exact, of a fact on which no decision turns.
    - `probes`: the values that may turn the answer to a situation.
    - `bands`: the values that reviews and laws try for every plan and therapy.
    - `findable`: who does not know it can find it out, so that it is listed as not known.
    - `changeable`: who knows it can still change it.
    - `as_what_if`: what another value would change is shown. Figures from one's papers say nothing as a "what if".
    """

    name: str
    kind: FactKind
    belongs_to: tuple[str, ...] = ()
    offered: Callable[[Catalog, ToldFacts], Iterable[str]] | None = None
    on_the_way: bool = False
    tells_apart: Callable[[Terms, Any], object] | None = None
    makes_exact: Callable[[Catalog, Situation], bool] | None = None
    probes: Probes = each()
    bands: Bands | None = None
    findable: bool = False
    changeable: bool = False
    as_what_if: bool = True

    def read(self, catalog: Catalog, value: object) -> Any:
        """The value as a Situation holds it. Raises FactError for one that the fact does not take."""
        given = value.strip() if isinstance(value, str) else value
        return self.kind.read(catalog, self.name, given)

    def kept(self, catalog: Catalog, value: object) -> Any:
        """The value as facts hold it on every face, however it was typed. Raises FactError."""
        return UNSURE if self.is_assumed(value) else plain(self.read(catalog, value))

    def is_assumed(self, value: object) -> bool:
        """Whether whoever tells the value is not sure, and a word is assumed in its place."""
        given = value.strip() if isinstance(value, str) else value
        return isinstance(self.kind, OneWord) and self.kind.assumes(given)


_THERAPY: Final = ("therapy",)
_THERAPY_AND_PLAN: Final = ("therapy", "plan")

# In the order of the page: of the questions, of what is not known and of what would change the answer.
FACTS: Final = (
    Fact(
        name="therapy",
        kind=OneRecord("therapy_by_slug"),
        offered=offers.therapies,
        on_the_way=True,
    ),
    Fact(
        name="plan",
        kind=OneRecord("plan_by_slug"),
        offered=offers.plan_types,
        on_the_way=True,
        probes=bands.plan_types,
        findable=True,
    ),
    Fact(
        name="region",
        kind=OneRecord("region_by_slug", or_unsure=True),
        offered=offers.regions,
        on_the_way=True,
        probes=bands.regions,
        findable=True,
    ),
    Fact(
        name="referral",
        kind=OneWord(Referral),
        belongs_to=_THERAPY,
        on_the_way=True,
        tells_apart=bands.kind_of_referral,
        probes=each(Referral.PCP, Referral.SPECIALIST, Referral.NONE),
        bands=bands.every_kind_of_referral,
        findable=True,
        changeable=True,
    ),
    Fact(
        name="condition",
        kind=OneRecord("condition_by_slug", or_unsure=True),
        offered=offers.conditions,
        on_the_way=True,
        tells_apart=bands.kind_of_condition,
        probes=bands.conditions,
        bands=bands.every_kind_of_condition,
        findable=True,
    ),
    Fact(
        name="purpose",
        kind=OneWord(Purpose, assumed=Purpose.REHABILITATION),
        on_the_way=True,
        probes=each(*Purpose),
        findable=True,
    ),
    Fact(
        name="age",
        kind=AgeInYears(),
        on_the_way=True,
        probes=ages.at_bounds,
        bands=ages.around_bounds,
        findable=True,
    ),
    Fact(
        name="network",
        kind=OneWord(NetworkTier, or_unsure=True),
        probes=each(*NetworkTier),
        bands=bands.every_tier,
        findable=True,
        changeable=True,
    ),
    Fact(
        name="visits_used",
        kind=VisitsByTherapy(),
        probes=bands.visits_at_bounds,
        bands=bands.visits_around_bounds,
        findable=True,
    ),
    Fact(
        name="visits_outside",
        kind=CountOfVisits(),
        probes=bands.outside_visits,
        findable=True,
    ),
    Fact(
        name="visit_limit",
        kind=CountOfVisits(least=1),
        belongs_to=_THERAPY_AND_PLAN,
        probes=bands.own_limit,
        findable=True,
        as_what_if=False,
    ),
    Fact(
        name="deductible",
        kind=SpentSoFar(),
        probes=each(Spending.MET, Spending.NOT_MET),
        bands=bands.every_deductible,
        findable=True,
    ),
    Fact(
        name="out_of_pocket",
        kind=SpentSoFar(),
        probes=each(Spending.MET, Spending.NOT_MET),
        findable=True,
    ),
    Fact(
        name="family_deductible",
        kind=SpentSoFar(),
        probes=bands.family_deductible,
        findable=True,
        as_what_if=False,
    ),
    Fact(
        name="family_out_of_pocket",
        kind=SpentSoFar(),
        probes=bands.family_out_of_pocket,
        findable=True,
        as_what_if=False,
    ),
    Fact(
        name="coverage",
        kind=OneWord(Coverage),
        probes=bands.family,
        findable=True,
        as_what_if=False,
    ),
    Fact(
        name="copay",
        kind=SumOfMoney(),
        belongs_to=_THERAPY_AND_PLAN,
        probes=bands.own_copay,
    ),
    Fact(
        name="allowed_amount",
        kind=SumOfMoney(),
        belongs_to=_THERAPY_AND_PLAN,
        probes=each(bands.SOME_DOLLARS),
    ),
    Fact(
        name="prior_authorization",
        kind=OneWord(Authorization),
        belongs_to=_THERAPY_AND_PLAN,
        probes=each(Authorization.APPROVED, Authorization.PENDING, Authorization.NONE),
        bands=bands.every_authorization,
        findable=True,
        changeable=True,
    ),
    Fact(
        name="first_treatments",
        kind=OneWord(Tried),
        belongs_to=_THERAPY_AND_PLAN,
        probes=each(Tried.TRIED_NOT_ENOUGH, Tried.NOT_TRIED),
        bands=bands.every_try,
        findable=True,
        changeable=True,
    ),
    Fact(
        name="improving",
        kind=OneWord(YesNo),
        probes=each(YesNo.YES, YesNo.NO),
        bands=bands.every_progress,
        findable=True,
        as_what_if=False,
    ),
    Fact(
        name="setting",
        kind=OneWord(Setting),
        probes=each(*Setting),
        findable=True,
        as_what_if=False,
    ),
    Fact(
        name="technique",
        kind=OneRecord("technique_by_slug", or_unsure=True),
        offered=offers.techniques,
        probes=bands.techniques,
        findable=True,
        as_what_if=False,
    ),
    Fact(
        name="payment",
        kind=OneWord(Payment),
        makes_exact=offers.can_pay_otherwise,
    ),
    Fact(
        name="necessity_letter",
        kind=OneWord(YesNo),
        belongs_to=_THERAPY_AND_PLAN,
        makes_exact=offers.pays_from_account,
    ),
    Fact(
        name="on",
        kind=DayOfCare(),
        makes_exact=offers.is_dated,
    ),
)
FACT: Final[Mapping[str, Fact]] = {fact.name: fact for fact in FACTS}
BANDS: Final[Mapping[str, Bands]] = {fact.name: fact.bands for fact in FACTS if fact.bands}
# The facts without which nothing can be answered: those for which nothing is assumed.
REQUIRED: Final = tuple(field.name for field in fields(Situation) if field.required)
