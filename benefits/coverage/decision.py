"""The decision for one question. Nothing else ranks one status above another."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.cases import Reason, case
from benefits.coverage.catalog import Catalog
from benefits.coverage.conflicts import AnyConflict, figure_conflicts, guide_conflicts
from benefits.coverage.costs import Branch, Cost, cost
from benefits.coverage.gates import Standing
from benefits.coverage.limits import Tally
from benefits.coverage.prices import Price, full_price
from benefits.coverage.records import Benefit, ConditionRule, Disagreement, Gate
from benefits.coverage.rules import RULES
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms, terms
from benefits.coverage.vocabulary import (
    Basis,
    Certainty,
    GateKind,
    GateState,
    LimitUnit,
    Phase,
    ReasonCode,
    Status,
)

HARD = (Status.LIMIT_REACHED, Status.NOT_COVERED, Status.UNKNOWN)
HEDGED_BY = (
    ReasonCode.COVERED,
    ReasonCode.VARIES,
    ReasonCode.CONDITION_COVERED,
    ReasonCode.CONDITION_MORE_LIKELY,
    ReasonCode.CONDITION_OTHER_TREATMENT_FIRST,
    ReasonCode.CONDITION_CONSIDERED,
)

# A no that no gate can open, and the gates of such an answer: there is nothing to meet.
EXCLUDING = (ReasonCode.NOT_COVERED, ReasonCode.CONDITION_NOT_COVERED, ReasonCode.TECHNIQUE_EXCLUDED)
NOTHING_TO_MEET = {kind: Standing(kind=kind, state=GateState.NOT_NEEDED, is_due=False) for kind in GateKind}

# The gates that somebody has to open before the first visit.
ASKED_FOR_FIRST = (GateKind.REFERRAL, GateKind.PRIOR_AUTHORIZATION, GateKind.MEDICAL_NECESSITY)

# What a guide's no is called under a plan whose own record does not say no.
DOUBTS = {
    ReasonCode.NOT_COVERED: ReasonCode.NOT_COVERED_BY_THE_GUIDE,
    ReasonCode.OUTSIDE_THE_NETWORK: ReasonCode.OUTSIDE_BY_THE_GUIDE,
    ReasonCode.CONDITION_NOT_COVERED: ReasonCode.CONDITION_DOUBTED_BY_GUIDE,
}


class Decision(Struct, frozen=True, kw_only=True):
    """What a plan does for a member in a situation: codes and values; the words come later."""

    status: Status
    certainty: Certainty | None
    basis: Basis
    reasons: tuple[Reason, ...]
    gates: Mapping[GateKind, Standing]
    cost: Cost | None
    tallies: tuple[Tally, ...]
    conflicts: tuple[AnyConflict, ...]
    terms: Terms

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """What sources of the same rank differ on; nothing outside the record's dates."""
        return tuple(self.terms.disagreements.values()) if self.status is not Status.UNKNOWN else ()

    @property
    def prices(self) -> tuple[Price, ...]:
        """Every price that is known: that of the next visit, then those under other circumstances."""
        return () if self.cost is None else self.cost.prices

    @property
    def visits_left(self) -> int | None:
        """Whole visits left under the tightest limit; None where no exact limit is known, or nothing is covered.

        Where sources or the member and a document lead to different answers there is no figure. Visits that are used up
        are 0 left, also where that is why it is not covered.
        """
        if not self.leaves_visits:
            return None
        if self.status is Status.NOT_COVERED:
            return 0
        left = [tally.left for tally in self.tallies if tally.left is not None and tally.limit.unit is LimitUnit.VISITS]
        return min(left, default=None)

    @property
    def leaves_visits(self) -> bool:
        """Whether visits can be left at all.

        Not where the plan does not pay, unless used-up visits are why, nor where two figures lead to other answers.
        """
        pays = self.status is not Status.NOT_COVERED or self.has(ReasonCode.OUTSIDE_LIMIT_REACHED)
        return pays and not self.has(ReasonCode.LIMIT_FIGURES_DIFFER)

    @property
    def has_more_to_ask(self) -> bool:
        """Whether a plain yes leaves open what a gate asks for: only member services can say."""
        asked = (self.gates[kind].state is GateState.ASK for kind in ASKED_FOR_FIRST)
        return self.status is Status.COVERED and any(asked)

    def has(self, *codes: ReasonCode) -> bool:
        """Whether one of these reasons is among those given."""
        return any(reason.code in codes for reason in self.reasons)


def decide(catalog: Catalog, situation: Situation) -> Decision:
    """The decision for a situation. Its status is the worst that any rule of the rule book allows."""
    spoken = terms(catalog, situation)
    if not spoken.in_force(situation.on):
        return _no_record(spoken)
    looked_at = case(spoken, situation)
    reasons = _heard(tuple(reason for rule in RULES if (reason := rule(looked_at)) is not None), spoken)
    status = max((reason.at_best for reason in reasons), key=lambda at_best: at_best.rank)
    price = _cost(spoken, situation, status)
    return Decision(
        status=status,
        certainty=_certainty(status, reasons, spoken),
        basis=_basis(spoken),
        reasons=_telling(status, reasons),
        gates=NOTHING_TO_MEET if _is_excluded(status, reasons) else looked_at.gates,
        cost=price,
        tallies=looked_at.tallies,
        conflicts=(*spoken.disagreements.values(), *guide_conflicts(looked_at), *figure_conflicts(looked_at, price)),
        terms=spoken,
    )


