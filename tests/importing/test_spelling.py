"""One value, one spelling; and what people and spreadsheets make of it is read, or refused in words."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from benefits.coverage.catalog import TABLES
from benefits.coverage.vocabulary import Refused
from benefits.importing.columns import Kind, columns
from benefits.importing.spelling import READERS, Wrong, read, spelled
from benefits.models import mirror
from tests import shipped, whole
from tests.importing.test_columns import column

NAME = column("plans", "name")
SLUG = column("plans", "based_on")
WORD = column("gates", "kind")
WHOLE = column("gates", "from_visit")
AMOUNT = column("cost_tiers", "low")
TRUTH = column("plans", "hsa_eligible")
DAY = column("plans", "effective_from")
TEXTS = column("therapies", "aliases")
SLUGS = column("contents", "therapies")
WORDS = column("gates", "tiers")
MEMBERS = column("visit_limits", "members")
FACTS = column("contents", "when")


@pytest.mark.parametrize("table", TABLES)
def test_what_is_spelled_is_read_back(table: str) -> None:
    for record in (*getattr(whole.catalog(), table), *getattr(shipped.catalog(), table)):
        cells = {one.name: spelled(one, getattr(record, one.name)) for one in columns(table)}
        plain = {one.name: read(one, cells[one.name]) for one in columns(table)}

        assert (
            mirror.record_of(type(record), {name: value for name, value in plain.items() if value is not None})
            == record
        )


@pytest.mark.parametrize(
    ("one", "cell", "value"),
    [
        pytest.param(NAME, " Gold ", " Gold ", id="text as it is"),
        pytest.param(NAME, 2026, "2026", id="a number where text belongs"),
        pytest.param(NAME, 2026.0, "2026", id="a whole number that came as a fraction"),
        pytest.param(NAME, 33.5, "33.5", id="a fraction where text belongs"),
        pytest.param(NAME, True, "yes", id="a truth where text belongs"),
        pytest.param(SLUG, " hmo ", "hmo", id="blanks around a short name"),
        pytest.param(SLUG, "  ", None, id="nothing but blanks"),
        pytest.param(WORD, " Referral", "referral", id="a word with a capital"),
        pytest.param(WHOLE, "12", 12, id="digits"),
        pytest.param(WHOLE, 12.0, 12, id="a whole number of a spreadsheet"),
        pytest.param(AMOUNT, "12.50", Decimal("12.50"), id="dollars and cents"),
        pytest.param(AMOUNT, 0.1 + 0.2, Decimal("0.3"), id="the dust of a sum"),
        pytest.param(AMOUNT, 100, Decimal(100), id="hundred"),
        pytest.param(TRUTH, "No", False, id="no"),
        pytest.param(TRUTH, True, True, id="a truth of a spreadsheet"),
        pytest.param(DAY, "2026-02-28", date(2026, 2, 28), id="a day as text"),
        pytest.param(DAY, datetime.combine(date(2026, 2, 28), time()), date(2026, 2, 28), id="a day of a spreadsheet"),
        pytest.param(DAY, date(2026, 2, 28), date(2026, 2, 28), id="a day"),
        pytest.param(TEXTS, "a | b", ["a", "b"], id="a bar between"),
        pytest.param(TEXTS, "a|b\n", ["a|b"], id="a bar within a line"),
        pytest.param(TEXTS, "a\r\nb\n\nc", ["a", "b", "c"], id="one a line"),
        pytest.param(SLUGS, "massage|reiki", ["massage", "reiki"], id="two short names"),
        pytest.param(WORDS, "kaiser\nOutside", ["kaiser", "outside"], id="two words"),
        pytest.param(
            FACTS,
            "network: outside, contracted",
            [{"fact": "network", "values": ["outside", "contracted"]}],
            id="a fact",
        ),
    ],
)
def test_a_cell_is_read(one: Any, cell: Any, value: Any) -> None:
    assert read(one, cell) == value


@pytest.mark.parametrize(
    ("one", "cell", "why"),
    [
        pytest.param(NAME, None, "name: must not be empty", id="nothing where something is needed"),
        pytest.param(
            NAME, datetime.combine(date(2026, 1, 1), time()), "name: it is a date here", id="a date where text belongs"
        ),
        pytest.param(NAME, "a\0b", "name: it holds characters", id="NUL"),
        pytest.param(NAME, "a\x1bb", "name: it holds characters", id="ESC"),
        pytest.param(
            NAME, Wrong("it holds the error #NUM!."), "name: it holds the error", id="an error of a spreadsheet"
        ),
        pytest.param(WORD, "reference", "kind: “reference” is none of: referral", id="no such word"),
        pytest.param(WHOLE, "1.5", "from_visit: must be a whole number", id="half a visit"),
        pytest.param(WHOLE, True, "from_visit: must be a number", id="a truth where a number belongs"),
        pytest.param(AMOUNT, "$20", "low: must be a number", id="a dollar sign"),
        pytest.param(AMOUNT, "1,500", "low: must be a number", id="a comma"),
        pytest.param(AMOUNT, "１２", "low: must be a number", id="digits of elsewhere"),
        pytest.param(AMOUNT, "1e9", "low: must be a number", id="an exponent"),
        pytest.param(AMOUNT, float("nan"), "low:", id="not a number"),
        pytest.param(AMOUNT, float("inf"), "low:", id="without end"),
        pytest.param(TRUTH, "perhaps", "hsa_eligible: must be yes or no", id="perhaps"),
        pytest.param(DAY, "2026-02-30", "effective_from: there is no such day", id="a day that never was"),
        pytest.param(DAY, "1/2/2026", "effective_from: must be a date", id="a day that can be read in two ways"),
        pytest.param(DAY, 46000, "effective_from: must be a date", id="a bare number"),
        pytest.param(
            DAY, datetime.combine(date(2026, 1, 1), time(12)), "effective_from: must be a date", id="a day with a time"
        ),
        pytest.param(MEMBERS, "massage@home", "members: “massage@home”: after @", id="no such tier"),
        pytest.param(FACTS, "network", "when: Write a fact", id="a fact without values"),
    ],
)
def test_a_cell_that_cannot_be_read_says_why(one: Any, cell: Any, why: str) -> None:
    with pytest.raises(Refused) as refused:
        read(one, cell)

    assert str(refused.value).startswith(why)


def test_every_kind_can_be_read() -> None:
    assert set(READERS) == set(Kind)
