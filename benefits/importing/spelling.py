"""One value, one spelling: what a record holds as a cell, and a cell as what a record holds."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from benefits.coverage.vocabulary import Refused
from benefits.importing.checking import UNWANTED
from benefits.importing.columns import Column, Kind
from benefits.models import ContentRow, pooling
from benefits.words import refusals

Spelled = str | int | Decimal | date | None

NUMBER: Final = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
MOST: Final = 10**12
ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LINES: Final = re.compile(r"\r\n|\r|\n")
BETWEEN: Final = "|"
TRUTH: Final = {"yes": True, "no": False, "true": True, "false": False}


class Wrong:
    """A cell that says nothing that could be read, and why."""

    def __init__(self, why: str) -> None:
        self.why = why

    def __str__(self) -> str:
        return ""


def spelled(column: Column, value: Any) -> Spelled:
    """The value as its cell has it; nothing where the record holds nothing."""
    if value is None or value == ():
        return None
    match column.kind:
        case Kind.YES_NO:
            return "yes" if value else "no"
        case Kind.MEMBERS:
            return pooling.spelled(value)
        case Kind.FACTS:
            return "\n".join(f"{part.fact}: {', '.join(part.values)}" for part in value)
        case Kind.SLUGS | Kind.TEXTS | Kind.WORDS:
            return _listed(value)
        case Kind.SLUG | Kind.TEXT | Kind.WORD:
            return str(value)
        case Kind.WHOLE | Kind.NUMBER | Kind.DATE:
            found: int | Decimal | date = value
            return found


def _listed(words: tuple[str, ...]) -> str:
    """One a line. A line's end keeps a single text that holds a | in one piece."""
    text = "\n".join(words)
    return f"{text}\n" if len(words) == 1 and BETWEEN in text else text


def read(column: Column, cell: Any) -> Any:
    """What the cell says, as the record takes it; None where it says nothing.

    Refused, naming the column, when it cannot be read, or says nothing where something is needed.
    """
    if isinstance(cell, Wrong):
        raise Refused(column.name, cell.why)
    if isinstance(cell, str) and UNWANTED.search(cell):
        raise Refused(column.name, _("it holds characters that cannot be kept."))
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        if column.needed:
            raise Refused(column.name, _("must not be empty."))
        return None
    try:
        return READERS[column.kind](column, cell)
    except ValueError as problem:
        raise Refused(column.name, _message(problem)) from problem


def _message(problem: Exception) -> str:
    return refusals.why(problem) if isinstance(problem, Refused) else str(problem)


def _text(column: Column, cell: Any) -> str:
    """Text as it is. A number that a spreadsheet made of one is its digits; a date is none of ours."""
    match cell:
        case str():
            return cell
        case bool():
            return "yes" if cell else "no"
        case int():
            return str(cell)
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case _:
            raise ValueError(_("it is a date here: give the cell the format “text” and type it again."))


def _slug(column: Column, cell: Any) -> str:
    return _text(column, cell).strip()


def _word(column: Column, cell: Any) -> str:
    word = _text(column, cell).strip().lower()
    if word not in column.words:
        raise ValueError(_("“%(word)s” is none of: %(words)s.") % {"word": word, "words": ", ".join(column.words)})
    return word


def _number(column: Column, cell: Any) -> Decimal:
    """Six places are kept: what a spreadsheet adds up carries dust behind them."""
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        number = Decimal(str(cell))
        if number.is_finite() and abs(number) < MOST:
            return round(number, 6).normalize() + 0
    elif isinstance(cell, str) and NUMBER.fullmatch(cell.strip()):
        return Decimal(cell.strip())
    raise ValueError(_("must be a number such as 20 or 12.50."))


def _whole(column: Column, cell: Any) -> int:
    number = _number(column, cell)
    if number != int(number):
        raise ValueError(_("must be a whole number."))
    return int(number)


def _yes_no(column: Column, cell: Any) -> bool:
    answer = cell if isinstance(cell, bool) else TRUTH.get(str(cell).strip().lower())
    if answer is None:
        raise ValueError(_("must be yes or no."))
    return answer


def _date(column: Column, cell: Any) -> date:
    match cell:
        case datetime() if cell.time() == time():
            return cell.date()
        case str() if ISO_DAY.fullmatch(cell.strip()):
            return _day(cell.strip())
        case date() if not isinstance(cell, datetime):
            return cell
        case _:
            raise ValueError(_("must be a date such as 2026-12-31."))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(_("there is no such day.")) from None


def _texts(column: Column, cell: Any) -> list[str]:
    text = _text(column, cell)
    lines = LINES.split(text)
    words = [word.strip() for word in text.split(BETWEEN)] if len(lines) == 1 else lines
    return [word for word in words if word.strip()]


def _slugs(column: Column, cell: Any) -> list[str]:
    return [word.strip() for word in _texts(column, cell)]


def _words(column: Column, cell: Any) -> list[str]:
    return [_word(column, word) for word in _texts(column, cell)]


def _members(column: Column, cell: Any) -> list[dict[str, Any]]:
    members = pooling.read(_text(column, cell).replace(BETWEEN, "\n"))
    fields = ("therapy", "purpose", "setting", "tier")
    return [{name: getattr(member, name) for name in fields} for member in members]


def _facts(column: Column, cell: Any) -> Any:
    """As the admin's form reads them."""
    field: Any = ContentRow._meta.get_field(column.name)
    try:
        return field.formfield().to_python(_text(column, cell))
    except ValidationError as problem:
        raise ValueError(" ".join(problem.messages)) from problem


READERS: Final[Mapping[Kind, Callable[[Column, Any], Any]]] = {
    Kind.SLUG: _slug,
    Kind.TEXT: _text,
    Kind.WORD: _word,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.YES_NO: _yes_no,
    Kind.DATE: _date,
    Kind.SLUGS: _slugs,
    Kind.TEXTS: _texts,
    Kind.WORDS: _words,
    Kind.MEMBERS: _members,
    Kind.FACTS: _facts,
}
