"""A pair of copay and coinsurance cells, read together: what a member pays at a network tier."""

import re
from decimal import Decimal
from typing import Final

from msgspec import Struct

from benefits.coverage.vocabulary import CostKind, CostUnit, DeductibleRule, NetworkTier
from benefits.importing.filings import prices
from benefits.importing.filings.notes import Notes
from benefits.importing.filings.prices import Cell, FiledPrice
from benefits.importing.filings.reading import FiledRow
from benefits.importing.said import OutOfNetwork, StatedPrice

# Zero and limited cost sharing for American Indians and Alaska Natives: no charge is meant there.
ZERO_VARIANTS: Final = {"02": "zero", "03": "limited"}
FIRST_VISITS: Final = re.compile(
    r"(?:\bcopay\w* (?:for )?(?:the )?first (?P<copay>\d+) (?:office )?visits?"
    r"|\bfirst (?P<first>\d+) (?:office )?visits?\b[^;]{0,240}?\bcopay)"
    r".{0,240}?\b(?:beginning with|subsequent|thereafter)\b.{0,160}?\bdeductible and coinsurance(?: apply| applies)?",
    re.IGNORECASE | re.DOTALL,
)
STEPPED: Final = re.compile(
    r"\$(?P<low>\d+(?:\.\d+)?) for (?:the )?first (?P<visits>\d+) visits?,? (?:and )?\$?(?P<high>\d+(?:\.\d+)?) "
    r"thereafter",
    re.IGNORECASE,
)
TIERS: Final = (
    (NetworkTier.KAISER, "CopayInnTier1", "CoinsInnTier1", "IsSubjToDedTier1"),
    (NetworkTier.CONTRACTED, "CopayInnTier2", "CoinsInnTier2", "IsSubjToDedTier2"),
    (NetworkTier.OUTSIDE, "CopayOutofNet", "CoinsOutofNet", ""),
)


class CostCells(Struct, frozen=True):
    """Both cells of a tier, and what the row says around them."""

    tier: NetworkTier
    words: str
    copay: FiledPrice
    coinsurance: FiledPrice
    flag: str
    text: str
    variant: str
    year: int

    def rule(self, price: FiledPrice) -> DeductibleRule:
        """When the price holds. A cell's own word first, then the flag of the years 2014 and 2015.

        "Copay before deductible" is owed whether or not the deductible is met. From 2016 on a cell that does not
        name the deductible means that it does not matter; before, a bare coinsurance with no flag says nothing.
        """
        if price.deductible:
            return DeductibleRule.NOT_SUBJECT if price.deductible is DeductibleRule.BEFORE else price.deductible
        if self.flag in {"yes", "no"}:
            return DeductibleRule.AFTER if self.flag == "yes" else DeductibleRule.NOT_SUBJECT
        silent = price is self.coinsurance and self.year < 2016 and price.real
        return DeductibleRule.UNSTATED if silent else DeductibleRule.NOT_SUBJECT


def costs(row: FiledRow, notes: Notes) -> tuple[StatedPrice, ...]:
    """The prices of all tiers. Nothing for a tier of which the row says nothing, or that it does not cover."""
    pairs = [_pair(row, *columns) for columns in TIERS]
    return tuple(cost for pair in pairs if not _not_covered(pair) for cost in _read(pair, notes))


def out_of_network(row: FiledRow) -> OutOfNetwork:
    """Whether the plan pays anything outside its network: who pays 100 percent is not covered."""
    pair = _pair(row, *TIERS[-1])
    if _not_covered(pair):
        return OutOfNetwork.NOT_COVERED
    was_read = Cell.UNREAD not in {pair.copay.cell, pair.coinsurance.cell}
    pays_all = pair.coinsurance.figure == 100
    if not was_read or pays_all or _silent(pair):
        return OutOfNetwork.NOT_STATED
    return OutOfNetwork.COVERED


def _pair(row: FiledRow, tier: NetworkTier, copay: str, coinsurance: str, flag: str) -> CostCells:
    return CostCells(
        tier,
        f'{copay} "{row[copay]}", {coinsurance} "{row[coinsurance]}"',
        prices.copay(row[copay]),
        prices.coinsurance(row[coinsurance]),
        row[flag].casefold(),
        f"{row['Explanation']} {row['Exclusions']}",
        row["PlanId"].rpartition("-")[2],
        int(row["BusinessYear"]) if row["BusinessYear"].isdecimal() else 0,
    )


def _silent(pair: CostCells) -> bool:
    return pair.copay.cell is pair.coinsurance.cell is Cell.ABSENT


def _not_covered(pair: CostCells) -> bool:
    return pair.tier is NetworkTier.OUTSIDE and pair.coinsurance.figure == 100 and pair.copay.zero


def _read(pair: CostCells, notes: Notes) -> tuple[StatedPrice, ...]:
    """By the table of pairs: a zero beside a price is a placeholder; two prices need the text."""
    if Cell.UNREAD in {pair.copay.cell, pair.coinsurance.cell}:
        notes.review(f"The price was not read: {pair.words}.")
        return (_unstated(pair),)
    if _silent(pair):
        return _nothing(pair, notes)
    if pair.copay.real and pair.coinsurance.real:
        return _both(pair, notes)
    if pair.copay.real and pair.tier is NetworkTier.KAISER and (stepped := STEPPED.search(pair.text)):
        return _stepped(pair, stepped, notes)
    if pair.tier is NetworkTier.KAISER and FIRST_VISITS.search(pair.text):
        notes.review(f"The text gives the first visits another price; the columns do not: {pair.words}.")
    if pair.copay.real:
        return (_copayment(pair, notes),)
    return (_coinsurance(pair, notes) if pair.coinsurance.real else _no_charge(pair, notes),)


