"""A row of a filing as a proposal: what it would become here, and what somebody must look at first."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from benefits.bounds import FILING_PLAN, FILING_TEXT, FILING_VALUE
from benefits.coverage.records import HIOS
from benefits.coverage.vocabulary import CoverageStatus, Purpose
from benefits.importing.filings.costs import costs, out_of_network
from benefits.importing.filings.limits import limits
from benefits.importing.filings.names import Meaning, meaning, normalised, ordered
from benefits.importing.filings.notes import Notes
from benefits.importing.filings.reading import FiledRow
from benefits.importing.filings.texts import told
from benefits.importing.said import OutOfNetwork, StatedLimit, StatedPrice

STATUSES: Final = {"covered": CoverageStatus.COVERED, "not covered": CoverageStatus.NOT_COVERED}
REHABILITATION_ROW: Final = "outpatient rehabilitation services"
COVERED_AFTER_ALL: Final = re.compile(
    r"(?<!not )\bcovered (?:under|by|benefit|in|as|with|when)\b|\bincluded (?:in|with|under)\b|\b(?:is|are) covered\b",
    re.IGNORECASE,
)
PRICE_COLUMNS: Final = ("CopayInnTier1", "CoinsInnTier1", "CopayInnTier2", "CoinsInnTier2")
TEXTS: Final = ("Explanation", "Exclusions")
_JSON: Final = msgspec.json.Encoder(decimal_format="number")


class FiledProposal(Struct, frozen=True, kw_only=True):
    """What a row would become. It keeps the row verbatim; `joins` is the text that leans on another row's limit."""

    row: FiledRow
    meaning: Meaning
    status: CoverageStatus | None
    cost: tuple[StatedPrice, ...]
    limits: tuple[StatedLimit, ...]
    out_of_network: OutOfNetwork
    caveats: tuple[str, ...]
    why: tuple[str, ...]
    joins: str = ""

    @property
    def needs_review(self) -> bool:
        """Whether anything is open."""
        return bool(self.why)

    def document(self) -> dict[str, Any]:
        """The proposal as issue trackers, reviewers and programs see it."""
        return {
            "file": self.row.file,
            "line": self.row.line,
            "plan_id": self.row["PlanId"],
            "benefit_name": self.row["BenefitName"],
            "therapies": self.meaning.therapies,
            "status": self.status,
            "cost": [{name: getattr(cost, name) for name in COST_FIELDS} for cost in self.cost],
            "limits": self.limits,
            "out_of_network": self.out_of_network,
            "caveats": self.caveats,
            "needs_review": self.needs_review,
            "why": self.why,
        }

    def to_json(self) -> str:
        """The document on one line; sums and percents are numbers."""
        return _JSON.encode(self.document()).decode()


COST_FIELDS: Final = ("tier", "kind", "amount", "percent", "deductible", "from_visit", "to_visit")


def proposed(rows: Iterable[FiledRow]) -> Iterator[FiledProposal]:
    """A proposal for every row, in order. A limit that leans on another row is looked up among the plan's rows.

    A filing keeps the rows of a plan together; a file that does not leaves the size of such a limit open.
    Raises TooMuch, naming the line, where a plan has more rows than are laid beside each other.
    """
    for _plan, group in groupby(rows, lambda row: row["PlanId"]):
        together = [*islice(group, FILING_PLAN.most + 1)]
        FILING_PLAN.hold(len(together), f"line {together[-1].line}")
        proposals = [proposal(row) for row in together]
        leaned_on = next(
            (found for found in proposals if normalised(found.row["BenefitName"]) == REHABILITATION_ROW), None
        )
        for found in proposals:
            yield _joined(found, leaned_on) if found.joins and found is not leaned_on else found


def proposal(row: FiledRow) -> FiledProposal:
    """What one row proposes, by itself. What is too long to be read is for somebody to look at."""
    notes = Notes()
    short = _short(row, notes)
    means = meaning(short["BenefitName"])
    _identity(short, means, notes)
    status = _status(short, notes)
    covered = status is not CoverageStatus.NOT_COVERED
    priced = status is CoverageStatus.COVERED or any(short[name] for name in PRICE_COLUMNS)
    text = told(short, habilitation=means.purpose is Purpose.HABILITATION, notes=notes) if covered else None
    found = FiledProposal(
        row=row,
        meaning=means,
        status=status,
        cost=costs(short, notes) if covered and priced else (),
        limits=limits(short, means, text, notes) if text else (),
        out_of_network=out_of_network(short) if covered else OutOfNetwork.NOT_COVERED,
        caveats=(),
        why=(),
        joins=text.joins if text else "",
    )
    _caveats(row, means, notes)
    return replace(found, caveats=tuple(notes.caveats), why=tuple(notes.why))


