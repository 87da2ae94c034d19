"""The drawing of a course of care: a column a visit, as high as all that is paid by then."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil
from typing import Final, NamedTuple

from benefits.coverage.courses import CourseCost, CourseVisit
from benefits.wizard.chart_marks import LEFT, RIGHT, ChangeMark, changes, written
from benefits.wording.phrases import dollars

# How far down the highest column may begin, and the floor that all stand on.
TOP: Final = 20
BASE: Final = 138
# The share of its place that a column takes, how far apart numbers under it must stand, and room for a sign in it.
COLUMN: Final = 0.75
APART: Final = 22
ROOM: Final = 12
TICKS: Final = 5
STEPS: Final = (1, 2, 5, 10)
# The room that a sum takes.
SUM: Final = 40
# A deductible further off than so many times the sum would press the columns flat.
IN_SIGHT: Final = 2


class ChartColumn(NamedTuple):
    """One visit: what was paid before it, and the visit itself on top. Places and sizes are ready to be written."""

    x: str
    middle: str
    width: str
    before_y: str
    before_height: str
    y: str
    height: str
    is_open: bool


class Tick(NamedTuple):
    """A line of the scale, and its dollars."""

    y: str
    label: str


class VisitMark(NamedTuple):
    """A number or a year under the columns, at its place."""

    x: str
    number: int


class Goal(NamedTuple):
    """The line at which the deductible is met, as far as its year goes, and what is left to pay until then."""

    y: str
    text_y: str
    end: str
    dollars: str


class SumMark(NamedTuple):
    """The sum, over the last column whose price is known; `x` is where its last digit ends."""

    x: str
    y: str
    dollars: str


class CourseChart(NamedTuple):
    """The drawing, part by part. `years` are those that the visits fall into, where they are several.

    `top` is where it begins, above the columns, and `height` how high it is.
    """

    columns: tuple[ChartColumn, ...]
    ticks: tuple[Tick, ...]
    marks: tuple[VisitMark, ...]
    years: tuple[VisitMark, ...]
    changes: tuple[ChangeMark, ...]
    goal: Goal | None
    sum: SumMark
    top: int
    height: int
    is_range: bool
    has_signs: bool

    @property
    def has_open(self) -> bool:
        """Whether the price of a visit is not known."""
        return any(column.is_open for column in self.columns)


def chart(found: CourseCost, changes_at: Sequence[int]) -> CourseChart | None:
    """The drawing of a course; `changes_at` are the first visits at a new price.

    None where no price is known, or where it never changes and meets no deductible: a straight line says nothing.
    """
    visits, most = found.visits, found.visits[-1].total_high
    goal = found.deductible_left if found.deductible_left and found.deductible_left <= most * IN_SIGHT else None
    if not most or (len(changes_at) == 1 and goal is None):
        return None
    ticks = _ticks(max(most, goal or most))
    scale = (BASE - TOP) / float(ticks[-1])
    place = (RIGHT - LEFT) / len(visits)
    columns = tuple(_column(visit, place, scale) for visit in visits)
    marked = tuple(changes(visits, changes_at, place))
    years = tuple(_years(visits, place))
    top = min((mark.row for mark in marked), default=0)
    return CourseChart(
        columns=columns,
        ticks=tuple(Tick(written(BASE - float(tick) * scale), dollars(tick)) for tick in ticks),
        marks=tuple(_marks(len(visits), place, changes_at)),
        years=years,
        changes=marked,
        goal=None if goal is None else _goal(goal, visits, place, scale),
        sum=_sum(found, place, scale),
        top=top,
        height=BASE + (36 if years else 20) - top,
        is_range=found.total_low != found.total_high,
        has_signs=place >= ROOM,
    )


def _ticks(most: Decimal) -> list[Decimal]:
    """Round sums from nought to at least the most, a few of them."""
    ten = Decimal(10) ** (most.adjusted() - 1)
    step = next(ten * each * power for power in (1, 10) for each in STEPS if ten * each * power * TICKS >= most)
    return [step * count for count in range(ceil(most / step) + 1)]


def _column(visit: CourseVisit, place: float, scale: float) -> ChartColumn:
    own = float(visit.high or 0) * scale
    total = float(visit.total_high) * scale
    return ChartColumn(
        x=written(LEFT + (visit.number - 1) * place + place * (1 - COLUMN) / 2),
        middle=written(LEFT + (visit.number - 0.5) * place),
        width=written(place * COLUMN),
        before_y=written(BASE - total + own),
        before_height=written(total - own),
        y=written(BASE - total),
        height=written(own),
        is_open=visit.is_open,
    )


def _sum(found: CourseCost, place: float, scale: float) -> SumMark:
    total = found.visits[-1].total_high
    end = LEFT + (found.priced[-1].number - (1 - COLUMN) / 2) * place
    return SumMark(written(max(end, LEFT + SUM)), written(BASE - float(total) * scale), dollars(total))


def _marks(count: int, place: float, changes_at: Sequence[int]) -> Iterator[VisitMark]:
    """The numbers that have room: those of visits at a new price first, then the last, then all others."""
    taken: list[float] = []
    for number in dict.fromkeys((*changes_at, count, *range(1, count + 1))):
        x = LEFT + (number - 0.5) * place
        if all(abs(x - other) >= APART for other in taken):
            taken.append(x)
            yield VisitMark(written(x), number)


def _years(visits: Sequence[CourseVisit], place: float) -> Iterator[VisitMark]:
    """The years, each at its first visit; none where all visits fall into one. A year has room for its four digits."""
    first = {visit.on.year: visit.number for visit in reversed(visits)}
    if len(first) == 1:
        return
    end = 0.0
    for year, number in sorted(first.items()):
        x = min(LEFT + (number - 1) * place, RIGHT - APART)
        if x >= end:
            end = x + 2 * APART
            yield VisitMark(written(x), year)


def _goal(left: Decimal, visits: Sequence[CourseVisit], place: float, scale: float) -> Goal:
    """The line ends with the year in which the payments count."""
    in_year = sum(visit.since == visits[0].since for visit in visits if not visit.is_past_record)
    y = BASE - float(left) * scale
    return Goal(written(y), written(y - 5), written(LEFT + in_year * place), dollars(left))
