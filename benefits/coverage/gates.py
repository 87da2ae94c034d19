"""The four gates: where the member stands at each, and whose record says so."""

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.records import Disagreement, Gate
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms
from benefits.coverage.thresholds import visits_toward
from benefits.coverage.vocabulary import (
    Authorization,
    GateKind,
    GateState,
    NetworkTier,
    Referral,
    Requirement,
    Subject,
)

KINDS: Final = tuple(GateKind)


class Standing(Struct, frozen=True, kw_only=True):
    """Where the member stands at one gate.

    `gate` is the record that speaks, None where none does. `doubt` is what sources differ on, where the record
    by itself would let the member through.
    `is_guides_word`: the plan's own record is silent, and a general guide speaks in its place. `is_due`: the next
    visit is one that it asks of.
    """

    kind: GateKind
    state: GateState
    gate: Gate | None = None
    doubt: Disagreement | None = None
    is_guides_word: bool = False
    is_due: bool = True

    @property
    def is_open(self) -> bool:
        """Whether it still stands in the way: its requirement is not met, or sources differ on it."""
        return self.doubt is not None or self.is_unmet

    @property
    def is_unmet(self) -> bool:
        """Whether the record's requirement is not yet met.

        Who does not say where they go is taken to stay in the network. Under a plan that is silent, a guide's hedge
        asks for nothing; what it flatly requires does.
        """
        is_a_hedge = self.is_guides_word and self.gate is not None and self.gate.certainty is not None
        if self.doubt is not None or is_a_hedge or not self.is_due:
            return False
        required = self.gate is not None and self.gate.requirement is Requirement.REQUIRED
        asked = self.state is GateState.ASK and self.kind is not GateKind.NETWORK
        return required and (self.state is GateState.TO_DO or asked)


def standings(terms: Terms, situation: Situation) -> dict[GateKind, Standing]:
    """Where the member stands at each gate, in the order members read them."""
    by_the_record = {kind: _standing(kind, terms, situation) for kind in KINDS}
    if not terms.disagreements:
        return by_the_record
    return {kind: _doubted(standing, terms) for kind, standing in by_the_record.items()}


def _doubted(standing: Standing, terms: Terms) -> Standing:
    """The same, or `ask` where sources differ and the record of one of them would let the member through."""
    doubt = terms.disagreements.get(Subject(standing.kind.value))
    if doubt is None or standing.is_unmet:
        return standing
    return replace(standing, state=GateState.ASK, doubt=doubt)


def _standing(kind: GateKind, terms: Terms, situation: Situation) -> Standing:
    """Where the member stands at one gate. A plan's no, as the member told it, stands before every record."""
    gate = gate_for(kind, terms, situation)
    if kind is GateKind.PRIOR_AUTHORIZATION and situation.prior_authorization is Authorization.DENIED:
        return Standing(kind=kind, state=GateState.TO_DO, gate=gate)
    is_guides_word = gate is not None and not terms.is_own(gate)
    if gate is None or gate.requirement is Requirement.NOT_STATED:
        state = _unasked(kind, situation)
    elif gate.requirement is Requirement.NOT_REQUIRED:
        state = _unasked(kind, situation) if is_guides_word else GateState.NOT_NEEDED
    else:
        state = STATES[kind](gate, situation)
    is_due = state is not GateState.NOT_NEEDED
    # What a guide asks for, and when, may not be what the plan asks for.
    if is_guides_word and state in (GateState.TO_DO, GateState.NOT_NEEDED):
        state = GateState.ASK
    return Standing(kind=kind, state=state, gate=gate, is_guides_word=is_guides_word, is_due=is_due)


def gate_for(kind: GateKind, terms: Terms, situation: Situation) -> Gate | None:
    """The record that speaks of a gate; None where none does.

    Of several network gates it is the one that names the tier asked about, else one that is not only about care outside
    the network.
    """
    gates = terms.gates.get(kind, ())
    if not gates:
        return None
    if kind is not GateKind.NETWORK:
        return gates[0]
    tier = situation.network or NetworkTier.KAISER
    for gate in gates:
        if tier in gate.tiers:
            return gate
    return next((gate for gate in gates if gate.tiers != (NetworkTier.OUTSIDE,)), None)


def _unasked(kind: GateKind, situation: Situation) -> GateState:
    """The state where no rule is stated: done for who has it anyway; who does not has to ask member services."""
    match kind:
        case GateKind.REFERRAL:
            has_it = situation.referral not in (Referral.NONE, Referral.UNSURE)
        case GateKind.PRIOR_AUTHORIZATION:
            has_it = situation.prior_authorization is Authorization.APPROVED
        case _:
            has_it = False
    return GateState.DONE if has_it else GateState.ASK


def _referral(gate: Gate, situation: Situation) -> GateState:
    if situation.referral in gate.referrers:
        return GateState.DONE
    if situation.referral is Referral.UNSURE or gate.requirement is Requirement.VARIES:
        return GateState.ASK
    return GateState.TO_DO


def _prior_authorization(gate: Gate, situation: Situation) -> GateState:
    """Where it is needed from some visit on, it is not needed before. Who does not tell the visits may be that far."""
    if gate.from_visit is not None and _comes_later(gate, gate.from_visit, situation):
        return GateState.NOT_NEEDED
    match situation.prior_authorization:
        case Authorization.APPROVED:
            return GateState.DONE
        case Authorization.UNSURE:
            return GateState.ASK
        case Authorization.PENDING | Authorization.DENIED | Authorization.NONE:
            return GateState.TO_DO if gate.requirement is Requirement.REQUIRED else GateState.ASK


def _comes_later(gate: Gate, from_visit: int, situation: Situation) -> bool:
    """Whether the next visit is surely before `from_visit`, counted over all therapies that count together."""
    counted = visits_toward(gate, situation)
    all_are_told = not counted.unsure and not counted.untold
    return all_are_told and counted.used + 1 < from_visit


def _medical_necessity(gate: Gate, situation: Situation) -> GateState:
    """Open wherever it is required: the doctor and the plan decide, and nothing that a member tells settles it."""
    return GateState.TO_DO if gate.requirement is Requirement.REQUIRED else GateState.ASK


def _network(gate: Gate, situation: Situation) -> GateState:
    if situation.network is None or gate.requirement is Requirement.VARIES:
        return GateState.ASK
    return GateState.DONE if situation.network in gate.tiers else GateState.TO_DO


STATES: Final[Mapping[GateKind, Callable[[Gate, Situation], GateState]]] = {
    GateKind.REFERRAL: _referral,
    GateKind.PRIOR_AUTHORIZATION: _prior_authorization,
    GateKind.MEDICAL_NECESSITY: _medical_necessity,
    GateKind.NETWORK: _network,
}