def _short(row: FiledRow, notes: Notes) -> FiledRow:
    """The row without the values that are longer than what is read of their column."""
    bounds = {name: FILING_TEXT if name in TEXTS else FILING_VALUE for name in row.values}
    long = [name for name, bound in bounds.items() if len(row.values[name]) > bound.most]
    if not long:
        return row
    for name in long:
        notes.review(f"Not read: {name}: {bounds[name].told()}")
    return replace(row, values={**row.values, **dict.fromkeys(long, "")})


def _identity(row: FiledRow, means: Meaning, notes: Notes) -> None:
    """Whose row it is, and about what."""
    if not HIOS.fullmatch(row["PlanId"]):
        notes.review(f'"{row["PlanId"]}" is not a plan id.')
    for column, other in (("IssuerId", "IssuerId2"), ("StateCode", "StateCode2")):
        if row[other] and row[column] != row[other]:
            notes.review(f'{column} is "{row[column]}", but {other} is "{row[other]}".')
    if not means.therapies:
        notes.review(f'No therapy of ours is known by the name "{row["BenefitName"]}".')
    if means.umbrella:
        notes.review("The name covers several therapies, which may have rows of their own.")
    if means.note:
        notes.caveat(means.note)
    if means.purpose is Purpose.HABILITATION:
        notes.caveat("For habilitation: gaining a skill, not getting one back.")


def _status(row: FiledRow, notes: Notes) -> CoverageStatus | None:
    """None when the filing does not say."""
    status = STATUSES.get(row["IsCovered"].casefold())
    if not status:
        notes.review(f'Whether it is covered is not said: IsCovered is "{row["IsCovered"]}".')
    if status is not CoverageStatus.NOT_COVERED:
        return status
    if given := [row[name] for name in PRICE_COLUMNS if "$" in row[name] or "%" in row[name]]:
        notes.review(f'Not covered, but with a price: "{", ".join(given)}".')
    if text := row["Explanation"]:
        notes.review(f'The columns say "{row["IsCovered"]}", the text says "{text}".')
        return CoverageStatus.VARIES if COVERED_AFTER_ALL.search(text) else status
    return status


def _caveats(row: FiledRow, means: Meaning, notes: Notes) -> None:
    """What the flags and the texts add, in the filing's words where they are words."""
    if row["IsExclFromInnMOOP"].casefold() == "yes":
        notes.caveat("Does not count toward the in-network out-of-pocket maximum.")
    if row["IsExclFromOonMOOP"].casefold() == "yes":
        notes.caveat("Does not count toward the out-of-network out-of-pocket maximum.")
    if row["EHBVarReason"].casefold() == "above ehb":
        notes.caveat("Above the essential health benefits.")
    if row["IsStateMandate"].casefold() == "yes":
        notes.caveat("Required by state law.")
    for column in TEXTS:
        if row[column]:
            notes.caveat(f"{column} in the filing: {row[column]}")


def _joined(found: FiledProposal, other: FiledProposal | None) -> FiledProposal:
    """The row's limit is another row's: that row's figures, and everyone who shares them."""
    given = [limit for limit in other.limits if limit.quantity] if other else []
    if not given:
        why = f'Shares the limit of "Outpatient Rehabilitation Services", which is not in this file: "{found.joins}".'
        mine = [replace(limit, pool=_with(limit.pool, meaning(REHABILITATION_ROW).therapies)) for limit in found.limits]
        return replace(found, limits=tuple(dict.fromkeys(mine)), why=(*found.why, why))
    line = other.row.line if other else 0
    why = f'Shares the limit of "Outpatient Rehabilitation Services" on line {line}: "{found.joins}".'
    exempt = found.limits[0].exempt if found.limits else ()
    shared = [
        replace(limit, pool=_with(limit.pool, found.meaning.therapies), exempt=exempt or limit.exempt)
        for limit in given
    ]
    own = [
        limit for limit in found.limits if limit.quantity and limit.quantity not in {each.quantity for each in given}
    ]
    return replace(found, limits=tuple(dict.fromkeys(shared + own)), why=(*found.why, why))


def _with(pool: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return ordered(frozenset(pool) | frozenset(more))
