"""The limits of a row: its columns and its text laid side by side, and who shares them."""

import re
from typing import Final

from msgspec.structs import replace

from benefits.coverage.vocabulary import LimitPeriod, LimitUnit
from benefits.importing.filings.names import Meaning, ordered
from benefits.importing.filings.notes import Notes
from benefits.importing.filings.reading import FiledRow
from benefits.importing.filings.statements import Statement
from benefits.importing.filings.texts import LimitsStated
from benefits.importing.said import StatedLimit

UNITS: Final = {
    "visit": LimitUnit.VISITS,
    "treatment": LimitUnit.TREATMENTS,
    "procedure": LimitUnit.PROCEDURES,
    "day": LimitUnit.DAYS,
    "hour": LimitUnit.HOURS,
    "dollar": LimitUnit.DOLLARS,
}
PERIODS: Final = {
    "year": LimitPeriod.YEAR,
    "benefit period": LimitPeriod.BENEFIT_PERIOD,
    "lifetime": LimitPeriod.LIFETIME,
    "month": LimitPeriod.MONTH,
    "admission": LimitPeriod.ADMISSION,
    "stay": LimitPeriod.ADMISSION,
}
YEARS: Final = frozenset(
    {LimitPeriod.YEAR, LimitPeriod.CALENDAR_YEAR, LimitPeriod.PLAN_YEAR, LimitPeriod.CONTRACT_YEAR}
)
_UNIT: Final = re.compile(r"(?P<unit>[a-z]+?)s?(?:\(s\))? per (?P<period>.+)")
ENDLESS: Final = 9999  # a template's way to say that there is no limit


def limits(row: FiledRow, meaning: Meaning, told: LimitsStated, notes: Notes) -> tuple[StatedLimit, ...]:
    """What the row proposes; nothing when neither its columns nor its text speak of a limit."""
    therapies = frozenset(meaning.therapies)
    column = _column(row, notes)
    stated = _stated(told, notes)
    shared = [statement for statement in told.statements if statement.quantity is None]
    if stated:
        found = _from_text(column, stated, shared, therapies, notes)
    elif column or shared or told.joins:
        found = _from_column(column, shared, therapies - told.unlimited, bool(told.joins), notes)
    else:
        found = _unsaid(row, told, therapies, notes)
    if told.boundless and found:
        limit = f"The columns say {_words(column)}" if column else f'The text says "{_quoted(stated)}"'
        notes.review(f'{limit}, and also "{told.boundless}".')
    for therapy in ordered(frozenset(told.unlimited) & therapies):
        notes.review(f"The text says that {therapy} has no limit.")
    return tuple(dict.fromkeys(_finished(limit, told, notes) for limit in found))


def _column(row: FiledRow, notes: Notes) -> StatedLimit | None:
    """The limit of the three columns, for no therapy yet."""
    asked, quantity, unit = row["QuantLimitOnSvc"].casefold(), row["LimitQty"], row["LimitUnit"]
    words = f'QuantLimitOnSvc "{row["QuantLimitOnSvc"]}", LimitQty "{quantity}", LimitUnit "{unit}"'
    if asked not in {"yes", "no", ""}:
        notes.review(f"The limit was not read: {words}.")
    if not quantity and not unit:
        return None
    number = re.fullmatch(r"(\d{1,6})(?:\.0+)?", quantity.replace(",", ""))
    if not number or not 0 < int(number[1]) < ENDLESS or not unit or asked == "no":
        notes.review(f"The limit was not read, or its columns do not go together: {words}.")
    if not number or int(number[1]) == ENDLESS:
        return None
    counted, period = _unit(unit, notes)
    return StatedLimit(quantity=int(number[1]), unit=counted, period=period, pool=())


