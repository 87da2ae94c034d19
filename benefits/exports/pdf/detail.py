"""Every fact of every plan on paper: facts down, therapies across, under the names that the other files carry."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final

from django.utils.translation import gettext as _
from msgspec import Struct
from msgspec.structs import astuple

from benefits.cells import CellValue
from benefits.exports.columns import COLUMNS, SummaryRow, TherapyCells
from benefits.exports.stamp import Stamp
from benefits.wording.columns import COLUMN, codes

# More therapies than this side by side would leave each too little room.
ACROSS: Final = 6


def detail(rows: Iterable[SummaryRow], stamp: Stamp) -> dict[str, Any]:
    """What follows on the matrix: the edition, then plan by plan what no cell of the matrix has room for."""
    return {
        "title": _("Every fact, plan by plan"),
        "lede": _("Names of facts are those of the CSV and XLSX columns. A fact that no therapy here has is left out."),
        "head": _("Fact"),
        "said": _("What it says"),
        "stamp": _told(stamp),
        "plans": [_plan(list(found)) for _slug, found in groupby(rows, key=lambda row: row.plan.plan)],
        "legend": {
            "title": _("Legend"),
            "heads": [_("Fact or code"), _("What it says")],
            "rows": [*([name, str(COLUMN[name])] for name in COLUMNS), *(list(code) for code in codes())],
        },
    }


def _plan(rows: Sequence[SummaryRow]) -> dict[str, Any]:
    plan = rows[0].plan
    parts = [rows[first : first + ACROSS] for first in range(0, len(rows), ACROSS)]
    return {"name": plan.plan_name, "facts": _told(plan), "parts": [_part(part) for part in parts]}


def _part(rows: Sequence[SummaryRow]) -> dict[str, Any]:
    """A table of a few therapies; the name of each is its head."""
    columns = zip(*(map(written, astuple(row.therapy)) for row in rows), strict=True)
    named = dict(zip(TherapyCells.__struct_fields__, columns, strict=True))
    heads = named.pop("therapy_name")
    return {"heads": list(heads), "rows": [[name, *cells] for name, cells in named.items() if any(cells)]}


def _told(part: Struct) -> list[list[str]]:
    told = zip(part.__struct_fields__, map(written, astuple(part)), strict=True)
    return [[name, words] for name, words in told if words]


def written(cell: CellValue) -> str:
    """The cell as CSV has it."""
    return "" if cell is None else str(cell)
