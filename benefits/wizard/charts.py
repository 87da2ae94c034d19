"""The drawing of a course of care: a column a visit, as high as all that is paid by then."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil
from typing import Final, NamedTuple

from benefits.coverage.courses import CourseVisit
from benefits.wording.phrases import dollars

# The place for the columns within the drawing, in its own units: as many px on a phone of 390 px.
LEFT: Final = 50
RIGHT: Final = 336
TOP: Final = 14
BASE: Final = 132
# The share of its place that a column takes, and how far apart numbers under it must stand.
COLUMN: Final = 0.75
APART: Final = 22
TICKS: Final = 5
STEPS: Final = (1, 2, 5, 10)


class ChartColumn(NamedTuple):
    """One visit: what was paid before it, and the visit itself on top. Places and sizes are ready to be written."""

    x: str
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
    """A number under the columns, at its place."""

    x: str
    number: int


class CourseChart(NamedTuple):
    """The drawing, part by part; `changes` are the places of lines where the price changes."""

    columns: tuple[ChartColumn, ...]
    ticks: tuple[Tick, ...]
    marks: tuple[VisitMark, ...]
    changes: tuple[str, ...]

    @property
    def has_open(self) -> bool:
        """Whether the price of a visit is not known."""
        return any(column.is_open for column in self.columns)


def chart(visits: Sequence[CourseVisit], changes_at: Sequence[int]) -> CourseChart | None:
    """The drawing of these visits; `changes_at` are the first visits at a new price.

    None where no price is known, or where it never changes: a straight line says nothing.
    """
    most = visits[-1].total_high
    if not most or len(changes_at) == 1:
        return None
    ticks = _ticks(most)
    scale = (BASE - TOP) / float(ticks[-1])
    place = (RIGHT - LEFT) / len(visits)
    return CourseChart(
        columns=tuple(_column(visit, place, scale) for visit in visits),
        ticks=tuple(Tick(_written(BASE - float(tick) * scale), dollars(tick)) for tick in ticks),
        marks=tuple(_marks(len(visits), place, changes_at)),
        changes=tuple(_written(LEFT + (number - 1) * place) for number in changes_at if number > 1),
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
        x=_written(LEFT + (visit.number - 1) * place + place * (1 - COLUMN) / 2),
        width=_written(place * COLUMN),
        before_y=_written(BASE - total + own),
        before_height=_written(total - own),
        y=_written(BASE - total),
        height=_written(own),
        is_open=visit.is_open,
    )


def _marks(count: int, place: float, changes_at: Sequence[int]) -> Iterator[VisitMark]:
    """The numbers that have room: those of visits at a new price first, then the last, then all others."""
    taken: list[float] = []
    for number in dict.fromkeys((*changes_at, count, *range(1, count + 1))):
        x = LEFT + (number - 0.5) * place
        if all(abs(x - other) >= APART for other in taken):
            taken.append(x)
            yield VisitMark(_written(x), number)


def _written(length: float) -> str:
    """A length as the drawing holds it, whatever the language."""
    return f"{length:.1f}"
