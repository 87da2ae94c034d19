"""The rows of a plan, many of one kind on one page."""

from typing import Any

from django.forms.models import BaseInlineFormSet

from benefits.bounds import FORM_ROWS


class PartsFormSet(BaseInlineFormSet[Any, Any, Any]):
    """The rows of one kind. What is not touched is not saved; what was deleted meanwhile is offered as a new row."""

    def __init__(self, data: Any = None, **named: Any) -> None:
        if data is not None:
            there = named["queryset"].filter(plan=named["instance"]).values_list("pk", flat=True)
            data = without_the_gone(data, named["prefix"], set(map(str, there)))
        super().__init__(data, **named)

    def _construct_form(self, i: int, **options: Any) -> Any:
        form = super()._construct_form(i, **options)  # type: ignore[misc]
        form.empty_permitted = True
        return form


def without_the_gone(data: Any, prefix: str, there: set[str]) -> Any:
    """The same form with rows that are no longer there moved behind the others, as new ones."""
    total, initial = (data.get(f"{prefix}-{name}_FORMS", "") for name in ("TOTAL", "INITIAL"))
    if not (total.isdecimal() and initial.isdecimal() and int(initial) <= int(total) <= FORM_ROWS.most):
        return data
    numbers = range(int(initial))
    kept = [number for number in numbers if data.get(f"{prefix}-{number}-id") in there]
    gone = [number for number in numbers if number not in kept]
    if not gone:
        return data
    places = {old: new for new, old in enumerate([*kept, *gone, *range(int(initial), int(total))])}
    moved = data.copy()
    for name in [name for name in data if _number(name, prefix) is not None]:
        del moved[name]
    for name in data:
        number = _number(name, prefix)
        if number is not None and not (number in gone and name.endswith("-id")):
            moved.setlist(name.replace(f"{prefix}-{number}-", f"{prefix}-{places[number]}-", 1), data.getlist(name))
    moved[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
    return moved


def _number(name: str, prefix: str) -> int | None:
    """Which row of the form a field belongs to."""
    number = name.removeprefix(f"{prefix}-").partition("-")[0]
    return int(number) if name.startswith(f"{prefix}-") and number.isdecimal() and len(number) < 6 else None