def _unstated(pair: CostCells) -> StatedPrice:
    return StatedPrice(tier=pair.tier, kind=CostKind.UNSTATED, deductible=DeductibleRule.UNSTATED)


def _nothing(pair: CostCells, notes: Notes) -> tuple[StatedPrice, ...]:
    """Most plans have no second tier, and many say nothing of care outside; the first tier must have a price."""
    if pair.tier is not NetworkTier.KAISER:
        return ()
    notes.review(f"The row gives no price: {pair.words}.")
    return (_unstated(pair),)


def _copayment(pair: CostCells, notes: Notes) -> StatedPrice:
    price = pair.copay
    if price.per_stay:
        notes.review(f"The copayment is for a whole stay: {pair.words}.")
    elif price.per is CostUnit.DAY:
        notes.caveat("The copayment is for each day.")
    free_later = pair.coinsurance.zero and pair.coinsurance.deductible is DeductibleRule.AFTER
    if free_later and pair.rule(price) is not DeductibleRule.AFTER:
        notes.review(f"Whether the copayment is still owed after the deductible is not said: {pair.words}.")
    return StatedPrice(
        tier=pair.tier,
        kind=CostKind.COPAYMENT,
        amount=price.figure,
        deductible=_checked(pair, price, notes),
        per=price.per,
    )


def _coinsurance(pair: CostCells, notes: Notes) -> StatedPrice:
    price = pair.coinsurance
    rule = _checked(pair, price, notes)
    if price.deductible is None and pair.copay.deductible is DeductibleRule.AFTER:
        rule = DeductibleRule.AFTER
    if price.figure == 100:
        notes.review(f"The member pays all of it, which is no coverage: {pair.words}.")
        return StatedPrice(tier=pair.tier, kind=CostKind.FULL_COST, deductible=rule)
    return StatedPrice(tier=pair.tier, kind=CostKind.COINSURANCE, percent=price.figure, deductible=rule, per=price.per)


def _checked(pair: CostCells, price: FiledPrice, notes: Notes) -> DeductibleRule:
    if price.deductible is DeductibleRule.AFTER and pair.flag == "no":
        notes.review(f'The price is after the deductible, but the row says "not subject to deductible": {pair.words}.')
    if pair.rule(price) is DeductibleRule.UNSTATED:
        notes.review(f"Whether the deductible comes first is not said: {pair.words}.")
    return pair.rule(price)


def _no_charge(pair: CostCells, notes: Notes) -> StatedPrice:
    """Zeros only. Meant in the variants without cost sharing; elsewhere often a template left as it was."""
    after = DeductibleRule.AFTER in {pair.copay.deductible, pair.coinsurance.deductible}
    rule = DeductibleRule.AFTER if after else pair.rule(pair.copay)
    if kind := ZERO_VARIANTS.get(pair.variant):
        notes.caveat(f"Variant {pair.variant} ({kind} cost sharing): other variants of this plan have other prices.")
        rule = DeductibleRule.AFTER if after else DeductibleRule.NOT_SUBJECT
    elif not after:
        notes.review(f"No charge in a variant that usually has a price: {pair.words}.")
    return StatedPrice(tier=pair.tier, kind=CostKind.NO_CHARGE, deductible=rule)


def _both(pair: CostCells, notes: Notes) -> tuple[StatedPrice, ...]:
    """A copayment and a coinsurance: the text may say which visits have which; else somebody must look."""
    copayment, coinsurance = _copayment(pair, notes), _coinsurance(pair, notes)
    found = FIRST_VISITS.search(pair.text)
    if found and (found["copay"] or found["first"]):
        if "office visit" in found[0].casefold():
            notes.review(
                "The first visits at a copayment are counted over all office visits, not this therapy's alone."
            )
        last = int(found["copay"] or found["first"])
        first = StatedPrice(
            tier=pair.tier, kind=copayment.kind, amount=copayment.amount, deductible=copayment.deductible, to_visit=last
        )
        later = StatedPrice(
            tier=pair.tier,
            kind=coinsurance.kind,
            percent=coinsurance.percent,
            deductible=DeductibleRule.AFTER,
            from_visit=last + 1,
        )
        return first, later
    notes.review(f"A copayment and a coinsurance, and the text does not say which applies when: {pair.words}.")
    return copayment, coinsurance


def _stepped(pair: CostCells, found: re.Match[str], notes: Notes) -> tuple[StatedPrice, ...]:
    """A copayment for the first visits, another from then on."""
    rule, last = pair.rule(pair.copay), int(found["visits"])
    amounts = Decimal(found["low"]), Decimal(found["high"])
    notes.review(f'The text changes the copayment with the visits, "{found[0]}"; the columns: {pair.words}.')
    return tuple(
        StatedPrice(
            tier=pair.tier, kind=CostKind.COPAYMENT, amount=amount, deductible=rule, from_visit=start, to_visit=end
        )
        for amount, start, end in ((amounts[0], 1, last), (amounts[1], last + 1, None))
    )
