"""Text that a spreadsheet would calculate, and a row that is full of it."""

from typing import Any

from benefits.exports.columns import PARTS, SummaryRow

PAYLOADS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    "  =1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    '=HYPERLINK("https://example.org","a")',
    "=cmd|' /C calc'!A0",
)


def poisoned(row: SummaryRow, payload: str) -> SummaryRow:
    """The row with the payload in every column that can hold text."""
    parts: list[Any] = []
    for part, kind in zip((row.plan, row.therapy, row.stamp), PARTS, strict=True):
        told = {name: getattr(part, name) for name in part.__struct_fields__}
        texts = {name for name, hint in kind.__annotations__.items() if "str" in str(hint)}
        parts.append(kind(**{**told, **dict.fromkeys(texts, payload)}))
    return SummaryRow(*parts)