def _is_excluded(status: Status, reasons: Sequence[Reason]) -> bool:
    """Whether the plan leaves out the therapy, its technique or the problem: then no step makes it covered."""
    noes = (reason.code for reason in reasons if reason.at_best is Status.NOT_COVERED)
    return status is Status.NOT_COVERED and any(code in EXCLUDING for code in noes)


def _heard(reasons: tuple[Reason, ...], spoken: Terms) -> tuple[Reason, ...]:
    """The reasons as they count: a general guide may not say no in a plan's name, it only raises a doubt."""
    if spoken.is_guide or not any(reason.at_best is Status.NOT_COVERED for reason in reasons):
        return reasons
    return tuple(_counting(reason, spoken) for reason in reasons)


def _counting(reason: Reason, spoken: Terms) -> Reason:
    if not _is_a_guides_no(reason, spoken):
        return reason
    return replace(reason, code=DOUBTS.get(reason.code, reason.code), at_best=Status.MAY_BE_COVERED, certainty=None)


def _is_a_guides_no(reason: Reason, spoken: Terms) -> bool:
    """Whether a plan is asked, and a general guide's record says that it does not cover."""
    record = reason.record
    if reason.at_best is not Status.NOT_COVERED or not isinstance(record, Benefit | Gate | ConditionRule):
        return False
    return not spoken.is_own(record)


def _no_record(spoken: Terms) -> Decision:
    """The decision outside a record's dates: nothing is known, whatever the record of the nearest year says."""
    return Decision(
        status=Status.UNKNOWN,
        certainty=None,
        basis=_basis(spoken),
        reasons=(Reason(code=ReasonCode.NO_RECORD_IN_FORCE, at_best=Status.UNKNOWN, record=spoken.plan),),
        gates={kind: Standing(kind=kind, state=GateState.ASK) for kind in GateKind},
        cost=None,
        tallies=(),
        conflicts=(),
        terms=spoken,
    )


def _certainty(status: Status, reasons: Sequence[Reason], spoken: Terms) -> Certainty | None:
    """The hedge on a status. What an undated or an inferred record says is no more than likely."""
    hedge = _hedge(status, reasons)
    is_told_by_member = all(reason.record is None for reason in reasons if reason.at_best is status)
    if is_told_by_member or not (spoken.is_undated or spoken.is_inferred):
        return hedge
    return Certainty.LIKELY if hedge is None else max(hedge, Certainty.LIKELY, key=lambda known: known.rank)


def _hedge(status: Status, reasons: Sequence[Reason]) -> Certainty | None:
    """The least hopeful hedge among the reasons that make the status; none where one of them says a flat no."""
    if status in HARD and any(reason.at_best is status and reason.certainty is None for reason in reasons):
        return None
    hedges = [reason.certainty for reason in reasons if reason.certainty is not None and _bears(status, reason)]
    return max(hedges, key=lambda hedge: hedge.rank, default=None)


def _bears(status: Status, reason: Reason) -> bool:
    """Whether a reason's hedge is one on the status: it makes the status, or hedges the cover that is hoped for."""
    return reason.at_best is status or (status not in HARD and reason.code in HEDGED_BY)


def _telling(status: Status, reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """The reasons as members read them, the worst first. Beside a no, those that speak for cover are left out."""
    kept = [reason for reason in reasons if status not in HARD or reason.at_best.rank >= Status.LIMIT_REACHED.rank]
    return tuple(sorted(kept, key=lambda reason: -reason.at_best.rank))


def _basis(spoken: Terms) -> Basis:
    record = spoken.benefit
    if record is None:
        return Basis.GENERAL_GUIDE
    catalog = spoken.catalog
    return catalog.source_by_slug[catalog.citation_by_slug[record.citation].source].basis


def _cost(spoken: Terms, situation: Situation, status: Status) -> Cost:
    """The cost of the next visit: the full price where it is not covered, or where the visits are used up."""
    full = full_price(situation, None)
    match status:
        case Status.NOT_COVERED:
            return Cost(now=full, phase=Phase.NOT_COVERED)
        case Status.LIMIT_REACHED:
            return _with_an_extension(full, cost(spoken, situation))
        case _:
            return cost(spoken, situation)


def _with_an_extension(full: Price, stated: Cost) -> Cost:
    """The full price, with the plan's own price as what a visit would cost once more visits are approved."""
    if stated.now is not None:
        branches: tuple[Branch, ...] = (Branch(phase=Phase.WITH_AN_EXTENSION, price=stated.now),)
    else:
        by_deductible = (Phase.BEFORE_DEDUCTIBLE, Phase.AFTER_DEDUCTIBLE)
        open_prices = [branch for branch in stated.branches if branch.phase in by_deductible]
        branches = tuple(replace(branch, needs_extension=True) for branch in open_prices)
    return Cost(now=full, phase=Phase.NOT_COVERED, branches=branches, guide=stated.guide)