def _unit(text: str, notes: Notes) -> tuple[str | None, str | None]:
    plain = " ".join(text.casefold().split())
    if not (found := _UNIT.fullmatch(plain)):
        notes.review(f'The unit of the limit was not read: "{text}".')
        return None, None
    unit, period = UNITS.get(found["unit"]), PERIODS.get(found["period"])
    if not unit or not period:
        notes.review(f'We have no word of our own for "{text}".')
    return unit or f"{found['unit']}s", period or found["period"].replace(" ", "_")


def _stated(told: LimitsStated, notes: Notes) -> list[Statement]:
    """The text's figures; one said twice, or a sum of the others, once."""
    figures = [statement for statement in told.statements if statement.quantity is not None]
    named = [statement for statement in figures if statement.named.anything]
    known = {statement.quantity for statement in named} | {_total(named, 1)}
    if named:
        figures = [figure for figure in figures if figure.named.anything or figure.quantity not in known]
    counted = [
        therapy for figure in figures if figure.unit in {None, LimitUnit.VISITS} for therapy in figure.named.therapies
    ]
    if len(counted) > len(set(counted)):
        notes.review(f'The text names a therapy in two limits: "{_quoted(figures)}".')
    return figures


def _from_text(
    column: StatedLimit | None,
    stated: list[Statement],
    shared: list[Statement],
    therapies: frozenset[str],
    notes: Notes,
) -> list[StatedLimit]:
    """The text outranks the columns; when their figures differ, both are proposed and somebody looks."""
    ours = _ours(stated, therapies, with_column=column is not None)
    found = [limit for statement in ours for limit in _read(statement, shared, column, therapies, notes)]
    quantities = [statement.quantity or 0 for statement in ours if statement.period is not LimitPeriod.ROLLING_DAYS]
    if not column and not ours:
        notes.review(f'The text gives figures for other services only: "{_quoted(stated)}".')
        return []
    if not column:
        notes.review(f'The limit stands in the text only: "{_quoted(stated)}".')
    elif quantities and column.quantity not in {*quantities, _total(stated, len(therapies))}:
        notes.review(f'The columns say {_words(column)}, the text says "{_quoted(stated)}".')
        found += _of(column, therapies, shared, notes)
    elif not quantities or not ours:
        notes.review(
            f'The text gives figures for other services: "{_quoted(stated)}". Is {_words(column)} for this one?'
        )
        found += _of(column, therapies, shared, notes)
    if any(statement.each for statement in ours) and any(statement.named.therapies for statement in shared):
        notes.review(f'The text says both shared and each: "{_quoted([*ours, *shared])}".')
    if missing := therapies - frozenset(slug for limit in found for slug in limit.pool):
        notes.review(f"The text gives a limit, but none for {', '.join(ordered(missing))}.")
    return found


def _ours(stated: list[Statement], therapies: frozenset[str], *, with_column: bool) -> list[Statement]:
    """What is stated of these therapies; without a column also what several share that these may be among."""
    ours = [statement for statement in stated if _concerns(statement, therapies)]
    if ours or with_column:
        return ours
    # "therapy and chiropractic services combined"
    return [statement for statement in stated if statement.combined and statement.named.therapies]


def _concerns(statement: Statement, therapies: frozenset[str]) -> bool:
    named = statement.named
    return bool(named.therapies & therapies) or statement.with_row or not named.anything


def _total(stated: list[Statement], therapies: int) -> int:
    """What the figures come to when each therapy has its own: some filings put that in their columns."""
    return sum(
        (statement.quantity or 0)
        * (len(statement.named.therapies) + len(statement.named.others) or therapies if statement.each else 1)
        for statement in stated
        if statement.period is not LimitPeriod.ROLLING_DAYS
    )


