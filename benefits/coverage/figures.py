"""What an answer comes to in figures: the same for kept cases, exports, the admin pages and whatever compares."""

from decimal import Decimal
from typing import Final

from msgspec import Struct

from benefits.coverage.decision import Decision
from benefits.coverage.limits import Tally
from benefits.coverage.prices import Price
from benefits.coverage.vocabulary import Phase, Status


class Figures(Struct, frozen=True, kw_only=True):
    """The status, the price of the next visit, the price after the deductible, and the tightest limit of its own.

    A price is None where it is not known or turns on something not told; `after_deductible` also where no price turns
    on the deductible; `limit` where the plan's own record states none. Prices are dollars or percent, limits visits
    or whatever unit the limit has.
    """

    status: Status
    now: Price | None
    after_deductible: Price | None
    limit: Tally | None

    @property
    def cost_low(self) -> Decimal | None:
        """The least that the next visit costs, in dollars."""
        return self.now.low if self.now else None

    @property
    def cost_high(self) -> Decimal | None:
        """The most that the next visit costs, in dollars."""
        return self.now.high if self.now else None

    @property
    def cost_percent(self) -> Decimal | None:
        """The share of the allowed amount that the next visit costs, in percent."""
        return self.now.percent if self.now else None

    @property
    def after_deductible_low(self) -> Decimal | None:
        """The least that a visit costs after the deductible, in dollars."""
        return self.after_deductible.low if self.after_deductible else None

    @property
    def after_deductible_high(self) -> Decimal | None:
        """The most that a visit costs after the deductible, in dollars."""
        return self.after_deductible.high if self.after_deductible else None

    @property
    def after_deductible_percent(self) -> Decimal | None:
        """The share of the allowed amount that a visit costs after the deductible, in percent."""
        return self.after_deductible.percent if self.after_deductible else None

    @property
    def limit_low(self) -> int | None:
        """The lower end of the tightest limit; both ends are the same where the limit is no range."""
        return self.limit.low if self.limit else None

    @property
    def limit_high(self) -> int | None:
        """The upper end of the tightest limit."""
        return self.limit.high if self.limit else None


# The figures by name, as kept cases and summaries call them.
FIGURES: Final = (
    "cost_low",
    "cost_high",
    "cost_percent",
    "after_deductible_low",
    "after_deductible_high",
    "after_deductible_percent",
    "limit_low",
    "limit_high",
)


def figures(decision: Decision) -> Figures:
    """What a decision comes to."""
    cost = decision.cost
    branches = cost.branches if cost else ()
    after = (branch.price for branch in branches if branch.phase is Phase.AFTER_DEDUCTIBLE)
    stated = [tally for tally in own_limits(decision) if tally.low is not None]
    return Figures(
        status=decision.status,
        now=cost.now if cost else None,
        after_deductible=next(after, None),
        limit=min(stated, key=_tightness, default=None),
    )


def _tightness(tally: Tally) -> int:
    return tally.low or 0


def own_limits(decision: Decision) -> tuple[Tally, ...]:
    """The limits that the plan's own record states, or the member's own papers; what is not covered has none.

    A general guide's limit is never the plan's own.
    """
    if decision.status is Status.NOT_COVERED:
        return ()
    return tuple(tally for tally in decision.tallies if tally.from_member or not tally.inherited)
