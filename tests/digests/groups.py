"""What is digested: groups of named pieces of bytes, each what a member, a program or a reader of a file gets.

The hash of the edition is a fixed one: a new record alone makes no other answer of those that do not look at it.
"""

import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import msgspec
import openpyxl
from msgspec.structs import replace

from benefits.coverage.catalog import Catalog
from benefits.coverage.comparing import compared, difference, grouped, questions, unusual
from benefits.coverage.reach import touched
from benefits.coverage.records import Benefit, CostTier, Gate, VisitLimit
from benefits.coverage.telling import facts
from benefits.coverage.vocabulary import CoverageStatus, Requirement
from benefits.editions import InForce
from benefits.exports import files, sheet
from benefits.exports.choosing import Choice, choice
from benefits.importing.filings import proposed, rows
from tests import shipped
from tests.cases.reading import CASES, REAL_PLANS, catalog_with
from tests.documents import answer

HERE: Final = Path(__file__).parent
FILINGS: Final = HERE.parent / "cases" / "filing_sample.csv"
TODAY: Final = date(2026, 11, 21)
# Plans whose records the older edition of the review has otherwise, each with the therapy that is reviewed.
REVIEWED: Final = {"ga-silver-3000-30-2017": "chiropractic", "nw-regional-guide": "chiropractic"}

NamedBytes = Iterator[tuple[str, bytes]]


def edition(catalog: Catalog) -> InForce:
    """A catalog as it is served, under a number and a hash that stay."""
    return InForce(number=7, sha256="0" * 64, published_at=shipped.PUBLISHED_AT, catalog=catalog, stale=False)


@cache
def _shipped() -> InForce:
    return edition(shipped.catalog())


def reviewed_answers() -> NamedBytes:
    """The answer of each reviewed case."""
    for case in [*CASES, *REAL_PLANS]:
        additions = case.get("add", {})
        under = edition(catalog_with(additions)) if additions else _shipped()
        yield case["id"], _written(answer(under, case["facts"]))


@cache
def shipped_documents() -> Mapping[str, dict[str, Any]]:
    """The answers of `situations.jsonl`, by the number of the line.

    For every shipped plan and therapy the first situation, and each 613th of all that the records tell apart; to
    most of them one fact more was added in turn, so that every fact is told somewhere.
    """
    lines = (HERE / "situations.jsonl").read_text(encoding="utf-8").splitlines()
    situations = {number: json.loads(line) for number, line in enumerate(lines, start=1)}
    return {
        f"situation {number} {told['plan']} {told['therapy']}": answer(_shipped(), told)
        for number, told in situations.items()
    }


def shipped_answers() -> NamedBytes:
    """Those answers."""
    for name, document in shipped_documents().items():
        yield name, _written(document)


def _written(document: Any) -> bytes:
    """As a program gets it."""
    return json.dumps(document, ensure_ascii=False, default=str).encode()


@cache
def _choices() -> tuple[Choice, ...]:
    """Every plan and therapy, each plan on a day on which its record speaks; the day is the same for as many as can."""
    plans_by_day: dict[date, list[str]] = {}
    for plan in shipped.catalog().plans:
        day = TODAY if plan.in_force(TODAY) else plan.effective_to or plan.effective_from or TODAY
        plans_by_day.setdefault(day, []).append(plan.slug)
    told = {"referral": ["pcp"], "condition": ["low-back-pain"]}
    return tuple(choice(shipped.catalog(), {**told, "plan": plans}, day) for day, plans in plans_by_day.items())


def _file(form: str, chosen: Choice) -> bytes:
    return b"".join(files.content(form, _shipped(), chosen))


def tables() -> NamedBytes:
    """The lines of the CSV files."""
    for chosen in _choices():
        for number, line in enumerate(rows_of_csv(chosen)):
            yield f"{chosen.on} line {number}", line


def rows_of_csv(chosen: Choice) -> list[bytes]:
    """The lines of one file; the first is the head."""
    return _file("csv", chosen).splitlines(keepends=True)


def workbooks() -> NamedBytes:
    """The sheets of the spreadsheets, the summary row by row: each cell's value, and how it is shown."""
    for chosen in _choices():
        book = openpyxl.load_workbook(io.BytesIO(_file("xlsx", chosen)))
        for name in book.sheetnames:
            rows_of_cells = [
                [(cell.value, cell.number_format, cell.quotePrefix) for cell in row] for row in book[name].iter_rows()
            ]
            yield from _parts(f"{chosen.on} {name}", rows_of_cells, each=name == "Summary")


