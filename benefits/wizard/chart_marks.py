"""The words in the drawing of a course: at which visit something changes, and what."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from benefits.coverage.courses import CourseVisit
from benefits.wording.courses import mark

# Where the columns begin and end, in the drawing's own units: as many px on a phone of 390 px.
LEFT: Final = 50
RIGHT: Final = 336
# How wide a letter is and how high a row; of more rows than these nobody would find their way.
LETTER: Final = 6.4
ROW: Final = 16
ROWS: Final = 3
GAP: Final = 4
EDGE: Final = RIGHT + GAP


class ChangeMark(NamedTuple):
    """A line where something changes, with its words in a row above the columns; without words where no row is free."""

    x: str
    text_x: str
    anchor: str
    row: int
    text_y: int
    text: str


def changes(visits: Sequence[CourseVisit], changes_at: Sequence[int], place: float) -> Iterator[ChangeMark]:
    """A mark for each visit at which something changes, from the first row down, none over another."""
    taken: list[list[tuple[float, float]]] = [[] for _row in range(ROWS)]
    for number in changes_at[1:]:
        x, text = LEFT + (number - 1) * place, mark(visits[number - 2], visits[number - 1])
        start, end = _span(x, len(text) * LETTER + GAP)
        free = next((row for row, spans in enumerate(taken) if _is_free(spans, start, end)), None)
        if free is not None:
            taken[free].append((start, end))
        top = -ROW * ((free or 0) + 1)
        yield ChangeMark(
            x=written(x),
            text_x=written(start + GAP if start == x else end - GAP),
            anchor="start" if start == x else "end",
            row=top,
            text_y=top + ROW - GAP,
            text="" if free is None else text,
        )


def written(length: float) -> str:
    """A length as the drawing holds it, whatever the language."""
    return f"{length:.1f}"


def _span(x: float, width: float) -> tuple[float, float]:
    """From where to where words reach: to the right of their line, else to its left, else to the edge across it."""
    if x + width <= EDGE:
        return x, x + width
    return (x - width, x) if x >= width else (EDGE - width, EDGE)


def _is_free(spans: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    return all(end <= before or start >= after for before, after in spans)
