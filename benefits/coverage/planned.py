"""A course of care that a member plans. It is told for the sums alone: no answer turns on it, and no id holds it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from benefits.coverage.catalog import Catalog
from benefits.coverage.kinds import CountOfVisits, DayOfCare
from benefits.coverage.periods import A_WEEK, visit_day
from benefits.coverage.situation import FactError, Shaped, ValueShape
from benefits.coverage.vocabulary import Refusal, Refused

COURSE: Final = "course"
MOST_VISITS: Final = 200
MOST_A_WEEK: Final = 7
VISITS: Final = CountOfVisits(least=1, most=MOST_VISITS)
A_WEEK_TOLD: Final = CountOfVisits(least=1, most=MOST_A_WEEK)
DAY: Final = DayOfCare()


class Course(Struct, frozen=True, kw_only=True):
    """What a member plans: so many visits, so many a week, the first on `starts_on`.

    Raises Refused for fewer than one, or for more than anybody plans.
    """

    visits: int
    per_week: int
    starts_on: date

    def __post_init__(self) -> None:
        for name, most in (("visits", MOST_VISITS), ("per_week", MOST_A_WEEK)):
            if not 1 <= getattr(self, name) <= most:
                raise Refused(name, Refusal.NOT_WHOLE, least=1, most=most)

    @property
    def days(self) -> tuple[date, ...]:
        """The day of each visit."""
        return tuple(visit_day(number, self.per_week, self.starts_on) for number in range(1, self.visits + 1))


def kept(catalog: Catalog, told: object) -> dict[str, object]:
    """A course as every face holds it: `visits`, and where they were told `per_week` and `from`.

    Raises FactError that names the part.
    """
    if not isinstance(told, Mapping):
        raise FactError(COURSE, told, (Shaped(ValueShape.COURSE),))
    for part in told:
        if part not in ("visits", "per_week", "from"):
            raise FactError(f"{COURSE}.{part!s:.60}", part, ("visits", "per_week", "from"))
    found: dict[str, object] = {"visits": _number(catalog, "visits", VISITS, told.get("visits"))}
    if "per_week" in told:
        found["per_week"] = _number(catalog, "per_week", A_WEEK_TOLD, told["per_week"])
    if "from" in told:
        found["from"] = DAY.read(catalog, f"{COURSE}.from", told["from"]).isoformat()
    return found


def read(catalog: Catalog, told: object, on: date) -> Course:
    """The course that was told. Without a pace it is that of the run-out days; it starts on the day of the question.

    Raises FactError that names the part; one that would start before that day is refused too.
    """
    parts = kept(catalog, told)
    starts_on = DAY.read(catalog, f"{COURSE}.from", parts.get("from", on))
    if starts_on < on:
        raise FactError(f"{COURSE}.from", starts_on, (Shaped(ValueShape.DAY_FROM_ON),))
    per_week = _number(catalog, "per_week", A_WEEK_TOLD, parts.get("per_week", A_WEEK))
    return Course(visits=_number(catalog, "visits", VISITS, parts["visits"]), per_week=per_week, starts_on=starts_on)


def _number(catalog: Catalog, part: str, kind: CountOfVisits, told: object) -> int:
    """A whole number of the course. Raises FactError, also for not being sure: a course is planned or it is not."""
    number = kind.read(catalog, f"{COURSE}.{part}", told)
    if number is None:
        raise FactError(f"{COURSE}.{part}", told, (Shaped(ValueShape.WHOLE_NUMBER, kind.least, kind.most),))
    return number