def _read(
    statement: Statement, shared: list[Statement], column: StatedLimit | None, therapies: frozenset[str], notes: Notes
) -> list[StatedLimit]:
    """One statement as limits of the row."""
    unit = statement.unit or (column.unit if column else None)
    period = statement.period or (column.period if column else None)
    if column and column.quantity == statement.quantity and _differ(column, unit, period):
        notes.review(f'The columns say {_words(column)}, the text says "{statement.sentence}".')
    if not period:
        notes.review(f'Over which time the limit counts is not said: "{statement.sentence}".')
    if "inpatient" in statement.sentence.casefold():
        notes.review(f'The text speaks of inpatient care: "{statement.sentence}".')
    limit = StatedLimit(quantity=statement.quantity, unit=unit, period=period, pool=())
    if statement.period is LimitPeriod.ROLLING_DAYS:
        notes.review(f'A limit in time: "{statement.sentence}".')
        return [replace(limit, pool=ordered(therapies))]
    if not statement.named.therapies and not statement.each:
        return _of(limit, therapies, shared, notes)
    return _of(limit, therapies, [statement], notes)


def _differ(column: StatedLimit, unit: str | None, period: str | None) -> bool:
    same_period = period == column.period or (column.period == LimitPeriod.YEAR and period in YEARS)
    return unit != column.unit or not same_period


def _from_column(
    column: StatedLimit | None, shared: list[Statement], therapies: frozenset[str], joins: bool, notes: Notes
) -> list[StatedLimit]:
    """The columns' figure for whoever the text says; without a figure, a limit whose number is not known."""
    if not column:
        if not joins:
            notes.review(f'The text says that a limit is shared, but not which: "{_quoted(shared)}".')
        column = StatedLimit(quantity=None, unit=None, period=None, pool=())
    if joins and not shared:
        return [replace(column, pool=ordered(therapies))]
    return _of(column, therapies, shared, notes)


def _of(limit: StatedLimit, therapies: frozenset[str], shared: list[Statement], notes: Notes) -> list[StatedLimit]:
    """The limit for the therapies that share it; one for each where sharing is not said."""
    statement = shared[0] if len(shared) == 1 else None
    if len(shared) > 1:
        notes.review(f'The text says more than once who shares the limit: "{_quoted(shared)}".')
    if not statement or not (statement.named.anything or statement.each):
        if len(therapies) > 1:
            notes.review("One limit for several therapies: whether they share it is not said.")
        return [replace(limit, pool=(therapy,)) for therapy in ordered(therapies)]
    if statement.unclear:
        notes.review(f'{statement.unclear}: "{statement.sentence}".')
    named = statement.named.therapies or therapies
    if statement.each or (len(named) > 1 and not statement.combined):
        return [replace(limit, pool=(therapy,)) for therapy in ordered(named & therapies)]
    if statement.combined and not named & therapies:
        named |= therapies  # "combined with speech therapy": with what the row is about
    if statement.combined and named == therapies and len(named) == 1 and not statement.named.others:
        notes.review(f'The text says shared, but not with whom: "{statement.sentence}".')
    if statement.named.others and statement.combined:
        notes.caveat(f"The limit also counts: {', '.join(statement.named.others)}.")
    return [replace(limit, pool=ordered(named))]


def _unsaid(row: FiledRow, told: LimitsStated, therapies: frozenset[str], notes: Notes) -> list[StatedLimit]:
    """No figure anywhere: a limit of unknown size when the row says that there is one, else none."""
    if row["QuantLimitOnSvc"].casefold() != "yes" and not told.elsewhere:
        return []
    notes.review("The row says that a limit applies, but not which.")
    return [StatedLimit(quantity=None, unit=None, period=None, pool=(therapy,)) for therapy in ordered(therapies)]


def _finished(limit: StatedLimit, told: LimitsStated, notes: Notes) -> StatedLimit:
    if told.per_condition and limit.period == LimitPeriod.YEAR:
        notes.review('The columns say "per year", the text says "per condition".')
        limit = replace(limit, period=LimitPeriod.CONDITION_PER_YEAR.value)
    return replace(limit, exempt=tuple(told.exempt))


def _words(limit: StatedLimit) -> str:
    return f"{limit.quantity} {limit.unit or ''} per {limit.period or 'unsaid time'}".replace("_", " ")


def _quoted(stated: list[Statement]) -> str:
    return "; ".join(dict.fromkeys(statement.sentence for statement in stated))