def catalogs() -> NamedBytes:
    """The JSON file."""
    yield "the catalog", _file("json", _choices()[0])


def summaries_on_paper() -> NamedBytes:
    """What the PDF of a summary is laid out from, row by row."""
    for chosen in _choices():
        for part, value in _laid_out(partial(_file, "pdf", chosen)):
            yield from _parts(f"{chosen.on} {part}", value, each=part in ("rows", "detail"))


def plans_on_paper() -> NamedBytes:
    """What the sheet of each plan is laid out from."""
    for chosen in _choices():
        for plan in chosen.plans:
            for part, value in _laid_out(partial(sheet.drawn, _shipped(), plan, chosen)):
                yield f"{plan} {part}", _written(value)


def _laid_out(draw: Callable[[], object]) -> Iterator[tuple[str, Any]]:
    """The parts of the data of the document that is drawn, by name; nothing is drawn for it."""
    with (
        patch("benefits.exports.typesetting._compiled", return_value=b"") as compiled,
        patch("benefits.exports.typesetting._lacking", return_value=""),
        patch("benefits.exports.pdf.document.forget"),
    ):
        draw()
    (call,) = compiled.call_args_list
    yield from json.loads(call.args[1]).items()


def _parts(name: str, value: Any, *, each: bool) -> NamedBytes:
    """The value as one piece, or each of its entries as one."""
    if each:
        for number, entry in enumerate(value, start=1):
            yield f"{name} {number}", _written(entry)
    else:
        yield name, _written(value)


def proposals() -> NamedBytes:
    """What the rows of the sample of filings become."""
    for proposal in proposed(rows(FILINGS)):
        yield f"line {proposal.row.line}", proposal.to_json().encode()


def review() -> NamedBytes:
    """What a review between two editions finds: each group of answers that change, how many, and an example."""
    new = shipped.catalog()
    old = _earlier(new)
    reached = touched(old, new)
    yield "reached", _written(reached)
    for pair in REVIEWED.items():
        yield from _groups(old, new, pair)


def _groups(old: Catalog, new: Catalog, pair: tuple[str, str]) -> NamedBytes:
    counts: Counter[str] = Counter()
    examples: dict[str, Any] = {}
    for situation in questions(old, new, pair, TODAY):
        both = compared(old, new, situation)
        if differs := difference(both.before, both.after):
            group = {"case": unusual(situation), "parts": msgspec.to_builtins(grouped(differs))}
            what = msgspec.json.encode(group).decode()
            counts[what] += 1
            examples.setdefault(what, facts(situation))
    for number, (what, count) in enumerate(counts.items(), start=1):
        yield f"{' '.join(pair)} group {number}", _written([what, count, examples[what]])


def _earlier(new: Catalog) -> Catalog:
    """The shipped catalog with another price, limit, gate and status in the reviewed pairs."""
    return replace(
        new,
        benefits=tuple(map(_earlier_benefit, new.benefits)),
        gates=tuple(map(_earlier_gate, new.gates)),
        cost_tiers=tuple(map(_earlier_price, new.cost_tiers)),
        visit_limits=tuple(map(_earlier_limit, new.visit_limits)),
    )


def _is_reviewed(record: Benefit | CostTier | Gate) -> bool:
    return REVIEWED.get(record.plan) == record.therapy


def _earlier_benefit(found: Benefit) -> Benefit:
    return replace(found, status=CoverageStatus.VARIES) if _is_reviewed(found) else found


def _earlier_gate(found: Gate) -> Gate:
    return replace(found, requirement=Requirement.NOT_STATED, referrers=(), tiers=()) if _is_reviewed(found) else found


def _earlier_price(found: CostTier) -> CostTier:
    if found.low is None or found.high is None or not _is_reviewed(found):
        return found
    return replace(found, low=found.low + 10, high=found.high + 10)


def _earlier_limit(found: VisitLimit) -> VisitLimit:
    if found.low is None or found.high is None or found.plan not in REVIEWED:
        return found
    return replace(found, low=found.low + 5, high=found.high + 5)


GROUPS: Final[Mapping[str, Callable[[], NamedBytes]]] = {
    "answers of the reviewed cases": reviewed_answers,
    "answers of shipped situations": shipped_answers,
    "lines of CSV files": tables,
    "rows of spreadsheets": workbooks,
    "the JSON file": catalogs,
    "summaries on paper": summaries_on_paper,
    "plans on paper": plans_on_paper,
    "proposals of filings": proposals,
    "a review": review,
}
