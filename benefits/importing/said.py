"""What a document says of some therapies of a plan, in our terms: as a reader reads it, or as a person corrects it."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final

from msgspec import Struct, field

from benefits.coverage.vocabulary import CostKind, CostUnit, CoverageStatus, DeductibleRule, NetworkTier, Purpose

# Of these a document may speak apart by purpose: for getting a skill back, or for learning it.
REHABILITATION: Final = ("physical-therapy", "occupational-therapy", "speech-therapy")


class OutOfNetwork(StrEnum):
    """Whether the plan pays anything outside its network."""

    COVERED = "covered"
    NOT_COVERED = "not_covered"
    NOT_STATED = "not_stated"


class StatedPrice(Struct, frozen=True, kw_only=True):
    """One price, as a cost tier of ours would have it. Amounts are dollars."""

    tier: NetworkTier
    kind: CostKind
    amount: Decimal | None = None
    percent: Decimal | None = None
    deductible: DeductibleRule
    from_visit: int = 1
    to_visit: int | None = None
    per: CostUnit = CostUnit.VISIT


class StatedLimit(Struct, frozen=True, kw_only=True):
    """A limit as a visit limit of ours would have it. A unit or period that we have no word for stays as printed."""

    quantity: int | None
    unit: str | None
    period: str | None
    pool: tuple[str, ...]
    exempt: tuple[str, ...] = ()


class Said(Struct, frozen=True, kw_only=True):
    """Status, prices and limits, and the document's own words around them.

    `document` is what it is called in a sentence, such as "filing". The status is None where it does not say.
    `authorization` holds its sentences on that, `counts_to_out_of_pocket` the tiers of which it says whether they do.
    """

    document: str
    therapies: tuple[str, ...]
    purpose: Purpose | None = None
    status: CoverageStatus | None = None
    prices: tuple[StatedPrice, ...] = ()
    limits: tuple[StatedLimit, ...] = ()
    out_of_network: OutOfNetwork = OutOfNetwork.NOT_STATED
    remark: str = ""
    explained: str = ""
    excluded: str = ""
    authorization: tuple[str, ...] = ()
    counts_to_out_of_pocket: Mapping[NetworkTier, bool] = field(default_factory=dict)
    counts_purposes_together: bool = False
