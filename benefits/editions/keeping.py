"""Kept cases: what staff hold an edition to. A case that a catalog breaks bars its publication."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from msgspec import Struct

from benefits.coverage.catalog import Catalog
from benefits.coverage.costs import Price
from benefits.coverage.decision import Decision, decide
from benefits.coverage.situation import FactError, situation
from benefits.coverage.vocabulary import Phase
from benefits.models import KeptCase


class Outcome(Struct, frozen=True, kw_only=True):
    """What an answer comes to: status, price of the next visit, the one after the deductible, the tightest limit."""

    status: str
    cost_low: Decimal | None = None
    cost_high: Decimal | None = None
    cost_percent: Decimal | None = None
    after_deductible_low: Decimal | None = None
    after_deductible_high: Decimal | None = None
    after_deductible_percent: Decimal | None = None
    limit_low: int | None = None
    limit_high: int | None = None


FIGURES: Final = Outcome.__struct_fields__[1:]


class BrokenCase(Struct, frozen=True, kw_only=True):
    """A case, and what is not as it must be."""

    number: int
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return f"case {self.number}: {'; '.join(self.problems)}"


def outcome(catalog: Catalog, facts: Mapping[str, object]) -> Outcome:
    """What the answer to these facts comes to. Raises FactError for facts that cannot be used."""
    decision = decide(catalog, situation(catalog, facts))
    now, after = _prices(decision)
    stated = [tally for tally in decision.tallies if tally.low is not None]
    tight = min(stated, key=lambda tally: tally.low or 0, default=None)
    return Outcome(
        status=decision.status.value,
        cost_low=now.low if now else None,
        cost_high=now.high if now else None,
        cost_percent=now.percent if now else None,
        after_deductible_low=after.low if after else None,
        after_deductible_high=after.high if after else None,
        after_deductible_percent=after.percent if after else None,
        limit_low=tight.low if tight else None,
        limit_high=tight.high if tight else None,
    )


def _prices(decision: Decision) -> tuple[Price | None, Price | None]:
    """The price of the next visit as it stands; and after the deductible, where that is another."""
    cost = decision.cost
    if cost is None:
        return None, None
    later = (branch.price for branch in cost.branches if branch.phase is Phase.AFTER_DEDUCTIBLE)
    return cost.now, next(later, None)


def broken_cases(catalog: Catalog) -> tuple[BrokenCase, ...]:
    """The cases that this catalog breaks. Retired ones are not asked."""
    return tuple(
        BrokenCase(number=case.pk, problems=problems)
        for case in KeptCase.objects.filter(retired_at__isnull=True).order_by("pk")
        if (problems := tuple(differences(catalog, case)))
    )


def differences(catalog: Catalog, case: KeptCase) -> Iterator[str]:
    """What a catalog gives for the case that is not as expected; a figure left out is not looked at."""
    try:
        found = outcome(catalog, case.facts)
    except FactError as problem:
        yield f"its facts can no longer be used ({problem})"
        return
    if found.status != case.status:
        yield f"the answer is {found.status}, not {case.status}"
    for name in FIGURES:
        expected, given = getattr(case, name), getattr(found, name)
        if expected is not None and expected != given:
            yield f"{name} is {'not stated' if given is None else given}, not {expected}"
